"""Taking versions in: what is stored, what is refused, and that the past stays what it was."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from lawpin.holdings.admission import FORMS
from lawpin.holdings.arrival import Arrival
from lawpin.holdings.ingest import ingest_work, preview_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.law.errors import (
    BadParameter,
    LanguageNotHeld,
    LawError,
    PortionNotInVersion,
    PortionRetired,
    UnknownExpression,
    UnknownWork,
)
from lawpin.law.identifiers.ids import ExpressionId, PortionId, RangeId
from lawpin.law.identifiers.reader import read_expression_id, read_work_id
from lawpin.law.timeline import PointInTime
from lawpin.wire.portion import PortionShape
from lawpin.wire.shape import to_json

MakeArrival = Callable[..., Arrival]
Clock = Callable[[], datetime]

WORK = read_work_id("/akn/cn/act/2020-01-01/sample")
ZHO = ExpressionId(WORK, "zho", "2020-01-01")
ENG = ExpressionId(WORK, "eng", "2020-01-01")
LATER = ExpressionId(WORK, "zho", "2022-02-02")


@pytest.fixture
def zho(make_arrival: MakeArrival) -> Arrival:
    return make_arrival("zho@2020-01-01", ("一", "二", "三"))


@pytest.fixture
def eng(make_arrival: MakeArrival) -> Arrival:
    return make_arrival("eng@2020-01-01", master="zho@2020-01-01")


@pytest.fixture
def later(make_arrival: MakeArrival) -> Arrival:
    return make_arrival("zho@2022-02-02", ("一", "二"))


def outcomes(store: Store, arrivals: list[Arrival], clock: Clock) -> list[str]:
    return [report.outcome for report in ingest_work(arrivals, store, clock)]


def bodies(store: Store, *expressions: ExpressionId) -> dict[str, bytes]:
    """Every stored page by address and form."""
    found = {}
    for expression in expressions:
        for portion in store.portions(expression):
            place = PortionId(expression, portion.eid)
            for form in FORMS:
                page = store.page(place, form)
                assert page is not None
                found[f"{place}.{form}"] = page.body.content + page.links.encode()
    return found


def test_the_same_bytes_again_are_unchanged_and_change_nothing(store: Store, zho: Arrival, clock: Clock) -> None:
    (first,) = ingest_work([zho], store, clock)
    before = bodies(store, ZHO)
    (second,) = ingest_work([zho], store, clock)
    assert (first.outcome, second.outcome) == ("stored", "unchanged")
    assert (
        (second.seq, second.recorded_at)
        == (first.seq, first.recorded_at)
        == (1, datetime(2026, 1, 1, 12, 0, 1, tzinfo=UTC))
    )
    assert store.head() == 1
    assert bodies(store, ZHO) == before


def test_other_bytes_under_a_held_address_are_refused_and_change_nothing(
    store: Store,
    zho: Arrival,
    make_arrival: MakeArrival,
    clock: Clock,
) -> None:
    ingest_work([zho], store, clock)
    before = bodies(store, ZHO)
    (report,) = ingest_work([make_arrival("zho@2020-01-01", ("一", "二", "四"))], store, clock)
    assert (report.outcome, report.reason, report.seq) == ("refused", "conflicting-version", None)
    assert str(ZHO) in (report.detail or "")
    assert store.head() == 1
    assert bodies(store, ZHO) == before


def test_what_stands_beside_a_refused_version_is_stored_all_the_same(
    store: Store,
    zho: Arrival,
    eng: Arrival,
    make_arrival: MakeArrival,
    clock: Clock,
) -> None:
    ingest_work([zho], store, clock)
    other = make_arrival("zho@2020-01-01", ("四",))
    assert outcomes(store, [eng, other], clock) == ["refused", "stored"]
    assert store.head() == 2


def test_a_preview_stores_nothing_and_says_what_would_be(
    store: Store,
    zho: Arrival,
    eng: Arrival,
    make_arrival: MakeArrival,
    clock: Clock,
) -> None:
    assert [report.outcome for report in preview_work([eng, zho], store)] == ["would-store", "would-store"]
    assert store.head() == 0
    ingest_work([zho], store, clock)
    other = make_arrival("zho@2020-01-01", ("四",))
    found = [report.outcome for report in preview_work([eng, zho, other], store)]
    assert found == ["unchanged", "refused", "would-store"]
    assert store.head() == 1


def test_an_original_is_recorded_before_its_translation_whatever_the_order_of_the_files(
    store: Store,
    zho: Arrival,
    eng: Arrival,
    clock: Clock,
) -> None:
    reports = ingest_work([eng, zho], store, clock)
    assert [(report.id, report.seq) for report in reports] == [(str(ZHO), 1), (str(ENG), 2)]
    kinds = [orjson.loads(entry)["kind"] for entry in store.changes(after=0, limit=10)]
    assert kinds == ["published", "translated"]
    for expression, other in ((ZHO, ENG), (ENG, ZHO)):
        page = store.page(PortionId(expression, "art_2"), "json")
        assert page is not None
        assert [there["id"] for there in orjson.loads(page.body.content)["translations"]] == [f"{other}/~art_2"]


def test_of_two_files_with_one_address_the_first_is_stored(
    store: Store,
    zho: Arrival,
    make_arrival: MakeArrival,
    clock: Clock,
) -> None:
    other = make_arrival("zho@2020-01-01", ("四",), name="other.xml")
    reports = ingest_work([zho, zho, other], store, clock)
    assert [report.outcome for report in reports] == ["stored", "unchanged", "refused"]
    assert reports[2].source == "other.xml"
    assert store.head() == 1


def test_versions_of_two_works_in_one_transaction_do_not_mix(
    store: Store,
    zho: Arrival,
    make_arrival: MakeArrival,
    clock: Clock,
) -> None:
    elsewhere = make_arrival("eng@2020-01-01", work="/akn/cn/act/2020-01-01/other")
    assert outcomes(store, [zho, elsewhere], clock) == ["stored", "stored"]
    page = store.page(PortionId(ZHO, "art_1"), "json")
    assert page is not None
    assert orjson.loads(page.body.content)["translations"] == []


def test_record_time_goes_on_when_the_clock_goes_back(store: Store, zho: Arrival, eng: Arrival, later: Arrival) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for days, arrival in enumerate((zho, eng, later)):
        ingest_work([arrival], store, lambda back=timedelta(days=days): now - back)  # type: ignore[misc]
    recorded = [orjson.loads(entry)["recordedAt"] for entry in store.changes(after=0, limit=10)]
    assert recorded == sorted(set(recorded))
    assert len(recorded) == 3
    stored = sorted(version.recorded_at for version in store.versions(WORK))
    assert stored[0] < stored[1] < stored[2]


def test_the_report_that_is_given_is_the_report_that_stays(
    store: Store, zho: Arrival, eng: Arrival, clock: Clock
) -> None:
    for report in ingest_work([zho, eng], store, clock):
        stored = store.report(read_expression_id(report.id or ""))
        assert stored is not None
        assert stored.content == to_json(report)
        assert report.outcome == "stored"
        assert report.portions == 8
        assert report.verdicts.official is True


def test_an_entry_names_the_version_before_it_in_its_language(
    store: Store,
    zho: Arrival,
    eng: Arrival,
    later: Arrival,
    clock: Clock,
) -> None:
    ingest_work([zho, eng, later], store, clock)
    entries = {e["expression"]: e["previous"] for e in map(orjson.loads, store.changes(after=0, limit=10))}
    assert entries == {str(ZHO): None, str(ENG): None, str(LATER): str(ZHO)}


def test_every_stored_page_of_the_corpus_is_what_a_look_up_makes_of_it(
    corpus_arrivals: tuple[Arrival, ...],
    clock: Clock,
) -> None:
    store = open_store("memory:")
    ingest_work(corpus_arrivals, store, clock)
    lookup = Lookup(store, clock)
    places = 0
    for arrival in corpus_arrivals:
        version = lookup.store.versions(arrival.expression.id.work)[0]
        for portion in arrival.portions:
            place = PortionId(arrival.expression.id, portion.eid)
            page = lookup.page(place, "json")
            assert to_json(lookup.portion(place, at=PointInTime.recorded(version))) == page.body.content
            assert to_json(lookup.stored_portion(place)) == page.body.content
            assert lookup.page(place, "txt").body.content.decode() == orjson.loads(page.body.content)["text"]
            places += 1
    assert places > 400


def test_what_arrives_later_changes_no_pinned_page_and_only_the_told_parts_of_others(
    store: Store,
    zho: Arrival,
    eng: Arrival,
    later: Arrival,
    clock: Clock,
) -> None:
    lookup = Lookup(store, clock)
    ingest_work([zho], store, clock)
    before = bodies(store, ZHO)
    first = lookup.stored_portion(PortionId(ZHO, "art_3"))
    assert first.version.current
    assert first.translations == []
    ingest_work([eng], store, clock)
    ingest_work([later], store, clock)
    assert bodies(store, ZHO) == before
    now = lookup.stored_portion(PortionId(ZHO, "art_3"))
    assert [(there.id, there.stale) for there in now.translations] == [(f"{ENG}/~art_3", True)]
    assert not now.version.current
    assert now.version.superseded_at == now.known == max(v.recorded_at for v in store.versions(WORK))
    told = {"version", "translations", "on", "known"}
    assert now.model_dump(exclude=told) == first.model_dump(exclude=told)
    assert to_json(lookup.portion(PortionId(ZHO, "art_3"), at=PointInTime(first.on, first.known))) == to_json(first)
    assert now == lookup.portion(PortionId(ZHO, "art_3"))


def test_a_later_translation_is_told_of_pages_that_were_stored_before_it(
    store: Store,
    zho: Arrival,
    eng: Arrival,
    clock: Clock,
) -> None:
    ingest_work([zho], store, clock)
    ingest_work([eng], store, clock)
    page = store.page(PortionId(ZHO), "json")
    assert page is not None
    assert PortionShape.model_validate_json(page.body.content).translations == []
    (there,) = Lookup(store, clock).stored_portion(PortionId(ZHO)).translations
    assert (there.id, there.language, there.authoritative) == (str(ENG), "eng", None)


def test_a_provision_of_which_two_stand_in_the_other_language_has_one_counterpart_stored_or_told(
    store: Store,
    zho: Arrival,
    make_arrival: MakeArrival,
    clock: Clock,
) -> None:
    texts = (("art_1", "art_1", "one"), ("art_9", "art_2", "half"), ("art_2", "art_2", "other half"))
    split = make_arrival("eng@2020-01-01", texts, master="zho@2020-01-01")
    ingest_work([zho, split], store, clock)
    lookup, place = Lookup(store, clock), PortionId(ZHO, "art_2")
    stored = PortionShape.model_validate_json(lookup.page(place, "json").body.content)
    assert stored.translations == lookup.stored_portion(place).translations == lookup.portion(place).translations
    shape = lookup.in_parallel(place, ["eng"])
    assert shape.alignment is not None
    assert shape.alignment["eng"].state == "split"


@pytest.fixture
def held(store: Store, zho: Arrival, make_arrival: MakeArrival, later: Arrival, clock: Clock) -> Lookup:
    partly = make_arrival("eng@2020-01-01", ("one", "two"), master="zho@2020-01-01")
    ingest_work([zho, partly, later], store, clock)
    return Lookup(store, clock)


def test_parallel_texts_say_what_corresponds(held: Lookup) -> None:
    shape = held.in_parallel(PortionId(ZHO), ["eng"])
    assert shape.parallel is not None
    assert shape.alignment is not None
    english, pairs = shape.parallel["eng"], shape.alignment["eng"]
    assert english is not None
    assert (english.id, pairs.expression, pairs.same_version, pairs.state) == (str(ENG), str(ENG), True, "equal")
    states = {pair.eid: (pair.state, pair.counterparts) for pair in pairs.pairs}
    assert states["art_1"] == ("equal", [f"{ENG}/~art_1"])
    assert states["art_3"] == ("missing", [])


def test_a_provision_without_counterpart_is_missing_and_null(held: Lookup) -> None:
    shape = held.in_parallel(PortionId(ZHO, "art_3"), ["eng"])
    assert shape.parallel == {"eng": None}
    assert shape.alignment is not None
    assert shape.alignment["eng"].state == "missing"


def test_a_text_beside_another_version_says_so(held: Lookup) -> None:
    shape = held.in_parallel(PortionId(LATER, "art_1"), ["eng"])
    assert shape.alignment is not None
    assert shape.alignment["eng"].same_version is False


NOT_HELD: list[tuple[str, str, type[LawError], dict[str, object]]] = [
    ("/akn/cn/act/2020-01-01/simple/zho@2020-01-01", "art_1", UnknownWork, {"nearest": [str(WORK)]}),
    (f"{WORK}/fra@2020-01-01", "art_1", LanguageNotHeld, {"available": {"languages": ["eng", "zho"]}}),
    (f"{WORK}/zho@2021-01-01", "art_1", UnknownExpression, {"available": {"versions": [str(LATER), str(ZHO)]}}),
    (f"{ZHO};r2", "art_1", UnknownExpression, {"available": {"versions": [str(LATER), str(ZHO)]}}),
    (f"{ENG}/somebody", "art_1", LanguageNotHeld, {"available": {"languages": ["eng", "zho"]}}),
    (f"{LATER}", "art_4", PortionNotInVersion, {"eId": "art_4", "nearest": [f"{LATER}/~art_2"]}),
    (f"{LATER}", "art_3", PortionRetired, {"eId": "art_3", "last_version": f"{ZHO}/~art_3"}),
]


@pytest.mark.parametrize(("iri", "eid", "error", "facts"), NOT_HELD)
def test_what_is_not_held_is_an_error_with_what_is(
    held: Lookup, iri: str, eid: str, error: type[LawError], facts: dict[str, object]
) -> None:
    place = PortionId(read_expression_id(iri), eid)
    for read in (held.portion, held.stored_portion, lambda place: held.page(place, "json")):
        with pytest.raises(error) as raised:
            read(place)
        for name, value in facts.items():
            found = raised.value.facts[name]
            assert (
                found[: len(value)] == value if isinstance(value, list) and isinstance(found, list) else found == value
            )


def test_a_component_that_is_not_there_is_an_error_about_the_component(held: Lookup) -> None:
    with pytest.raises(PortionNotInVersion, match="component “annex_1”"):
        held.page(PortionId(ZHO, None, "annex_1"), "json")


def test_a_parallel_language_that_is_not_held_is_an_error(held: Lookup) -> None:
    with pytest.raises(LanguageNotHeld) as raised:
        held.in_parallel(PortionId(ZHO), ["fra"])
    assert raised.value.facts["available"] == {"languages": ["eng"]}


def test_a_range_holds_its_ends_and_what_stands_between(held: Lookup) -> None:
    shape = held.range(RangeId(ZHO, "art_1", "art_3"))
    assert [portion.eid for portion in shape.portions] == ["art_1", "art_2", "art_3"]
    assert held.range_text(RangeId(ZHO, "art_2", "art_3")) == "2.二\n3.三"
    assert [portion.eid for portion in held.range(RangeId(ZHO, "art_2", "art_2")).portions] == ["art_2"]


def test_a_range_that_runs_backwards_is_a_bad_parameter(held: Lookup) -> None:
    with pytest.raises(BadParameter):
        held.range(RangeId(ZHO, "art_3", "art_1"))


@pytest.mark.parametrize(("first", "last"), [("art_1", "art_4"), ("art_0", "art_2")])
def test_a_range_with_an_end_that_is_not_there_is_an_error(held: Lookup, first: str, last: str) -> None:
    with pytest.raises(PortionNotInVersion):
        held.range(RangeId(ZHO, first, last))


def test_a_range_over_the_borders_of_parts_ends_with_the_place_that_it_names(
    corpus_arrivals: tuple[Arrival, ...],
    clock: Clock,
) -> None:
    store = open_store("memory:")
    ingest_work(corpus_arrivals, store, clock)
    expression = corpus_arrivals[0].expression.id
    lookup = Lookup(store, clock)
    found = [portion.eid for portion in lookup.range(RangeId(expression, "art_2", "art_8")).portions]
    assert found == [f"art_{number}" for number in range(2, 9)]
    found = [portion.eid for portion in lookup.range(RangeId(expression, "art_3", "art_10")).portions]
    assert found == ["art_3", "part_2", "art_9", "art_10"]
    found = [portion.eid for portion in lookup.range(RangeId(expression, "art_5__item_3", "art_6")).portions]
    assert found == ["art_5__item_3", "art_5__item_4", "art_5__item_5", "art_5__item_6", "art_5__item_7", "art_6"]
    found = [portion.eid for portion in lookup.range(RangeId(expression, "art_5__heading", "art_5__item_2")).portions]
    assert found == ["art_5__heading", "art_5__item_1", "art_5__item_2"]
