"""The groups of a pinpoint: one unit with its numbers, each with what is below it; see the grammar in `pinpoints`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from lawpin.law.citations.citation import Step
from lawpin.law.citations.numbering import (
    Read,
    is_counting,
    read_bracketed,
    read_dotted,
    read_han_number,
    read_inserted,
    read_number,
)
from lawpin.law.citations.numerals import scan_han
from lawpin.law.citations.shifting import read_shift
from lawpin.law.citations.units import Unit, scan_han_unit, scan_preamble, scan_unit

MAX_MEMBERS = 200
# No provision lies deeper below its number.
_DEEPEST = 12

TO = re.compile(r" ?(?:-{1,2}|~|至|到|to(?![a-z])|through(?![a-z])|thru(?![a-z])|until(?![a-z])) ?")
AND = re.compile(r" ?(?:,? ?(?:and(?![a-z])|&|以及|和|及|与|并|暨)|[,、;]) ?")
_THE = re.compile(r"the(?![a-z]) ?")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Place:
    """One number of a group with what follows it, and the same to the end of its range."""

    steps: tuple[Step, ...]
    start: int
    end: int
    until: tuple[Step, ...] = ()


def read_group(lower: str, start: int) -> tuple[Place, ...] | None:
    """The group that begins here, of any of the productions that need no name before them."""
    at = found.end() if (found := _THE.match(lower, start)) else start
    return (
        _han_group(lower, start)
        or _word_group(lower, at)
        or _ordinal_group(lower, at)
        or _shift_group(lower, start)
        or _preamble(lower, start)
    )


def _han_group(lower: str, start: int) -> tuple[Place, ...] | None:
    """第五条, 第五、六条, 第五至七条, 第五条之一."""
    if lower[start : start + 1] != "第":
        return None
    numbers = _row(lower, start + 1, _han_step)
    if not numbers:
        return None
    unit = scan_han_unit(lower, numbers[-1].end)
    if unit is None:
        return None
    last = numbers[-1]
    read = read_inserted(lower, Read(_last(last).keys, _last(last).value, unit[1]))
    named = tuple(_renamed(place, unit[0]) for place in numbers)
    closed = _closed(named[-1], read)
    brackets = _substeps(lower, closed.end, ()) if unit[0] in {"article", "point"} and len(named) == 1 else ()
    if brackets and not closed.until:
        closed = replace(closed, steps=(*closed.steps, *brackets), end=brackets[-1].end)
    return (replace(named[0], start=start), *named[1:-1], closed) if len(named) > 1 else (replace(closed, start=start),)


def _last(place: Place) -> Step:
    return (place.until or place.steps)[-1]


def _renamed(place: Place, unit: Unit) -> Place:
    steps = tuple(replace(step, unit=unit) for step in place.steps)
    return replace(place, steps=steps, until=tuple(replace(step, unit=unit) for step in place.until))


def _closed(place: Place, read: Read) -> Place:
    """The place with its last number as it reads with what stands behind the unit."""
    last = replace(_last(place), keys=read.keys, end=read.end)
    if place.until:
        return replace(place, until=(last,), end=read.end)
    return replace(place, steps=(last,), end=read.end)


def _han_step(lower: str, at: int) -> tuple[Step, ...] | None:
    at += lower.startswith("第", at)
    read = read_han_number(lower, at)
    return None if read is None else (Step("article", read.keys, read.value, at, read.end),)


def _word_group(lower: str, start: int) -> tuple[Place, ...] | None:
    """Article 5, arts. 5(2), 6 and 7-9, § 5, item no. 2, article (5)."""
    unit = scan_unit(lower, start)
    if unit is None:
        return None
    at = _space(lower, unit[2])
    again = scan_unit(lower, at)
    if again is not None and again[0] == "no" and unit[0] != "no":
        at = _space(lower, again[2])

    def step(text: str, position: int) -> tuple[Step, ...] | None:
        return _numbered(text, position, unit[0])

    places = _row(lower, at, step)
    if places and not unit[1] and not (_ascends(places) and _is_even(places)):
        # Art. 14, 5 others: of one article alone.
        places = places[:1] if not places[0].until else ()
    if not places:
        return None
    return (replace(places[0], start=start), *places[1:])


def _numbered(lower: str, at: int, unit: Unit) -> tuple[Step, ...] | None:
    """A number with what is below it: 5(2)(a), 5.2, (5)."""
    bracketed = read_bracketed(lower, at)
    if bracketed is not None:
        own = replace(bracketed, unit=unit)
        return (own, *_substeps(lower, own.end, (own,)))
    read = read_number(lower, at)
    if read is None or read.ordinal:
        return None
    own = Step(unit, read.keys, read.value, at, read.end)
    return (own, *_substeps(lower, read.end, (own,)))


def _substeps(lower: str, end: int, before: tuple[Step, ...]) -> tuple[Step, ...]:
    steps: list[Step] = []
    while len(steps) < _DEEPEST:
        at = end + (lower[end : end + 1] == " " and lower[end + 1 : end + 2] in {"(", "["})
        step = read_bracketed(lower, at)
        if step is None and (steps or before):
            step = read_dotted(lower, end)
        if step is None or (at > end and step.value in _YEARS):
            return tuple(steps)
        steps.append(step)
        end = step.end
    return tuple(steps)


def _row(lower: str, at: int, read: Callable[[str, int], tuple[Step, ...] | None]) -> tuple[Place, ...]:
    """Numbers with separators and ranges, as many as follow each other; those that belong to a date end the row."""
    places: list[Place] = []
    steps = read(lower, at)
    while steps is not None and len(places) <= MAX_MEMBERS:
        place = Place(steps, at, steps[-1].end)
        to = TO.match(lower, place.end)
        last = None if to is None else read(lower, to.end())
        last = last if last is not None and _goes_on(lower, steps[0], last) else None
        if last is not None and to is not None and len(last) == len(steps):
            inserted = _inserted_after_hyphen(steps[-1], last[-1], to[0])
            place = Place((*steps[:-1], inserted), at, inserted.end) if inserted else place
            place = place if inserted else Place(steps, at, last[-1].end, last)
        places.append(place)
        also = AND.match(lower, place.end)
        at = also.end() if also else place.end
        steps = None if also is None else read(lower, at)
        if steps is not None and not _goes_on(lower, places[0].steps[0], steps):
            steps = None
    return tuple(places)


def _goes_on(lower: str, first: Step, steps: tuple[Step, ...]) -> bool:
    """Whether a number goes on a row: written like the first one, and no year, page or amount."""
    if is_counting(lower, steps[-1].end) or steps[0].value in _YEARS:
        return False
    in_brackets = [lower[step.start] in "([" for step in (first, steps[0])]
    return _is_digits(first) == _is_digits(steps[0]) and in_brackets[0] == in_brackets[1]


def _is_digits(step: Step) -> bool:
    return all(key[0].isdigit() for key in step.keys[:1])


def _inserted_after_hyphen(first: Step, last: Step, joint: str) -> Step | None:
    """第15-1条 is one number: a range does not go down."""
    is_down = first.value is not None and last.value is not None and last.value <= first.value
    if joint != "-" or not is_down or last.shift is not None:
        return None
    return replace(first, keys=tuple(f"{key}-{last.value}" for key in first.keys), end=last.end)


def _is_even(places: tuple[Place, ...]) -> bool:
    """Whether no bare number follows one with steps below it: the 7 of art. 5(2) and 7 may be an item."""
    return not any(len(one.steps) > 1 and len(other.steps) == 1 for one, other in pairwise(places))


def _ascends(places: tuple[Place, ...]) -> bool:
    values = [step.value or 0 for place in places for step in (place.steps[0], *place.until[:1])]
    return values == sorted(values)


def _ordinal_group(lower: str, start: int) -> tuple[Place, ...] | None:
    """The fifth article, 2nd item, second and third items."""

    def step(text: str, position: int) -> tuple[Step, ...] | None:
        at = found.end() if (found := _THE.match(text, position)) else position
        read = read_number(text, at)
        return (Step("item", read.keys, read.value, at, read.end),) if read and read.ordinal else None

    numbers = _row(lower, start, step)
    unit = scan_unit(lower, _space(lower, numbers[-1].end)) if numbers else None
    if unit is None:
        return None
    named = tuple(_renamed(place, unit[0]) for place in numbers)
    end = unit[2] - (lower[unit[2] - 1] == ".")
    return (*named[:-1], replace(named[-1], end=end))


def _shift_group(lower: str, start: int) -> tuple[Place, ...] | None:
    step = read_shift(lower, start)
    return None if step is None else (Place((step,), start, step.end),)


def _preamble(lower: str, start: int) -> tuple[Place, ...] | None:
    end = scan_preamble(lower, start)
    return None if end is None else (Place((Step("preamble", (), None, start, end),), start, end),)


def read_outline_number(lower: str, start: int) -> tuple[Place, ...] | None:
    """Numbers as outlines print them: 二、 and II before their articles, or alone."""
    numeral = scan_han(lower, start)
    if numeral is not None:
        key = () if numeral.value is None else (str(numeral.value),)
        end = numeral.end
        if lower[end : end + 1] == "、" and scan_han(lower, end + 1) is None:
            return (Place((Step("han", key, numeral.value, start, end + 1),), start, end + 1),)
        if read_bracketed(lower, end) is not None:
            return (Place((Step("han", key, numeral.value, start, end),), start, end),)
        return None
    read = read_number(lower, start)
    if read is None or read.arabic or len(read.keys) < 2:  # noqa: PLR2004 - the letters and their value
        return None
    return (Place((Step("roman", read.keys, read.value, start, read.end),), start, read.end),)


def read_bare_numbers(lower: str, start: int) -> tuple[Place, ...] | None:
    """5.2, 5(2), `5.`, `5、`, or a number alone, which says little; lists and ranges of the first two."""

    def step(text: str, position: int) -> tuple[Step, ...] | None:
        read = read_number(text, position)
        if read is None or not read.arabic or read.value in _YEARS:
            return None
        own = Step("number", read.keys, read.value, position, read.end)
        below = _substeps(text, read.end, (own,))
        if below:
            return (replace(own, unit="printed"), *below)
        return (own,) if read.keys[:1] == (str(read.value),) and not is_counting(text, read.end) else None

    places = _row(lower, start, step)
    if (
        len(places) == 1
        and places[0].steps[-1].unit == "number"
        and lower[places[0].end : places[0].end + 1] in {*".、"}
    ):
        own = replace(places[0].steps[0], unit="printed", end=places[0].end + 1)
        return (replace(places[0], steps=(own,), end=own.end),) if not places[0].until else places
    return places or None


def named_as(place: Place, unit: Unit) -> Place:
    """The same numbers as of that unit: the 7(1) of art. 5(2), (4) and 7(1)."""
    until = (replace(place.until[0], unit=unit), *place.until[1:]) if place.until else ()
    return replace(place, steps=(replace(place.steps[0], unit=unit), *place.steps[1:]), until=until)


def read_after_part(lower: str, start: int) -> tuple[Place, ...] | None:
    """What needs no unit after a part: II.5, 二、5, 二（5）, Part II, 5(2)."""
    bracket = read_bracketed(lower, start)
    if bracket is not None:
        steps = (bracket, *_substeps(lower, bracket.end, (bracket,)))
        return (Place(steps, start, steps[-1].end),)
    dot = start + (lower[start : start + 1] == "." and lower[start + 1 : start + 2].isdigit())
    return read_bare_numbers(lower, dot)


def _space(lower: str, at: int) -> int:
    return at + (lower[at : at + 1] == " ")
