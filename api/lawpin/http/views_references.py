"""`/references`: what a text or a place points to, and what points to a work, to a text or into a place."""

from collections.abc import Mapping
from urllib.parse import urlencode

from lawpin.holdings.listing import Cursor, read_cursor
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.pointing import Pointing
from lawpin.holdings.referring import Referring
from lawpin.http.caching import FLOATING
from lawpin.http.exchange import Answer, Asked, whole_number
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, manner_of, vary_of
from lawpin.http.representing import Manner, made, represent
from lawpin.law.errors import BadCursor, BadParameter
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import PortionId, WorkId
from lawpin.law.version import Version
from lawpin.wire.links import link
from lawpin.wire.references import ReferencesShape, ReferrersShape
from lawpin.wire.shape import to_json

USUAL_PAGE, LARGEST_PAGE = 50, 200


def references(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """A page of what a text points to (`direction=out`, which is usual), or of what points there (`in`)."""
    parameters = asked.parameters("direction", "versions", "cursor", "limit")
    form = choose(address, asked, (FORMATS["json"],))
    shape: ReferencesShape | ReferrersShape
    if address.language is None:
        _one_of(parameters, "direction", "in")
        shape, location = _incoming(lookup, address.work, None, parameters), f"{address.work}/references"
        manner = Manner.of(FLOATING, vary=vary_of(address))
    else:
        version = lookup.version(address)
        place_id = PortionId(version.id, address.eid, address.component)
        shape, location = _of_place(lookup, version, place_id, parameters), f"{place_id}/references"
        question = f"?{asked.query}" if asked.query else ""
        manner = manner_of(lookup, version, address, location + question, lasting=False)
    links = [link(location, "canonical"), link(shape.id, "up")]
    if shape.next is not None:
        links.append(link(f"{location}?{urlencode({**parameters, 'cursor': shape.next})}", "next"))
    return represent(made(to_json(shape), asked, ", ".join(links)), form, manner).under(asked.conditions)


def _of_place(
    lookup: Lookup, version: Version, place_id: PortionId, parameters: Mapping[str, str]
) -> ReferencesShape | ReferrersShape:
    if _one_of(parameters, "direction", "out", "in") == "in":
        return _incoming(lookup, version.id.work, place_id, parameters)
    if "versions" in parameters:
        message = "what a text points to is of that text alone: `versions` goes with direction=in"
        raise BadParameter(message, parameter="versions")
    return _outgoing(lookup, version, place_id, parameters)


def _outgoing(lookup: Lookup, version: Version, place_id: PortionId, parameters: Mapping[str, str]) -> ReferencesShape:
    limit, cursor, bound = _paging(lookup, str(place_id), parameters, "out")
    pointing = Pointing(lookup, version, place_id)
    start = _start(cursor)
    following = Cursor(cursor.seq, str(start + limit)).write(bound) if start + limit < pointing.total else None
    return ReferencesShape(
        id=str(place_id), references=pointing.page(start, limit), total=pointing.total, next=following
    )


def _incoming(
    lookup: Lookup, work: WorkId, place_id: PortionId | None, parameters: Mapping[str, str]
) -> ReferrersShape:
    about = str(place_id or work)
    limit, cursor, bound = _paging(lookup, about, parameters, "in")
    versions = _one_of(parameters, "versions", "current", "all")
    found = Referring(lookup, work, place_id).page(cursor, limit, current_only=versions == "current")
    is_held = bool(lookup.store.versions(work)) if place_id is None else True
    if not is_held and not lookup.store.pointed(work):
        # Neither held nor known from elsewhere: why, and what is near.
        lookup.versions(work)
    return ReferrersShape(
        id=about,
        versions="current" if versions == "current" else "all",
        held=is_held,
        referrers=list(found.referrers),
        next=None if found.after is None else Cursor(cursor.seq, found.after).write(bound),
        seq=cursor.seq,
    )


def _paging(
    lookup: Lookup, about: str, parameters: Mapping[str, str], direction: str
) -> tuple[int, Cursor, dict[str, str]]:
    """How many on a page, where it begins, and what its cursor is bound to."""
    limit = whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", least=1, most=LARGEST_PAGE)
    bound = {"about": about, "direction": direction, "versions": parameters.get("versions", "current")}
    head = lookup.store.head()
    cursor = read_cursor(parameters["cursor"], bound, head) if "cursor" in parameters else Cursor(head, "")
    return limit, cursor, bound


def _start(cursor: Cursor) -> int:
    if not cursor.after:
        return 0
    try:
        return whole_number(cursor.after, "cursor", most=10**9)
    except BadParameter as fault:
        raise BadCursor(fault.detail, parameter="cursor") from fault


def _one_of(parameters: Mapping[str, str], name: str, *known: str) -> str:
    """The value of a parameter that has a closed list, the first where it is not given. Raises BadParameter."""
    value = parameters.get(name, known[0])
    if value not in known:
        message = f"{name} is {' or '.join(known)}"
        raise BadParameter(message, parameter=name)
    return value
