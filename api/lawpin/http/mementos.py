"""Memento (RFC 7089, pattern 1.1): the floating address of a text is its own TimeGate and redirects to pinned ones."""

from datetime import date

from lawpin.holdings.lookup import Lookup
from lawpin.http.caching import FLOATING, http_date, read_http_date
from lawpin.http.exchange import Answer, Asked, lines
from lawpin.http.formats import Format
from lawpin.law.errors import BadParameter, NoVersionForDate
from lawpin.law.identifiers.address import Address, Current
from lawpin.law.identifiers.ids import ExpressionId, PortionId, place
from lawpin.law.identifiers.spelling import encode_segment
from lawpin.law.memento import address_at, memento_datetime, mementos
from lawpin.law.timeline import line_of
from lawpin.law.version import Version
from lawpin.wire.links import link

BY_DATETIME = "Accept-Datetime"
LINK_FORMAT = Format("application/link-format", "txt", ("application/link-format",), "application/link-format")
# Other parameters say themselves which text is meant, or put another one beside it.
_SHAPING = frozenset({"depth"})


def is_timegate(address: Address, asked: Asked) -> bool:
    """Whether the text at an address is chosen by an instant, where the request names one."""
    names = {pair.partition("=")[0] for pair in asked.query.split("&") if pair}
    return isinstance(address.moment, Current) and address.view is None and names <= _SHAPING


def negotiate(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """The redirect from a floating address to the text that stood there at the instant of `Accept-Datetime`.

    Before the first text it leads to the first. Raises BadParameter for what is no instant, and as a look-up there.
    """
    instant = read_http_date(asked.headers[BY_DATETIME.lower()])
    if instant is None:
        message = "Accept-Datetime is an instant such as “Sun, 15 Jan 2017 00:00:00 GMT”"
        raise BadParameter(message, parameter=BY_DATETIME)
    line = line_of(lookup.versions(address.work), address.language or "", address.author)
    known = mementos(line, lookup.today())
    try:
        version = lookup.version(address_at(address, instant, lookup.today()))
    except NoVersionForDate:
        version = known[0] if known else lookup.version(address)
    for eid in dict.fromkeys((address.eid, address.last or address.eid)):
        if lookup.store.position(PortionId(version.id, eid, address.component)) is None:
            lookup.page(PortionId(version.id, eid, address.component), "txt")
    rest = (f".{address.suffix}" if address.suffix else "") + (f"?{asked.query}" if asked.query else "")
    base, tail = original_of(version.id), tail_of(address)
    told = [version, *(v for v in (known[0], known[-1]) if known and v != version and lookup.holds(v, address))]
    states = [_state(v, f"{v.id}{tail}{rest}", known) for v in dict.fromkeys(told)]
    fields = {
        "Location": f"{version.id}{tail}{rest}",
        "Vary": BY_DATETIME,
        "Cache-Control": FLOATING,
        "Link": ", ".join([memento_links(base, tail, rest), *states]),
    }
    return Answer(302, lines(fields))


def memento_fields(version: Version, today: date) -> dict[str, str]:
    """The field that says since when a pinned text has stood; none for one that is still to come."""
    since = memento_datetime(version.expression)
    return {"Memento-Datetime": http_date(since)} if since.date() <= today else {}


def memento_links(base: str, tail: str, rest: str) -> str:
    """The links of a text to its floating address and to the list of its states.

    `base` is the floating address of the whole text, `tail` the place in it, `rest` a suffix and a query.
    """
    # Written out: it is made for every look-up that is not kept.
    original = f"{base}{tail}"
    timemap = f'<{original}/timemap>; rel="timemap"; type="application/link-format"'
    return f'<{original}{rest}>; rel="original timegate", {timemap}'


def original_of(expression: ExpressionId) -> str:
    """The floating address of which a version is a state."""
    author = f"/{encode_segment(expression.author)}" if expression.author else ""
    return f"{expression.work}/{expression.language}{author}"


def tail_of(address: Address) -> str:
    """The place of an address, as it is written after an expression."""
    until = f"-%3E{encode_segment(address.last)}" if address.last else ""
    return place(address.eid, address.component) + until


def _state(version: Version, target: str, known: tuple[Version, ...]) -> str:
    since = http_date(memento_datetime(version.expression))
    return link(target, state_relation(version, known), datetime=since)


def state_relation(version: Version, known: tuple[Version, ...]) -> str:
    """What a state is to the address: a memento, the first of them, the last."""
    return " ".join(["first"] * (version == known[0]) + ["last"] * (version == known[-1]) + ["memento"])
