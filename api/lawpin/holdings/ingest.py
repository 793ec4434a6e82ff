"""Taking documents in: all expressions of one work in one transaction, each with its entry in the log.

    receive (read, check, cut, write out)  ->  decide  ->  render  ->  admit

A process that dies on the way leaves the store as it was before that work.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from lawpin.holdings.admission import Admission, Body, Rendered
from lawpin.holdings.arrival import Arrival, report_of
from lawpin.holdings.deciding import arranged, decide, shape_of
from lawpin.holdings.log import leaves_of
from lawpin.holdings.records import entry_of, next_instant, portions_root
from lawpin.holdings.refusals import refused_files
from lawpin.holdings.remarks import remarked
from lawpin.holdings.rendering import Edition, Rendering, translation_shapes
from lawpin.holdings.store import Holdings, Store, Writing
from lawpin.holdings.successions import neighbours, succeed
from lawpin.law.change import Change, ChangeKind
from lawpin.law.difference import Difference, difference
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.portion import Portion
from lawpin.law.timeline import PointInTime, line_of, standing
from lawpin.law.version import Version
from lawpin.wire.links import portion_links
from lawpin.wire.report import ReportShape
from lawpin.wire.shape import to_json

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class _Recorded:
    arrival: Arrival
    version: Version


def ingest_work(
    arrivals: Iterable[Arrival], store: Store, clock: Clock, *, correction: str | None = None
) -> list[ReportShape]:
    """Records expressions, usually all of one work, originals before translations; reports in that order.

    The same bytes again are `unchanged`; other bytes under a held address are `refused` with what is different in them,
    unless that address was only derived (`lawpin.holdings.settling`), or unless they are declared a `correction`, for
    that reason (`lawpin.holdings.deciding`). `clock` gives now in UTC.
    """
    return ingest_works([arrivals], (), store, clock, correction=correction)[0]


def ingest_works(
    works: Iterable[Iterable[Arrival]],
    refused: Iterable[ReportShape],
    store: Store,
    clock: Clock,
    *,
    correction: str | None = None,
) -> list[list[ReportShape]]:
    """The same for several works, one after the other in one transaction; each has a record time of its own.

    `refused` are reports of what else came and was refused: the store remembers them with those that are refused now.
    """
    with store.writing() as holdings:
        told = [record_arrivals(arrivals, holdings, clock, correction=correction) for arrivals in works]
        turned_away = [report for report in (*refused, *chain.from_iterable(told)) if report.outcome == "refused"]
        if turned_away:
            holdings.refuse(refused_files(turned_away, clock()))
    return told


def record_arrivals(
    arrivals: Iterable[Arrival], holdings: Writing, clock: Clock, *, correction: str | None = None
) -> list[ReportShape]:
    """What `ingest_work` does with expressions of one work, inside a transaction that is open."""
    ordered = arranged(arrivals, holdings, correction)
    decided = decide(ordered, holdings)
    fresh = [arrival for arrival, report in zip(ordered, decided, strict=True) if report is None]
    recorded = _record(remarked(fresh, holdings), holdings, clock, correction)
    admitted = {new.version.id: report for new, report in _admit(recorded, holdings)}
    return [report or admitted[arrival.expression.id] for arrival, report in zip(ordered, decided, strict=True)]


def preview_work(arrivals: Iterable[Arrival], store: Holdings, *, correction: str | None = None) -> list[ReportShape]:
    """What `ingest_work` would do with the expressions of one work; nothing is stored."""
    ordered = arranged(arrivals, store, correction)
    decided = decide(ordered, store)
    fresh = [arrival for arrival, report in zip(ordered, decided, strict=True) if report is None]
    previews = (report_of(arrival, "would-store") for arrival in remarked(fresh, store))
    return [report or next(previews) for report in decided]


def _record(arrivals: Sequence[Arrival], holdings: Writing, clock: Clock, correction: str | None) -> list[_Recorded]:
    head = holdings.head()
    now = next_instant(holdings, clock)
    return [
        _Recorded(
            arrival,
            Version(
                arrival.expression,
                head + count,
                now,
                arrival.digest,
                arrival.sha256,
                arrival.valid,
                reason=correction if arrival.expression.id.revision > 1 else None,
            ),
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
        previous = _previous(new.version, beside)
        found = _difference(new, previous, holdings)
        change = replace(_change(new, portions), previous=previous, kind=_kind(new.version, found))
        shown = None if found is None else shape_of(found)
        told = {"seq": change.seq, "recorded_at": change.recorded_at, "difference": shown}
        report = report_of(new.arrival, "stored").model_copy(update=told)
        holdings.admit(Admission(new.version, portions, Body.of(to_json(report)), change, entry_of(change)))
        for pair in neighbours(new.version, holdings.versions(new.version.id.work)):
            earlier, later = ((version, places.portions(version)) for version in pair)
            holdings.relate(succeed(earlier, later))
        reports.append((new, report))
    return reports


class _Places:
    """Where a provision stands in another version: by its component and its wId there."""

    def __init__(self, holdings: Writing, recorded: Sequence[_Recorded]) -> None:
        self._holdings = holdings
        self._arrived = {new.version.id: new.arrival.portions for new in recorded}
        self._by_version = {new.version.id: _by_lineage(new.arrival.portions) for new in recorded}

    def portions(self, version: Version) -> Sequence[Portion]:
        return self._arrived.get(version.id) or self._holdings.portions(version.id)

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
    stands = standing(new.version, versions, PointInTime.recorded(new.version))
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


def _change(new: _Recorded, portions: tuple[Rendered, ...]) -> Change:
    version = new.version
    expression = version.expression
    places = tuple(rendered.portion for rendered in portions)
    return Change(
        seq=version.seq,
        kind="published",
        work=version.id.work,
        expression=version.id,
        recorded_at=version.recorded_at,
        sha256=version.sha256,
        digest=version.digest,
        root=portions_root(version.id, places, leaves_of(places)),
        portions=len(portions),
        legal_from=None if expression.legal_from is None else expression.legal_from.isoformat(),
        legal_to=None if expression.legal_to is None else expression.legal_to.isoformat(),
        reason=version.reason,
    )


def _kind(version: Version, found: Difference | None) -> ChangeKind:
    if version.id.revision > 1:
        # Where no place differs from the encoding before, what the document says of itself does.
        return "corrected" if found is None or found else "metadata"
    return "published" if version.expression.translation_of is None else "translated"


def _difference(new: _Recorded, previous: ExpressionId | None, holdings: Holdings) -> Difference | None:
    """Of a correction and what it corrects; None of anything else, and where that is not held."""
    version = new.version.id
    if version.revision == 1 or previous is None or previous.date != version.date:
        return None
    before = holdings.portions(previous)
    return difference(before, new.arrival.portions) if before else None


def _previous(version: Version, versions: Sequence[Version]) -> ExpressionId | None:
    line = line_of(versions, version.id.language, version.id.author)
    earlier = (v.id for v in line if (v.id.date, v.id.revision) < (version.id.date, version.id.revision))
    return next(earlier, None)
