"""Units to a document: the body with its ids and references, under the metadata."""

from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from lawpin.encoding.description import Description, Expression, Reference
from lawpin.encoding.errors import BadDescription, shown
from lawpin.encoding.identification import meta_of
from lawpin.encoding.markup import add, element, file_bytes, set_language
from lawpin.encoding.unit import Unit, walk

# The body of a document, by its kind.
_BODY = {"act": "body", "bill": "body", "doc": "mainBody", "statement": "mainBody"}


def write_document(description: Description, expression: Expression, units: tuple[Unit, ...]) -> bytes:
    """The XML of an expression; the same description and texts give the same bytes.

    Raises:
        BadDescription: a reference, note or foreign piece names a place or words that the text does not have.
    """
    _require_places(description, expression, units)
    root = element("akomaNtoso")
    document = add(root, description.work.doctype, {"name": description.name, "contains": "originalVersion"})
    document.append(meta_of(description, expression))
    preface = add(document, "preface", {"eId": "preface"})
    add(add(preface, "p"), "docTitle").text = expression.source.title.text
    references = [reference for reference in description.references if expression.id.language in reference.words]
    body = element(_BODY[description.work.doctype])
    for unit in units:
        if unit.kind == "preamble":
            _write(document, unit, expression, references)
        elif unit.kind != "conclusions":
            _write(body, unit, expression, references)
    document.append(body)
    for unit in units:
        if unit.kind == "conclusions":
            _write(document, unit, expression, references)
    return file_bytes(root)


def _write(parent: etree._Element, unit: Unit, expression: Expression, references: Sequence[Reference]) -> None:
    written = add(parent, unit.kind, {"eId": unit.eid})
    if unit.kind == "blockList":
        written.set("class", "run-in")
    if unit.num is not None:
        add(written, "num").text = unit.num
    if unit.heading is not None:
        heading = add(written, "heading", {"eId": f"{unit.eid}__heading"})
        heading.text = unit.heading
        _mark_language(heading, expression)
    if unit.text is not None:
        holder = written if unit.kind == "p" else add(written, "p")
        _write_text(holder, unit, expression.id.language, references)
    _mark_language(written, expression)
    for child in unit.children:
        _write(written, child, expression, references)


def _mark_language(written: etree._Element, expression: Expression) -> None:
    tag = expression.foreign.get(written.get("eId", ""))
    if tag:
        set_language(written, tag)


def _write_text(holder: etree._Element, unit: Unit, language: str, references: Sequence[Reference]) -> None:
    text = unit.text or ""
    named = _words(unit, language, references)
    marked = sorted((text.index(words), words, reference.href) for words, reference in named)
    position, last = 0, None
    for start, words, href in marked:
        _append(holder, last, text[position:start])
        last = add(holder, "ref", {"href": href})
        last.text = words
        position = start + len(words)
    _append(holder, last, text[position:])


def _append(holder: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        holder.text = text
    elif text:
        last.tail = text


def _words(unit: Unit, language: str, references: Sequence[Reference]) -> list[tuple[str, Reference]]:
    return [(reference.words[language], reference) for reference in references if reference.at == unit.eid]


def _require_places(description: Description, expression: Expression, units: tuple[Unit, ...]) -> None:
    texts = {unit.eid: unit for unit in walk(units)}
    headings = {f"{unit.eid}__heading" for unit in texts.values() if unit.heading is not None}
    language = expression.id.language
    places = [note.at for note in description.notes if note.language == language] + list(expression.foreign)
    for place in places:
        if place not in texts and place not in headings and place != "preface":
            words = f"a note or foreign piece names {place}, which is no place of the {language} text"
            raise BadDescription.at(description.file, None, words)
    for without in description.outline.without_heading:
        if without not in texts:
            words = f"without_heading names {without}, which is no place of the text"
            raise BadDescription.at(description.file, None, words)
    for reference in description.references:
        named = reference.words.get(language)
        text = texts[reference.at].text if reference.at in texts else None
        if named is not None and (text is None or text.count(named) != 1):
            words = f"{shown(named)} does not stand exactly once in the {language} text of {reference.at}"
            raise BadDescription.at(description.file, None, words)
    _require_apart(description, texts, language)


def _require_apart(description: Description, texts: dict[str, Unit], language: str) -> None:
    for eid in {reference.at for reference in description.references}:
        unit = texts.get(eid)
        if unit is None or unit.text is None:
            continue
        named = _words(unit, language, description.references)
        spans = sorted((unit.text.index(words), len(words)) for words, _ in named)
        if any(start + length > after for (start, length), (after, _) in pairwise(spans)):
            raise BadDescription.at(description.file, None, f"two references of {eid} overlap in the {language} text")
