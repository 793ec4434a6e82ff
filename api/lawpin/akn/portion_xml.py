"""A portion as a document of its own: valid under the official schema, with the metadata of its expression.

What cannot stand alone in an AKN `portion` comes inside something that can, cut down to the way there: numbers and
headings on the way stay, other text does not. Where the schema wants more, more is given, never less:

    an item, a cell, a reference        inside the nearest provision that may stand alone, cut down
    what has no such provision around   a block in `container`; a heading in `container/p/embeddedStructure`
    a body, conclusions, a component    inside their document, cut down as far as that is valid, in `embeddedStructure`

Source: AKN-NC 1.0 section 4.8.4; `portionBodyType` and `subFlowStructure` of the AKN 3.0 XSD.
"""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from lawpin.akn.addressing import Addressed, addressed
from lawpin.akn.extract import Extract
from lawpin.akn.frbr import document_of
from lawpin.akn.names import akn, local_name
from lawpin.akn.portion_meta import PortionMeta
from lawpin.akn.reading import Limits, read_document
from lawpin.akn.serial import Serial
from lawpin.akn.vocabulary import BODIES, PORTION_ROOTS
from lawpin.law.errors import Refused
from lawpin.law.identifiers.ids import ExpressionId

_ROOTS: Final = frozenset(akn(name) for name in PORTION_ROOTS)
_BODIES: Final = frozenset(akn(name) for name in BODIES)
_CONTAINER: Final = ("container",)
_EMBEDDED: Final = ("container", "p", "embeddedStructure")
# A portion may hold a document that is as large as is taken, and more around it.
_ROOMY: Final = Limits(size_bytes=2**26, nodes=2**21, depth=200, attribute_bytes=2**20)


class NoPortionXml(Refused):
    """Nothing around an element can stand in a valid portion."""

    reason = "no-portion-xml"


class PortionWriter:
    """Writes the portions of one document.

    `root` is `akomaNtoso`, never changed; `is_valid` the verdict of the official schema on a whole document. It is
    asked once for each shape of a portion: in a document that it accepts, what has the same shape has the same verdict.
    Where it does not accept the document (`valid` False), every portion says so and none is promised to be valid.
    """

    def __init__(
        self,
        root: etree._Element,
        expression: ExpressionId,
        is_valid: Callable[[etree._Element], bool],
        *,
        valid: bool = True,
    ) -> None:
        self._included_in = str(expression)
        self._is_valid = is_valid
        self._verdicts: dict[object, bool] = {}
        self._places = {(place.component, place.eid): place for place in addressed(root)}
        self._serial = Serial(root)
        meta = document_of(root).find(akn("meta"))
        self._meta = PortionMeta(meta, expression, self._serial, valid=valid)

    def write(self, eid: str | None, digest: str, component: str | None = None) -> bytes:
        """The XML document of one portion, UTF-8 with declaration; `digest` is written into its metadata.

        `eid` None is the whole of a component.

        Raises:
            NoPortionXml: nothing around the element can stand in a valid portion, or no element has that address.
        """
        place = self._places.get((component, eid))
        named = f"“{(eid or component or '')[:80]}”"
        if place is None:
            raise NoPortionXml(f"nothing in this document is {named}", eId=eid)
        for extract in _extracts(place):
            written = self._checked(place, extract, digest)
            if written is not None:
                return written
        raise NoPortionXml(f"<{local_name(place.element.tag)}> {named} cannot be written as a portion", eId=eid)

    def _checked(self, place: Addressed, extract: Extract, digest: str) -> bytes | None:
        """The document around an extract; None where it is not valid."""
        shape = extract.shape
        if self._verdicts.get(shape) is False:
            return None
        written = self._written(place, extract, digest)
        if shape not in self._verdicts:
            self._verdicts[shape] = self._is_valid(read_document(written, _ROOMY).root)
        return written if self._verdicts[shape] else None

    def _written(self, place: Addressed, extract: Extract, digest: str) -> bytes:
        serial = self._serial
        body = serial.of(extract.written())
        for name in reversed(extract.wrappers):
            attributes = {"name": "portion"} if name == "container" else {}
            body = serial.element(name, body, **attributes)
        inside = self._meta.written(place, body, digest) + serial.element("portionBody", body)
        return serial.root(serial.element("portion", inside, includedIn=self._included_in))


def _extracts(place: Addressed) -> Iterator[Extract]:
    """What might do, the smallest first."""
    inside = [place.element, *place.element.iterancestors()]
    if place.document in inside:
        inside = inside[: inside.index(place.document) + 1]
    anchors = [a for a in inside if a.tag in _ROOTS]
    yield from (Extract(anchor, place.element) for anchor in anchors)
    yield from (Extract(anchor, anchor) for anchor in anchors)
    yield from (Extract(around, place.element, _CONTAINER) for around in inside)
    yield from (Extract(around, place.element, _EMBEDDED) for around in inside)
    if inside[-1] is place.document:
        yield Extract(place.document, place.element, _EMBEDDED, _BODIES)
        yield Extract(place.document, place.document, _EMBEDDED)
