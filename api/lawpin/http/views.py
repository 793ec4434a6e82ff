"""Views of a work, a text or a place: what follows its address after a slash. One line of the table for each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lawpin.holdings.lookup import Lookup
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, links_up, manner_of, preferred, record
from lawpin.http.representing import made, represent
from lawpin.http.views_alignment import alignment
from lawpin.http.views_cite import cite
from lawpin.http.views_proof import proof
from lawpin.http.views_references import references
from lawpin.law.identifiers.address import Address, Pinned
from lawpin.law.version import Version
from lawpin.wire.shape import to_json
from lawpin.wire.work import WorkVersionsShape

View = Callable[[Lookup, Address, Asked], Answer]
_JSON = FORMATS["json"]


def _versions(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    work = lookup.work(address.work)
    shape = WorkVersionsShape(id=work.id, withdrawn=work.withdrawn, versions=work.versions)
    return record(lookup, shape, preferred(lookup, address.work, asked), address, asked)


def _outline(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    version = lookup.version(address)
    return of_version(lookup, to_json(lookup.outline(version)), version, address, asked)


def _validation(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    version = lookup.version(address)
    return of_version(lookup, lookup.report(version), version, address, asked)


def of_version(lookup: Lookup, content: bytes, version: Version, address: Address, asked: Asked) -> Answer:
    """The answer with JSON that depends on a version alone: as lasting as its address. It takes no parameters."""
    asked.parameters()
    form = choose(address, asked, (_JSON,))
    location = f"{version.id}/{address.view}"
    manner = manner_of(lookup, version, address, location, lasting=isinstance(address.moment, Pinned))
    return represent(made(content, asked, links_up(location, version)), form, manner).under(asked.conditions)


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "versions": _versions,
        "toc": _outline,
        "validation": _validation,
        "alignment": alignment,
        "references": references,
        "proof": proof,
        "cite": cite,
    }
)
