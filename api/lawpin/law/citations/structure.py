"""The places of one version as citations name them: by kind and by the number that is printed before them.

A number is compared by its key: 第五条, `5．`, Article 5 and § 5 all have the key 5; 第五条之一 has 5-1, 12 a § has
12a, (iv) has iv and, where its row counts i, ii, iii, also 4. Where nothing is printed the number in the id counts.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from lawpin.law.citations.folding import fold
from lawpin.law.citations.numbering import read_han_number, read_inserted, read_number
from lawpin.law.citations.numerals import read_roman, scan_numeral
from lawpin.law.citations.units import WORDS, scan_han_unit
from lawpin.law.errors import ControlCharacter
from lawpin.law.portion import Portion

# The first of these that a document has is what it counts throughout.
BASIC_UNITS = ("article", "section", "rule", "regulation", "clause", "paragraph")

_LETTERS = re.compile("[a-z]+")
_SPACED_LETTER = re.compile(r" ([a-z])(?![a-z0-9])")
_HYPHENED = re.compile(r"-([a-z]+)")
_ID_NUMBER = re.compile(r"_([0-9A-Za-z.-]+)\Z")
_LONGEST_NUMBER = 60
_LONGEST_SEARCHED = 60_000


class Structure:
    """The provisions of the main text of one version, by position. `portions` are all portions of the version."""

    def __init__(self, portions: Sequence[Portion]) -> None:
        self.portions = portions
        self.provisions = [p for p in portions if p.provision and p.component is None and p.eid is not None]
        kinds = {p.kind for p in self.provisions}
        self.basic = next((kind for kind in BASIC_UNITS if kind in kinds), "")
        self._words: dict[int, str] = {}
        self._keys: dict[int, tuple[str, ...]] = {}
        self._inside: dict[int, list[Portion]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._of_kind: dict[str, list[int]] = defaultdict(list)
        for portion in self.provisions:
            self._inside[portion.parent or 0].append(portion)
        for row in self._inside.values():
            self._number(row)
        for portion in self.provisions:
            self._of_kind[portion.kind].append(portion.position)
            for key in self._keys[portion.position]:
                self._named[portion.kind, key].append(portion.position)

    @property
    def root(self) -> Portion:
        """The whole text."""
        return self.portions[0]

    def keys(self, portion: Portion) -> tuple[str, ...]:
        """The keys of a provision's number, the printed one first; empty where it has none."""
        return self._keys.get(portion.position, ())

    def children(self, portion: Portion) -> list[Portion]:
        """The provisions directly inside, in document order."""
        return self._inside.get(portion.position, [])

    def parent(self, portion: Portion) -> Portion | None:
        """The provision around, the whole around the highest; None around the whole."""
        return None if portion.parent is None else self.portions[portion.parent]

    def path(self, portion: Portion) -> list[Portion]:
        """The provisions around and the place itself, the outermost first, without the whole."""
        steps: list[Portion] = []
        here: Portion | None = portion
        while here is not None and here.position:
            steps.insert(0, here)
            here = self.parent(here)
        return steps

    def is_basic_or_inside(self, portion: Portion) -> bool:
        """Whether a place is an article (or what this document counts instead), or lies in one."""
        return any(step.kind == self.basic for step in self.path(portion))

    def named(self, around: Portion, kind: str, key: str) -> list[Portion]:
        """The provisions of a kind with a number that lie inside a place, in document order."""
        return self._between(self._named.get((kind, key), []), around)

    def of_kind(self, around: Portion, kind: str) -> list[Portion]:
        """The provisions of a kind inside a place, in document order."""
        return self._between(self._of_kind.get(kind, []), around)

    def around(self, portion: Portion) -> Portion:
        """The provision that a place is, or the nearest around it: the article of a heading."""
        here: Portion | None = portion
        while here is not None and here.position and not here.provision:
            here = self.parent(here)
        return here or self.root

    def words(self, portion: Portion) -> str:
        """The letters and digits of a place, for comparison."""
        if portion.position not in self._words:
            self._words[portion.position] = squeezed(portion.text)
        return self._words[portion.position]

    def saying(self, words: str) -> list[Portion]:
        """The deepest provisions with these words (as `squeezed` gives them), headings included, in document order.

        None in a text so long that looking through all of it takes too much of everybody's time.
        """
        if len(self.root.text) > _LONGEST_SEARCHED:
            return []
        found = []
        for portion in self.provisions:
            is_leaf = not self.children(portion)
            own = self.words(portion) if is_leaf else squeezed(f"{portion.num or ''}{portion.heading or ''}")
            if words in own:
                found.append(portion)
        return found

    def _between(self, positions: list[int], around: Portion) -> list[Portion]:
        first = bisect_left(positions, around.position + 1)
        return [self.portions[at] for at in positions[first : bisect_left(positions, around.end)]]

    def _number(self, row: list[Portion]) -> None:
        keys = [_key(portion) for portion in row]
        # What has no number, a preamble, may stand before the first that has one.
        numbers = [key for key in keys if key is not None]
        counts_in_roman = numbers[:1] == ["i"] and numbers[1:2] != ["j"]
        for portion, key in zip(row, keys, strict=True):
            roman = read_roman(key) if key is not None and counts_in_roman else None
            also = (str(roman),) if roman is not None else ()
            self._keys[portion.position] = () if key is None else (key, *also)


def squeezed(text: str) -> str:
    """The letters and digits of a text alone, folded, in lower case."""
    try:
        lower = fold(text).lower
    except ControlCharacter:
        lower = text.lower()
    return "".join(character for character in lower if character.isalnum())


def _key(portion: Portion) -> str | None:
    printed = None if portion.num is None else printed_key(portion.num)
    if printed is not None:
        return printed
    found = _ID_NUMBER.search(portion.eid or "")
    return None if found is None else found[1].lower()


def printed_key(num: str) -> str | None:
    """The key of a number as it is printed (`5．`, （五）, 第五条之一, 12 a §, (iv)); None where no number is."""
    try:
        lower = fold(num[:_LONGEST_NUMBER]).lower
    except ControlCharacter:
        return None
    at = 0
    while at < len(lower):
        if scan_numeral(lower, at) is not None:
            return _numeral_key(lower, at)
        letters = _LETTERS.match(lower, at)
        if letters is None:
            at += 1
            continue
        read = read_number(lower, at) if letters[0] not in WORDS or len(letters[0]) == 1 else None
        if read is not None:
            return read.keys[0] if read.keys else None
        at = letters.end()
    return None


def _numeral_key(lower: str, at: int) -> str | None:
    read = read_han_number(lower, at)
    if read is None:
        return None
    unit = scan_han_unit(lower, read.end)
    if unit is not None:
        read = read_inserted(lower, type(read)(read.keys, read.value, unit[1]))
    spaced = _SPACED_LETTER.match(lower, read.end) or _HYPHENED.match(lower, read.end) if read.arabic else None
    key = read.keys[0] if read.keys else None
    return f"{key}{spaced[1]}" if key is not None and spaced is not None else key
