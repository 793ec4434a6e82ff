"""The cases of tests/citations: what is asked, what must come of it. Their heads say how they are written."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "citations"
WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
TITLES = {
    "{Z}": "《关于促进移动互联网健康有序发展的意见》",
    "{E}": "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet",
    "{W}": WORK,
}
CONTEXTS = {"work": WORK, "zho": f"{WORK}/zho@2017-01-15", "eng": f"{WORK}/eng@2017-01-15"}
WHOLE = "."
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One question. `targets`: the lists of ids that are accepted alike; `refusals`: outcomes accepted besides."""

    group: str
    asked: str
    note: str
    targets: tuple[Ids, ...] = ()
    refusals: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    matches: frozenset[str] = frozenset()
    among: Ids = ()
    suggests: Ids = ()
    language: str | None = None
    day: str | None = None
    warns: bool = False
    context: str | None = None
    on: str | None = None
    said_language: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A citation that a passage holds: offsets in code points, and what it comes to: ids, or an outcome."""

    start: int
    end: int
    targets: Ids
    refused: bool


@dataclass(frozen=True, slots=True)
class Passage:
    group: str
    text: str
    note: str
    spans: tuple[Span, ...]
    context: str | None = None


def citations() -> list[Case]:
    return [_case(group, written, written["q"]) for group, written in _written("resolve.toml")]


def quotations() -> list[Case]:
    return [_case(group, written, written["quote"]) for group, written in _written("quotes.toml")]


def passages() -> list[Passage]:
    return [_passage(group, written) for group, written in _written("passages.toml")]


def _written(name: str) -> list[tuple[str, dict[str, Any]]]:
    groups = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return [(group, written) for group, held in groups.items() for written in held["cases"]]


def _case(group: str, written: dict[str, Any], asked: str) -> Case:
    quoted = "quote" in written
    return Case(
        group=group,
        asked=_filled(asked),
        note=written["note"],
        targets=tuple(tuple(one.split()) for one in written["to"].split(" | ")) if "to" in written else (),
        refusals=_alike(written, "status"),
        reasons=_alike(written, "reason"),
        matches=_alike(written, "match"),
        among=tuple(written.get("among", "").split()),
        suggests=tuple(written.get("suggests", "").split()),
        language=None if quoted else written.get("language"),
        day=written.get("day"),
        warns=written.get("warns", False),
        context=_context(written),
        on=written.get("on"),
        said_language=written.get("language") if quoted else None,
    )


def _passage(group: str, written: dict[str, Any]) -> Passage:
    text, spans = "", []
    outcomes = iter(written["to"])
    for piece in _filled(written["text"]).split("⟦"):
        inside, mark, after = piece.partition("⟧")
        if mark:
            to = next(outcomes)
            refused = to == "not_found"
            spans.append(Span(len(text), len(text) + len(inside), () if refused else tuple(to.split()), refused))
        text += inside + after
    return Passage(group, text, written["note"], tuple(spans), _context(written))


def _alike(written: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(written[name].split(" | ")) if name in written else frozenset()


def _context(written: dict[str, Any]) -> str | None:
    given = written.get("context")
    return None if given is None else CONTEXTS.get(given, f"{CONTEXTS['zho']}/~{given}")


def _filled(text: str) -> str:
    for mark, title in TITLES.items():
        text = text.replace(mark, title)
    return text
