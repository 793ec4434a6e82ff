"""What is remarked of a document for what is held already: the version before, the other language, what it points to.

wid-..., counterpart-...    `lawpin.law.continuity`
reference-to-nothing        it points to a place that the held text has not
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lawpin.holdings.arrival import Arrival
from lawpin.holdings.store import Holdings
from lawpin.law.continuity import continuity_findings, parity_findings
from lawpin.law.errors import MalformedAddress
from lawpin.law.finding import Finding
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.portion import Portion
from lawpin.law.timeline import line_of

# Of a document so many different references are followed, and so many that lead to nothing are told.
_FOLLOWED, _TOLD = 500, 20


def remarked(arrivals: Sequence[Arrival], holdings: Holdings) -> list[Arrival]:
    """The arrivals of one work, none of them held, with what is remarked of each; the others count as held."""
    return [replace(one, findings=(*one.findings, *_remarks(one, arrivals, holdings))) for one in arrivals]


def _remarks(arrival: Arrival, beside: Sequence[Arrival], holdings: Holdings) -> tuple[Finding, ...]:
    named = arrival.expression.id
    before = _before(named, beside, holdings)
    master = arrival.expression.translation_of
    counterpart = () if master is None else _portions(master, beside, holdings)
    return (
        *continuity_findings(arrival.portions, before),
        *(parity_findings(arrival.portions, counterpart, master.language) if master and counterpart else ()),
        *_to_nothing(arrival, holdings),
    )


def _before(named: ExpressionId, beside: Iterable[Arrival], holdings: Holdings) -> Sequence[Portion]:
    """The portions of the version before, of those held and those that arrive; empty where it is the first."""
    held = (version.id for version in line_of(holdings.versions(named.work), named.language, named.author))
    arriving = (other.expression.id for other in beside)
    line = [one for one in (*held, *arriving) if (one.language, one.author) == (named.language, named.author)]
    earlier = [one for one in line if (one.date, one.revision) < (named.date, named.revision)]
    if not earlier:
        return ()
    return _portions(max(earlier, key=lambda one: (one.date, one.revision)), beside, holdings)


def _portions(named: ExpressionId, beside: Iterable[Arrival], holdings: Holdings) -> Sequence[Portion]:
    arrived = next((other.portions for other in beside if other.expression.id == named), None)
    return holdings.portions(named) if arrived is None else arrived


def _to_nothing(arrival: Arrival, holdings: Holdings) -> list[Finding]:
    hrefs = dict.fromkeys(span.href for span in arrival.portions[0].spans if span.href and "~" in span.href)
    found = []
    for href in list(hrefs)[:_FOLLOWED]:
        address = _read(href)
        if address is not None and address.work != arrival.expression.id.work and not _is_there(address, holdings):
            words = f"it points to {href[:80]}, and the text that is held has no such place"
            found.append(Finding("house", "reference-to-nothing", words))
    return found[:_TOLD]


def _read(href: str) -> Address | None:
    try:
        return read_address(href)
    except MalformedAddress:
        return None


def _is_there(address: Address, holdings: Holdings) -> bool:
    """Whether one of the versions that an address may mean has its place; what is not held has every place."""
    versions = holdings.versions(address.work)
    pinned = address.pinned()
    meant = [
        version.id
        for version in versions
        if (pinned is None and address.language in {None, version.id.language}) or version.id == pinned
    ]
    places = (PortionId(named, address.eid, address.component) for named in meant)
    return not meant or any(holdings.position(place) is not None for place in places)
