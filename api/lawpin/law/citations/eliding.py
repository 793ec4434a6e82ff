"""Quotations with an ellipsis: the parts stand in order, inside one article."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from lawpin.law.citations.layout import Laid, Place
from lawpin.law.citations.quotation import Match, Quotation, extended, occurrences

Failure = Literal["out-of-order", "far-apart", "fragment-too-short", "not-in-text"]

# What a quotation with an ellipsis stays inside of: the first of these that is around the words.
UNITS = ("article", "section", "rule", "clause", "paragraph", "recital")
# A part of fewer squeezed characters says nothing beside others that are as short.
_SHORTEST_PART, _LONG_PART = 2, 4
_MOST_STARTS = 100


@dataclass(frozen=True, slots=True)
class _Unit:
    place: Place
    first: int
    last: int


def find_elided(quotation: Quotation, laid: Laid) -> list[Match] | Failure:
    """Where the parts stand in order inside one article, the tightest of places that overlap; or why they do not."""
    parts = [part.text for part in quotation.parts]
    lengths = sorted(map(len, parts))
    if lengths[0] < _SHORTEST_PART or lengths[-1] < _LONG_PART:
        return "fragment-too-short"
    longest = max(parts, key=len)
    units = _units(laid, [first for first, _ in occurrences(longest, laid)])
    found = [_match(quotation, laid, row) for unit in units for row in _rows(parts, laid, unit)]
    return found or _failure(parts, laid, units)


def unit_of(laid: Laid, place: Place) -> Place:
    """The article around a place, or what the text has instead: else the largest provision below the whole."""
    chain = [place, *(laid.by_position[portion.position] for portion in laid.ancestors(place))]
    for kind in UNITS:
        found = next((around for around in chain if around.portion.kind == kind), None)
        if found is not None:
            return found
    below = [around for around in chain if around.portion.position != laid.places[0].portion.position]
    return below[-1] if below else place


def _units(laid: Laid, firsts: list[int]) -> list[_Unit]:
    places: dict[Place, _Unit] = {}
    for first in firsts:
        offset = laid.squeezed.at[first]
        stretch = laid.stretches_of(offset, offset + 1)[0]
        unit = unit_of(laid, stretch.place)
        if unit not in places:
            bounds = laid.squeezed.first_from(unit.start), laid.squeezed.first_from(unit.end)
            places[unit] = _Unit(unit, *bounds)
    return list(places.values())


def _rows(parts: list[str], laid: Laid, unit: _Unit) -> Iterator[list[tuple[int, int]]]:
    """The parts in order: for each end the row that begins last, so that no row holds another one."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for count, start in enumerate(occurrences(parts[0], laid, unit.first, unit.last)):
        if count >= _MOST_STARTS:
            break
        row = [start]
        for part in parts[1:]:
            following = next(occurrences(part, laid, row[-1][1], unit.last), None)
            if following is None:
                break
            row.append(following)
        if len(row) == len(parts):
            rows[row[-1][1]] = row
    yield from rows.values()


def _match(quotation: Quotation, laid: Laid, row: list[tuple[int, int]]) -> Match:
    at = laid.squeezed.at
    spans = [(at[first], at[last - 1] + 1) for first, last in row]
    spans[-1] = (spans[-1][0], extended(quotation.text, laid, spans[-1][1]))
    gaps = pairwise(spans)
    omitted = tuple(laid.text[before[1] : after[0]] for before, after in gaps)
    return Match("elided", tuple(spans), omitted=omitted)


def _failure(parts: list[str], laid: Laid, units: list[_Unit]) -> Failure:
    if any(next(occurrences(part, laid), None) is None for part in parts):
        return "not-in-text"
    together = any(
        all(next(occurrences(part, laid, unit.first, unit.last), None) is not None for part in parts) for unit in units
    )
    return "out-of-order" if together else "far-apart"
