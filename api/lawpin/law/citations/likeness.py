"""Whether a written name is a held one with slips in it, or another name: words of the subject are never forgiven.

    关于促进移动互连网健康有序发展意见     slip: a sound, a small word left out
    关于促进工业互联网健康有序发展的意见   other: 工业 where the held title has 移动
    Opinions on Promoting the Helthy ...   slip
    Draft Opinions on Promoting ...        other: Draft

Both names are plain (`titles.plain`). Linear in their length but for single words, whose length is bounded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from lawpin.law.citations.confusable import is_common, is_contrast, shape_of, sound_of
from lawpin.law.citations.folding import is_han
from lawpin.law.citations.kinds import HAN_FUNCTION, HAN_TELLING, kind_of, stem
from lawpin.law.citations.titles import words

# One slip for so many characters of a Chinese name, or words of another.
_CHARACTERS_A_SLIP, _WORDS_A_SLIP = 6, 3
# Words up to this length may hold no slip, up to that one, longer ones two.
_TOO_SHORT_TO_SLIP, _TOO_SHORT_FOR_TWO = 3, 11
_LONGEST_WORD = 40
_ABOUT = "关于"
_LOOK_ALIKE_LETTERS = frozenset("1il|") | frozenset("j")
_LOOK_ALIKE_ROUND = frozenset("0oq")

Sign = TypeVar("Sign")


@dataclass(frozen=True, slots=True)
class Difference:
    """What one name has where the other has something else; either may be empty. `shared` counts the rest."""

    given: str
    held: str
    shared: int


def difference(given: str, held: str) -> Difference | None:
    """The words in which two names differ; None where they differ by slips alone."""
    if given.isascii() or held.isascii():
        return _words_difference(given, held)
    return _han_difference(given, held)


def _han_difference(given: str, held: str) -> Difference | None:
    one, other = _telling(given), _telling(held)
    before, after = _shared(one, other, _is_alike)
    middle, missed = one[before : len(one) - after], other[before : len(other) - after]
    exact_before, exact_after = _shared(one, other, _is_same)
    told = Difference(
        one[exact_before : len(one) - exact_after], other[exact_before : len(other) - exact_after], before + after
    )
    if not _is_one_slip(middle, missed) or _is_other_kind(given, held):
        return told
    end, held_end = one[len(one) - after :], other[len(other) - after :]
    pairs = [*zip(one[:before], other, strict=False), *zip(end, held_end, strict=True)]
    changed = [at for at, (a, b) in enumerate(pairs) if a != b]
    slips = len(changed) + (len(middle) + len(missed) > 0)
    is_word = any(following - at == 1 for at, following in pairwise(changed))
    return told if is_word or slips * _CHARACTERS_A_SLIP > len(other) else None


def _telling(name: str) -> str:
    return "".join(character for character in name.replace(_ABOUT, "") if character not in HAN_FUNCTION)


def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if not (is_han(one) and is_han(other)) or {one, other} & HAN_TELLING or is_contrast(one, other):
        return False
    # What is no common character is what a scanner made of one.
    return sound_of(one) == sound_of(other) or shape_of(one) == shape_of(other) or not is_common(one)


def _is_one_slip(middle: str, missed: str) -> bool:
    """Whether what remains is one character too many, one too few, or two in the wrong order."""
    if len(middle) + len(missed) <= 1:
        return all(character not in HAN_TELLING and not character.isascii() for character in middle + missed)
    return len(middle) == len(missed) == 2 and middle == missed[::-1]  # noqa: PLR2004 - a pair


def _is_other_kind(given: str, held: str) -> bool:
    written = kind_of(given)
    return bool(written) and written != kind_of(held)


def _words_difference(given: str, held: str) -> Difference | None:
    one, other = words(given), words(held)
    if "".join(one) == "".join(other):
        return None
    before, after = _shared(one, other, _is_inflected)
    middle, missed = one[before : len(one) - after], other[before : len(other) - after]
    told = Difference(" ".join(middle), " ".join(missed), before + after)
    if len(one) != len(other):
        return told
    changed = [(a, b) for a, b in zip(middle, missed, strict=True) if not _is_inflected(a, b)]
    if len(changed) * _WORDS_A_SLIP > len(other) or not all(_is_misspelt(a, b) for a, b in changed):
        return told
    return None


def _is_same(one: str, other: str) -> bool:
    return one == other


def _is_inflected(one: str, other: str) -> bool:
    return one == other or stem(one) == stem(other)


def _is_misspelt(given: str, held: str) -> bool:
    shorter = min(len(given), len(held))
    if shorter <= _TOO_SHORT_TO_SLIP or max(len(given), len(held)) > _LONGEST_WORD or _digits(given) != _digits(held):
        return False
    if given[0] != held[0] and not _look_alike(given[0], held[0]):
        return False
    return _slips(given.replace("rn", "m"), held.replace("rn", "m")) <= (1 if shorter <= _TOO_SHORT_FOR_TWO else 2)


def _look_alike(one: str, other: str) -> bool:
    return {one, other} <= _LOOK_ALIKE_LETTERS or {one, other} <= _LOOK_ALIKE_ROUND


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _slips(one: str, other: str) -> int:
    """Letters too many, too few, changed, or two in the wrong order (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for against, expected in enumerate(other, start=1):
            cost = min(before[against] + 1, row[-1] + 1, before[against - 1] + (letter != expected))
            if earlier and against > 1 and letter == other[against - 2] and one[at - 2] == expected:
                cost = min(cost, earlier[against - 2] + 1)
            row.append(cost)
    return row[-1]


def _shared(one: Sequence[Sign], other: Sequence[Sign], is_alike: Callable[[Sign, Sign], bool]) -> tuple[int, int]:
    """How many signs are alike from the beginning, and from the end of what remains."""
    shorter = min(len(one), len(other))
    before = next((at for at in range(shorter) if not is_alike(one[at], other[at])), shorter)
    rest = shorter - before
    after = next((at for at in range(rest) if not is_alike(one[-1 - at], other[-1 - at])), rest)
    return before, after
