"""What differs between a quotation and the text that it comes near to, and whether the difference turns the sense."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from lawpin.law.citations.editing import Alignment, Run
from lawpin.law.citations.numerals import read_han
from lawpin.law.citations.squeezing import Squeezed

Change = Literal["replaced", "added", "left-out"]

# Words that negate, and those that only look so.
_NEGATIONS = re.compile("[不无無非未没沒勿毋莫否]")
_HARMLESS = re.compile(
    "不断|不斷|不仅|不僅|不但|不同|不论|不論|不管|不久|不妨|无论|無論|无线|無線|无疑|非常|非洲|除非|莫非|未来|未來|是否|能否|可否"
)
_NOT = frozenset("not no never nor neither without cannot none nothing nobody nowhere hardly".split())
_NOT_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "de", "mis")
_WORDS = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_NUMBERS = re.compile("[0-9]+(?:[.,][0-9]+)*|[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾]+")
_CARDINALS = "zero one two three four five six seven eight nine ten".split()
_NAMED = {word: str(value) for value, word in enumerate(_CARDINALS)}
_NAMED |= {
    word: str(value)
    for value, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Words [start, end) of the quotation against those of the text; one side is empty where words came or went.

    `negation`, `number`: whether a negation or a number is another one.
    """

    change: Change
    quoted: str
    held: str
    start: int
    end: int
    negation: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A text with what is left of it squeezed."""

    text: str
    squeezed: Squeezed


def damage(alignment: Alignment, bridge: int) -> list[Run]:
    """The stretches that differ, those together that have fewer than `bridge` equal places between them."""
    stretches: list[Run] = []
    for run in alignment.runs:
        if run.kind == "same":
            continue
        last = stretches[-1] if stretches else None
        if last is not None and run.pattern_start - last.pattern_end < bridge:
            stretches[-1] = Run("exchanged", last.pattern_start, run.pattern_end, last.text_start, run.text_end)
        else:
            stretches.append(run)
    return stretches


def difference(run: Run, quoted: Side, held: Side) -> Difference | None:
    """What a stretch of squeezed characters says on both sides; None where only writing differs."""
    ours = quoted.squeezed.text[run.pattern_start : run.pattern_end]
    if ours == held.squeezed.text[run.text_start : run.text_end]:
        return None
    start, end = _raw(quoted.squeezed, run.pattern_start, run.pattern_end)
    there, beyond = _raw(held.squeezed, run.text_start, run.text_end)
    given, stands = quoted.text[start:end], held.text[there:beyond]
    change: Change = "added" if not stands else "left-out" if not given else "replaced"
    around = _around(quoted.text, start, end), _around(held.text, there, beyond)
    return Difference(
        change, given, stands, start, end, negation=_negates(given, stands, *around), number=_renumbers(given, stands)
    )


def negations_in(text: str, start: int = 0, end: int | None = None) -> Counter[str]:
    """The words that negate in [start, end) of a text."""
    last = len(text) if end is None else end
    harmless = {at for found in _HARMLESS.finditer(text) for at in range(found.start(), found.end())}
    han = (found for found in _NEGATIONS.finditer(text, start, last) if found.start() not in harmless)
    words = (word for word in _WORDS.findall(text[start:last].lower()))
    negating = (word for word in words if word in _NOT or word.endswith(("n't", "n’t")))
    return Counter([found[0] for found in han]) + Counter(negating)


def _negates(given: str, stands: str, quoted: tuple[str, int, int], held: tuple[str, int, int]) -> bool:
    if negations_in(*quoted) != negations_in(*held):
        return True
    ours, theirs = (set(_WORDS.findall(side.lower())) for side in (given, stands))
    only_given, only_held = ours - theirs, theirs - ours
    return any(
        prefix + word in longer
        for prefix in _NOT_PREFIXES
        for words, longer in ((only_given, only_held), (only_held, only_given))
        for word in words
        if len(word) > 2  # noqa: PLR2004 - `in` and `to` are no words with a prefix
    )


def _around(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A stretch with two characters on both sides, and where it stands in that."""
    first = max(0, start - 2)
    return text[first : end + 2], start - first, end - first


def _renumbers(given: str, stands: str) -> bool:
    return _numbers(given) != _numbers(stands)


def _numbers(text: str) -> Counter[str]:
    lower = text.lower()
    written = (found[0].replace(",", "") for found in _NUMBERS.finditer(lower))
    values = (number if number[0].isascii() else str(read_han(number) or number) for number in written)
    return Counter(values) + Counter(_NAMED[word] for word in _WORDS.findall(lower) if word in _NAMED)


def _raw(squeezed: Squeezed, start: int, end: int) -> tuple[int, int]:
    if start < end:
        return squeezed.at[start], squeezed.at[end - 1] + 1
    at = squeezed.at[start] if start < len(squeezed.at) else squeezed.at[-1] + 1
    return at, at
