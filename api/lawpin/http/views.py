"""Views of a work, a text or a place: what follows its address after a slash. One line of the table for each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lawpin.holdings.lookup import Lookup
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, links_up, manner_of, preferred, record
from lawpin.http.representing import made, represent
from lawpin.http.times import TIMES, Seen, read_times
from lawpin.http.views_alignment import alignment
from lawpin.http.views_cite import cite
from lawpin.http.views_history import history
from lawpin.http.views_proof import proof
from lawpin.http.views_references import references
from lawpin.http.views_timemap import timemap
from lawpin.law.identifiers.address import Address, Pinned
from lawpin.law.version import Version
from lawpin.wire.shape import to_json
from lawpin.wire.work import WorkVersionsShape

View = Callable[[Lookup, Address, Asked], Answer]
_JSON = FORMATS["json"]


def _versions(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    seen = read_times(asked.parameters(*TIMES), address, lookup)
    work = lookup.work(address.work, seen.times)
    originals_first = sorted(work.versions, key=lambda version: version.translation_of is not None)
    shape = WorkVersionsShape(
        id=work.id,
        withdrawn=work.withdrawn,
        languages=list(dict.fromkeys(version.language for version in originals_first)),
        versions=work.versions,
        on=work.on,
        known=work.known,
    )
    return record(lookup, shape, preferred(lookup, address.work, asked, seen.times), address, asked, seen)


def _outline(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    seen = read_times(asked.parameters(*TIMES), address, lookup)
    version = lookup.version(address, seen.times)
    content = to_json(lookup.outline(version, seen.at(lookup, version, address)))
    return of_version(lookup, content, version, address, asked, seen)


def _validation(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    seen = read_times(asked.parameters(*TIMES), address, lookup)
    version = lookup.version(address, seen.times)
    return of_version(lookup, lookup.report(version), version, address, asked, seen)


def of_version(  # noqa: PLR0917 - what it hangs on
    lookup: Lookup, content: bytes, version: Version, address: Address, asked: Asked, seen: Seen
) -> Answer:
    """The answer with JSON that depends on a version and a point in time: as lasting as these are."""
    form = choose(address, asked, (_JSON,))
    location = f"{version.id}/{address.view}" + (f"?{asked.query}" if asked.query else "")
    lasting = seen.fixed or (seen.is_plain and isinstance(address.moment, Pinned))
    manner = manner_of(lookup, version, address, location, lasting=lasting)
    return represent(made(content, asked, links_up(location, version)), form, manner).under(asked.conditions)


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "versions": _versions,
        "toc": _outline,
        "validation": _validation,
        "alignment": alignment,
        "references": references,
        "history": history,
        "proof": proof,
        "cite": cite,
        "timemap": timemap,
    }
)
