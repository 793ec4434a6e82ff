"""Levels to ids. The prefix of an id is the context that makes its number unique, not the parent.

Articles numbered through the whole text take no prefix (`art_5`); where every chapter begins again at 1 they take the
chapter's (`chp_2__art_1`). Which of the two it is, the numbers say; numbers that are neither are an error.
Source: AKN-NC 1.0 section 5.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from lawpin.encoding.errors import UnknownStructure
from lawpin.encoding.numbering import Number
from lawpin.encoding.outline import Branch
from lawpin.law.finding import Finding

ABBREVIATIONS = {
    "article": "art",
    "chapter": "chp",
    "section": "sec",
    "paragraph": "para",
}

_Row = tuple[int, Branch]


def name_under(context: str | None, kind: str, number: Number | int) -> str:
    """The id of the element of that kind and number in a context; None for a number unique in the whole text."""
    own = f"{ABBREVIATIONS.get(kind, kind)}_{number}"
    return f"{context}__{own}" if context else own


def running_kinds(file: Path, branches: tuple[Branch, ...]) -> frozenset[str]:
    """The kinds whose numbers run through the whole text.

    Raises:
        UnknownStructure: a number is missing, repeated or out of order.
    """
    rows = list(_rows(branches, 0))
    return frozenset(kind for kind in _kinds(rows) if _runs_through(file, [row for row in rows if row[1].kind == kind]))


def mixed_frames(branches: tuple[Branch, ...]) -> Iterator[Finding]:
    """A finding for each number that is printed in another way than most of its kind (`2.` among `1．`)."""
    rows = [branch for _, branch in _rows(branches, 0)]
    for kind in _kinds(list(_rows(branches, 0))):
        of_kind = [branch for branch in rows if branch.kind == kind]
        usual = Counter(branch.mark.frame for branch in of_kind).most_common(1)[0][0]
        for branch in of_kind:
            if branch.mark.frame != usual:
                words = f"the number is printed {branch.mark.printed}, most {kind}s are like {usual}; kept as printed"
                yield Finding("house", "mixed-numbering", words, line=branch.line.number)


def require_sequence(file: Path, kind: str, numbers: Sequence[tuple[Number, int]]) -> None:
    """Numbers with their lines: 1, 2, 3... with inserted ones between, nothing missing or repeated.

    Raises:
        UnknownStructure: they are not; says which and at which line.
    """
    first, line = numbers[0]
    if first != Number(1):
        raise UnknownStructure.at(file, line, f"the first {kind} here has the number {first}, not 1")
    seen = {first: line}
    for (before, _), (number, at) in pairwise(numbers):
        if number in seen:
            raise UnknownStructure.at(file, at, f"{kind} {number} comes twice; the first is at line {seen[number]}")
        if not before.precedes(number):
            raise UnknownStructure.at(file, at, f"{kind} {number} follows {kind} {before}")
        seen[number] = at


def _rows(branches: tuple[Branch, ...], parent: int) -> Iterator[_Row]:
    for branch in branches:
        yield parent, branch
        yield from _rows(branch.branches, branch.line.number)


def _kinds(rows: list[_Row]) -> list[str]:
    return list(dict.fromkeys(branch.kind for _, branch in rows))


def _runs_through(file: Path, rows: list[_Row]) -> bool:
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[0])]
    kind = rows[0][1].kind
    begins_again = any(group[0][1].mark.number == Number(1) for group in groups[1:])
    for sequence in groups if begins_again else [rows]:
        require_sequence(file, kind, [(branch.mark.number, branch.line.number) for _, branch in sequence])
    has_no_parent = groups[0][0][0] == 0
    return not begins_again and (kind == "article" or len(groups) > 1 or has_no_parent)
