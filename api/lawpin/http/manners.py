"""How what stands at an address is sent: which format, and what its fields say of versions and of others like it."""

from collections.abc import Sequence

from lawpin.holdings.lookup import Lookup
from lawpin.http.caching import FLOATING, LIVE, PINNED
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS, Format
from lawpin.http.mementos import BY_DATETIME, memento_fields
from lawpin.http.negotiation import NotAcceptable, by_preference, choose_format
from lawpin.http.relations import version_fields, version_links, work_links
from lawpin.http.representing import BY_CODING, BY_FORMAT, BY_LANGUAGE, Manner, made, represent
from lawpin.http.times import Seen
from lawpin.law.identifiers.address import Address, Current, Pinned
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.languages import language_tag
from lawpin.law.timeline import NOW, Times
from lawpin.law.version import Version
from lawpin.wire.links import link
from lawpin.wire.shape import Shape, to_json

_JSON = FORMATS["json"]


def choose(address: Address, asked: Asked, offered: tuple[Format, ...]) -> Format:
    """The format to answer in: the suffix wins. Raises NotAcceptable."""
    if address.suffix is not None:
        chosen = next((offer for offer in offered if offer.suffix == address.suffix), None)
    else:
        chosen = choose_format(asked.headers.get("accept"), offered)
    if chosen is None:
        formats = [offer.suffix for offer in offered]
        message = f"this is served as {', '.join(formats)}"
        raise NotAcceptable(message, iri=address.bare, available={"formats": formats})
    return chosen


def manner_of(
    lookup: Lookup, version: Version, address: Address, location: str, *, lasting: bool, memento: bool = False
) -> Manner:
    """How the text of a version is sent; `location` is what a floating address led to.

    `memento`: what is sent is a state of a floating address, for ever the same.
    """
    fields = version_fields(version)
    if memento:
        fields |= memento_fields(version, lookup.today())
    if not isinstance(address.moment, Pinned):
        fields["Content-Location"] = location
    links = version_links(version, lookup.versions(version.id.work), lookup.current(version))
    cache, modified = (PINNED, version.recorded_at) if lasting else (FLOATING, None)
    return Manner.of(cache, vary=vary_of(address), fields=fields, links=links, modified=modified)


def record(  # noqa: PLR0917 - what a record hangs on
    lookup: Lookup, shape: Shape, current: Sequence[Version], address: Address, asked: Asked, seen: Seen
) -> Answer:
    """What a work answers with: always JSON; `current` are its texts in order of preference."""
    form = choose(address, asked, (_JSON,))
    links = work_links(address.work, lookup.versions(address.work), current)
    manner = Manner.of(PINNED if seen.fixed else LIVE, vary=f"{vary_of(address)}, {BY_LANGUAGE}", links=links)
    return represent(made(to_json(shape), asked), form, manner).under(asked.conditions)


def preferred(lookup: Lookup, work: WorkId, asked: Asked | None, times: Times = NOW) -> list[Version]:
    """The current version of each language, the one that a request prefers first. Raises UnknownWork."""
    accept_language = None if asked is None else asked.headers.get("accept-language")
    by_tag = {language_tag(v.id.language, work.country): v for v in lookup.current_versions(work, times)}
    return [by_tag[tag] for tag in by_preference(accept_language, list(by_tag))]


def links_up(canonical: str, version: Version) -> str:
    """Links from something that is made of a version: to its own pinned address, and up to the version."""
    return ", ".join([link(canonical, "canonical"), link(str(version.id), "up")])


def vary_of(address: Address) -> str:
    """The fields of a request that the choice among what an address can answer hangs on."""
    negotiated = BY_CODING if address.suffix else BY_FORMAT
    is_original = address.view is None and isinstance(address.moment, Current)
    return f"{negotiated}, {BY_DATETIME}" if is_original else negotiated
