"""What stands at an address: every read under /akn, from the raw path to the answer.

read the address  ->  another spelling? 308  ->  work | view | range | text
text, pinned and plain   the stored page, for ever
text, otherwise          the same with what is known now, or shaped by depth and parallel
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from lawpin.holdings.lookup import Lookup
from lawpin.http.caching import FLOATING
from lawpin.http.exchange import Answer, Asked, lines, whole_number
from lawpin.http.formats import FORMATS, Format
from lawpin.http.manners import choose, links_up, manner_of, preferred, record
from lawpin.http.mementos import BY_DATETIME, is_timegate, memento_links, negotiate, original_of, tail_of
from lawpin.http.negotiation import choose_coding
from lawpin.http.representing import coded, made, represent
from lawpin.http.times import TIMES, Seen, read_times
from lawpin.http.views import VIEWS
from lawpin.law.errors import (
    Ambiguous,
    BadParameter,
    LawError,
    NoSuchResource,
    PortionMoved,
    PortionNotInVersion,
    UnknownWork,
)
from lawpin.law.identifiers.address import Address, Current, Pinned
from lawpin.law.identifiers.ids import PortionId, RangeId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.languages import language_code
from lawpin.law.timeline import PointInTime
from lawpin.wire.links import portion_links
from lawpin.wire.portion import PortionShape, RangeShape
from lawpin.wire.shape import to_json

MAX_DEPTH = 100
# `eng`, `eng/someone`; what a language is, others know.
_LINE = re.compile(r"(?P<language>[^/]*)(?P<author>/[A-Za-z0-9][A-Za-z0-9_.-]*)?")
_JSON = FORMATS["json"]
TEXT_FORMATS = tuple(FORMATS.values())
_RANGE = (FORMATS["json"], FORMATS["txt"])


class Addresses:
    """Answers reads under /akn from one store."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def answer(self, asked: Asked) -> Answer:
        """The answer to a GET. Raises errors of the law, which the edge turns into problems."""
        address = read_address(asked.path)
        if str(address) != asked.path:
            return _elsewhere(str(self.settled(address)), asked)
        try:
            return self._at(address, asked)
        except UnknownWork as fault:
            return _elsewhere(str(self._respelt_work(address, fault)), asked)
        except PortionMoved as fault:
            return _elsewhere(str(_moved(address, fault)), asked)
        except PortionNotInVersion as fault:
            return _elsewhere(str(self._respelt_portion(address, fault)), asked)

    def shape(self, asked: str) -> PortionShape | RangeShape:
        """What a look-up of a text ends with as JSON, redirects followed; `asked` is the address in any spelling.

        Raises as `answer`, and BadParameter for what is no text or has another format.
        """
        address = read_address(asked)
        is_text = address.view is None and (address.language is not None or address.eid is not None)
        if not is_text or address.suffix not in {None, _JSON.suffix}:
            message = "a batch looks up texts as JSON: this names a work, a view or another format"
            raise BadParameter(message, parameter="ids", iri=address.bare)
        if address.language is None:
            raise self._which_language(address)
        try:
            found = self._shape(address)
        except UnknownWork as fault:
            found = self._shape(self._respelt_work(address, fault))
        except PortionMoved as fault:
            found = self._shape(_moved(address, fault))
        except PortionNotInVersion as fault:
            found = self._shape(self._respelt_portion(address, fault))
        return found if asked == found.id else found.model_copy(update={"resolved_from": asked})

    def _shape(self, address: Address) -> PortionShape | RangeShape:
        version = self._lookup.version(address)
        place = address.at(version.id)
        at = Seen().at(self._lookup, version, address)
        if isinstance(place, RangeId):
            return self._lookup.range(place, at=at)
        if not isinstance(address.moment, Pinned):
            return self._lookup.stored_portion(place, at)
        return PortionShape.model_validate_json(self._lookup.page(place, "json").body.content)

    def _at(self, address: Address, asked: Asked) -> Answer:
        match address.view, address.language:
            case _, None if address.eid is not None or address.component is not None:
                raise self._which_language(address, asked)
            case None, None:
                return self._work(address, asked)
            case None, _ if BY_DATETIME.lower() in asked.headers and is_timegate(address, asked):
                return negotiate(self._lookup, address, asked)
            case None, _:
                return self._text(address, asked)
            case name, _ if name in VIEWS:
                return VIEWS[name](self._lookup, address, asked)
            case unserved, _:
                message = f"“{unserved}” is not served here"
                raise NoSuchResource(message, iri=address.bare)

    def _text(self, address: Address, asked: Asked) -> Answer:
        parameters = asked.parameters("depth", "parallel", *TIMES)
        seen = read_times(parameters, address, self._lookup)
        version = self._lookup.version(address, seen.times)
        place = address.at(version.id)
        if not self._lookup.holds(version, address):
            # In no format: why, or where, before anything about formats.
            self._lookup.page(PortionId(version.id, address.eid, address.component), "txt")
        form = choose(address, asked, _RANGE if isinstance(place, RangeId) else TEXT_FORMATS)
        shaping = parameters.keys() - set(TIMES)
        if shaping and form is not _JSON:
            message = "depth and parallel shape JSON; XML and text are always whole"
            raise BadParameter(message, parameter=min(shaping))
        is_pinned = isinstance(address.moment, Pinned)
        if isinstance(place, RangeId):
            content = self._range_content(place, form, address, parameters, seen.at(self._lookup, version, address))
            page = made(content, asked, links_up(str(place), version))
        elif form is not _JSON or (is_pinned and not parameters):
            stored = self._lookup.page(place, form.form)
            page = coded(stored, choose_coding(asked.headers.get("accept-encoding")))
        else:
            # The other text may be another one tomorrow, also at a pinned address.
            is_now = seen.is_plain and "parallel" in parameters
            at = None if is_now else seen.at(self._lookup, version, address)
            shape = self._shaped(place, address, parameters, at)
            page = made(to_json(shape), asked, portion_links(shape))
        location = str(place) + (f"?{asked.query}" if parameters else "")
        # XML and plain text say nothing that changes.
        is_told_once = seen.is_plain or form is not _JSON
        # What stands beside it may be withdrawn, at whatever instant it is asked for.
        lasting = "parallel" not in parameters and (seen.fixed or (is_pinned and is_told_once))
        is_memento = is_pinned and not parameters.keys() - {"depth"}
        manner = manner_of(self._lookup, version, address, location, lasting=lasting, memento=is_memento)
        is_state = is_memento or is_timegate(address, asked)
        rest = (f".{address.suffix}" if address.suffix else "") + (f"?{asked.query}" if asked.query else "")
        states = memento_links(original_of(version.id), tail_of(address), rest) if is_state else ""
        return represent(page, form, manner, states).under(asked.conditions)

    def _shaped(
        self, place: PortionId, address: Address, parameters: Mapping[str, str], at: PointInTime | None
    ) -> PortionShape:
        depth, languages = _depth(parameters), _languages(parameters)
        if languages:
            shape = self._lookup.in_parallel(place, languages, depth, at)
        elif depth is None:
            shape = self._lookup.stored_portion(place, at)
        else:
            shape = self._lookup.portion(place, depth=depth, at=at)
        is_pinned = isinstance(address.moment, Pinned)
        return shape if is_pinned else shape.model_copy(update={"resolved_from": address.bare})

    def _range_content(
        self, place: RangeId, form: Format, address: Address, parameters: Mapping[str, str], at: PointInTime
    ) -> bytes:
        if "parallel" in parameters:
            message = "a range is served in one language: ask for its portions one by one"
            raise BadParameter(message, parameter="parallel")
        if form is not _JSON:
            return self._lookup.range_text(place).encode()
        shape = self._lookup.range(place, depth=_depth(parameters), at=at)
        is_pinned = isinstance(address.moment, Pinned)
        return to_json(shape if is_pinned else shape.model_copy(update={"resolved_from": address.bare}))

    def _work(self, address: Address, asked: Asked) -> Answer:
        """The record of a work; languages stand in the order that the request prefers, no text is chosen for it."""
        seen = read_times(asked.parameters(*TIMES), address, self._lookup)
        self._lookup.require_work(address.work, seen.times)
        work = self._lookup.work(address.work, seen.times)
        current = preferred(self._lookup, address.work, asked, seen.times)
        order = [version.id.language for version in current]
        titles = {language: work.titles[language] for language in order if language in work.titles}
        named = work.model_copy(update={"titles": titles | work.titles})
        return record(self._lookup, named, current, address, asked, seen)

    def _which_language(self, address: Address, asked: Asked | None = None) -> LawError:
        """A place without a language: the texts that have it, the language that the request prefers first.

        Raises UnknownWork and Withdrawn.
        """
        self._lookup.require_work(address.work)
        floating = [
            replace(address, language=version.id.language, moment=Current())
            for version in preferred(self._lookup, address.work, asked)
            if self._lookup.holds(version, address)
        ]
        if not floating:
            message = "no current text of this work has that place"
            return PortionNotInVersion(message, iri=address.bare, eId=address.eid)
        message = "a place stands in the text of a language: say which"
        return Ambiguous(message, iri=address.bare, candidates=[str(candidate) for candidate in floating])

    def settled(self, address: Address) -> Address:
        """The address with work and eIds as they are written, as far as they are held: one redirect, not three."""
        try:
            self._lookup.versions(address.work)
        except UnknownWork as fault:
            try:
                address = self._respelt_work(address, fault)
            except LawError:
                return address
        try:
            version = None if address.language is None else self._lookup.version(address)
        except LawError:
            return address
        return address if version is None else self._lookup.respelt(version, address) or address

    def _respelt_work(self, address: Address, fault: UnknownWork) -> Address:
        """The address with its work as it is written; raises the fault where no work is written like it."""
        alike = self._lookup.respelt_works(address.work)
        found = [replace(address, work=work) for work in alike]
        if not found:
            raise fault
        if len(found) > 1:
            message = "several works are written like this, letter case aside"
            raise Ambiguous(message, iri=address.bare, candidates=[str(a) for a in found]) from fault
        return found[0]

    def _respelt_portion(self, address: Address, fault: PortionNotInVersion) -> Address:
        """The address with its eIds as they are written; raises the fault where none is written like them."""
        versions = (
            self._lookup.current_versions(address.work)
            if address.language is None
            else (self._lookup.version(address),)
        )
        for version in versions:
            found = self._lookup.respelt(version, address)
            if found is not None:
                return found
        raise fault


def _moved(address: Address, fault: PortionMoved) -> Address:
    """The address with the id that a provision has in the version asked for."""
    component, eid = fault.now
    if address.eid == fault.facts["eId"]:
        return replace(address, eid=eid, component=component)
    return replace(address, last=eid)


def _elsewhere(canonical: str, asked: Asked) -> Answer:
    location = canonical + (f"?{asked.query}" if asked.query else "")
    return Answer(308, lines({"Location": location, "Cache-Control": FLOATING}))


def _depth(parameters: Mapping[str, str]) -> int | None:
    return whole_number(parameters["depth"], "depth", most=MAX_DEPTH) if "depth" in parameters else None


def _languages(parameters: Mapping[str, str]) -> list[str]:
    """The lines of texts that are asked for, each once: a language, for a second translation with its author."""
    found = set()
    for written in parameters["parallel"].split(",") if "parallel" in parameters else ():
        parts = _LINE.fullmatch(written)
        code = language_code(parts["language"]) if parts else None
        if parts is None or code is None:
            message = f"“{written[:80]}” is not a language (three letters of ISO 639-2, such as eng)"
            raise BadParameter(message, parameter="parallel")
        found.add(code + (parts["author"] or ""))
    return sorted(found)
