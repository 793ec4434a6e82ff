"""A quotation as it was given, and the places of a text where its words stand.

exact        the characters stand there as given
normalized   the same letters, numbers and symbols in the same order (`squeezing`)
elided       the parts between ellipses stand there in order, inside one article (`eliding`)
fuzzy        other letters or words, few of them (`nearness`)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawpin.law.citations.differing import Difference
from lawpin.law.citations.folding import fold
from lawpin.law.citations.layout import Laid
from lawpin.law.citations.squeezing import Squeezed, is_word, squeeze, units_of
from lawpin.law.errors import ControlCharacter

How = Literal["exact", "normalized", "elided", "fuzzy"]
Fault = Literal["empty", "too-short", "too-long", "too-many-parts", "control-character"]

LONGEST = 10_000
# A needle of one or two characters stands everywhere.
SHORTEST = 3
# From so many squeezed characters on a quotation may begin or end in the middle of a word.
_LONG = 24
_MOST_OCCURRENCES = 400
_MOST_PARTS = 40

_OPENING, _CLOSING = r"[\[(（〔【［]", r"[\])）〕】］]"
_LEFT_OUT = "略|中略|下略|前略|后略|後略|省略|以下略|omitted|snip"
_ELLIPSIS = re.compile(
    rf"{_OPENING}?[ \u3000]{{0,2}}(?:[…⋯]+|\.{{3,}}|\.(?: \.){{2,8}}|。{{3,}}|[·・]{{3,}})[ \u3000]{{0,2}}{_CLOSING}?"
    rf"|{_OPENING}(?:{_LEFT_OUT}){_CLOSING}",
    re.IGNORECASE,
)
_ENDING = frozenset(".,;:!?。，、；：！？．")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody quotes, squeezed as a whole and in the parts between its ellipses (one without any).

    `units` counts its Chinese characters and words; `is_han`: most of it is written without spaces.
    """

    text: str
    squeezed: Squeezed
    parts: tuple[Squeezed, ...]
    part_texts: tuple[str, ...]
    is_elided: bool
    units: int
    is_han: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands in a text: code points [start, end), one span for each part of it.

    `similarity` is 1 without other letters; `omitted` are the words that an ellipsis stands for.
    """

    how: How
    spans: tuple[tuple[int, int], ...]
    similarity: float = 1.0
    differences: tuple[Difference, ...] = ()
    omitted: tuple[str, ...] = ()


def read_quotation(text: str) -> Quotation | Fault:
    """A quotation, or why it is none."""
    if len(text) > LONGEST:
        return "too-long"
    try:
        # An invisible character parts nothing, a control character stands in no text.
        fold(text)
    except ControlCharacter:
        return "control-character"
    squeezed = squeeze(text)
    if not squeezed.text:
        return "empty"
    pairs = [(part, kept) for part in _ELLIPSIS.split(text) if (kept := squeeze(part)).text]
    if len(pairs) > _MOST_PARTS:
        return "too-many-parts"
    return Quotation(
        text,
        squeezed,
        parts=tuple(kept for _, kept in pairs),
        part_texts=tuple(part for part, _ in pairs),
        is_elided=_ELLIPSIS.search(text) is not None,
        units=len(units_of(squeezed)),
        is_han=2 * sum(map(is_word, squeezed.text)) < len(squeezed.text),
    )


def is_short(quotation: Quotation) -> bool:
    """Whether it is too short to say where it comes from."""
    return len(quotation.squeezed.text) < SHORTEST


def find_verbatim(quotation: Quotation, laid: Laid) -> list[Match]:
    """Where the words stand, but for writing; exact ones and normalized ones in the order of the text."""
    if quotation.is_elided:
        # Written with an ellipsis it is verbatim only where the text has that very ellipsis.
        found = (_match(quotation, laid, *span) for span in occurrences(quotation.squeezed.text, laid))
        return [match for match in found if match.how == "exact"]
    return [_match(quotation, laid, *span) for span in occurrences(quotation.squeezed.text, laid)]


def occurrences(pattern: str, laid: Laid, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where a squeezed pattern stands in the squeezed text, in order, at most 400 of them.

    `start`, `end` bound the search. Short patterns are not found inside of words, and no pattern ends inside a number.
    """
    text = laid.squeezed.text
    found, count = text.find(pattern, start, end), 0
    while found >= 0 and count < _MOST_OCCURRENCES:
        if _is_whole(pattern, laid.squeezed, found):
            count += 1
            yield found, found + len(pattern)
        found = text.find(pattern, found + 1, end)


def _is_whole(pattern: str, squeezed: Squeezed, start: int) -> bool:
    for edge in (start, start + len(pattern)):
        if not 0 < edge < len(squeezed.text) or squeezed.at[edge] - squeezed.at[edge - 1] > 1:
            continue
        before, after = squeezed.text[edge - 1], squeezed.text[edge]
        if before.isdigit() and after.isdigit():
            return False
        if len(pattern) < _LONG and is_word(before) and is_word(after):
            return False
    return True


def _match(quotation: Quotation, laid: Laid, first: int, last: int) -> Match:
    at = laid.squeezed.at
    start, end = at[first], at[last - 1] + 1
    lead = quotation.squeezed.at[0]
    exact_end = _exact_end(quotation.text, laid, start - lead)
    if exact_end is not None:
        return Match("exact", ((start - lead, exact_end),))
    return Match("normalized", ((start, extended(quotation.text, laid, end)),))


def _exact_end(quoted: str, laid: Laid, start: int) -> int | None:
    """Where the very characters of a quotation end that begins at `start`; None where others stand there.

    What parts two provisions is no character of the law: any white space or none stands for any other there.
    """
    text, here, there = laid.text, 0, start
    if start < 0:
        return None
    while here < len(quoted):
        if there < len(text) and quoted[here] == text[there]:
            here, there = here + 1, there + 1
            continue
        if there >= len(text) or not laid.is_joint(there):
            return None
        before = here, there
        here, there = _past_white(quoted, here), _past_white(text, there)
        if (here, there) == before:
            return None
    return there


def _past_white(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def extended(quoted: str, laid: Laid, end: int) -> int:
    """The end of a place with the mark that closes it, where the quotation ends in such a mark, too."""
    closing = quoted.rstrip().rstrip("\"'”’」』》)）]】〕")
    has_mark = closing[-1:] in _ENDING or quoted.rstrip()[-1:] in _ENDING
    return end + 1 if has_mark and laid.text[end : end + 1] in _ENDING and end < len(laid.text) else end
