"""The tree between plain text and XML: one value for every element that an address can name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Piece = Literal["num", "heading", "text"]

PIECES: tuple[Piece, ...] = ("num", "heading", "text")


@dataclass(frozen=True, slots=True)
class Unit:
    """One element of the text: `kind` is its AKN name, `line` counts from 1 in the text as received.

    A unit has either `text` or `children`; `num` and `heading` are as printed. None means that the text prints none.
    """

    kind: str
    eid: str
    line: int
    num: str | None = None
    heading: str | None = None
    text: str | None = None
    children: tuple["Unit", ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One printed piece of a unit."""

    eid: str
    piece: Piece
    text: str
    line: int


def walk(units: tuple[Unit, ...]) -> Iterator[Unit]:
    """All units in document order, each before its children."""
    for unit in units:
        yield unit
        yield from walk(unit.children)


def slots(units: tuple[Unit, ...]) -> Iterator[Slot]:
    """All printed pieces in document order: together they are the whole text."""
    for unit in walk(units):
        printed: tuple[tuple[Piece, str | None], ...] = (
            ("num", unit.num),
            ("heading", unit.heading),
            ("text", unit.text),
        )
        for piece, text in printed:
            if text is not None:
                yield Slot(unit.eid, piece, text, unit.line)
