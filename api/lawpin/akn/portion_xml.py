"""A portion as a document of its own: valid under the official schema, with the metadata of its expression.

What cannot stand alone in an AKN `portion` (an item, a heading, a table) comes inside its nearest provision that can,
cut down to the way there: numbers and headings on the way stay, other text does not. Where the schema wants more,
more is given, never less. Source: AKN-NC 1.0 section 4.8.4.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import cast

from lxml import etree

from lawpin.akn.cutting import identified
from lawpin.akn.metadata import document_of
from lawpin.akn.names import LAWPIN, akn, local_name
from lawpin.akn.vocabulary import PORTION_ROOTS
from lawpin.law.errors import Refused
from lawpin.law.identifiers.ids import ExpressionId, PortionId

_SIGNPOSTS = frozenset({akn("num"), akn("heading"), akn("subheading")})
# akomaNtoso, the document, its body.
_LEVELS_ABOVE_BLOCKS = 3
_OURS = cast("dict[str, str]", {None: LAWPIN})


class NoPortionXml(Refused):
    """Nothing around an element can stand in a valid portion."""

    reason = "no-portion-xml"


class PortionWriter:
    """Writes the portions of one document.

    `root` is `akomaNtoso`, never changed; `is_valid` the verdict of the official schema on a whole document.
    """

    def __init__(
        self, root: etree._Element, expression: ExpressionId, is_valid: Callable[[etree._Element], bool]
    ) -> None:
        self._root = root
        self._expression = expression
        self._is_valid = is_valid
        document = document_of(root)
        self._elements = {element.get("eId"): element for element in identified(document)}
        self._meta = document.find(akn("meta"))

    def write(self, eid: str, digest: str) -> bytes:
        """The XML document of one portion, UTF-8 with declaration; `digest` is written into its metadata.

        `eid` is one that `lawpin.akn.cutting.identified` finds in the document.

        Raises:
            NoPortionXml: nothing around the element can stand in a valid portion.
        """
        element = self._elements[eid]
        for body in _candidates(element):
            document = self._document(body, eid, digest)
            if self._is_valid(document):
                return etree.tostring(document, encoding="UTF-8", xml_declaration=True)
        message = f"<{local_name(element.tag)} eId=“{eid[:80]}”> cannot be written as a portion of its own"
        raise NoPortionXml(message, eId=eid)

    def _document(self, body: etree._Element, eid: str, digest: str) -> etree._Element:
        document = _empty_like(self._root, akn("akomaNtoso"))
        portion = etree.SubElement(document, akn("portion"), includedIn=str(self._expression))
        if self._meta is not None:
            portion.append(self._portion_meta(self._meta, body, eid, digest))
        etree.SubElement(portion, akn("portionBody")).append(body)
        return document

    def _portion_meta(self, meta: etree._Element, body: etree._Element, eid: str, digest: str) -> etree._Element:
        kept = etree.Element(akn("meta"))
        identification = meta.find(akn("identification"))
        if identification is not None:
            kept.append(self._identification(identification, eid))
        kept.extend(deepcopy(e) for e in meta.iterfind(akn("references")))
        kept.extend(_notes_beside(meta, body))
        kept.extend(deepcopy(e) for e in meta.iterfind(akn("proprietary")))
        proprietary = etree.SubElement(kept, akn("proprietary"), source="#lawpin")
        etree.SubElement(proprietary, f"{{{LAWPIN}}}digest", {"for": eid, "value": f"sha256:{digest}"}, nsmap=_OURS)
        return kept

    def _identification(self, identification: etree._Element, eid: str) -> etree._Element:
        kept = deepcopy(identification)
        place = PortionId(self._expression, eid)
        iris = {
            "FRBRWork": str(place).replace(str(self._expression), str(self._expression.work), 1),
            "FRBRExpression": str(place),
            "FRBRManifestation": f"{place}.xml",
        }
        for level, iri in iris.items():
            this = kept.find(f"{akn(level)}/{akn('FRBRthis')}")
            if this is not None:
                this.set("value", iri)
        return kept


def _candidates(element: etree._Element) -> Iterator[etree._Element]:
    """Bodies that might do, the smallest first."""
    around = [element, *element.iterancestors()]
    anchors = [a for a in around if local_name(a.tag) in PORTION_ROOTS]
    for anchor in anchors:
        yield _cut_down(anchor, element)
    for anchor in anchors:
        yield _without_tail(anchor)
    # Blocks straight under the body of a document: the schema's own wrapper for blocks takes them in.
    for block in around[:-_LEVELS_ABOVE_BLOCKS]:
        wrapper = etree.Element(akn("container"), name="portion")
        wrapper.append(_cut_down(block, element))
        yield wrapper


def _cut_down(anchor: etree._Element, element: etree._Element) -> etree._Element:
    if anchor is element:
        return _without_tail(element)
    way = {element, *element.iterancestors()}
    return _along(anchor, element, way)


def _along(around: etree._Element, element: etree._Element, way: set[etree._Element]) -> etree._Element:
    kept = _empty_like(around, around.tag)
    _copy_attributes(around, kept)
    for child in around:
        if child is element:
            kept.append(_without_tail(child))
        elif child in way:
            kept.append(_along(child, element, way))
        elif child.tag in _SIGNPOSTS:
            kept.append(_without_tail(child))
    return kept


def _empty_like(element: etree._Element, tag: str) -> etree._Element:
    # The prefixes of the source stay: canonical XML keeps them. (The stubs of lxml forget the default namespace.)
    return etree.Element(tag, nsmap=cast("dict[str, str]", element.nsmap))


def _copy_attributes(source: etree._Element, target: etree._Element) -> None:
    for name, value in source.items():
        target.set(name, value)


def _without_tail(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _notes_beside(meta: etree._Element, body: etree._Element) -> Iterator[etree._Element]:
    places = {f"#{e.get('eId')}" for e in body.iter() if isinstance(e.tag, str)}
    for notes in meta.iterfind(akn("notes")):
        beside = [deepcopy(note) for note in notes if isinstance(note.tag, str) and note.get("placementBase") in places]
        if beside:
            kept = etree.Element(notes.tag)
            _copy_attributes(notes, kept)
            kept.extend(beside)
            yield kept
