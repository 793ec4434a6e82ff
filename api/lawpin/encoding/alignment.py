"""A translation laid beside its master, in a file that a person can read and correct.

    # a comment
    [art_4]
    zho.num 4．
    eng.num 4.
    zho.heading 完善市场准入制度。
    eng.heading Perfecting market access structures.。

    [art_4__item_1]
    zho 深入推进简政放权...
    eng Deeply advance...

Every printed piece of the master stands in the file, in the order of the text, with the one span that translates it.
Both sides are checked: the master's pieces must be those of the encoding, the spans put together must be the text of
the translation, white space between them aside. So a file that passes can have a boundary in the wrong place, but
neither a word too many nor one too few.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from lawpin.encoding.errors import BadAlignment, shown
from lawpin.encoding.reading import Line, PlainText
from lawpin.encoding.unit import Piece, Slot, Unit, slots

_HEAD = re.compile(r"\[([^\[\]\s]+)\]")
_PAIR = re.compile(r"([a-z]{3})(?:\.(num|heading))?(?:[ \t]+(.*))?")
_PIECES: dict[str | None, Piece] = {None: "text", "num": "num", "heading": "heading"}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one of the languages: whose it is, its words, and the line of the alignment file it stands on."""

    eid: str
    piece: Piece
    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Languages:
    """The codes that begin the lines of an alignment file."""

    master: str
    translation: str


def read_alignment(text: PlainText, languages: Languages) -> tuple[Span, ...]:
    """The spans of both languages, in the order of the file.

    Raises:
        BadAlignment: a line that is neither comment, [id] nor span, an unknown language, or a span without words.
    """
    spans: list[Span] = []
    eid: str | None = None
    for line in text.lines:
        if line.text.startswith("#"):
            continue
        head = _HEAD.fullmatch(line.text)
        if head:
            eid = head[1]
            continue
        spans.append(_span(text.file, line, eid, languages))
    return tuple(spans)


def align(master: tuple[Unit, ...], text: PlainText, body: Sequence[Line], languages: Languages) -> tuple[Unit, ...]:
    """The master's tree in the words of the translation: the same ids, the same order.

    `text` is the alignment file, `body` are the lines of the translation that it must give back. The line of a unit
    is that of the translation.

    Raises:
        BadAlignment: the pieces of the file are not those of the master, or its spans not the text of the translation.
    """
    spans = read_alignment(text, languages)
    own = [span for span in spans if span.language == languages.master]
    _require_master(text.file, list(slots(master)), own)
    translated = [span for span in spans if span.language == languages.translation]
    _require_partners(text.file, own, translated)
    places = _places(text.file, translated, body)
    words = {(span.eid, span.piece): span.text for span in translated}
    return tuple(_retold(unit, words, places) for unit in master)


def draft_alignment(master: tuple[Unit, ...], languages: Languages) -> str:
    """An alignment file with the master's pieces filled in, for a person to write the spans behind the others."""
    written, last = [], None
    for slot in slots(master):
        suffix = "" if slot.piece == "text" else f".{slot.piece}"
        head = "" if slot.eid == last else f"\n[{slot.eid}]\n"
        written.append(f"{head}{languages.master}{suffix} {slot.text}\n{languages.translation}{suffix} \n")
        last = slot.eid
    return "".join(written).lstrip("\n")


def _span(file: Path, line: Line, eid: str | None, languages: Languages) -> Span:
    found = _PAIR.fullmatch(line.text)
    if found is None:
        raise BadAlignment.at(file, line.number, f"{shown(line.text)} is neither comment (#) nor [id] nor span")
    if found[1] not in {languages.master, languages.translation}:
        known = f"{languages.master} and {languages.translation}"
        raise BadAlignment.at(file, line.number, f"{found[1]} is not one of the two languages, {known}")
    if eid is None:
        raise BadAlignment.at(file, line.number, "the span stands before the first [id]")
    if not found[3]:
        raise BadAlignment.at(file, line.number, f"the {_PIECES[found[2]]} of {eid} has no words in {found[1]}")
    return Span(eid, _PIECES[found[2]], found[1], found[3], line.number)


