"""The text of an element as a reader sees it, with its inline markup as spans.

Blocks stand on lines of their own; a number, its heading and what is run in after them (`class="run-in"`) stand on one
line, joined as the language joins (nothing in Chinese, one space in English). Each cell of a row but the first has a
tab before it, the empty ones too; those after the last words of a row are left out. Notes stand on lines of their own
after the block that holds them, never inside its sentence; those of a number after the block that follows it, those of
a cell after its row. What else holds no text parts nothing. Quotation marks that the markup took out of the text
(`startQuote`, `endQuote`) are put back. Runs of XML white space are one space, none at the edges of a block; where a
line of the original ends (`eol`, `eop`) words are parted as the language parts them, and the pieces of a formula by
one space. Every other code point is kept as it is.
"""

from collections.abc import Collection
from typing import Final

from lxml import etree

from lawpin.akn.line import Line, Text
from lawpin.akn.names import akn, local_name
from lawpin.akn.vocabulary import CELLS, INLINE, MARKERS, NOTES, QUOTING, RUN_IN
from lawpin.law.portion import Span

_META: Final = akn("meta")
_MATHML: Final = "{http://www.w3.org/1998/Math/MathML}"


def read_text(element: etree._Element, joint: str) -> Text:
    """The text of an element and the spans over it, by start, the outer before the inner.

    `joint` is what stands between a number, its heading and run-in text: see `lawpin.law.languages.joint`.
    """
    line = Line(joint)
    _flow(element, line)
    _write_notes(line)
    return line.text()


def read_texts(root: etree._Element, wanted: Collection[etree._Element], joint: str) -> dict[etree._Element, Text]:
    """What `read_text` gives for a root and for each of the wanted elements in it; the document is read once."""
    line = Line(joint, wanted=wanted)
    _flow(root, line)
    _write_notes(line)
    whole, spans = line.text()
    # Where a note comes after more than its element, that element by itself reads otherwise than inside the whole.
    texts = {element: read_text(element, joint) for element in wanted if element not in line.stretches}
    for element, stretch in line.stretches.items():
        texts[element] = stretch.of(whole, line.spans)
    return {**texts, root: (whole, spans)}


def read_words(element: etree._Element, joint: str) -> str:
    """The text of an element without the notes in it: a title, a number or a heading as printed."""
    line = Line(joint, keeps_notes=False)
    _flow(element, line)
    return line.text()[0]


def _flow(element: etree._Element, line: Line) -> None:
    if element not in line.wanted:
        _flow_quoted(element, line)
        return
    opened, spans, pending = line.open(), len(line.spans), line.pending
    _flow_quoted(element, line)
    if line.pending == pending:
        line.keep(element, opened, spans)
    line.opened.pop()


def _flow_quoted(element: etree._Element, line: Line) -> None:
    if local_name(element.tag) not in QUOTING:
        _flow_content(element, line)
        return
    opening = element.get("startQuote", "")
    # Source: the comment on the attribute group `quote` in the AKN 3.0 XSD: one mark may stand for both.
    closing = element.get("endQuote", opening)
    words = "".join(words for words in element.itertext() if isinstance(words, str)).strip()
    # Publishers who state the marks and leave them in the text all the same do not get them twice.
    if opening and not words.startswith(opening):
        line.open_quotation(opening)
    _flow_content(element, line)
    if closing and not words.endswith(closing):
        line.close_quotation(closing)


def _flow_content(element: etree._Element, line: Line) -> None:
    line.write(element.text)
    before: etree._Element | None = None
    for child in element:
        if isinstance(child.tag, str) and child.tag != _META:
            before = _flow_child(child, before, line)
        line.write(child.tail)


def _flow_child(child: etree._Element, before: etree._Element | None, line: Line) -> etree._Element | None:
    name = local_name(child.tag)
    if child.tag.startswith(_MATHML):
        line.space = True
        _flow(child, line)
        line.space = True
    elif name in NOTES:
        line.notes.append(child)
    elif name == "br":
        line.part("\n")
        _flow(child, line)
    elif name in MARKERS:
        line.space = line.space or (name in {"eol", "eop"} and bool(line.joint))
        # Empty by the schema. What an invalid document or another vocabulary writes into them is not lost.
        _flow(child, line)
    elif name in INLINE:
        _flow_inline(child, line)
    else:
        return _flow_block(child, before, line)
    return before


def _flow_inline(child: etree._Element, line: Line) -> None:
    opened = line.open()
    _flow(child, line)
    line.opened.pop()
    if opened.start is not None and line.length > opened.start:
        kind = local_name(child.tag)
        first, last = (child.get("from"), child.get("upTo")) if kind == "rref" else (child.get("href"), None)
        line.spans.append(Span(opened.start, line.length, kind, first, last))


def _flow_block(child: etree._Element, before: etree._Element | None, line: Line) -> etree._Element | None:
    """Writes a block; `before` is the nearest block before it that has text. Gives what that is for the next one."""
    is_cell = local_name(child.tag) in CELLS
    if line.separator is None:
        # Words of the parent stand before it.
        line.part("\n")
    elif before is not None:
        line.part("" if is_cell else _separator(before, child, line.joint))
    line.tabs += is_cell and _follows_cell(child)
    line.cells += is_cell
    start, tabs, separator = line.length, line.tabs, line.separator or ""
    around, line.notes, line.carried = line.notes, line.carried, []
    _flow(child, line)
    line.cells -= is_cell
    if line.cells or is_cell:
        around, line.notes = [*around, *line.notes], []
    elif local_name(child.tag) == "num":
        line.carried = line.notes
    else:
        _write_notes(line)
    line.notes = around
    is_empty = line.length == start
    line.part(separator if is_empty else "\n")
    if not is_cell:
        line.tabs = tabs if is_empty else 0
    return before if is_empty else child


def _separator(before: etree._Element, child: etree._Element, joint: str) -> str:
    parent = child.getparent()
    run_in = _starts_run_in(child) or (parent is not None and _is_run_in(parent))
    if run_in or local_name(before.tag) == "num":
        return joint
    return "\n"


def _follows_cell(cell: etree._Element) -> bool:
    before = next(cell.itersiblings("*", preceding=True), None)
    return before is not None and local_name(before.tag) in CELLS


def _write_notes(line: Line) -> None:
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
