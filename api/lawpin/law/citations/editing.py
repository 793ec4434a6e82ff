"""The best place of a pattern in a text: fewest characters put in, left out or exchanged (edit distance).

Source: G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", Journal of
the ACM 46 (1999), in the form of H. Hyyrö (2003). A column of the matrix is two integers with a bit for each row, so
the cost is the length of the text times that of the pattern divided by the bits that a machine adds at once.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "exchanged", "put-in", "left-out"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters [pattern_start, pattern_end) of the pattern beside [text_start, text_end) of the text."""

    kind: Kind
    pattern_start: int
    pattern_end: int
    text_start: int
    text_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pattern laid over [start, end) of the text, at `distance` edits. `runs` cover both in order."""

    start: int
    end: int
    distance: int
    runs: tuple[Run, ...]


def align(pattern: str, text: str, most: int) -> Alignment | None:
    """The place of the text that is nearest to the pattern, the first of several; None: it is over `most` edits."""
    columns, best, end = _columns(pattern, text)
    return None if best > most else _trace(pattern, text, columns, best, end)


def _columns(pattern: str, text: str) -> tuple[list[tuple[int, int]], int, int]:
    """The vertical differences (up, down) after each character of the text, the least distance, and where it ends."""
    size = len(pattern)
    full, high = (1 << size) - 1, 1 << (size - 1)
    masks: dict[str, int] = {}
    for index, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << index
    up, down, distance = full, 0, size
    columns = [(up, down)]
    best, end = distance, 0
    for index, character in enumerate(text, 1):
        same = masks.get(character, 0)
        vertical = same | down
        level = (((same & up) + up) ^ up) | same
        more, less = down | ~(level | up) & full, up & level
        if more & high:
            distance += 1
        elif less & high:
            distance -= 1
        # A place may begin anywhere in the text: no bit enters from below.
        more, less = more << 1 & full, less << 1 & full
        up, down = less | ~(vertical | more) & full, more & vertical
        columns.append((up, down))
        if distance < best:
            best, end = distance, index
    return columns, best, end


def _trace(pattern: str, text: str, columns: list[tuple[int, int]], distance: int, end: int) -> Alignment:
    row, column = len(pattern), end
    steps: list[Kind] = []
    while row:
        bit = 1 << (row - 1)
        if column and pattern[row - 1] == text[column - 1]:
            steps.append("same")
            row, column = row - 1, column - 1
        elif columns[column][0] & bit or not column:
            steps.append("put-in")
            row -= 1
        elif columns[column - 1][1] & bit:
            steps.append("left-out")
            column -= 1
        else:
            steps.append("exchanged")
            row, column = row - 1, column - 1
    return Alignment(column, end, distance, _runs(steps[::-1], column))


def _runs(steps: list[Kind], start: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    row, column = 0, start
    for kind in steps:
        below, beside = row + (kind != "left-out"), column + (kind != "put-in")
        if runs and runs[-1].kind == kind:
            last = runs.pop()
            runs.append(Run(kind, last.pattern_start, below, last.text_start, beside))
        else:
            runs.append(Run(kind, row, below, column, beside))
        row, column = below, beside
    return tuple(runs)
