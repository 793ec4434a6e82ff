"""What differs between two texts, by words (by characters, where words are not parted), within a bound of work.

    trim what begins and ends alike  ->  anchor on runs of words that stand once on both sides  ->  Myers between them

Where that takes more steps than the bound allows, all between two anchors is one difference: coarser, never wrong.
Source: Cohen's patience diff (2006); Myers, An O(ND) Difference Algorithm (1986).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lawpin.law.typography import UNSPACED, is_typographic

_LETTER: Final = rf"[^\W\d_{UNSPACED}]"
_TOKENS: Final = re.compile(
    rf"[{UNSPACED}]|{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*|[0-9]+(?:[.,][0-9]+)*|\s+|.", re.DOTALL
)
_RUNS: Final = (4, 2, 1)
_DEEPEST: Final = 24
_MOST_EDITS: Final = 96
_STEPS: Final = 3_000_000
# What stands around a difference and can make it one of typography: "5 , 6" and "5, 6".
_AROUND: Final = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """[start, end) in code points of either text; one of the two may be empty.

    `typographic`: the words are the same, only their print is another.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    typographic: bool


class Effort:
    """Steps that may still be taken; one for all texts that are compared in one request."""

    def __init__(self, steps: int = _STEPS) -> None:
        self.left = steps

    def take(self, steps: int) -> bool:
        """Whether so many more may be taken."""
        self.left -= steps
        return self.left > 0


_Range = tuple[int, int, int, int]


def differences(old: str, new: str, effort: Effort) -> tuple[Difference, ...]:
    """What differs, in order; none where the texts are equal. Linear in their length but for the bounded effort."""
    if old == new:
        return ()
    first, second = _Tokens(old), _Tokens(new)
    numbers: dict[str, int] = {}
    pair = _Pair(
        [numbers.setdefault(word, len(numbers)) for word in first.words],
        [numbers.setdefault(word, len(numbers)) for word in second.words],
        effort,
    )
    alike = is_typographic(old, new)
    found = []
    for a, b, c, d in _peeled(_joined(pair.ranges(), first), first, second):
        start, end, new_start, new_end = first.at[a], first.at[b], second.at[c], second.at[d]
        is_print = alike or _is_print(old, new, (start, end, new_start, new_end))
        found.append(Difference(start, end, new_start, new_end, is_print))
    if not alike and found and all(difference.typographic for difference in found):
        # Together they say something else: nobody is told that it is print.
        found = [Difference(d.old_start, d.old_end, d.new_start, d.new_end, typographic=False) for d in found]
    return tuple(found)


def _is_print(old: str, new: str, at: _Range) -> bool:
    start, end, new_start, new_end = at
    before = old[max(0, start - _AROUND) : start]
    after = old[end : end + _AROUND]
    return is_typographic(f"{before}{old[start:end]}{after}", f"{before}{new[new_start:new_end]}{after}")


class _Tokens:
    def __init__(self, text: str) -> None:
        self.words = _TOKENS.findall(text)
        self.at = [0]
        for word in self.words:
            self.at.append(self.at[-1] + len(word))

    def marks(self, start: int, end: int, step: int) -> int:
        """How many marks and spaces stand at the beginning (`step` 1) or the end (-1) of a range."""
        row = self.words[start:end][::step]
        return next((index for index, word in enumerate(row) if word[0].isalnum()), len(row))

    def is_loose(self, start: int, end: int) -> bool:
        """Whether nothing but white space and marks stands in a range, at least one of them white space."""
        words = self.words[start:end]
        return all(not word[0].isalnum() for word in words) and any(word.isspace() for word in words)


def _peeled(ranges: Iterable[_Range], old: _Tokens, new: _Tokens) -> Iterator[_Range]:
    """The ranges with marks at their edges that differ in print alone as ranges of their own."""
    for a, b, c, d in ranges:
        i, j = old.marks(a, b, 1), new.marks(c, d, 1)
        if _is_peel(old.words[a : a + i], new.words[c : c + j]) and (i < b - a or j < d - c):
            yield a, a + i, c, c + j
            a, c = a + i, c + j  # noqa: PLW2901 - what is left of it
        i, j = old.marks(a, b, -1), new.marks(c, d, -1)
        if _is_peel(old.words[b - i : b], new.words[d - j : d]) and (i < b - a or j < d - c):
            yield a, b - i, c, d - j
            yield b - i, b, d - j, d
        else:
            yield a, b, c, d


def _is_peel(old: Sequence[str], new: Sequence[str]) -> bool:
    return bool(old) and bool(new) and is_typographic("".join(old), "".join(new))


def _joined(ranges: Sequence[_Range], old: _Tokens) -> Iterator[_Range]:
    """Differences with nothing between them but a space, or one character between longer ones, as one."""
    waiting: _Range | None = None
    for a, b, c, d in ranges:
        if waiting is not None and _is_one(waiting, (a, b, c, d), old):
            waiting = (waiting[0], b, waiting[2], d)
            continue
        if waiting is not None:
            yield waiting
        waiting = (a, b, c, d)
    if waiting is not None:
        yield waiting


def _is_one(before: _Range, after: _Range, old: _Tokens) -> bool:
    between = (before[1], after[0])
    if old.is_loose(*between):
        return True
    sizes = [max(b - a, d - c) for a, b, c, d in (before, after)]
    return between[1] - between[0] == 1 and min(sizes) > 1 and old.words[between[0]][0].isalpha()


