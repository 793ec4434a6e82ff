"""Citations that are addresses: Akoma Ntoso IRIs in every spelling, our own URLs, identifiers of publishers."""

import re
from dataclasses import replace

from lawpin.holdings.binding import Binder
from lawpin.holdings.judgement import Judgement, Place, Refusal, refused
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.titles import Titles
from lawpin.law.citations.labels import label
from lawpin.law.errors import LawError, MalformedAddress, UnknownWork
from lawpin.law.identifiers.address import Address, Current, InForceOn, Pinned
from lawpin.law.identifiers.ids import ExpressionId, PortionId, RangeId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.nearest import nearest_ids
from lawpin.law.version import Version

_WEB = re.compile(r"https?://[^/?#]*(?P<path>/[^?#]*)?(?P<rest>[?#].*)?", re.IGNORECASE | re.DOTALL)


class Addressed:
    """Judges addresses."""

    def __init__(self, lookup: Lookup, binder: Binder) -> None:
        self._lookup = lookup
        self._binder = binder
        self._titles = Titles(lookup.store)

    def judge(self, written: str, context: Address | None, on: str | None) -> Judgement:
        """The judgement of an address as it was written. Raises Refusal."""
        found = self._titles.find(written)
        if len(found.works) == 1:
            held = found.works[0]
            pinned = held.expression
            address = Address(held.work) if pinned is None else _pinning(pinned)
            return self._found(address, context, on, language=None if pinned is None else pinned.language)
        web = _WEB.fullmatch(written)
        path = (web["path"] or "/") if web else written
        if not path.lower().startswith("/akn/"):
            if web is None and path.lower().startswith("akn/"):
                path = f"/{path}"
            else:
                raise refused("not_found", "unknown-document", "no document with this identifier is held here")
        if web is None and re.search(r"[?#\s]", path):
            raise refused("invalid", "malformed-address", "an address has no white space, and an IRI no query")
        try:
            address = read_address(path)
        except MalformedAddress as fault:
            raise Refusal(Judgement("invalid", reason=fault.reason, detail=fault.detail)) from None
        return self._found(address, context, on, language=address.language)

    def _found(self, address: Address, context: Address | None, on: str | None, language: str | None) -> Judgement:
        day = address.moment.date if isinstance(address.moment, InForceOn) else None
        try:
            address, version = self._version(address, context, on)
        except UnknownWork as fault:
            raise Refusal(
                Judgement("not_found", reason="unknown-document", detail=fault.detail, language=language, on=day)
            ) from None
        except LawError as fault:
            self._require_tilde(address)
            raise Refusal(
                Judgement("not_found", reason=fault.reason, detail=fault.detail, language=language, on=day)
            ) from None
        return replace(self._placed(address, version), language=language, on=day)

    def _require_tilde(self, address: Address) -> None:
        """Raises Refusal for .../zho@2017-01-15/art_5, where an id stands in the place of a translator."""
        if address.author is None:
            return
        alone = replace(_bare(address), author=None)
        try:
            version = self._lookup.version(alone)
        except LawError:
            return
        if self._position(PortionId(version.id, address.author)) is not None:
            message = f"the tilde is missing before “{address.author[:80]}”"
            raise refused("invalid", "malformed-address", message)

    def _version(self, address: Address, context: Address | None, on: str | None) -> tuple[Address, Version]:
        respelt = self._lookup.respelt_works(address.work)
        if len(respelt) == 1 and not self._lookup.store.versions(address.work):
            address = replace(address, work=respelt[0])
        if address.language is None:
            versions = self._lookup.current_versions(address.work)
            fixed = context.language if context is not None and context.work == address.work else None
            language = fixed or (versions[0] if versions else self._lookup.versions(address.work)[0]).id.language
            moment = InForceOn(on) if on else None
            return address, self._lookup.version(replace(_bare(address), language=language, moment=moment))
        is_floating = on is not None and isinstance(address.moment, Current)
        asked = replace(_bare(address), moment=InForceOn(on)) if is_floating and on else _bare(address)
        return address, self._lookup.version(asked)

    def _placed(self, address: Address, version: Version) -> Judgement:
        place = address.at(version.id)
        ends = (place.first, place.last) if isinstance(place, RangeId) else (place.eid,)
        found = [self._position(PortionId(version.id, eid, place.component)) for eid in ends]
        respelt = self._lookup.respelt(version, replace(address, work=version.id.work)) if None in found else None
        if respelt is not None:
            return self._placed(respelt, version)
        structure = self._binder.structure(version)
        language = version.id.language
        title = self._binder.title(version, language)
        if None in found:
            near = nearest_ids(ends[found.index(None)] or "", (p.eid for p in structure.provisions if p.eid))
            hints = tuple(
                Place(PortionId(version.id, eid), label(structure, structure.portions[at], title, language), "nearest")
                for eid in near
                if (at := self._position(PortionId(version.id, eid))) is not None
            )
            raise refused("not_found", "no-such-provision", "this version has no such portion", suggestions=hints)
        positions = [at for at in found if at is not None]
        portions = [structure.portions[positions[0]]]
        if isinstance(place, RangeId):
            if positions[1] < positions[0]:
                raise refused("not_found", "range-reversed", "the range ends before it begins")
            portions = self._lookup.members(place)
        targets = tuple(
            Place(PortionId(version.id, p.eid, p.component), label(structure, p, title, language)) for p in portions
        )
        return Judgement("resolved", targets=targets, normalized=str(place))

    def _position(self, place: PortionId) -> int | None:
        return 0 if place.eid is None and place.component is None else self._lookup.store.position(place)


def _bare(address: Address) -> Address:
    return replace(address, eid=None, last=None, component=None, view=None, suffix=None)


def _pinning(expression: ExpressionId) -> Address:
    moment = Pinned(expression.date, expression.revision)
    return Address(expression.work, expression.language, moment, expression.author)
