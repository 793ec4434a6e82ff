"""Quotations with other letters or words: near enough to say where they come from, never near enough to be exact."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawpin.law.citations.differing import Side, damage, differences
from lawpin.law.citations.editing import Alignment, align
from lawpin.law.citations.layout import Laid
from lawpin.law.citations.quotation import Match, Quotation, extended

Failure = Literal["not-in-text", "too-different", "stitched", "other-title"]

# Similarity from so many units (Chinese characters or words) on; fewer, and more must agree.
_HAN_BOUNDS = ((12, 0.72), (8, 0.85))
_WORD_BOUNDS = ((5, 0.70), (3, 0.86), (1, 0.90))
_FEWEST_LETTERS = 10
# Longer ones are found verbatim or not at all: the cost of a comparison grows with the square.
LONGEST_COMPARED = 3000
# So much at a stretch that is not in the text, or of the text that is not there, is no slip.
_HAN_STRETCH, _WORD_STRETCH = (8, 12), (26, 40)
_GRAMS, _PLACES_OF_GRAM, _REGIONS = 48, 64, 4
# Characters of the pattern times characters of the text that are compared at most, but for one place: some 10 ms.
_MOST_CELLS = 4_000_000
_TITLES = frozenset({"preface", "longTitle", "coverPage"})


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
        judged = _judge(quotation, laid, alignment, region.start, bound)
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


def _judge(quotation: Quotation, laid: Laid, alignment: Alignment, offset: int, bound: float) -> Match | Failure:
    letters_kept = 1 - alignment.distance / len(quotation.squeezed.text)
    similarity = min(letters_kept, _words_kept(quotation, laid, alignment, offset))
    if similarity < bound:
        return "too-different"
    if _is_stitched(quotation, alignment):
        return "stitched"
    at = laid.squeezed.at
    first, last = offset + alignment.start, offset + alignment.end
    start, end = at[first], extended(quotation.text, laid, at[last - 1] + 1)
    found = differences(alignment, Side(quotation.text, quotation.squeezed), Side(laid.text, laid.squeezed), offset)
    if any(stretch.place.portion.kind in _TITLES for stretch in laid.stretches_of(start, end)):
        # A title with another word is the title of another document.
        return "other-title"
    return Match("fuzzy", ((start, end),), similarity, found)


def _words_kept(quotation: Quotation, laid: Laid, alignment: Alignment, offset: int) -> float:
    """The share of the quotation's words that stand there; a slip in a word is a third of another word."""
    if quotation.is_han:
        return 1.0
    lost = 0.0
    pattern = quotation.squeezed
    for difference in differences(alignment, Side(quotation.text, pattern), Side(laid.text, laid.squeezed), offset):
        words = max(len(difference.quoted.split()), len(difference.held.split()))
        letters = max(len(difference.quoted), len(difference.held))
        slips = sum(a != b for a, b in zip(difference.quoted, difference.held, strict=False)) + abs(
            len(difference.quoted) - len(difference.held)
        )
        is_slip = words == 1 and 3 * slips <= letters
        lost += 1 / 3 if is_slip else words
    return 1 - lost / quotation.units


def _is_stitched(quotation: Quotation, alignment: Alignment) -> bool:
    """Whether a whole piece of the quotation does not stand there, or a whole piece of the text was passed over."""
    put_in, passed = _HAN_STRETCH if quotation.is_han else _WORD_STRETCH
    bridge = 3 if quotation.is_han else 6
    return any(
        run.pattern_end - run.pattern_start >= put_in or run.text_end - run.text_start >= passed
        for run in damage(alignment, bridge)
    )
