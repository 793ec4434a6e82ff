"""The examples of docs/citations.md are true."""

from pathlib import Path

import pytest
from tests.holdings.conftest import BEGUN
from tests.holdings.test_resolving import NAMED, TITLE

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.resolving import Resolver
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.places import shipped

PAGE = Path(__file__).parents[2] / "docs" / "citations.md"


@pytest.fixture(scope="module")
def resolver(checker: Checker) -> Resolver:
    held = MemoryStore()
    list(Loading(held, checker, lambda: BEGUN).load(group_by_work(find_files([shipped("data") / "akn"]))))
    return Resolver(Lookup(held, lambda: BEGUN))


def rows(width: int) -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").partition("## Quotations")[0].splitlines()
    cells = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")
    ]
    return [row for row in cells if len(row) == width]


def written(cell: str) -> str:
    named = f" {cell}".replace(" E,", f" {NAMED},").replace(" E (", f" {NAMED} (").strip()
    return (named.removesuffix(" E") + f" {NAMED}" if named.endswith(" E") else named).replace("《甲》", TITLE)


@pytest.mark.parametrize("row", rows(2), ids=lambda row: row[0])
def test_a_documented_form_resolves_as_documented(resolver: Resolver, row: list[str]) -> None:
    judgement = resolver.resolve(written(row[0]))
    assert " ".join(str(place.eid) for place in judgement.targets) == row[1]


@pytest.mark.parametrize("row", rows(3), ids=lambda row: row[0])
def test_a_documented_refusal_is_refused_as_documented(resolver: Resolver, row: list[str]) -> None:
    judgement = resolver.resolve(written(row[0]))
    assert [judgement.outcome, judgement.reason, len(judgement.targets)] == [*row[1:], 0]
