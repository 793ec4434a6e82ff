"""What becomes of what arrives: held already, a new version, a correction of one, or in conflict with one.

A stored version never changes. Other bytes for it are refused with what is different in them, unless whoever publishes
them says that they correct it: then they are its next revision (`;r2`), and what they correct stays where it is. A
correction is one of a version that is held under the address that the document has; bytes that are held as a revision
of it already are that revision.
"""

from collections.abc import Iterable, Mapping, Sequence

from lawpin.holdings.arrival import Arrival, Refusal, as_revision, report_of
from lawpin.holdings.settling import settle
from lawpin.holdings.store import Holdings
from lawpin.law.difference import Difference, difference
from lawpin.law.errors import Conflict
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.notice import withdrawal_of
from lawpin.law.version import Version
from lawpin.wire.report import LISTED_DIFFERENCES, DifferenceShape, ReportShape

# Revisions of one version, by their number.
_Line = tuple[Version, ...]


def arranged(arrivals: Iterable[Arrival], holdings: Holdings, correction: str | None) -> list[Arrival]:
    """The arrivals of one work under the addresses that they get, originals before translations.

    With a reason for a `correction`, other bytes for a held version are its next revision.
    """
    ordered = sorted(arrivals, key=_originals_first)
    if correction is not None:
        held = _held(ordered, holdings)
        ordered = [_as_correction(arrival, _revisions(arrival.expression.id, held)) for arrival in ordered]
    return settle(ordered, holdings)


def decide(arrivals: Sequence[Arrival], holdings: Holdings) -> list[ReportShape | None]:
    """For each arrival the report of what needs no recording; None for a new version."""
    held = _held(arrivals, holdings)
    first: dict[ExpressionId, Arrival] = {}
    decided = []
    for arrival in arrivals:
        identifier = arrival.expression.id
        report = _of_withdrawn_work(arrival, held[identifier.work])
        decided.append(report or _decide(arrival, _revisions(identifier, held), first.get(identifier), holdings))
        first.setdefault(identifier, arrival)
    return decided


def shape_of(found: Difference) -> DifferenceShape:
    """A difference as published: the first places of each kind, and how many there are."""
    return DifferenceShape(
        changed=list(found.changed[:LISTED_DIFFERENCES]),
        added=list(found.added[:LISTED_DIFFERENCES]),
        removed=list(found.removed[:LISTED_DIFFERENCES]),
        total=len(found.changed) + len(found.added) + len(found.removed),
    )


def _originals_first(arrival: Arrival) -> tuple[bool, str, int, str]:
    expression = arrival.expression
    return (expression.translation_of is not None, expression.id.date, expression.id.revision, expression.id.language)


def _held(arrivals: Iterable[Arrival], holdings: Holdings) -> Mapping[WorkId, tuple[Version, ...]]:
    return {work: holdings.versions(work) for work in {arrival.expression.id.work for arrival in arrivals}}


def _revisions(identifier: ExpressionId, held: Mapping[WorkId, tuple[Version, ...]]) -> _Line:
    """The held revisions of one version, the first one first."""
    found = (v for v in held[identifier.work] if _is_revision(v.id, identifier))
    return tuple(sorted(found, key=lambda version: version.id.revision))


def _is_revision(one: ExpressionId, other: ExpressionId) -> bool:
    return (one.language, one.date, one.author) == (other.language, other.date, other.author)


def _as_correction(arrival: Arrival, revisions: _Line) -> Arrival:
    held = next((v for v in revisions if v.id == arrival.expression.id), None)
    if held is None or any(v.sha256 == arrival.sha256 for v in revisions):
        return arrival
    # A derived address may be another document's by mere likeness: that is no correction of it.
    if arrival.expression.naming == "derived" and arrival.expression.named_after != held.expression.named_after:
        return arrival
    return as_revision(arrival, revisions[-1].id.revision + 1)


def _decide(arrival: Arrival, revisions: _Line, first: Arrival | None, holdings: Holdings) -> ReportShape | None:
    """`first` is the one under the same address that came before it in this run."""
    identifier = arrival.expression.id
    same = next((v for v in revisions if v.sha256 == arrival.sha256), None)
    if same is not None:
        known = {"id": str(same.id), "seq": same.seq, "recorded_at": same.recorded_at}
        return report_of(arrival, "unchanged").model_copy(update=known)
    if first is not None and first.sha256 == arrival.sha256:
        return report_of(arrival, "unchanged")
    held = next((v for v in revisions if v.id == identifier), None)
    if held is None and first is None:
        return None
    digest, portions = (
        (held.digest, holdings.portions(identifier)) if held is not None else (first.digest, first.portions)  # type: ignore[union-attr]  # one of the two is there
    )
    what = "the same document in other bytes is" if arrival.digest == digest else "other bytes are"
    message = f"{what} stored under {identifier}, and stored versions never change; a correction says that it is one"
    return _refused(arrival, message, shape_of(difference(portions, arrival.portions)))


def _of_withdrawn_work(arrival: Arrival, versions: Sequence[Version]) -> ReportShape | None:
    """The report of what would be a new version of a withdrawn work; None of anything else."""
    if not versions or withdrawal_of(versions[0].id.work, versions[0].notices) is None:
        return None
    if any(version.sha256 == arrival.sha256 for version in versions):
        return None
    return _refused(arrival, f"{versions[0].id.work} is withdrawn: restore it before it gets another version", None)


def _refused(arrival: Arrival, message: str, found: DifferenceShape | None) -> ReportShape:
    conflict = Conflict(message, iri=str(arrival.expression.id))
    refusal = Refusal(arrival.name, arrival.sha256, conflict, arrival.expression, arrival.findings)
    return report_of(refusal, "refused").model_copy(update={"difference": found})
