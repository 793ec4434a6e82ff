"""Cutting an expression into portions: every element under the document that carries an eId, in document order."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from lawpin.akn.metadata import document_of
from lawpin.akn.names import akn, local_name
from lawpin.akn.text import read_text, read_words
from lawpin.akn.vocabulary import PROVISIONS
from lawpin.law.identifiers.spelling import is_identifier
from lawpin.law.languages import joint
from lawpin.law.portion import Note, Portion


def cut(root: etree._Element, language: str) -> tuple[Portion, ...]:
    """The portions of a document by position; the first is the whole expression.

    `root` is `akomaNtoso`; `language` is the three-letter code of its document. What stands in metadata is no portion.
    """
    document = document_of(root)
    between = joint(language)
    notes = _notes(document)
    elements = [document, *identified(document)]
    position = {element: place for place, element in enumerate(elements)}
    ends = _ends(elements, position)
    return tuple(
        Portion(
            eid=element.get("eId") if element is not document else None,
            wid=(element.get("wId") or element.get("eId")) if element is not document else None,
            kind=local_name(element.tag),
            num=_printed(element, "num", between),
            heading=_printed(element, "heading", between),
            text=text,
            position=position[element],
            end=ends[place],
            parent=_parent(element, position),
            provision=element is document or local_name(element.tag) in PROVISIONS,
            digest=digest_of(root if element is document else element),
            spans=spans,
            notes=notes.get(element.get("eId") or "", ()),
        )
        for place, element in enumerate(elements)
        for text, spans in (read_text(element, between),)
    )


def digest_of(element: etree._Element) -> str:
    """SHA-256 of the exclusive canonical XML of an element, without comments, hexadecimal.

    Source: Exclusive XML Canonicalization 1.0 (W3C, 2002), no inclusive prefixes.
    """
    return sha256(canonical_xml(element)).hexdigest()


def canonical_xml(element: etree._Element) -> bytes:
    """The exclusive canonical XML of an element and what it holds, without comments."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)


def identified(document: etree._Element) -> list[etree._Element]:
    """The elements of a document that an eId names, in document order.

    An eId that several carry names none of them, nor does one that cannot be written into an address.
    """
    elements = [element for element in _outside_metadata(document) if element.get("eId")]
    carriers = Counter(element.get("eId", "") for element in elements)
    return [e for e in elements if carriers[e.get("eId", "")] == 1 and is_identifier(e.get("eId", ""))]


def _outside_metadata(around: etree._Element) -> Iterator[etree._Element]:
    # Attached documents bring metadata of their own.
    for child in around.iterchildren("*"):
        if child.tag != akn("meta"):
            yield child
            yield from _outside_metadata(child)


def _ends(elements: list[etree._Element], position: dict[etree._Element, int]) -> list[int]:
    ends = list(range(1, len(elements) + 1))
    for element in reversed(elements):
        around = _nearest(element, position)
        if around is not None:
            ends[around] = max(ends[around], ends[position[element]])
    return ends


def _nearest(element: etree._Element, position: dict[etree._Element, int]) -> int | None:
    return next((position[around] for around in element.iterancestors() if around in position), None)


def _parent(element: etree._Element, position: dict[etree._Element, int]) -> int | None:
    around = (a for a in element.iterancestors() if a in position)
    return next((position[a] for a in around if position[a] == 0 or local_name(a.tag) in PROVISIONS), None)


def _printed(element: etree._Element, name: str, between: str) -> str | None:
    child = element.find(akn(name))
    return None if child is None else read_words(child, between)


def _notes(document: etree._Element) -> dict[str, tuple[Note, ...]]:
    found: dict[str, tuple[Note, ...]] = {}
    for note in document.iterfind(f"{akn('meta')}/{akn('notes')}/{akn('note')}"):
        place = (note.get("placementBase") or "").removeprefix("#")
        found[place] = (*found.get(place, ()), _note(note))
    return found


def _note(note: etree._Element) -> Note:
    paragraphs = list(note.iterchildren("*"))
    attribution = next((p for p in paragraphs if p.get("class") == "attribution"), None)
    words = "\n".join(read_text(p, " ")[0] for p in paragraphs if p is not attribution)
    if attribution is None:
        return Note(words)
    author, date = attribution.find(f".//{akn('organization')}"), attribution.find(f".//{akn('date')}")
    return Note(
        text=words,
        author=None if author is None else read_text(author, " ")[0],
        date=None if date is None else date.get("date"),
    )