def _require_master(file: Path, expected: list[Slot], found: list[Span]) -> None:
    for slot, span in zip_longest(expected, found):
        if span is None:
            raise BadAlignment.at(file, None, f"the file ends before the {slot.piece} of {slot.eid}")
        if slot is None:
            raise BadAlignment.at(
                file, span.line, f"the master has nothing after its last piece: {span.eid} is too many"
            )
        if (slot.eid, slot.piece) != (span.eid, span.piece):
            words = f"here is the {span.piece} of {span.eid}, the master goes on with the {slot.piece} of {slot.eid}"
            raise BadAlignment.at(file, span.line, words)
        if slot.text != span.text:
            at = _agreement(slot.text, span.text)
            words = f"character {at + 1} of the master's piece is {_at(span.text, at)} here"
            there = f"{_at(slot.text, at)} in the master (line {slot.line})"
            raise BadAlignment.at(file, span.line, f"{words}, {there}", position=at)


def _require_partners(file: Path, own: list[Span], translated: list[Span]) -> None:
    """Each piece of the master has one span, in the same order."""
    for master, span in zip_longest(own, translated):
        if master is not None and span is not None and (master.eid, master.piece) == (span.eid, span.piece):
            continue
        odd = span if master is None or (span is not None and span.line < master.line) else master
        words = f"the {odd.piece} of {odd.eid} must stand once in each language, and in the master's order"
        raise BadAlignment.at(file, odd.line, words)


def _places(file: Path, spans: list[Span], body: Sequence[Line]) -> dict[str, int]:
    """The line of the translation on which each id begins; every character of the lines belongs to a span."""
    places: dict[str, int] = {}
    lines = iter(body)
    line, column = next(lines, None), 0
    for span in spans:
        while line is not None and not line.text[column:].strip():
            line, column = next(lines, None), 0
        if line is None:
            raise BadAlignment.at(file, span.line, f"the translation ends before the {span.piece} of {span.eid}")
        column += len(line.text[column:]) - len(line.text[column:].lstrip())
        _require_fit(file, span, line, column, is_first=span.eid not in places)
        places.setdefault(span.eid, line.number)
        column += len(span.text)
    for left in _left(line, column, lines):
        words = f"{shown(left.text)} of line {left.number} of the translation belongs to no span"
        raise BadAlignment.at(file, spans[-1].line, words)
    return places


def _require_fit(file: Path, span: Span, line: Line, column: int, *, is_first: bool) -> None:
    rest = line.text[column:]
    if span.piece != "text" and column and is_first:
        words = f"{shown(rest)} (line {line.number}, column {column + 1} of the translation) belongs to no span"
        raise BadAlignment.at(file, span.line, f"{words}: {span.eid} must begin a line")
    at = _agreement(rest, span.text)
    if at < len(span.text):
        words = f"character {at + 1} of the span is {_at(span.text, at)}"
        there = f"the translation has {_at(rest, at)} (line {line.number}, column {column + at + 1})"
        raise BadAlignment.at(file, span.line, f"{words}, {there}", position=at)


def _left(line: Line | None, column: int, lines: Iterator[Line]) -> Iterator[Line]:
    if line is not None and line.text[column:].strip():
        yield replace(line, text=line.text[column:].strip())
    yield from lines


def _retold(unit: Unit, words: dict[tuple[str, Piece], str], places: dict[str, int]) -> Unit:
    children = tuple(_retold(child, words, places) for child in unit.children)
    line = places.get(unit.eid, children[0].line if children else unit.line)
    num, heading = words.get((unit.eid, "num")), words.get((unit.eid, "heading"))
    return Unit(unit.kind, unit.eid, line, num, heading, words.get((unit.eid, "text")), children)


def _at(text: str, position: int) -> str:
    return shown(text[position:], 20) if position < len(text) else "its end"


def _agreement(one: str, other: str) -> int:
    """How many characters the two have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other)))
