"""Cutting an expression into portions: every element with an address, in document order."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from lxml import etree

from lawpin.akn.addressing import Addressed, addressed
from lawpin.akn.line import Text
from lawpin.akn.names import akn, local_name
from lawpin.akn.pointing import wordless_pointers
from lawpin.akn.text import read_text, read_texts, read_words
from lawpin.akn.vocabulary import PROVISIONS
from lawpin.law.languages import joint
from lawpin.law.portion import Note, Portion


def cut(root: etree._Element, language: str) -> tuple[Portion, ...]:
    """The portions of a document by position; the first is the whole expression.

    `root` is `akomaNtoso`; `language` is the three-letter code of its document. What stands in metadata is no portion.
    """
    between = joint(language)
    places = addressed(root)
    position = {place.element: number for number, place in enumerate(places)}
    ends = _ends(places, position)
    texts = read_texts(root, position.keys(), between)
    notes = {document: _notes(document) for document in {place.document for place in places}}
    pointers = wordless_pointers(root, {root, *(e for e in position if local_name(e.tag) in PROVISIONS)})
    return tuple(
        replace(
            _portion(place, between, position, text=texts[place.element], end=end, notes=notes[place.document]),
            pointers=tuple(pointers.get(place.element, ())),
        )
        for place, end in zip(places, ends, strict=True)
    )


def _portion(
    place: Addressed,
    between: str,
    position: dict[etree._Element, int],
    *,
    text: Text,
    end: int,
    notes: dict[str, tuple[Note, ...]],
) -> Portion:
    is_element = place.eid is not None
    element = place.element if is_element else place.document
    return Portion(
        eid=place.eid,
        wid=(element.get("wId") or place.eid) if is_element else None,
        kind=local_name(element.tag),
        num=_printed(element, "num", between),
        heading=_printed(element, "heading", between),
        text=text[0],
        position=position[place.element],
        end=end,
        parent=_parent(place.element, position),
        provision=local_name(element.tag) in PROVISIONS,
        digest=digest_of(place.element),
        spans=text[1],
        notes=notes.get(place.eid or "", ()),
        component=place.component,
        named_by=place.named_by,
    )


def digest_of(element: etree._Element) -> str:
    """SHA-256 of the exclusive canonical XML of an element, without comments, hexadecimal.

    Source: Exclusive XML Canonicalization 1.0 (W3C, 2002), no inclusive prefixes.
    """
    return sha256(canonical_xml(element)).hexdigest()


def canonical_xml(element: etree._Element) -> bytes:
    """The exclusive canonical XML of an element and what it holds, without comments."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)


def _ends(places: Sequence[Addressed], position: dict[etree._Element, int]) -> list[int]:
    ends = list(range(1, len(places) + 1))
    for place in reversed(places):
        around = next((position[a] for a in place.element.iterancestors() if a in position), None)
        if around is not None:
            ends[around] = max(ends[around], ends[position[place.element]])
    return ends


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
