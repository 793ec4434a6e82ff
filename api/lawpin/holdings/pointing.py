"""What a place points to, and where that leads today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lawpin.holdings.lookup import Lookup
from lawpin.holdings.references import settled, target_of
from lawpin.law.errors import LawError, PortionNotInVersion, UnknownWork
from lawpin.law.identifiers.address import Address, Current
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.portion import Pointer, Span
from lawpin.law.version import Version
from lawpin.wire.references import ReferenceShape

_AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an address leads today: a pinned place or a work; None: nowhere here, for that reason."""

    held: bool
    resolved: str | None = None
    reason: str | None = None


class Pointing:
    """The references of one place, in the order of its words; those without words are last."""

    def __init__(self, lookup: Lookup, version: Version, place_id: PortionId) -> None:
        """Raises PortionNotInVersion where the version does not have that place."""
        position = lookup.store.position(place_id)
        if position is None:
            message = "this version has no such place"
            raise PortionNotInVersion(message, iri=str(place_id), eId=place_id.eid)
        (self._portion,) = lookup.store.portions(version.id, position, position + 1)
        inside = lookup.store.portions(version.id, position, self._portion.end)
        self._lookup, self._version = lookup, version
        self._components = tuple(dict.fromkeys((self._portion.component, *(p.component for p in inside))))
        self._spans = [span for span in self._portion.spans if span.href is not None]
        self._wordless = [(pointer, p.component) for p in inside for pointer in p.pointers]
        self._leads: dict[Address, Lead] = {}

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._spans) + len(self._wordless)

    def page(self, start: int, limit: int) -> list[ReferenceShape]:
        """Those from `start` on, at most `limit`."""
        spans = self._spans[start : start + limit]
        rest = max(0, start - len(self._spans))
        wordless = self._wordless[rest : rest + limit - len(spans)]
        return [
            *(self._of_span(span) for span in spans),
            *(self._shape(pointer, None, (component,)) for pointer, component in wordless),
        ]

    def _of_span(self, span: Span) -> ReferenceShape:
        return self._shape(Pointer(span.kind, span.href, span.until), span, self._components)

    def _shape(self, pointer: Pointer, span: Span | None, components: Sequence[str | None]) -> ReferenceShape:
        targets = self._targets(pointer, components)
        target = targets[0] if len(targets) == 1 else None
        lead = self._lead(target) if target else Lead(held=bool(targets), reason=_AMBIGUOUS if targets else None)
        return ReferenceShape(
            start=None if span is None else span.start,
            end=None if span is None else span.end,
            text=None if span is None else self._portion.text[span.start : span.end],
            kind=pointer.kind,
            href=pointer.href or "",
            until=pointer.until,
            target=None if target is None else str(target),
            held=lead.held,
            resolved=lead.resolved,
            reason=lead.reason,
        )

    def _lead(self, target: Address) -> Lead:
        if target not in self._leads:
            self._leads[target] = lead_of(target, self._version, self._lookup)
        return self._leads[target]

    def _targets(self, pointer: Pointer, components: Sequence[str | None]) -> list[Address]:
        """What a reference can mean that stands in one of these components: an id may be there in several of them."""
        found = {
            settled(target, self._version.id, self._wid_of): None
            for component in components
            if (target := target_of(pointer, self._version.id, component)) is not None
        }
        there = [target for target in found if self._lookup.holds(self._version, target)]
        return list(found) if len(found) == 1 or not there else there

    def _wid_of(self, component: str | None, eid: str) -> str | None:
        place_id = PortionId(self._version.id, eid, component)
        return None if self._lookup.store.position(place_id) is None else eid


def lead_of(target: Address, referring: Version, lookup: Lookup) -> Lead:
    """Where an address leads today that stands in a version; without a language it is read in that version's own."""
    try:
        versions = lookup.versions(target.work)
    except UnknownWork as fault:
        return Lead(held=False, reason=fault.reason)
    if target.language is not None or (target.eid is None and target.component is None):
        return _reached(target, lookup)
    leads = [_reached(text, lookup) for text in _in_languages(target, referring, versions)]
    return next((lead for lead in leads if lead.resolved is not None), leads[0])


def _reached(target: Address, lookup: Lookup) -> Lead:
    try:
        if target.language is None:
            lookup.require_work(target.work)
            return Lead(held=True, resolved=str(target.work))
        version = lookup.version(target)
    except LawError as fault:
        return Lead(held=True, reason=fault.reason)
    if all(lookup.holds(version, replace(target, eid=eid)) for eid in {target.eid, target.last or target.eid}):
        return Lead(held=True, resolved=str(target.at(version.id)))
    return Lead(held=True, reason=PortionNotInVersion.reason)


def _in_languages(target: Address, referring: Version, versions: Sequence[Version]) -> list[Address]:
    """The current texts of a work, that in the language of who refers first, then originals; at least one."""
    held = dict.fromkeys(v.id.language for v in versions if v.id.author is None)
    languages = sorted(held or [referring.id.language], key=lambda language: language != referring.id.language)
    return [replace(target, language=language, moment=Current()) for language in languages]
