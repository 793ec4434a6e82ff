"""Levels to units: the whole tree of a text with its ids, down to items, or to 款, 项 and 目.

items        article/content/blockList/item: a sentence or ；-clause each; a line without number opens a new list
paragraphs   article/paragraph/point/indent: a line each; numbered points belong to the line above them
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lawpin.encoding.errors import UnknownStructure, shown
from lawpin.encoding.naming import name_under, require_sequence, running_kinds
from lawpin.encoding.outline import Branch, Entry, Outline, Tree
from lawpin.encoding.reading import Line
from lawpin.encoding.sentences import split_clauses, split_sentences
from lawpin.encoding.unit import Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """What the building of every unit needs to know: the file, the form of its text, the kinds numbered through."""

    file: Path
    outline: Outline
    running: frozenset[str]


def build_units(file: Path, tree: Tree, outline: Outline, conclusions: tuple[Line, ...]) -> tuple[Unit, ...]:
    """The units of a text in document order: preamble, levels, conclusions, where it has them.

    Raises:
        UnknownStructure: numbers out of order, an article or a level without text.
    """
    reading = Reading(file, outline, running_kinds(file, tree.branches))
    units = [_level(reading, branch, None) for branch in tree.branches]
    if tree.before:
        units.insert(0, _prose("preamble", "preamble", tree.before))
    if conclusions:
        units.append(_prose("conclusions", "conclusions", conclusions))
    return tuple(units)


def cut_items(text: str) -> tuple[str, ...]:
    """Running text to items: sentences, and the clauses of those that enumerate by ；."""
    return tuple(clause.strip() for sentence in split_sentences(text) for clause in split_clauses(sentence))


def _prose(kind: str, eid: str, lines: tuple[Line, ...]) -> Unit:
    if len(lines) == 1:
        return Unit(kind, eid, lines[0].number, text=lines[0].text)
    paragraphs = (Unit("p", f"{eid}__p_{n}", line.number, text=line.text) for n, line in enumerate(lines, start=1))
    return Unit(kind, eid, lines[0].number, children=tuple(paragraphs))


def _level(reading: Reading, branch: Branch, parent: str | None) -> Unit:
    context = None if branch.kind in reading.running else parent
    eid = name_under(context, branch.kind, branch.mark.number)
    if branch.kind == "article":
        return _article(reading, branch, eid)
    named = f"{branch.kind} {branch.mark.number}"
    if not branch.branches:
        raise UnknownStructure.at(reading.file, branch.line.number, f"{named} has nothing below it")
    if not branch.rest:
        raise UnknownStructure.at(reading.file, branch.line.number, f"{named} has no heading")
    if len(split_sentences(branch.rest)) > 1:
        words = f"the heading of {named} goes on after its full stop: is this an article?"
        raise UnknownStructure.at(reading.file, branch.line.number, words)
    children = [_level(reading, below, eid) for below in branch.branches]
    if branch.texts:
        children.insert(0, _prose("intro", f"{eid}__intro", tuple(entry.line for entry in branch.texts)))
    return Unit(branch.kind, eid, branch.line.number, branch.mark.printed, branch.rest, None, tuple(children))


def _article(reading: Reading, branch: Branch, eid: str) -> Unit:
    heading, text = _heading(reading, branch, eid)
    number = branch.line.number
    first = (Entry(Line(number, text)),) if text else ()
    entries = (*first, *branch.texts)
    if not entries:
        raise UnknownStructure.at(reading.file, number, f"article {branch.mark.number} has a heading and no text")
    if reading.outline.division == "items":
        children: tuple[Unit, ...] = (_content(eid, tuple(entry.line for entry in entries)),)
    else:
        children = tuple(_paragraphs(reading, eid, entries))
    return Unit("article", eid, number, branch.mark.printed, heading, None, children)


def _heading(reading: Reading, branch: Branch, eid: str) -> tuple[str | None, str]:
    """The heading of an article and the text that is run in after it."""
    outline = reading.outline
    if outline.headings == "none" or eid in outline.without_heading:
        return None, branch.rest
    if not branch.rest:
        raise UnknownStructure.at(reading.file, branch.line.number, f"article {branch.mark.number} has no heading")
    if outline.headings == "line":
        return branch.rest, ""
    heading = split_sentences(branch.rest)[0]
    return heading.strip(), branch.rest[len(heading) :].strip()


def _content(article: str, lines: tuple[Line, ...]) -> Unit:
    lists, count = [], 0
    for n, line in enumerate(lines, start=1):
        texts = cut_items(line.text)
        items = tuple(
            Unit("item", f"{article}__item_{at}", line.number, text=text)
            for at, text in enumerate(texts, start=count + 1)
        )
        count += len(texts)
        lists.append(Unit("blockList", f"{article}__list_{n}", line.number, children=items))
    return Unit("content", f"{article}__content", lines[0].number, children=tuple(lists))


def _paragraphs(reading: Reading, article: str, entries: tuple[Entry, ...]) -> Iterator[Unit]:
    first = entries[0]
    if first.mark is not None:
        words = f"{first.mark.printed} stands before any text of its article"
        raise UnknownStructure.at(reading.file, first.line.number, words)
    starts = [at for at, entry in enumerate(entries) if entry.mark is None]
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(entries)], strict=True), start=1):
        eid = name_under(article, "paragraph", n)
        yield _with_points(reading, Unit("paragraph", eid, entries[start].line.number), entries[start:end])


def _with_points(reading: Reading, bare: Unit, entries: tuple[Entry, ...]) -> Unit:
    """A 款, 项 or 目 whose line is the first entry; the others are numbered and stand below it."""
    head, *below = entries
    if not head.rest:
        raise UnknownStructure.at(reading.file, head.line.number, f"{head.line.text} has no text")
    if not below:
        content = Unit("content", f"{bare.eid}__content", bare.line, text=head.rest)
        return Unit(bare.kind, bare.eid, bare.line, bare.num, children=(content,))
    points = tuple(_points(reading, bare.eid, below))
    intro = Unit("intro", f"{bare.eid}__intro", bare.line, text=head.rest)
    return Unit(bare.kind, bare.eid, bare.line, bare.num, children=(intro, *points))


def _points(reading: Reading, above: str, entries: list[Entry]) -> Iterator[Unit]:
    """The numbered lines below a line, each with those of a deeper level below itself."""
    rank = min(entry.rank for entry in entries if entry.rank is not None)
    kind = reading.outline.forms[rank][1]
    heads = [(at, entry.mark) for at, entry in enumerate(entries) if entry.mark is not None and entry.rank == rank]
    if heads[0][0]:
        words = f"{shown(entries[0].line.text)} is numbered deeper than the level it stands at"
        raise UnknownStructure.at(reading.file, entries[0].line.number, words)
    require_sequence(reading.file, kind, [(mark.number, entries[at].line.number) for at, mark in heads])
    ends = [at for at, _ in heads[1:]] + [len(entries)]
    for (start, mark), end in zip(heads, ends, strict=True):
        point = Unit(kind, name_under(above, kind, mark.number), entries[start].line.number, mark.printed)
        yield _with_points(reading, point, tuple(entries[start:end]))
