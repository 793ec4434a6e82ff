"""Text under construction: what `lawpin.akn.text` writes on, block by block."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from lawpin.law.portion import Span

Text = tuple[str, tuple[Span, ...]]

_SPACE: Final = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Opened:
    """An element that is being read. `start` is None until it has text; `tabs` were pending when it was opened."""

    tabs: int
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where an element stands in a text, and which of its spans, by the order in which they closed, are inside."""

    start: int
    end: int
    first_span: int
    last_span: int

    def of(self, whole: str, spans: Sequence[Span]) -> Text:
        """The text and the spans of the element by itself."""
        inside = spans[self.first_span : self.last_span]
        moved = (replace(s, start=s.start - self.start, end=s.end - self.start) for s in inside)
        return whole[self.start : self.end], _in_order(moved)


@dataclass(slots=True)
class Line:
    """A separator waits until text follows it; None means that no block begins here. `tabs` wait behind it.

    `notes` are those of the block that is being read, `carried` those of the number before it; `cells` counts the cells
    around. Of the elements in `wanted` the place is kept in `stretches`.
    """

    joint: str
    keeps_notes: bool = True
    wanted: Collection[etree._Element] = ()
    stretches: dict[etree._Element, Stretch] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    separator: str | None = None
    space: bool = False
    spans: list[Span] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    tabs: int = 0
    cells: int = 0
    notes: list[etree._Element] = field(default_factory=list)
    carried: list[etree._Element] = field(default_factory=list)
    after_note: bool = False

    @property
    def pending(self) -> tuple[int, int]:
        """How many notes wait: those of the block that is being read, and those of the number before it."""
        return len(self.notes), len(self.carried)

    def part(self, separator: str) -> None:
        """A block begins or ends here: white space around it does not count."""
        self.separator, self.space = "\n" if self.after_note else separator, False

    def write(self, text: str | None) -> None:
        """Words of the document; runs of white space are one space."""
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if words == " ":
            self.space = True
            return
        if self.pieces:
            in_line = " " if self.space or words[0] == " " else ""
            self._put(in_line if self.separator is None else self.separator)
        for opened in self.opened:
            if opened.start is None:
                opened.start = self.length + opened.tabs
        self._put("\t" * self.tabs + words.strip(" "))
        self.separator, self.space, self.after_note, self.tabs = None, words[-1] == " ", False, 0

    def open_quotation(self, mark: str) -> None:
        """A quotation mark that belongs to the words after it."""
        self.write(mark)
        self.separator, self.space = "", False

    def close_quotation(self, mark: str) -> None:
        """A quotation mark that belongs to the words before it."""
        self.separator, self.space = "\n" if self.after_note else None, False
        self.write(mark)

    def open(self) -> Opened:
        """An element begins here. Whoever opens it closes it: `opened.pop()`."""
        opened = Opened(self.tabs)
        self.opened.append(opened)
        return opened

    def keep(self, element: etree._Element, opened: Opened, first_span: int) -> None:
        """An element ends here that was opened when there were `first_span` spans."""
        start = self.length if opened.start is None else opened.start
        self.stretches[element] = Stretch(start, max(start, self.length), first_span, len(self.spans))

    def text(self) -> Text:
        """What was written, and the spans over it by start, the outer before the inner."""
        return "".join(self.pieces), _in_order(self.spans)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    # Of two that cover the same words the outer was closed last.
    closed = sorted(enumerate(spans), key=lambda pair: (pair[1].start, -pair[1].end, -pair[0]))
    return tuple(span for _, span in closed)
