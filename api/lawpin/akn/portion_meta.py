"""The metadata of a portion that is a document of its own: what identifies it, and what its text points to."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from lawpin.akn.addressing import Addressed
from lawpin.akn.names import LAWPIN, akn
from lawpin.akn.serial import Serial
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.identifiers.ids import place as place_of

_META: Final = akn("meta")
_LEVELS: Final = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
_IDS: Final = frozenset({"eId", "wId", "GUID"})
# As lxml writes attributes: in double quotes, one space before each.
_POINTED_TO: Final = re.compile(rb'["\s]#([^"\s]+)')
_METADATA: Final = b"meta>"
_NAMED: Final = re.compile(rb'\s(?:eId|wId|GUID|xml:id|id)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Kept:
    """Children of one element of the metadata, written: by what has to be in a portion, in their order."""

    start: bytes
    children: dict[bytes, tuple[int, bytes]]
    end: bytes

    def those_of(self, names: set[bytes]) -> bytes:
        kept = sorted(self.children[name] for name in names if name in self.children)
        return self.start + b"".join(child for _, child in kept) + self.end if kept else b""


class PortionMeta:
    """Writes the metadata of portions of one expression.

    `meta` are those of its outermost document (None where an invalid one has none), `valid` its verdict.
    """

    def __init__(self, meta: etree._Element | None, expression: ExpressionId, serial: Serial, *, valid: bool) -> None:
        meta = etree.Element(_META) if meta is None else meta
        self._serial = serial
        self._levels = (str(expression.work), str(expression))
        self._identification = self._template(meta.find(akn("identification")))
        self._provenance = b"".join(serial.of(e) for e in meta.iterfind(akn("proprietary")) if _is_ours(e))
        self._meta = meta
        report = escape(f"{expression}/validation")
        self._verdict = b"" if valid else f'<validity xmlns="{LAWPIN}" valid="false" report="{report}"/>'.encode()
        self._references: dict[etree._Element, tuple[_Kept, ...]] = {}
        self._notes: dict[etree._Element, tuple[_Kept, ...]] = {}

    def written(self, place: Addressed, body: bytes, digest: str) -> bytes:
        """The metadata of a place; `body` is what the portion holds."""
        identification = self._identified(place_of(place.eid, place.component))
        own = place.document.find(_META)
        metas = [meta for meta in dict.fromkeys((own, self._meta)) if meta is not None]
        references = self._pointed_to(metas, identification + body)
        notes = b"" if own is None else self._beside(own, body)
        named = escape(place.eid or f"!{place.component}")
        ours = f'<digest xmlns="{LAWPIN}" for="{named}" value="sha256:{digest}"/>'.encode()
        proprietary = self._serial.element("proprietary", ours + self._verdict, source="#lawpin")
        return self._serial.element("meta", identification + references + notes + self._provenance + proprietary)

    def _template(self, identification: etree._Element | None) -> bytes:
        """What identifies the document, without ids (the portion may have them too) and what others put there."""
        if identification is None:
            return b""
        kept = deepcopy(identification)
        etree.strip_elements(kept, akn("preservation"), etree.Comment, with_tail=False)
        for element in kept.iter("*"):
            element.text = element.tail = None
            for name in _IDS & set(element.attrib):
                del element.attrib[name]
        for level in _LEVELS:
            this = kept.find(f"{akn(level)}/{akn('FRBRthis')}")
            if this is not None:
                this.set("value", _token(level).decode())
        return self._serial.of(kept)

    def _identified(self, tail: str) -> bytes:
        work, expression = self._levels
        iris = (f"{work}{tail}", f"{expression}{tail}", f"{expression}{tail}.xml")
        written = self._identification
        for level, iri in zip(_LEVELS, iris, strict=True):
            written = written.replace(_token(level), escape(iri).encode(), 1)
        return written

    def _pointed_to(self, metas: list[etree._Element], text: bytes) -> bytes:
        """The references that a text points to, those of the nearest document before those of the outermost."""
        for meta in metas:
            if meta not in self._references:
                self._references[meta] = tuple(self._kept(meta, "references", "eId"))
        if not any(self._references[meta] for meta in metas):
            return b""
        wanted, written = set(_POINTED_TO.findall(text)), b""
        if _METADATA in text:
            # A document that comes whole brings its own.
            wanted -= set(_NAMED.findall(text))
        for meta in metas:
            for kept in self._references[meta]:
                written += kept.those_of(wanted)
                wanted = {name for name in wanted if name not in kept.children}
        return written

    def _beside(self, meta: etree._Element, body: bytes) -> bytes:
        if meta not in self._notes:
            self._notes[meta] = tuple(self._kept(meta, "notes", "placementBase"))
        if not self._notes[meta] or _METADATA in body:
            return b""
        places = {b"#" + name for name in _NAMED.findall(body)}
        return b"".join(notes.those_of(places) for notes in self._notes[meta])

    def _kept(self, meta: etree._Element, name: str, attribute: str) -> Iterator[_Kept]:
        for around in meta.iterfind(akn(name)):
            children: dict[bytes, tuple[int, bytes]] = {}
            for number, child in enumerate(around.iterchildren("*")):
                key = escape(child.get(attribute, "")).encode()
                first, before = children.get(key, (number, b""))
                children[key] = (first, before + self._serial.of(child))
            children.pop(b"", None)
            start, end = self._serial.around(around)
            yield _Kept(start, children, end)


def _token(level: str) -> bytes:
    return f"urn:x-lawpin:this:{level}".encode()


def _is_ours(proprietary: etree._Element) -> bool:
    return any(etree.QName(child).namespace == LAWPIN for child in proprietary.iterchildren("*"))
