"""The text of an element as a reader sees it, with its inline markup as spans.

Blocks stand on lines of their own; a number, its heading and what is run in after them (`class="run-in"`) stand on one
line, joined as the language joins (nothing in Chinese, one space in English). Table cells are parted by tabs. Notes
stand on lines of their own after the block that holds them, never inside its sentence. Runs of XML white space are one
space, none at the edges of a block; every other code point is kept as it is.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from lawpin.akn.names import local_name
from lawpin.akn.vocabulary import CELLS, INLINE, MARKERS, NOTES, RUN_IN
from lawpin.law.portion import Span

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Line:
    """Text under construction. A separator waits until text follows it; None means that no block begins here."""

    joint: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    separator: str | None = None
    space: bool = False
    spans: list[Span] = field(default_factory=list)
    opened: list[list[int]] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
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
    spans = sorted(line.spans, key=lambda span: (span.start, -span.end))
    return "".join(line.pieces), tuple(spans)


def _flow(element: etree._Element, line: _Line) -> None:
    line.write(element.text)
    before: etree._Element | None = None
    for child in element:
        name = local_name(child.tag) if isinstance(child.tag, str) else None
        if name in NOTES:
            line.notes.append(child)
        elif name == "br":
            line.part("\n")
        elif name in INLINE:
            _flow_inline(child, line)
        elif name is not None and name not in MARKERS:
            _flow_block(child, before, line)
            before = child
        line.write(child.tail)


def _flow_inline(child: etree._Element, line: _Line) -> None:
    start: list[int] = []
    line.opened.append(start)
    _flow(child, line)
    line.opened.pop()
    if start and line.length > start[0]:
        line.spans.append(Span(start[0], line.length, local_name(child.tag), child.get("href")))


def _flow_block(child: etree._Element, before: etree._Element | None, line: _Line) -> None:
    if before is not None:
        line.part(_separator(before, child, line.joint))
    elif line.separator is None:
        # Words of the parent stand before its first block.
        line.part("\n")
    _flow(child, line)
    if local_name(child.tag) != "num":
        _write_notes(line)
    line.part("\n")


def _separator(before: etree._Element, child: etree._Element, joint: str) -> str:
    parent = child.getparent()
    run_in = _starts_run_in(child) or (parent is not None and _is_run_in(parent))
    if run_in or local_name(before.tag) == "num":
        return joint
    return "\t" if local_name(child.tag) in CELLS else "\n"


def _write_notes(line: _Line) -> None:
    notes, line.notes = line.notes, []
    for note in notes:
        line.part("\n")
        _flow(note, line)
        line.after_note = True


def _starts_run_in(element: etree._Element | None) -> bool:
    while element is not None:
        if _is_run_in(element):
            return True
        has_words = bool((element.text or "").strip())
        element = None if has_words or not len(element) else element[0]
    return False


def _is_run_in(element: etree._Element) -> bool:
    return RUN_IN in (element.get("class") or "").split()
