"""`/alignment`: an expression beside another one of its work."""

from urllib.parse import quote

from lawpin.holdings.lookup import Lookup
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, links_up, manner_of
from lawpin.http.representing import made, represent
from lawpin.http.times import TIMES, read_times
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.address import Address, Pinned
from lawpin.law.version import Version
from lawpin.wire.shape import to_json


def alignment(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """Pairs of provisions with their states, and how far both have the same: for ever where both are pinned."""
    parameters = asked.parameters("with", *TIMES)
    seen = read_times(parameters, address, lookup)
    version = lookup.version(address, seen.times)
    written = parameters.get("with")
    if written is None:
        raise _with_what(version, lookup)
    form = choose(address, asked, (FORMATS["json"],))
    other = lookup.other(version, written, seen.times)
    tail = str(other.id).removeprefix(f"{version.id.work}/")
    location = f"{version.id}/alignment?with={quote(tail, safe='@;/%')}"
    lasting = seen.fixed or (isinstance(address.moment, Pinned) and written in {tail, str(other.id)})
    manner = manner_of(lookup, version, address, location, lasting=lasting)
    content = to_json(lookup.alignment(version, other))
    return represent(made(content, asked, links_up(location, version)), form, manner).under(asked.conditions)


def _with_what(version: Version, lookup: Lookup) -> BadParameter:
    languages = {other.id.language for other in lookup.versions(version.id.work)} - {version.id.language}
    message = "say with which language or expression of this work (?with=eng)"
    return BadParameter(message, parameter="with", available={"languages": sorted(languages)})
