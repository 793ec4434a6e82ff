"""The number of one step and what may follow it: 5, 5A, 5 bis, V, five, 第五条之一, (2), (a), .2, ②."""

import re
from dataclasses import dataclass

from lawpin.law.citations.citation import Step
from lawpin.law.citations.numerals import (
    INSERTIONS,
    Numeral,
    read_han,
    scan_circled,
    scan_numeral,
    scan_roman,
    scan_words,
)

_SUFFIX = re.compile(rf"[ -]?(?:{'|'.join(INSERTIONS)})(?![a-z0-9])|[a-z](?![a-z0-9])")
_LETTER = re.compile(r"([a-z])\1?(?![a-z0-9])")
_MONTH = re.compile(r"[ .]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[年月日]")
# What else a number may count or belong to: 5%, 5G, 2017-01-15, 24小时.
_NO_NUMBER = re.compile(r"[%‰°$€£¥/:]|[a-z]{2,}|g(?![a-z])")
_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_IN_BRACKETS = 16


@dataclass(frozen=True, slots=True)
class Read:
    """A number at [.., end): the keys that it may have in a document, and its integer.

    `arabic`: it is in digits; `ordinal`: it says which one by itself (fifth, 5th).
    """

    keys: tuple[str, ...]
    value: int | None
    end: int
    arabic: bool = False
    ordinal: bool = False


def read_number(lower: str, at: int) -> Read | None:
    """The number that begins here: digits with a letter or a Latin adverb, Chinese, Roman, in words, one letter."""
    numeral = scan_numeral(lower, at)
    if numeral is not None:
        return _with_suffix(lower, numeral)
    letters, roman, words = _LETTER.match(lower, at), scan_roman(lower, at), scan_words(lower, at)
    if words is not None:
        return Read((str(words.value),), words.value, words.end, ordinal=words.ordinal)
    if roman is not None:
        return Read((lower[at : roman.end], str(roman.value)), roman.value, roman.end)
    return None if letters is None else Read((letters[0],), None, letters.end())


def read_han_number(lower: str, at: int) -> Read | None:
    """The number between 第 and its unit: of any writing but words."""
    bracketed = read_bracketed(lower, at) if lower[at : at + 1] == "(" else None
    if bracketed is not None:
        return Read(bracketed.keys, bracketed.value, bracketed.end)
    numeral = scan_numeral(lower, at) or scan_roman(lower, at)
    # 第X条 is a blank to be filled in, not article 10.
    is_blank = numeral is not None and numeral.system == "roman" and not lower[at : numeral.end].strip("x")
    return None if numeral is None or is_blank else _with_suffix(lower, numeral)


def read_inserted(lower: str, read: Read) -> Read:
    """The number with what was inserted after it, behind the unit in Chinese and Japanese: 之一, の二."""
    end, keys = read.end, read.keys
    while lower[end : end + 1] in {"之", "の"} and (numeral := scan_numeral(lower, end + 1)) is not None:
        keys, end = tuple(f"{key}-{numeral.value}" for key in keys), numeral.end
    return Read(keys, read.value, end)


def read_bracketed(lower: str, at: int) -> Step | None:
    """A number in round or square brackets, or a circled one: (2), （二）, [2], (a), (iv), ②."""
    circled = scan_circled(lower, at)
    if circled is not None:
        return Step("bracket", (str(circled.value),), circled.value, at, circled.end)
    closing = _BRACKETS.get(lower[at : at + 1])
    end = -1 if closing is None else lower.find(closing, at, at + _LONGEST_IN_BRACKETS)
    inner = lower[at + 1 : end].strip()
    if end < 0 or not inner:
        return None
    value = read_han(inner)
    if value is not None:
        return Step("bracket", (str(value),), value, at, end + 1)
    read = read_number(inner, 0)
    if read is None or read.end != len(inner):
        return None
    return Step("bracket", read.keys, read.value, at, end + 1)


def read_dotted(lower: str, at: int) -> Step | None:
    """A further number after a full stop: the .2 of 5.2."""
    if lower[at : at + 1] != ".":
        return None
    numeral = scan_numeral(lower, at + 1)
    if numeral is None or numeral.system != "arabic":
        return None
    read = _with_suffix(lower, numeral)
    return None if read is None else Step("dotted", read.keys, read.value, at, read.end)


def is_counting(lower: str, end: int) -> bool:
    """Whether a bare number that ends here counts something, or is part of a date: 5%, 24 hours, 15 January."""
    return _NO_NUMBER.match(lower, end) is not None or _MONTH.match(lower, end) is not None


def _with_suffix(lower: str, numeral: Numeral) -> Read | None:
    keys = () if numeral.value is None else (str(numeral.value),)
    if numeral.system != "arabic" or numeral.ordinal:
        return Read(keys, numeral.value, numeral.end, ordinal=numeral.ordinal)
    suffix = _SUFFIX.match(lower, numeral.end)
    if suffix is None:
        return Read(keys, numeral.value, numeral.end, arabic=True)
    return Read(tuple(f"{key}{suffix[0].strip(' -')}" for key in keys), numeral.value, suffix.end(), arabic=True)
