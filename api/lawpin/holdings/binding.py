"""Which document a citation means, and which of its versions: by its own words first, then by the context."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lawpin.holdings.editions import Recent
from lawpin.holdings.judgement import Place, Remark, refused
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.titles import Found, Titles
from lawpin.law.citations.citation import Citation, Mention, Qualifiers
from lawpin.law.citations.dates import agrees
from lawpin.law.citations.issuing import dates_in, issuer_remark
from lawpin.law.citations.kinds import KIND_STEMS, kind_of
from lawpin.law.citations.qualifiers import read_qualifiers
from lawpin.law.citations.structure import Structure
from lawpin.law.citations.titles import plain, stems
from lawpin.law.errors import LanguageNotHeld, LawError, NoVersionForDate, UnknownWork
from lawpin.law.identifiers.address import Address, InForceOn, Pinned
from lawpin.law.identifiers.ids import PortionId, WorkId
from lawpin.law.jurisdictions import JURISDICTIONS
from lawpin.law.jurisdictions.generic import GENERIC
from lawpin.law.jurisdictions.meaning import Jurisdiction
from lawpin.law.portion import Portion
from lawpin.law.timeline import readable, require_readable
from lawpin.law.version import Version

_KEPT_PORTIONS = 50_000


@dataclass(frozen=True, slots=True)
class Bound:
    """A version that a citation means, ready to be walked; `here` is the place of the context in it, if it has one."""

    version: Version
    structure: Structure
    jurisdiction: Jurisdiction
    here: Portion | None = None
    remarks: tuple[Remark, ...] = ()


class Binder:
    """Binds citations to the versions of a store."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._titles = Titles(lookup.store)
        self._structures: Recent[Structure] = Recent(_KEPT_PORTIONS)

    def bind(self, citation: Citation, context: Address | None, on: str | None) -> Bound:
        """The version that a citation means. Raises Refusal."""
        mention, said = citation.mention, citation.version
        if said.faulty:
            raise refused("invalid", "bad-date", "the citation has a date that is not in the calendar, or two of them")
        if mention is None or mention.relative:
            return self._in_context(mention, context, said, on)
        found = self._titles.find(mention.text)
        if found.is_generic:
            return self._in_context(mention, context, said, on)
        work = self._one(found, citation)
        described, end = read_qualifiers(found.number, 0)
        if end < len(found.number.rstrip()):
            raise refused("not_found", "unread", f"“{found.number[end:][:80]}” after the title says something more")
        said |= described
        bound = self._version(work, said, context if context and context.work == work else None, on)
        issuers = (found.issuer, *said.issuers)
        named = [one for name in issuers for one in issuer_remark(name, bound.version.expression, bound.jurisdiction)]
        remarks = (*self._date_remarks(work, said, found.issuer), *named)
        return replace(bound, remarks=tuple(Remark(*remark) for remark in remarks))

    def structure(self, version: Version) -> Structure:
        """The places of a version."""
        portions = self._lookup.store.portions
        return self._structures.get(version.id, lambda: Structure(portions(version.id)), lambda s: len(s.portions))

    def around(self, place: PortionId) -> list[Portion]:
        """A place of a held version and all that it stands in; none where it is not there."""
        version = next((v for v in self._lookup.versions(place.expression.work) if v.id == place.expression), None)
        position = self._lookup.store.position(place)
        if version is None or position is None:
            return []
        portions = self.structure(version).portions
        found = [portions[position]]
        while found[-1].parent is not None:
            found.append(portions[found[-1].parent])
        return found

    def title(self, version: Version, language: str) -> str | None:
        """The title of the work in a language, where that is held; else that of the version."""
        titles = {v.id.language: v.expression.title for v in reversed(self._lookup.versions(version.id.work))}
        return titles.get(language) or version.expression.title

    def siblings(self, version: Version) -> list[Version]:
        """The current versions of the same work in other languages."""
        others = self._lookup.current_versions(version.id.work)
        return [other for other in others if other.id.language != version.id.language]

    def _in_context(self, mention: Mention | None, context: Address | None, said: Qualifiers, on: str | None) -> Bound:
        if context is None:
            message = "the citation names no document, and the request has no context: say which document is meant"
            raise refused("ambiguous", "document-missing", message)
        bound = self._version(context.work, said, context, on)
        if mention is not None and mention.text and not self._is_of_kind(context.work, mention.text):
            message = f"the document of the context is no “{mention.text.strip('《》')[:80]}”"
            raise refused("not_found", "unknown-document", message)
        return bound

    def _is_of_kind(self, work: WorkId, written: str) -> bool:
        kind = plain(written)
        kind = kind.removeprefix("the ").removeprefix("本").removeprefix("该")
        if kind in {"document", "instrument", "statement", "文件", "文", "该文"}:
            return True
        for version in self._lookup.versions(work):
            title = plain((version.expression.title or "").lower())
            words = set(title.split())
            if title.endswith(kind) or {*kind.split()} <= words | {word.removesuffix("s") for word in words}:
                return True
        return False

    def _one(self, found: Found, citation: Citation) -> WorkId:
        if len(found.works) == 1:
            return found.works[0].work
        if found.works:
            several = tuple(Place(held.work, held.title, "same-title") for held in found.works)
            raise refused("ambiguous", "several-documents", "several documents have this name", candidates=several)
        near = tuple(Place(one.work, one.title, "title-near") for one in found.near)
        if _is_no_citation(citation) and not near:
            raise refused("invalid", "not-a-citation", "this names no document and no place in one")
        message = "no document of this name is held here"
        raise refused("not_found", "unknown-document", message, suggestions=near)

    def _version(self, work: WorkId, said: Qualifiers, context: Address | None, on: str | None) -> Bound:
        try:
            version = self._select(work, said, context, on)
        except UnknownWork:
            raise refused("not_found", "unknown-document", "this work is not held here") from None
        except LawError as fault:
            raise refused("not_found", fault.reason, fault.detail) from None
        structure = self.structure(version)
        jurisdiction = JURISDICTIONS.get(work.country.partition("-")[0], GENERIC)
        here = None
        if context is not None and context.eid is not None:
            here = self._place(version, context)
        return Bound(version, structure, jurisdiction, here)

    def _place(self, version: Version, context: Address) -> Portion:
        position = self._lookup.store.position(PortionId(version.id, context.eid, context.component))
        if position is None:
            raise refused("not_found", "unknown-context", "the place of the context is not in this version")
        return self.structure(version).portions[position]

    def _select(self, work: WorkId, said: Qualifiers, context: Address | None, on: str | None) -> Version:
        versions = self._lookup.versions(work)
        fixed = context.language if context is not None else None
        language = said.language or fixed
        day = said.on or (context.moment.date if context and isinstance(context.moment, InForceOn) else None) or on
        if language is None:
            current = self._lookup.current_versions(work)
            language = (current[0] if current else versions[0]).id.language
        if said.edition is not None:
            return _edition(versions, language, said.edition)
        same = context is not None and language == context.language
        if said.on is None and same and context is not None and (isinstance(context.moment, Pinned) or on is None):
            return self._lookup.version(replace(context, eid=None, last=None, component=None, view=None))
        address = Address(work, language) if day is None else Address(work, language, InForceOn(day))
        return self._lookup.version(address)

    def _date_remarks(self, work: WorkId, said: Qualifiers, issuer: str) -> list[tuple[str, str]]:
        held = {work.date}
        for version in self._lookup.versions(work):
            held |= {version.id.date, *(named.date for named in version.expression.dates)}
        before = dates_in(issuer)
        wrong = [day for day in (*said.dates, *before) if not any(agrees(day, date) for date in held)]
        remarks = [("date-differs", f"the citation says {day}, the document {work.date}") for day in wrong]
        numbers = [("number-unverified", f"no number {number} is known of this document") for number in said.numbers]
        return [*remarks, *numbers]


def _edition(versions: Sequence[Version], language: str, date: str) -> Version:
    line = [v for v in versions if v.id.language == language and v.id.author is None]
    if not line:
        message = f"this work is not held in “{language}”"
        raise LanguageNotHeld(message)
    named = [v for v in line if agrees(date, v.id.date) and len(date) <= len(v.id.date)]
    if not named:
        message = f"no version of {date} is held"
        raise NoVersionForDate(message)
    found = next(iter(readable(named)), named[0])
    require_readable(found)
    return found


def _is_no_citation(citation: Citation) -> bool:
    """5G, 24小时, p. 5, hello: without marks, without the word for a kind of document, without a unit."""
    mention, pinpoint = citation.mention, citation.pinpoint
    if mention is None or mention.marked:
        return False
    name = plain(mention.text)
    if kind_of(name) or not KIND_STEMS.isdisjoint(stems(name)):
        return False
    return pinpoint is None or all(step.unit == "number" for member in pinpoint.members for step in member.steps)
