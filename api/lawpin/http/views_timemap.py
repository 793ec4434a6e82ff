"""`/timemap`: the states of a floating address as a list of links (RFC 7089 section 5), or as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from lawpin.holdings.listing import Cursor, read_cursor
from lawpin.holdings.lookup import Lookup
from lawpin.http.caching import FLOATING, http_date
from lawpin.http.exchange import Answer, Asked, whole_number
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, vary_of
from lawpin.http.mementos import LINK_FORMAT, original_of, state_relation, tail_of
from lawpin.http.representing import Manner, made, represent
from lawpin.law.errors import NoSuchResource, PortionNotInVersion
from lawpin.law.identifiers.address import Address, Current
from lawpin.law.memento import memento_datetime, mementos
from lawpin.law.timeline import line_of
from lawpin.law.version import Version
from lawpin.wire.links import link
from lawpin.wire.shape import to_json
from lawpin.wire.timemap import MementoShape, TimeMapShape

USUAL_PAGE, LARGEST_PAGE = 500, 1000


@dataclass(frozen=True, slots=True)
class _States:
    """A page of the states of one floating address; `known` are all of them."""

    original: str
    tail: str
    known: tuple[Version, ...]
    page: Sequence[Version]
    following: str | None
    limit: int

    @property
    def address(self) -> str:
        return f"{self.original}/timemap"

    @property
    def next_address(self) -> str:
        return f"{self.address}?{urlencode({'limit': self.limit, 'cursor': self.following})}"


def timemap(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """A page of the states of a floating address, the oldest first. Raises NoSuchResource for any other address."""
    parameters = asked.parameters("cursor", "limit")
    version = lookup.version(address)
    original = f"{original_of(version.id)}{tail_of(address)}"
    if not isinstance(address.moment, Current):
        message = f"states are those of a floating address: see {original}/timemap"
        raise NoSuchResource(message, iri=address.bare)
    form = choose(address, asked, (LINK_FORMAT, FORMATS["json"]))
    limit = whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", least=1, most=LARGEST_PAGE)
    bound, head = {"about": original}, lookup.store.head()
    cursor = read_cursor(parameters["cursor"], bound, head) if "cursor" in parameters else Cursor(head, "")
    states = _states(lookup, address, original, cursor, limit)
    content = _links(states).encode() if form is LINK_FORMAT else to_json(_shape(states))
    links = [link(states.address, "canonical"), link(original, "original timegate")]
    if states.following is not None:
        links.append(link(states.next_address, "next"))
    manner = Manner.of(FLOATING, vary=vary_of(address))
    return represent(made(content, asked, ", ".join(links)), form, manner).under(asked.conditions)


def _states(lookup: Lookup, address: Address, original: str, cursor: Cursor, limit: int) -> _States:
    line = line_of(lookup.versions(address.work), address.language or "", address.author)
    known = tuple(v for v in mementos(line, lookup.today()) if v.seq <= cursor.seq and lookup.holds(v, address))
    if not known:
        message = "no text at this address has that place"
        raise PortionNotInVersion(message, iri=address.bare, eId=address.eid)
    left = [version for version in known if _key(version) > cursor.after]
    page = left[:limit]
    bound = {"about": original}
    following = Cursor(cursor.seq, _key(page[-1])).write(bound) if len(left) > limit else None
    return _States(original, tail_of(address), known, page, following, limit)


def _key(version: Version) -> str:
    """What sorts as the states do."""
    since = memento_datetime(version.expression).date().isoformat()
    return f"{since} {version.id.date:10} {version.id.revision:06}"


def _shape(states: _States) -> TimeMapShape:
    shown = [_memento(version, states) for version in states.page]
    return TimeMapShape(
        original=states.original,
        timegate=states.original,
        first=_memento(states.known[0], states),
        last=_memento(states.known[-1], states),
        mementos=shown,
        next=states.following,
    )


def _memento(version: Version, states: _States) -> MementoShape:
    return MementoShape(id=f"{version.id}{states.tail}", datetime=memento_datetime(version.expression))


def _links(states: _States) -> str:
    kind = LINK_FORMAT.content_type
    around = {"from": _since(states.page[0]), "until": _since(states.page[-1])} if states.page else {}
    entries = [
        link(states.original, "original timegate"),
        link(states.address, "self", type=kind, **around),
        *(link(f"{v.id}{states.tail}", state_relation(v, states.known), datetime=_since(v)) for v in states.page),
    ]
    if states.following is not None:
        entries.append(link(states.next_address, "timemap", type=kind))
    return ",\n".join(entries) + "\n"


def _since(version: Version) -> str:
    return http_date(memento_datetime(version.expression))
