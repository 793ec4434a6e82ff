"""Lines to nested levels: which line is a heading of which level, what stands below it, what stands before the first.

Nothing is guessed: the description names the forms of numbers and the element of each; a line numbered in any other
form is an error, a line without a number is text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal

from lawpin.encoding.errors import UnknownStructure, shown
from lawpin.encoding.numbering import Mark, find_mark
from lawpin.encoding.reading import Line

Headings = Literal["run-in", "line", "none"]
Division = Literal["items", "paragraphs"]

ABOVE_ARTICLES = ("part", "subpart", "chapter", "section")
BELOW_ARTICLES = ("point", "indent")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a description says of the form of a text.

    `forms` are the numbered levels from the highest to the lowest, each form of number with its AKN element; one of
    them is `article`. `headings` says where the heading of an article stands: run in and ended by 。, on the line of
    its number, or nowhere. `division` says what its text is cut into: items (sentences and ；-clauses) or paragraphs
    (款, one for each line). `without_heading` are the ids of the articles that have none although the others do.
    """

    forms: tuple[tuple[str, str], ...]
    headings: Headings
    division: Division
    without_heading: frozenset[str] = frozenset()

    def rank(self, form: str) -> int | None:
        """The depth of a form of number, 0 the highest; None when the text does not use it."""
        return next((rank for rank, (known, _) in enumerate(self.forms) if known == form), None)

    def article_rank(self) -> int:
        """The depth of the articles."""
        return next(rank for rank, (_, kind) in enumerate(self.forms) if kind == "article")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the number it begins with and that number's depth; both None for a line of text."""

    line: Line
    mark: Mark | None = None
    rank: int | None = None

    @property
    def rest(self) -> str:
        """The line without its number."""
        return self.line.text[len(self.mark.printed) :].strip() if self.mark else self.line.text


@dataclass(frozen=True, slots=True)
class Branch:
    """A numbered level: the line that opens it, and what stands below it.

    Above articles `texts` are the lines before the first level below, and `branches` the levels below. In an article
    `texts` is everything to its end, numbered points included, and `branches` is empty.
    """

    kind: str
    line: Line
    mark: Mark
    rest: str
    texts: tuple[Entry, ...]
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """The lines before the first heading, and the levels of the highest rank that is used."""

    before: tuple[Line, ...]
    branches: tuple[Branch, ...]


def read_outline(file: Path, lines: Sequence[Line], outline: Outline) -> Tree:
    """The nested levels of a text.

    Raises:
        UnknownStructure: a number in a form that the outline does not name, a point outside an article, or no level
            at all.
    """
    entries = [_entry(file, line, outline) for line in lines]
    before = [entry.line for entry in takewhile(lambda entry: entry.mark is None, entries)]
    branches = tuple(_branches(file, entries[len(before) :], outline))
    if not branches:
        known = "、".join(form for form, _ in outline.forms)
        raise UnknownStructure.at(file, None, f"no line of the text begins with a number of the outline ({known})")
    return Tree(tuple(before), branches)


def all_branches(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    """All levels in document order, each before those below it."""
    for branch in branches:
        yield branch
        yield from all_branches(branch.branches)


def _entry(file: Path, line: Line, outline: Outline) -> Entry:
    try:
        mark = find_mark(line.text)
    except ValueError as error:
        words = f"{shown(str(error))} is not a number as such texts print it"
        raise UnknownStructure.at(file, line.number, words) from None
    if mark is None:
        return Entry(line)
    rank = outline.rank(mark.form)
    if rank is None:
        words = f"the line is numbered {mark.printed}, and the outline names no level of the form {mark.form}"
        raise UnknownStructure.at(file, line.number, words)
    return Entry(line, mark, rank)


def _branches(file: Path, entries: list[Entry], outline: Outline) -> Iterator[Branch]:
    start = 0
    while start < len(entries):
        head = entries[start]
        if head.mark is None or head.rank is None or head.rank > outline.article_rank():
            words = f"{shown(head.line.text)} stands outside every article"
            raise UnknownStructure.at(file, head.line.number, words)
        end = _end(entries, start + 1, head.rank)
        block = entries[start + 1 : end]
        kind = outline.forms[head.rank][1]
        texts = block if kind == "article" else list(takewhile(lambda entry: entry.mark is None, block))
        below = tuple(_branches(file, block[len(texts) :], outline))
        yield Branch(kind, head.line, head.mark, head.rest, tuple(texts), below)
        start = end


def _end(entries: list[Entry], start: int, rank: int) -> int:
    """Where the next level of that rank or a higher one begins, or the end."""
    for position in range(start, len(entries)):
        other = entries[position].rank
        if other is not None and other <= rank:
            return position
    return len(entries)
