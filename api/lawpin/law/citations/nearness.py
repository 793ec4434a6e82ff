"""Quotations with other letters or words: near enough to say where they come from, never near enough to be exact."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawpin.law.citations.differing import Difference, Side, damage, difference
from lawpin.law.citations.editing import Alignment, Run, align
from lawpin.law.citations.layout import Laid
from lawpin.law.citations.quotation import Match, Quotation, extended
from lawpin.law.citations.squeezing import Squeezed, is_inside_word, squeeze, units_of

_Units = list[tuple[int, int]]
Failure = Literal["not-in-text", "too-different", "stitched", "other-title"]

# Similarity from so many units (Chinese characters or words) on; fewer, and more must agree.
_HAN_BOUNDS = ((12, 0.72), (8, 0.85))
_WORD_BOUNDS = ((5, 0.70), (3, 0.86), (1, 0.90))
_FEWEST_LETTERS = 10
# Longer ones are found verbatim or not at all: the cost of a comparison grows with the square.
LONGEST_COMPARED = 3000
# A word of fewer letters has no slips: it is another word.
_SHORTEST_WITH_SLIP = 4
# So many places may differ, and one more for so many units.
_FEWEST_PLACES, _UNITS_A_PLACE = 2, 6
# What is not verbatim is never quite alike.
_LIKEST = 0.999
# Words stand for characters from this one on.
_FIRST_SIGN = 0x20000
_GRAMS, _PLACES_OF_GRAM, _REGIONS = 48, 64, 4
# Characters of the pattern times characters of the text that are compared at most, but for one place: some 10 ms.
_MOST_CELLS = 4_000_000
_TITLES = frozenset({"preface", "longTitle", "coverPage"})


@dataclass(frozen=True, slots=True)
class _Limits:
    """So many units at a stretch are no slip: put in, at an edge of the quotation, passed over in the text.

    `elsewhere`, `moved`: so many that stand in another place of the text, or in one that was passed over, are a piece
    of that place; `moved_letters`: so many letters that stand near. `bridge`: fewer equal units than this between two
    stretches part them not.
    """

    put_in: int
    at_edge: int
    passed: int
    elsewhere: int
    moved: int
    moved_letters: int
    bridge: int


_HAN_LIMITS = _Limits(put_in=8, at_edge=6, passed=10, elsewhere=6, moved=3, moved_letters=6, bridge=3)
_WORD_LIMITS = _Limits(put_in=5, at_edge=4, passed=7, elsewhere=4, moved=2, moved_letters=16, bridge=2)


@dataclass(frozen=True, slots=True)
class _Region:
    """Squeezed characters [start, end) of a text."""

    start: int
    end: int


def find_similar(quotation: Quotation, laid: Laid) -> list[Match] | Failure:
    """Places that are near enough, the nearest first; or why none is."""
    pattern = quotation.squeezed.text
    bound = _bound(quotation)
    if bound is None or len(pattern) > LONGEST_COMPARED:
        return "not-in-text"
    most = int((1 - bound) * len(pattern))
    if not most:
        return "not-in-text"
    found: dict[tuple[int, int], Match] = {}
    failures: list[Failure] = []
    for region in _regions(quotation, laid):
        alignment = align(pattern, laid.squeezed.text[region.start : region.end], most)
        if alignment is None:
            continue
        # Counted in letters a word that was passed over can be dearer than all that follows it: so look on both sides.
        first = max(0, region.start + alignment.start - most)
        last = min(len(laid.squeezed.text), region.start + alignment.end + most)
        judged = _judge(quotation, laid, first, last, bound)
        if isinstance(judged, Match):
            found.setdefault(judged.spans[0], judged)
        else:
            failures.append(judged)
    if found:
        return sorted(found.values(), key=lambda match: -match.similarity)
    return failures[0] if failures else "not-in-text"


def _bound(quotation: Quotation) -> float | None:
    """How much must agree; None where it is too short for that."""
    if not quotation.is_han and len(quotation.squeezed.text) < _FEWEST_LETTERS:
        return None
    bounds = _HAN_BOUNDS if quotation.is_han else _WORD_BOUNDS
    return next((bound for units, bound in bounds if quotation.units >= units), None)


def _regions(quotation: Quotation, laid: Laid) -> list[_Region]:
    """Where most short rows of the quotation's characters stand as far from each other as in the quotation."""
    pattern, text = quotation.squeezed.text, laid.squeezed.text
    size = 3 if quotation.is_han else 5
    width = max(16, len(pattern) // 4)
    votes: Counter[int] = Counter()
    for start in range(0, len(pattern) - size + 1, max(1, len(pattern) // _GRAMS)):
        for place in _places(pattern[start : start + size], text):
            votes[(place - start) // width] += 1
    slack = len(pattern) // 3 + width
    # Neighbouring places share what stands on the border between them.
    weights = {bucket: votes[bucket] + votes[bucket - 1] + votes[bucket + 1] for bucket in votes}
    best = sorted(weights, key=lambda bucket: (-weights[bucket], -votes[bucket], bucket))
    chosen: list[int] = []
    for bucket in best:
        if all(abs(bucket - other) > 1 for other in chosen):
            chosen.append(bucket)
        if len(chosen) >= min(_REGIONS, _MOST_CELLS // (len(pattern) * (2 * slack + width))):
            break
    return [
        _Region(max(0, bucket * width - slack), min(len(text), (bucket + 1) * width + len(pattern) + slack))
        for bucket in chosen
    ]


def _places(gram: str, text: str) -> Iterator[int]:
    place = text.find(gram)
    for _ in range(_PLACES_OF_GRAM):
        if place < 0:
            return
        yield place
        place = text.find(gram, place + 1)


def _judge(quotation: Quotation, laid: Laid, first: int, last: int, bound: float) -> Match | Failure:
    """What a quotation is to the squeezed characters [first, last) of a text, judged by words."""
    while is_inside_word(laid.squeezed, first):
        first -= 1
    while is_inside_word(laid.squeezed, last):
        last += 1
    ours, theirs = units_of(quotation.squeezed), units_of(laid.squeezed, first, last)
    by_unit = _align_units(quotation, laid, ours, theirs)
    runs = [_in_characters(run, ours, theirs) for run in damage(by_unit, 1 if quotation.is_han else 2)]
    sides = Side(quotation.text, quotation.squeezed), Side(laid.text, laid.squeezed)
    found = tuple(one for one in (difference(run, *sides) for run in runs) if one is not None)
    similarity = min(1 - sum(map(_weight, found)) / len(ours), _LIKEST)
    if similarity < bound or len(found) > _FEWEST_PLACES + len(ours) // _UNITS_A_PLACE:
        return "too-different"
    if _is_stitched(quotation, laid, by_unit, ours, theirs):
        return "stitched"
    at = laid.squeezed.at
    start = at[theirs[by_unit.start][0]]
    end = extended(quotation.text, laid, at[theirs[by_unit.end - 1][1] - 1] + 1)
    if any(stretch.place.portion.kind in _TITLES for stretch in laid.stretches_of(start, end)):
        # A title with another word is the title of another document.
        return "other-title"
    return Match("fuzzy", ((start, end),), similarity, found)


def _align_units(quotation: Quotation, laid: Laid, ours: _Units, theirs: _Units) -> Alignment:
    """The words of a quotation beside those of a text: each word stands for one character of an alignment."""
    signs: dict[str, str] = {}

    def signs_of(squeezed: Squeezed, units: _Units) -> str:
        words = (squeezed.text[start:end] for start, end in units)
        return "".join(signs.setdefault(word, chr(_FIRST_SIGN + len(signs))) for word in words)

    pattern, text = signs_of(quotation.squeezed, ours), signs_of(laid.squeezed, theirs)
    found = align(pattern, text, len(pattern)) or Alignment(0, 0, len(pattern), ())
    most = (_HAN_LIMITS if quotation.is_han else _WORD_LIMITS).passed
    return _anchored_after(_anchored_before(found, pattern, text, most), pattern, text, most)


def _anchored_before(found: Alignment, pattern: str, text: str, most: int) -> Alignment:
    """The same; what seems put in at the beginning and stands a little before the place has words left out after it."""
    first = found.runs[0] if found.runs else None
    if first is None or first.kind != "put-in":
        return found
    size = first.pattern_end
    start = text.rfind(pattern[:size], 0, found.start)
    gap = found.start - start - size
    if start < 0 or gap >= most:
        return found
    runs = (
        Run("same", 0, size, start, start + size),
        Run("left-out", size, size, start + size, found.start),
        *found.runs[1:],
    )
    return Alignment(start, found.end, found.distance - size + gap, runs)


def _anchored_after(found: Alignment, pattern: str, text: str, most: int) -> Alignment:
    """The same for the end."""
    last = found.runs[-1] if found.runs else None
    if last is None or last.kind != "put-in":
        return found
    size = last.pattern_end - last.pattern_start
    start = text.find(pattern[-size:], found.end)
    if start < 0 or start - found.end >= most:
        return found
    runs = (
        *found.runs[:-1],
        Run("left-out", last.pattern_start, last.pattern_start, found.end, start),
        Run("same", last.pattern_start, last.pattern_end, start, start + size),
    )
    return Alignment(found.start, start + size, found.distance - size + start - found.end, runs)


def _in_characters(run: Run, ours: _Units, theirs: _Units) -> Run:
    return Run(
        run.kind,
        *_extent(ours, run.pattern_start, run.pattern_end),
        *_extent(theirs, run.text_start, run.text_end),
    )


def _extent(units: _Units, start: int, end: int) -> tuple[int, int]:
    if start < end:
        return units[start][0], units[end - 1][1]
    at = units[start][0] if start < len(units) else units[-1][1]
    return at, at


def _weight(difference: Difference) -> float:
    """How many words a difference is worth; a slip inside a word is a third of one."""
    given, held = squeeze(difference.quoted), squeeze(difference.held)
    words = max(len(units_of(given)), len(units_of(held)))
    letters = max(len(given.text), len(held.text))
    if words != 1 or letters < _SHORTEST_WITH_SLIP:
        return words
    slips = _edits(given.text, held.text)
    return 1 / 3 if 3 * slips <= letters else 1


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for count, character in enumerate(one, 1):
        before, row[0] = row[0], count
        for place, opposite in enumerate(other, 1):
            here = min(before + (character != opposite), row[place] + 1, row[place - 1] + 1)
            before, row[place] = row[place], here
    return row[-1]


def _is_stitched(quotation: Quotation, laid: Laid, alignment: Alignment, ours: _Units, theirs: _Units) -> bool:
    """Whether a whole piece of the quotation stands elsewhere or nowhere, or a piece of the text was passed over."""
    limits = _HAN_LIMITS if quotation.is_han else _WORD_LIMITS
    pieces = damage(alignment, limits.bridge)
    around = _text(laid.squeezed, theirs)
    passed = [_text(laid.squeezed, theirs[piece.text_start : piece.text_end]) for piece in pieces]
    for piece in pieces:
        is_edge = piece.pattern_start == 0 or piece.pattern_end == len(ours)
        units = ours[piece.pattern_start : piece.pattern_end]
        if len(units) >= (limits.at_edge if is_edge else limits.put_in):
            return True
        if piece.text_end - piece.text_start >= limits.passed:
            return True
        size = limits.elsewhere - is_edge
        rows = (_text(quotation.squeezed, units[start : start + size]) for start in range(len(units) - size + 1))
        if any(row in laid.squeezed.text for row in rows):
            return True
        moved = _text(quotation.squeezed, units)
        if len(units) >= limits.moved and any(moved in words for words in passed):
            return True
        if len(units) > 1 and len(moved) >= limits.moved_letters and moved in around:
            return True
    return False


def _text(squeezed: Squeezed, units: _Units) -> str:
    return squeezed.text[units[0][0] : units[-1][1]] if units else ""