class _Pair:
    """Two rows of words, by number."""

    def __init__(self, old: Sequence[int], new: Sequence[int], effort: Effort) -> None:
        self._old, self._new, self._effort = old, new, effort

    def ranges(self) -> list[_Range]:
        """The ranges that differ, in order."""
        found: list[_Range] = []
        waiting: list[tuple[_Range, int]] = [((0, len(self._old), 0, len(self._new)), 0)]
        while waiting:
            whole, depth = waiting.pop()
            a, b, c, d = self._trimmed(whole)
            if a == b and c == d:
                continue
            inner = self._inner((a, b, c, d), depth) if a < b and c < d else None
            if inner is None:
                found.append((a, b, c, d))
            else:
                waiting += [(part, depth + 1) for part in inner]
        return _touching(sorted(found))

    def _trimmed(self, whole: _Range) -> _Range:
        a, b, c, d = whole
        old, new = self._old, self._new
        while a < b and c < d and old[a] == new[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
        return a, b, c, d

    def _inner(self, whole: _Range, depth: int) -> list[_Range] | None:
        """The ranges between what is the same inside; None where all of it differs, as far as the effort goes."""
        a, b, c, d = whole
        if depth > _DEEPEST:
            return None
        for run in _RUNS:
            if not self._effort.take((b - a) + (d - c)):
                return None
            anchors = self._anchors(whole, run)
            if anchors:
                return _between(whole, anchors, run)
        same = self._shortest(whole)
        return _between(whole, same, 1) if same else None

    def _anchors(self, whole: _Range, run: int) -> list[tuple[int, int]]:
        """Runs of words that stand once on either side, in an order that both sides have."""
        a, b, c, d = whole
        old, new = _once(self._old, a, b, run), _once(self._new, c, d, run)
        pairs = sorted((old[key], new[key]) for key in old.keys() & new.keys())
        return _rising(pairs, run)

    def _shortest(self, whole: _Range) -> list[tuple[int, int]]:
        """The pairs of the same words on a shortest way from one side to the other; none if that takes too long."""
        a, b, c, d = whole
        n, m = b - a, d - c
        ends, history = {1: 0}, []
        for edits in range(min(n + m, _MOST_EDITS) + 1):
            history.append(dict(ends))
            for diagonal in range(-edits, edits + 1, 2):
                is_down = diagonal == -edits or (
                    diagonal != edits and ends.get(diagonal - 1, -1) < ends.get(diagonal + 1, -1)
                )
                x = ends[diagonal + 1] if is_down else ends[diagonal - 1] + 1
                y = begun = x - diagonal
                while x < n and y < m and x >= 0 and y >= 0 and self._old[a + x] == self._new[c + y]:
                    x, y = x + 1, y + 1
                ends[diagonal] = x
                if not self._effort.take(y - begun + 1):
                    return []
                if x >= n and y >= m:
                    return [(a + i, c + j) for i, j in _way_back(history, n, m)]
        return []


def _way_back(history: list[dict[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    same, x, y = [], n, m
    for edits in range(len(history) - 1, -1, -1):
        ends, diagonal = history[edits], x - y
        is_down = diagonal == -edits or (diagonal != edits and ends.get(diagonal - 1, -1) < ends.get(diagonal + 1, -1))
        before = diagonal + 1 if is_down else diagonal - 1
        from_x = ends.get(before, 0)
        from_y = from_x - before
        while x > max(from_x, 0) and y > max(from_y, 0) and (x, y) != (from_x, from_y):
            x, y = x - 1, y - 1
            same.append((x, y))
        x, y = from_x, from_y
    return same[::-1]


def _once(words: Sequence[int], start: int, end: int, run: int) -> dict[tuple[int, ...], int]:
    seen: dict[tuple[int, ...], int] = {}
    row = words[start:end]
    for index, key in enumerate(zip(*(row[k:] for k in range(run)), strict=False), start):
        seen[key] = -1 if key in seen else index
    return {key: index for key, index in seen.items() if index >= 0}


def _rising(pairs: Sequence[tuple[int, int]], run: int) -> list[tuple[int, int]]:
    """The longest row of pairs that rises on both sides, without overlaps."""
    tops: list[int] = []
    rows: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        place = bisect_left(tops, there)
        before.append(rows[place - 1] if place else -1)
        tops[place : place + 1] = [there]
        rows[place : place + 1] = [index]
    row, index = [], rows[-1] if rows else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    kept: list[tuple[int, int]] = []
    for pair in reversed(row):
        if not kept or (pair[0] >= kept[-1][0] + run and pair[1] >= kept[-1][1] + run):
            kept.append(pair)
    return kept


def _between(whole: _Range, same: Sequence[tuple[int, int]], run: int) -> list[_Range]:
    a, b, c, d = whole
    parts = []
    for here, there in same:
        parts.append((a, here, c, there))
        a, c = here + run, there + run
    return [*parts, (a, b, c, d)]


def _touching(ranges: Sequence[_Range]) -> list[_Range]:
    joined: list[_Range] = []
    for part in ranges:
        if joined and joined[-1][1] == part[0] and joined[-1][3] == part[2]:
            joined[-1] = (joined[-1][0], part[1], joined[-1][2], part[3])
        else:
            joined.append(part)
    return joined
