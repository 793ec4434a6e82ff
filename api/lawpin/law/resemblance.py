"""How much two texts resemble each other: by the pairs of words (of characters, where words are not parted) they share.

All of it is linear in the length of the texts; looking for what resembles asks the rare pairs only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from lawpin.law.typography import UNSPACED, fold_typography

_WORDS = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
# A pair of words that so many texts share tells none of them from the others; so many texts are looked at closely.
_COMMON, _LOOKED_AT = 8, 6

# Of longer texts a quarter of the pairs is enough to find them.
_SHORT, _QUARTER = 48, 3
_EDGE = 0

# Hashes of pairs of words, the same in every process.
Pairs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text ready to be compared: the pairs of its neighbouring words, and how many words it has."""

    pairs: Pairs
    weight: int


def wording_of(text: str) -> Wording:
    """The wording of a text, typography and letter case apart."""
    words = _WORDS.findall(fold_typography(text).lower())
    codes = [ord(word) if len(word) == 1 else crc32(word.encode()) for word in words]
    # The edges count as words: a text of one word has pairs, too. Hashes of numbers are not salted.
    pairs = map(hash, zip((_EDGE, *codes), (*codes, _EDGE), strict=True)) if codes else ()
    return Wording(frozenset(pairs), len(words))


def resemblance(one: Wording, other: Wording) -> float:
    """From 0 (nothing in common) to 1 (the same pairs). Source: the coefficient of Dice (1945) over word pairs."""
    total = len(one.pairs) + len(other.pairs)
    return 2 * len(one.pairs & other.pairs) / total if total else 1.0


def containment(part: Pairs, whole: Pairs) -> float:
    """How much of a part is in a whole, from 0 to 1; 0 for an empty part."""
    return len(part & whole) / len(part) if part else 0.0


class Resembling:
    """Texts by number, to be asked which of them share rare pairs of words with another text."""

    def __init__(self, wordings: Mapping[int, Pairs]) -> None:
        self._first: dict[int, int] = {}
        self._further: dict[int, list[int]] = defaultdict(list)
        for number, pairs in wordings.items():
            for pair in _telling(pairs):
                if pair not in self._first:
                    self._first[pair] = number
                elif len(self._further[pair]) < _COMMON:
                    self._further[pair].append(number)

    def near(self, pairs: Pairs) -> list[int]:
        """The few texts that share most rare pairs, by number where they share as many."""
        shared: dict[int, int] = defaultdict(int)
        for pair in self._first.keys() & pairs:
            further = self._further.get(pair, ())
            if len(further) < _COMMON:
                shared[self._first[pair]] += 1
                for number in further:
                    shared[number] += 1
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [number for number, _ in ranked[:_LOOKED_AT]]


def _telling(pairs: Pairs) -> Iterable[int]:
    return pairs if len(pairs) <= _SHORT else [pair for pair in pairs if not pair & _QUARTER]
