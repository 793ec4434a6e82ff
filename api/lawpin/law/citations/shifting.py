"""Places by their distance from the one where a citation stands: 本条, 前条, 前两条, 次条, the preceding article."""

import re

from lawpin.law.citations.citation import Shift, Step
from lawpin.law.citations.numerals import scan_han, scan_words
from lawpin.law.citations.units import scan_han_unit, scan_unit

_HAN_SHIFT = re.compile("(本|该|此|同|上一|前一|下一|后一|前|上|次|后|下)(第?)")
_HAN_BY = {"本": 0, "该": 0, "此": 0, "同": 0, "次": 1, "后": 1, "下": 1, "后一": 1, "下一": 1}
_SHIFT = re.compile(
    r"(?:the |that |said )*(?P<word>this|that|said|same|present|preceding|previous|foregoing|prior|following|next|"
    r"subsequent|last-mentioned)(?![a-z]) ?"
)
_BY = {"preceding": -1, "previous": -1, "foregoing": -1, "prior": -1, "following": 1, "next": 1, "subsequent": 1}


def read_shift(lower: str, start: int) -> Step | None:
    """本条, 前条, 前两条, 次条, 该条; this article, the preceding two articles."""
    found = _HAN_SHIFT.match(lower, start)
    if found is not None:
        count = scan_han(lower, found.end())
        unit = scan_han_unit(lower, count.end if count else found.end())
        if unit is None:
            return None
        shift = Shift(_HAN_BY.get(found[1], -1), count.value or 1 if count else 1)
        # 本两条 and 该第五条 say nothing by distance.
        if found[2] or (count and (shift.by == 0 or len(found[1]) > 1)):
            return None
        return Step(unit[0], (), None, start, unit[1], shift)
    word = _SHIFT.match(lower, start)
    if word is None:
        return None
    number = scan_words(lower, word.end())
    unit_ = scan_unit(lower, _after_space(lower, number.end) if number else word.end())
    by = _BY.get(word["word"], 0)
    if unit_ is None or (number is not None and by == 0):
        return None
    end = unit_[2] - (lower[unit_[2] - 1] == ".")
    shift = Shift(by, number.value or 1 if number else 1)
    return Step(unit_[0], (), None, start, end, shift)


def _after_space(lower: str, at: int) -> int:
    return at + (lower[at : at + 1] == " ")
