"""Taking documents in: all expressions of one work in one transaction, each with its entry in the log.

    receive (read, check, cut, write out)  ->  decide  ->  render  ->  admit

A process that dies on the way leaves the store as it was before that work.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from lawpin.holdings.admission import Admission, Body, Rendered
from lawpin.holdings.arrival import Arrival, Refusal, report_of
from lawpin.holdings.records import entry_of, next_instant, portions_root
from lawpin.holdings.refusals import refused_files
from lawpin.holdings.rendering import Edition, Rendering, translation_shapes
from lawpin.holdings.settling import settle
from lawpin.holdings.store import Holdings, Store, Writing
from lawpin.law.change import Change, ChangeKind
from lawpin.law.errors import Conflict
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.portion import Portion
from lawpin.law.timeline import line_of, standing
from lawpin.law.version import Version
from lawpin.wire.links import portion_links
from lawpin.wire.report import ReportShape
from lawpin.wire.shape import to_json

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class _Recorded:
    arrival: Arrival
    version: Version


def ingest_work(arrivals: Iterable[Arrival], store: Store, clock: Clock) -> list[ReportShape]:
    """Records expressions, usually all of one work, originals before translations; reports in that order.

    The same bytes again are `unchanged`; other bytes under a held address are `refused` and nothing else happens to
    them, unless that address was only derived (`lawpin.holdings.settling`). `clock` gives now in UTC.
    """
    return ingest_works([arrivals], (), store, clock)[0]


def ingest_works(
    works: Iterable[Iterable[Arrival]], refused: Iterable[ReportShape], store: Store, clock: Clock
) -> list[list[ReportShape]]:
    """The same for several works, one after the other in one transaction; each has a record time of its own.

    `refused` are reports of what else came and was refused: the store remembers them with those that are refused now.
    """
    with store.writing() as holdings:
        told = [record_arrivals(arrivals, holdings, clock) for arrivals in works]
        turned_away = [report for report in (*refused, *chain.from_iterable(told)) if report.outcome == "refused"]
        if turned_away:
            holdings.refuse(refused_files(turned_away, clock()))
    return told


def record_arrivals(arrivals: Iterable[Arrival], holdings: Writing, clock: Clock) -> list[ReportShape]:
    """What `ingest_work` does with expressions of one work, inside a transaction that is open."""
    ordered = settle(sorted(arrivals, key=_originals_first), holdings)
    decided = _decide_all(ordered, holdings)
    fresh = [arrival for arrival, report in zip(ordered, decided, strict=True) if report is None]
    recorded = _record(fresh, holdings, clock)
    admitted = {new.version.id: report for new, report in _admit(recorded, holdings)}
    return [report or admitted[arrival.expression.id] for arrival, report in zip(ordered, decided, strict=True)]


def preview_work(arrivals: Iterable[Arrival], store: Store) -> list[ReportShape]:
    """What `ingest_work` would do with the expressions of one work; nothing is stored."""
    ordered = settle(sorted(arrivals, key=_originals_first), store)
    decided = _decide_all(ordered, store)
    return [report or report_of(arrival, "would-store") for arrival, report in zip(ordered, decided, strict=True)]


def _originals_first(arrival: Arrival) -> tuple[bool, str, int, str]:
    expression = arrival.expression
    return (expression.translation_of is not None, expression.id.date, expression.id.revision, expression.id.language)


def _decide_all(arrivals: Sequence[Arrival], holdings: Holdings) -> list[ReportShape | None]:
    """For each arrival the report of what needs no recording; None for a new version."""
    works = {arrival.expression.id.work for arrival in arrivals}
    held = {version.id: version for work in works for version in holdings.versions(work)}
    first: dict[ExpressionId, Arrival] = {}
    decided = []
    for arrival in arrivals:
        identifier = arrival.expression.id
        decided.append(_decide(arrival, held.get(identifier), first.get(identifier)))
        first.setdefault(identifier, arrival)
    return decided


def _decide(arrival: Arrival, held: Version | None, first: Arrival | None) -> ReportShape | None:
    """`first` is the one under the same address that came before it in this run."""
    identifier = arrival.expression.id
    before = held or first
    if before is None:
        return None
    if arrival.sha256 == before.sha256:
        known = {} if held is None else {"seq": held.seq, "recorded_at": held.recorded_at}
        return report_of(arrival, "unchanged").model_copy(update=known)
    what = "the same document in other bytes is" if arrival.digest == before.digest else "other bytes are"
    message = f"{what} stored under {identifier}, and stored versions never change"
    conflict = Conflict(message, iri=str(identifier))
    refusal = Refusal(arrival.name, arrival.sha256, conflict, arrival.expression, arrival.findings)
    return report_of(refusal, "refused")


def _record(arrivals: Sequence[Arrival], holdings: Writing, clock: Clock) -> list[_Recorded]:
    head = holdings.head()
    now = next_instant(holdings, clock)
    return [
        _Recorded(
            arrival, Version(arrival.expression, head + count, now, arrival.digest, arrival.sha256, arrival.valid)
        )
        for count, arrival in enumerate(arrivals, start=1)
    ]


def _admit(recorded: Sequence[_Recorded], holdings: Writing) -> list[tuple[_Recorded, ReportShape]]:
    works = {new.version.id.work for new in recorded}
    versions = {
        work: (*holdings.versions(work), *(new.version for new in recorded if new.version.id.work == work))
        for work in works
    }
    places = _Places(holdings, recorded)
    reports = []
    for new in recorded:
        beside = versions[new.version.id.work]
        portions = _render(new, beside, places)
        change = _change(new, beside, portions)
        report = report_of(new.arrival, "stored").model_copy(
            update={"seq": change.seq, "recorded_at": change.recorded_at}
        )
        holdings.admit(Admission(new.version, portions, Body.of(to_json(report)), change, entry_of(change)))
        reports.append((new, report))
    return reports


class _Places:
    """Where a provision stands in another version: by its component and its wId there."""

    def __init__(self, holdings: Writing, recorded: Sequence[_Recorded]) -> None:
        self._holdings = holdings
        self._by_version = {new.version.id: _by_lineage(new.arrival.portions) for new in recorded}

    def find(self, version: Version, portion: Portion) -> Portion | None:
        if version.id not in self._by_version:
            self._by_version[version.id] = _by_lineage(self._holdings.portions(version.id))
        return self._by_version[version.id].get(portion.lineage)


def _by_lineage(portions: Sequence[Portion]) -> dict[tuple[str | None, str | None], Portion]:
    # Of several portions with one wId that stands whose eId it is, else the first: as Editions.find.
    first = {portion.lineage: portion for portion in reversed(portions)}
    return first | {portion.lineage: portion for portion in portions if portion.wid == portion.eid}


def _render(new: _Recorded, versions: Sequence[Version], places: _Places) -> tuple[Rendered, ...]:
    rendering = Rendering(Edition(new.version, new.arrival.portions))
    stands = standing(new.version, versions, new.version.recorded_at)
    rendered = []
    for portion, xml in zip(new.arrival.portions, new.arrival.xml, strict=True):
        translations = translation_shapes(new.version, portion, versions, places.find)
        shape = rendering.portion(portion, stands, translations)
        rendered.append(
            Rendered(
                portion,
                json=Body.of(to_json(shape)),
                xml=Body.of(xml),
                txt=Body.of(portion.text.encode()),
                links=portion_links(shape),
            )
        )
    return tuple(rendered)


def _change(new: _Recorded, versions: Sequence[Version], portions: tuple[Rendered, ...]) -> Change:
    version = new.version
    expression = version.expression
    line = line_of(versions, version.id.language, version.id.author)
    return Change(
        seq=version.seq,
        kind=_kind(version),
        work=version.id.work,
        expression=version.id,
        recorded_at=version.recorded_at,
        previous=_previous(version, line),
        sha256=version.sha256,
        digest=version.digest,
        root=portions_root(
            str(version.id),
            version.id.language,
            tuple(rendered.portion for rendered in portions),
            tuple(rendered.txt.sha256 for rendered in portions),
        ),
        portions=len(portions),
        legal_from=None if expression.legal_from is None else expression.legal_from.isoformat(),
        legal_to=None if expression.legal_to is None else expression.legal_to.isoformat(),
    )


def _kind(version: Version) -> ChangeKind:
    if version.id.revision > 1:
        return "corrected"
    return "published" if version.expression.translation_of is None else "translated"


def _previous(version: Version, line: Sequence[Version]) -> ExpressionId | None:
    earlier = (v.id for v in line if (v.id.date, v.id.revision) < (version.id.date, version.id.revision))
    return next(earlier, None)
