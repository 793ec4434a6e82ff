"""The text of an element as a reader sees it, with its inline markup as spans.

Blocks stand on lines of their own; a number, its heading and what is run in after them (`class="run-in"`) stand on one
line, joined as the language joins (nothing in Chinese, one space in English). Table cells are parted by tabs. Notes
stand on lines of their own after the block that holds them, never inside its sentence; those of a number after the
block that follows it. What holds no text parts nothing. Runs of XML white space are one space, none at the edges of a
block; every other code point is kept as it is.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from lawpin.akn.names import akn, local_name
from lawpin.akn.vocabulary import CELLS, INLINE, MARKERS, NOTES, RUN_IN
from lawpin.law.portion import Span

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Line:
    """Text under construction. A separator waits until text follows it; None means that no block begins here.

    `notes` are those of the block that is being read, `carried` those of the number before it.
    """

    joint: str
    keeps_notes: bool = True
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    separator: str | None = None
    space: bool = False
    spans: list[Span] = field(default_factory=list)
    opened: list[list[int]] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    carried: list[etree._Element] = field(default_factory=list)
    after_note: bool = False

    def part(self, separator: str) -> None:
        """A block begins or ends here: white space around it does not count."""
        self.separator, self.space = "\n" if self.after_note else separator, False

    def write(self, text: str | None) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if words == " ":
            self.space = True
            return
        if self.pieces:
            in_line = " " if self.space or words[0] == " " else ""
            self._put(in_line if self.separator is None else self.separator)
        for start in self.opened:
            if not start:
                start.append(self.length)
        self._put(words.strip(" "))
        self.separator, self.space, self.after_note = None, words[-1] == " ", False

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def read_text(element: etree._Element, joint: str) -> tuple[str, tuple[Span, ...]]:
    """The text of an element and the spans over it, by start, the outer before the inner.

    `joint` is what stands between a number, its heading and run-in text: see `lawpin.law.languages.joint`.
    """
    line = _Line(joint)
    _flow(element, line)
    _write_notes(line)
    # Of two that cover the same words the outer was closed last.
    closed = sorted(enumerate(line.spans), key=lambda pair: (pair[1].start, -pair[1].end, -pair[0]))
    return "".join(line.pieces), tuple(span for _, span in closed)


def read_words(element: etree._Element, joint: str) -> str:
    """The text of an element without the notes in it: a title, a number or a heading as printed."""
    line = _Line(joint, keeps_notes=False)
    _flow(element, line)
    return "".join(line.pieces)


def _flow(element: etree._Element, line: _Line) -> None:
    line.write(element.text)
    before: etree._Element | None = None
    for child in element:
        if isinstance(child.tag, str) and child.tag != akn("meta"):
            before = _flow_child(child, before, line)
        line.write(child.tail)


def _flow_child(child: etree._Element, before: etree._Element | None, line: _Line) -> etree._Element | None:
    name = local_name(child.tag)
    if name in NOTES:
        line.notes.append(child)
    elif name == "br":
        line.part("\n")
        _flow(child, line)
    elif name in MARKERS:
        # Empty by the schema. What an invalid document or another vocabulary writes into them is not lost.
        _flow(child, line)
    elif name in INLINE:
        _flow_inline(child, line)
    else:
        return _flow_block(child, before, line)
    return before


def _flow_inline(child: etree._Element, line: _Line) -> None:
    start: list[int] = []
    line.opened.append(start)
    _flow(child, line)
    line.opened.pop()
    if start and line.length > start[0]:
        line.spans.append(Span(start[0], line.length, local_name(child.tag), child.get("href")))


def _flow_block(child: etree._Element, before: etree._Element | None, line: _Line) -> etree._Element | None:
    """Writes a block; `before` is the nearest block before it that has text. Gives what that is for the next one."""
    if line.separator is None:
        # Words of the parent stand before it.
        line.part("\n")
    elif before is not None:
        line.part(_separator(before, child, line.joint))
    start, separator = line.length, line.separator or ""
    around, line.notes, line.carried = line.notes, line.carried, []
    _flow(child, line)
    if local_name(child.tag) == "num":
        line.carried = line.notes
    else:
        _write_notes(line)
    line.notes = around
    is_empty = line.length == start
    line.part(separator if is_empty else "\n")
    return before if is_empty else child


def _separator(before: etree._Element, child: etree._Element, joint: str) -> str:
    parent = child.getparent()
    run_in = _starts_run_in(child) or (parent is not None and _is_run_in(parent))
    if run_in or local_name(before.tag) == "num":
        return joint
    return "\t" if local_name(child.tag) in CELLS else "\n"


def _write_notes(line: _Line) -> None:
    notes, line.notes, line.carried = [*line.carried, *line.notes], [], []
    for note in notes if line.keeps_notes else ():
        start = line.length
        line.part("\n")
        _flow(note, line)
        line.after_note = line.after_note or line.length > start
        # Notes of the note itself.
        _write_notes(line)


def _starts_run_in(element: etree._Element | None) -> bool:
    while element is not None:
        if _is_run_in(element):
            return True
        element = _beginning(element)
    return False


def _beginning(element: etree._Element) -> etree._Element | None:
    """The element with which an element begins; None where it begins with words or holds nothing."""
    if _has_words(element.text):
        return None
    for child in element:
        if isinstance(child.tag, str):
            return child
        if _has_words(child.tail):
            return None
    return None


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip(" \t\r\n"))


def _is_run_in(element: etree._Element) -> bool:
    return RUN_IN in (element.get("class") or "").split()
