"""Text without what quotations lose: its letters, numbers and symbols alone, with a map back.

What `folding` makes one is one here; letter case, white space and punctuation are gone besides. A full stop between two
digits stays, and other things between two digits leave a space, so that 3.5, 3-5 and 35 differ; 1,000 is 1000.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lawpin.law.citations.folding import fold, is_han
from lawpin.law.errors import ControlCharacter

# Symbols by Unicode that texts use as punctuation.
_DROPPED = frozenset("=~<>|^`´¨¯¸−˜_")
# Punctuation by Unicode that says something by itself.
_KEPT = frozenset("%‰‱")
_DIGITS = frozenset("0123456789")
_THOUSANDS = re.compile("[0-9]{3}(?![0-9])")
_NOTHING, _GAP, _STOP = "", " ", "."
_NO_TEXT = frozenset({"Cc", "Cs", "Cn"})
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A squeezed text; `at[i]` is the code point of the input from which character i was made."""

    text: str
    at: tuple[int, ...]

    def first_from(self, offset: int) -> int:
        """The first squeezed character made from code point `offset` of the input or a later one."""
        return bisect_left(self.at, offset)

    def holds_any(self, start: int, end: int) -> bool:
        """Whether anything of the code points [start, end) of the input is left."""
        return self.first_from(start) < self.first_from(end)


def squeeze(text: str) -> Squeezed:
    """The text squeezed, in linear time. Control characters are left out."""
    if unicodedata.is_normalized("NFC", text):
        return _squeeze(text)
    # Letters and the marks on them stand apart: folding joins them.
    folded = fold("".join(" " if unicodedata.category(c) in _NO_TEXT else c for c in text))
    inner = _squeeze(folded.text)
    return Squeezed(inner.text, tuple(folded.starts[offset] for offset in inner.at))


def _squeeze(text: str) -> Squeezed:
    out: list[str] = []
    at: list[int] = []
    dropped, table = _NOTHING, _TABLE
    for offset, character in enumerate(text):
        kept = table[character]
        if not kept:
            dropped += character
            continue
        if dropped:
            if kept in _DIGITS and out and out[-1] in _DIGITS and (gap := _gap(dropped, text, offset)):
                out.append(gap)
                at.append(offset - 1)
            dropped = _NOTHING
        if len(kept) == 1:
            out.append(kept)
            at.append(offset)
        else:
            out.extend(kept)
            at.extend([offset] * len(kept))
    return Squeezed("".join(out), tuple(at))


def is_word(squeezed: str) -> bool:
    """Whether a squeezed character is of a script that parts its words."""
    return squeezed.isalnum() and not is_han(squeezed)


def is_inside_word(squeezed: Squeezed, at: int) -> bool:
    """Whether a squeezed position stands in the middle of a word of a spaced script."""
    if not 0 < at < len(squeezed.text) or squeezed.at[at] - squeezed.at[at - 1] > 1:
        return False
    return is_word(squeezed.text[at - 1]) and is_word(squeezed.text[at])


def units_of(squeezed: Squeezed, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The Chinese characters and the words of other scripts in [start, end) of a squeezed text: first and beyond."""
    last = len(squeezed.text) if end is None else end
    bounds = [at for at in range(start, last) if at == start or not is_inside_word(squeezed, at)]
    return list(pairwise([*bounds, last]))


def _gap(dropped: str, text: str, offset: int) -> str:
    """What stays of that which stood between two digits, the second at `offset`."""
    shown = dropped.translate(_WITHOUT_GLYPHS)
    if not shown:
        return _NOTHING
    if shown in {".", "．"}:
        return _STOP
    if shown in {",", "，"} and _THOUSANDS.match(text, offset):
        return _NOTHING
    return _GAP


class _Table(dict[str, str]):
    """Each character squeezed, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[character] = kept = _squeezed(character)
        return kept


def _squeezed(character: str) -> str:
    try:
        folded = fold(character).text
    except ControlCharacter:
        return _NOTHING
    return "".join(part for part in folded.casefold() if _stays(part))


@lru_cache(maxsize=4096)
def _stays(character: str) -> bool:
    if character in _KEPT:
        return True
    category = unicodedata.category(character)
    return category[0] in "LNMS" and character not in _DROPPED


_TABLE = _Table()
_WITHOUT_GLYPHS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
