"""The cases, asked of the application: what was measured is held, and nothing is confidently wrong beyond its bound."""

from collections import Counter
from collections.abc import Iterator

import pytest
from bench.citations import PATHS, Judged, NotServed, Post, ask_all, poster, shipped_application, told
from bench.judging import RIGHT, WRONG

# Of all cases: how many must be right, how many may be confidently wrong.
FLOORS = {"resolve": (0.95, 0.005), "quotes": (0.97, 0.0), "passages": (0.90, 0.02)}


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    with poster(shipped_application()) as sends:
        yield sends


@pytest.mark.parametrize("name", PATHS)
def test_a_set_is_answered_at_its_floor(name: str, post: Post) -> None:
    try:
        judged = ask_all(name, post)
    except NotServed:
        pytest.skip(f"{PATHS[name]} is not served")
    least, most = FLOORS[name]
    counts = Counter(one.verdict.kind for one in judged)
    assert counts[RIGHT] >= least * len(judged), shown(judged)
    assert counts[WRONG] <= most * len(judged), shown(judged)


def shown(judged: list[Judged]) -> str:
    return "\n".join(line for one in judged if one.verdict.kind != RIGHT for line in told(one))
