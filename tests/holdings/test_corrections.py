"""Corrections: what was published stays, the next revision answers, the log says why. Over every registered store."""

from collections.abc import Callable

import orjson
import pytest
from tests.holdings.conftest import WORK, Clock, arrived

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival
from lawpin.holdings.ingest import ingest_work, preview_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.store import Store
from lawpin.holdings.withdrawing import restore, withdraw
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_address, read_expression_id, read_work_id
from lawpin.law.notice import read_subject
from lawpin.law.timeline import standing
from lawpin.wire.report import ReportShape

Make = Callable[..., Arrival]
FIRST = f"{WORK}/zho@2020-01-01"
REASON = "Article 2 lost a word."


@pytest.fixture
def publish(store: Store, clock: Clock, make_arrival: Make) -> Callable[..., ReportShape]:
    """Publishes a version with these articles; `correction` as in `ingest_work`."""

    def make(version: str, *texts: str, correction: str | None = None, **facts: object) -> ReportShape:
        (report,) = ingest_work([make_arrival(version, texts, **facts)], store, clock, correction=correction)
        return report

    return make


def entries(store: Store) -> list[dict[str, object]]:
    return [orjson.loads(entry) for entry in store.changes(after=0, limit=100)]


def xml_of(store: Store, expression: str) -> bytes:
    page = store.page(PortionId(read_expression_id(expression)), "xml")
    assert page is not None
    return page.body.content


