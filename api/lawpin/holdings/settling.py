"""Two documents never share an address: what happens where the rules give two of them the same.

A declared or mapped address is a statement, of the publisher or of the operator: other bytes under it are refused. A
derived one is our reading, and where it does not tell documents apart those that are not held yet get the addresses
that their digests assign. Which of them came first does not matter, as long as none is held. Documents with the same
canonical XML are one: of those the bytes that came first stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lawpin.akn.listing import shortened
from lawpin.akn.naming import assigned_id
from lawpin.holdings.arrival import Arrival, readdressed
from lawpin.holdings.store import Holdings
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.version import Expression, Version


@dataclass(frozen=True, slots=True)
class _Claim:
    """A document that has an address, or asks for one."""

    expression: Expression
    sha256: str
    digest: str


def settle(arrivals: Sequence[Arrival], holdings: Holdings) -> list[Arrival]:
    """The arrivals, in their order, none with a derived address that another document has or asks for as well."""
    claims: defaultdict[WorkId, list[_Claim]] = defaultdict(list)
    held: dict[WorkId, tuple[Version, ...]] = {}
    for arrival in arrivals:
        work = arrival.expression.id.work
        if work not in held:
            held[work] = holdings.versions(work)
            claims[work] += [_Claim(version.expression, version.sha256, version.digest) for version in held[work]]
        claims[work].append(_Claim(arrival.expression, arrival.sha256, arrival.digest))
    return [
        _settled(arrival, claims[arrival.expression.id.work], holdings)
        if arrival.expression.naming == "derived" and not _holds(held[arrival.expression.id.work], arrival)
        else arrival
        for arrival in arrivals
    ]


def _settled(arrival: Arrival, claims: Iterable[_Claim], holdings: Holdings) -> Arrival:
    expression = arrival.expression
    rival = next((claim for claim in claims if _differ(arrival, claim)), None)
    if rival is not None:
        return readdressed(arrival, _why(expression, rival))
    if _holds(holdings.versions(assigned_id(expression.id, arrival.sha256).work), arrival):
        return readdressed(arrival, f"its FRBR values gave {expression.id} to another document as well when it arrived")
    return arrival


def _holds(versions: Iterable[Version], arrival: Arrival) -> bool:
    return any(version.sha256 == arrival.sha256 for version in versions)


def _differ(arrival: Arrival, claim: _Claim) -> bool:
    """Whether this is another document under the same address, or a version of another work under that of the work."""
    if arrival.digest == claim.digest:
        return False
    return arrival.expression.id == claim.expression.id or _is_of_another_work(arrival.expression, claim.expression)


def _is_of_another_work(one: Expression, other: Expression) -> bool:
    return None not in {one.named_after, other.named_after} and one.named_after != other.named_after


def _why(expression: Expression, rival: _Claim) -> str:
    if _is_of_another_work(expression, rival.expression):
        other = shortened(rival.expression.named_after or "")
        return f"its FRBR values give {expression.id}, and the work of that address is “{other}”"
    return f"its FRBR values give {expression.id}, and so do those of another document, SHA-256 {rival.sha256}"
