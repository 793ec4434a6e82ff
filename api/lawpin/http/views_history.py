"""`/history`: the distinct texts of one provision."""

from lawpin.holdings.history import history as told
from lawpin.holdings.lookup import Lookup
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, links_up, manner_of
from lawpin.http.representing import made, represent
from lawpin.http.times import TIMES, read_times
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import RangeId
from lawpin.wire.shape import to_json

_SAID = {"true": True, "false": False}


def history(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """The texts of a provision, newest first; it grows with every version that is recorded."""
    parameters = asked.parameters("typographic", *TIMES)
    seen, written = read_times(parameters, address, lookup), parameters.get("typographic", "false")
    if written not in _SAID:
        message = f"“{written[:80]}” is neither true nor false"
        raise BadParameter(message, parameter="typographic")
    version = lookup.version(address, seen.times)
    place = address.at(version.id)
    if isinstance(place, RangeId):
        message = "a range has no history: ask for that of its provisions"
        raise BadParameter(message, parameter="eId", iri=address.bare)
    form = choose(address, asked, (FORMATS["json"],))
    shape = told(lookup, place, typographic=_SAID[written], known=seen.times.known)
    location = f"{place}/history"
    question = f"?{asked.query}" if asked.query else ""
    manner = manner_of(lookup, version, address, location + question, lasting=False)
    return represent(made(to_json(shape), asked, links_up(location, version)), form, manner).under(asked.conditions)