def test_other_bytes_for_a_stored_version_are_refused_with_what_is_different(
    store: Store, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one", "two", "three")
    refused = publish("zho@2020-01-01", "one", "TWO", "three", "four")
    assert (refused.outcome, refused.reason) == ("refused", "conflicting-version")
    assert refused.difference is not None
    assert (refused.difference.changed, refused.difference.added) == (["art_2__content"], ["art_4"])
    assert (refused.difference.removed, refused.difference.total) == ([], 2)
    assert store.head() == 1


def test_a_declared_correction_is_the_next_revision_with_its_reason_and_what_it_changes(
    store: Store, publish: Callable[..., ReportShape]
) -> None:
    first = publish("zho@2020-01-01", "one", "two")
    before = xml_of(store, FIRST)
    second = publish("zho@2020-01-01", "one", "two words", correction=REASON)
    assert (second.outcome, second.id, second.address) == ("stored", f"{FIRST};r2", "corrected")
    assert second.difference is not None
    assert second.difference.changed == ["art_2__content"]
    entry = entries(store)[-1]
    assert (entry["kind"], entry["expression"], entry["previous"]) == ("corrected", f"{FIRST};r2", FIRST)
    assert entry["reason"] == REASON
    assert xml_of(store, FIRST) == before
    assert b"two words" in xml_of(store, f"{FIRST};r2")
    assert first.sha256 != second.sha256
    third = publish("zho@2020-01-01", "one", "two WORDS", correction="and its case")
    assert third.id == f"{FIRST};r3"


def test_the_bytes_of_a_correction_are_those_that_came(
    store: Store, publish: Callable[..., ReportShape], make_document: Callable[..., bytes]
) -> None:
    publish("zho@2020-01-01", "one")
    publish("zho@2020-01-01", "ONE", correction=REASON)
    assert xml_of(store, f"{FIRST};r2") == make_document("zho@2020-01-01", ["ONE"])


def test_floating_addresses_serve_the_correction_and_the_corrected_version_says_since_when(
    store: Store, clock: Clock, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one")
    second = publish("zho@2020-01-01", "ONE", correction=REASON)
    lookup = Lookup(store, clock)
    served = {moment: str(lookup.version(read_address(f"{WORK}/zho{moment}")).id) for moment in ("", "@", ":2021")}
    assert set(served.values()) == {f"{FIRST};r2"}
    assert str(lookup.version(read_address(FIRST)).id) == FIRST
    versions = store.versions(read_work_id(WORK))
    stands = standing(versions[1], versions, lookup.point(read_work_id(WORK)))
    assert (stands.superseded_at, stands.current) == (second.recorded_at, False)
    shown = lookup.work(read_work_id(WORK)).versions
    assert [(version.revision, version.reason) for version in shown] == [(2, REASON), (1, None)]


def test_the_same_correction_again_is_what_is_held_however_it_is_declared(
    store: Store, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one")
    publish("zho@2020-01-01", "ONE", correction=REASON)
    for correction in (REASON, "another", None):
        again = publish("zho@2020-01-01", "ONE", correction=correction)
        assert (again.outcome, again.id, again.seq) == ("unchanged", f"{FIRST};r2", 2)
    first = publish("zho@2020-01-01", "one", correction=REASON)
    assert (first.outcome, first.id, first.seq) == ("unchanged", FIRST, 1)
    assert store.head() == 2


def test_what_is_new_is_published_as_usual_where_corrections_are_declared(
    store: Store, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one")
    publish("zho@2021-01-01", "two", correction=REASON)
    assert (entries(store)[-1]["kind"], entries(store)[-1]["reason"]) == ("published", None)
    assert store.versions(read_work_id(WORK))[0].reason is None


def test_a_document_that_calls_itself_a_second_revision_is_one(
    store: Store, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one")
    report = publish("zho@2020-01-01;r2", "ONE")
    assert (report.id, report.address) == (f"{FIRST};r2", "declared")
    assert entries(store)[-1]["kind"] == "corrected"
    again = publish("zho@2020-01-01;r2", "one more", correction=REASON)
    assert again.id == f"{FIRST};r3"


def test_a_correction_of_what_a_document_says_of_itself_is_told_as_such(
    store: Store,
    publish: Callable[..., ReportShape],
    make_document: Callable[..., bytes],
    checker: Checker,
    clock: Clock,
) -> None:
    publish("zho@2020-01-01", "one")
    source = make_document("zho@2020-01-01", ["one"])
    other = source.replace(b'name="adoption"', b'name="signature"')
    assert other != source
    (report,) = ingest_work([arrived("x.xml", other, checker)], store, clock, correction="the date")
    assert (report.outcome, entries(store)[-1]["kind"]) == ("stored", "metadata")
    assert report.difference is not None
    assert report.difference.total == 0


def test_a_dry_run_says_what_a_correction_would_be(
    store: Store, publish: Callable[..., ReportShape], make_arrival: Make
) -> None:
    publish("zho@2020-01-01", "one")
    (told,) = preview_work([make_arrival("zho@2020-01-01", ["ONE"])], store, correction=REASON)
    assert (told.outcome, told.id) == ("would-store", f"{FIRST};r2")
    assert store.head() == 1


def test_two_other_texts_of_one_version_in_one_run_are_not_two_corrections(
    store: Store, publish: Callable[..., ReportShape], make_arrival: Make, clock: Clock
) -> None:
    publish("zho@2020-01-01", "one")
    both = [make_arrival("zho@2020-01-01", [text]) for text in ("ONE", "uno")]
    reports = ingest_work(both, store, clock, correction=REASON)
    assert [report.outcome for report in reports] == ["stored", "refused"]
    assert store.head() == 2


def test_a_withdrawn_work_gets_no_version_and_what_it_has_is_still_known(
    store: Store, clock: Clock, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one")
    withdraw(store, clock, read_subject(WORK), "in error")
    refused = publish("zho@2021-01-01", "two")
    assert (refused.outcome, refused.reason) == ("refused", "conflicting-version")
    assert "restore" in (refused.detail or "")
    assert publish("zho@2020-01-01", "one").outcome == "unchanged"
    restore(store, clock, read_subject(WORK), "it stands")
    assert publish("zho@2021-01-01", "two").outcome == "stored"


def test_a_correction_of_a_withdrawn_version_is_not_withdrawn(
    store: Store, clock: Clock, publish: Callable[..., ReportShape]
) -> None:
    publish("zho@2020-01-01", "one")
    withdraw(store, clock, read_subject(FIRST), "in error")
    publish("zho@2020-01-01", "ONE", correction=REASON)
    assert [v.withdrawal is None for v in store.versions(read_work_id(WORK))] == [True, False]
