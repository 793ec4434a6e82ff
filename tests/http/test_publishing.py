"""POST /v1/ingests over every store: what is published, repeated, refused, expected."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.holdings.conftest import BEGUN, FRESH, document
from tests.http.publishers import ADDRESS, FIRST, OTHER, SECOND, Desk, open_desk

from lawpin.akn.checking import Checker
from lawpin.holdings.notes import Promise
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.holdings.stores import STORES

INVALID = FIRST.replace(b"<body>", b"<body><clause><p/></clause>")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"{request.param}:{FRESH[request.param](tmp_path)}")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, checker: Checker) -> Desk:
    return open_desk(store, checker)


def test_a_new_version_is_201_with_the_report_that_stays(desk: Desk) -> None:
    published = desk.publish()
    assert published.status == 201
    assert published.json()["outcome"] == "stored"
    report = desk.client.get(published.headers["location"])
    assert report.body == published.body
    assert report.headers["link"] == f'<{ADDRESS}>; rel="describes"'
    assert "immutable" in report.headers["cache-control"]
    assert desk.client.get(published.headers["location"], if_none_match=report.headers["etag"]).status == 304
    text = desk.client.get(f"{ADDRESS}.xml")
    assert text.body == FIRST
    assert f'<{ADDRESS}/validation>; rel="describedby"' in text.headers["link"]
    assert desk.client.get(f"{ADDRESS}/validation").body == report.body
    assert desk.uses() == [("publish", "stored", ADDRESS)]


def test_the_same_bytes_again_are_200_and_nothing_is_stored(desk: Desk) -> None:
    location = desk.publish().headers["location"]
    again = desk.publish()
    assert again.status == 200
    assert again.json()["outcome"] == "unchanged"
    assert again.json()["seq"] == 1
    assert again.headers["link"] == f'<{location}>; rel="describedby"'
    assert desk.store.head() == 1


def test_other_bytes_for_a_stored_version_are_409_and_change_nothing(desk: Desk) -> None:
    desk.publish()
    conflict = desk.publish(OTHER)
    assert conflict.status == 409
    assert conflict.json()["reason"] == "conflicting-version"
    assert conflict.json()["iri"] == ADDRESS
    assert desk.client.get(f"{ADDRESS}.xml").body == FIRST
    assert desk.store.head() == 1
    report = desk.client.get(conflict.headers["link"].partition("<")[2].partition(">")[0])
    assert report.json()["outcome"] == "refused"
    assert desk.publish(OTHER).headers["link"] == conflict.headers["link"]


def test_an_invalid_document_is_422_with_findings_and_a_report_that_stays(desk: Desk) -> None:
    refused = desk.publish(INVALID)
    assert refused.status == 422
    finding = next(f for f in refused.json()["findings"] if f["level"] == "official")
    assert finding["line"]
    assert finding["xpath"].startswith("/")
    assert finding["sentence"]
    report = desk.client.get(refused.headers["link"].partition("<")[2].partition(">")[0])
    assert report.status == 200
    assert report.json()["findings"] == refused.json()["findings"]
    assert "link" not in report.headers
    assert desk.store.head() == 0
    assert desk.store.refusals(10).total == 0


def test_a_dry_run_says_what_would_become_of_it_and_stores_nothing(desk: Desk) -> None:
    tried = desk.publish(query="?dryRun=true")
    assert (tried.status, tried.json()["outcome"]) == (200, "would-store")
    assert "location" not in tried.headers
    assert "link" not in tried.headers
    assert desk.publish(INVALID, "?dryRun=true").status == 422
    assert desk.store.head() == 0
    assert desk.publish(query="?dryRun=false").status == 201
    assert desk.publish(query="?dryRun=true").json()["outcome"] == "unchanged"
    assert desk.publish(OTHER, "?dryRun=true").status == 409
    assert [action for action, _, _ in desk.uses()].count("publish-dry-run") == 4


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("?dryRun=1", {}),
        ("?dryRun=TRUE", {}),
        ("?dryrun=true", {}),
        ("?dryRun=true&dryRun=true", {}),
        ("", {"if_none_match": '"x"'}),
        ("", {"if_unmodified_since": "Sat, 21 Nov 2026 12:00:00 GMT"}),
        ("", {"idempotency_key": '""'}),
        ("", {"idempotency_key": '"' + "x" * 256 + '"'}),
        ("", {"idempotency_key": '"a", "b"'}),
        ("", {"idempotency_key": "é"}),
    ],
)
def test_a_request_that_says_nothing_is_400_and_publishes_nothing(
    desk: Desk, query: str, headers: dict[str, str]
) -> None:
    assert desk.publish(FIRST, query, **headers).status == 400
    assert desk.store.head() == 0


@pytest.mark.parametrize(
    ("source", "status", "reason"),
    [
        (b"", 400, "empty-body"),
        (b"{}", 400, "not-xml"),
        (b"%PDF-1.7", 400, "not-xml"),
        (FIRST[:-9], 400, "not-well-formed"),
        (FIRST.decode().encode("utf-16"), 400, "not-utf-8"),
        (FIRST.replace(b"UTF-8", b"GB2312"), 400, "not-utf-8"),
        (FIRST.replace(b"UTF-8", b"UTF-7"), 400, "not-utf-8"),
        (b"\x1f\x8b" + FIRST, 415, "compressed-body"),
        (b"<html/>", 415, "not-akoma-ntoso"),
        (FIRST.replace(b"<akoma", b'<!DOCTYPE x [<!ENTITY a "b">]><akoma', 1), 422, "dtd-forbidden"),
        (FIRST.replace(b"one", b"<b>" * 101 + b"</b>" * 101, 1), 422, "too-deep"),
        (FIRST.replace(b"one", b"<b/>" * 500_000, 1), 422, "too-many-nodes"),
        (FIRST.replace(b'eId="preface"', b'eId="pre\xe2\x80\xaeface"'), 422, "invalid-document"),
    ],
)
def test_what_is_no_sound_document_has_a_reason_of_its_own(desk: Desk, source: bytes, status: int, reason: str) -> None:
    refused = desk.publish(source)
    assert (refused.status, refused.json()["reason"]) == (status, reason)
    assert len(refused.body) < 30_000
    assert desk.store.head() == 0


def test_a_version_that_is_expected_to_be_new_is_published_once(desk: Desk) -> None:
    assert desk.publish(if_none_match="*").status == 201
    again = desk.publish(if_none_match="*")
    assert (again.status, again.json()["reason"]) == (412, "precondition-failed")
    assert desk.publish(OTHER, if_none_match="*").status == 412
    assert desk.publish(SECOND, if_none_match="*").status == 201


def test_a_version_is_published_after_the_one_that_the_sender_knows(desk: Desk) -> None:
    assert desk.publish(SECOND, if_match="*").status == 412
    desk.publish()
    known = [
        desk.client.get(f"{ADDRESS}{suffix}", accept_encoding=coding).headers["etag"]
        for suffix in (".json", ".xml", ".txt")
        for coding in ("identity", "br", "gzip")
    ]
    known.append(desk.client.get("/akn/cn/act/2020-01-01/sample/zho.xml").headers["etag"])
    for wrong in ('"x"', "x", f"W/{known[1]}", '""', "", ","):
        if wrong:
            failed = desk.publish(SECOND, if_match=wrong)
            assert (failed.status, failed.json()["available"]) == (412, {"versions": [ADDRESS]})
    for tag in dict.fromkeys(known):
        assert desk.publish(SECOND, "?dryRun=true", if_match=tag).json()["outcome"] == "would-store", tag
    assert desk.publish(SECOND, if_match=f'"x", {known[1]}').status == 201
    third = document("zho@2022-01-01", ("three",))
    assert desk.publish(third, if_match=known[1]).status == 412
    assert desk.publish(third, if_match="*").status == 201
    english = document("eng@2020-01-01", master="zho@2020-01-01")
    assert desk.publish(english, if_match="*").status == 412


def test_the_same_request_under_its_name_has_the_same_answer_again(desk: Desk) -> None:
    first = desk.publish(idempotency_key='"8e03978e"', if_none_match="*")
    again = desk.publish(idempotency_key='"8e03978e"', if_none_match="*")
    bare = desk.publish(idempotency_key="8e03978e", if_none_match="*")
    assert [answer.status for answer in (first, again, bare)] == [201, 201, 201]
    assert first.body == again.body == bare.body
    assert first.headers["location"] == again.headers["location"]
    assert desk.store.head() == 1
    refused = [desk.publish(INVALID, idempotency_key='"bad"') for _ in range(2)]
    assert [answer.status for answer in refused] == [422, 422]
    assert refused[0].json()["findings"] == refused[1].json()["findings"]


def test_another_request_under_a_used_name_is_422(desk: Desk) -> None:
    desk.publish(idempotency_key='"x"')
    for other in (desk.publish(SECOND, idempotency_key='"x"'), desk.publish(idempotency_key='"x"', if_match="*")):
        assert (other.status, other.json()["reason"]) == (422, "other-request")
    assert desk.store.head() == 1


def test_a_name_belongs_to_one_key(desk: Desk, store: Store, checker: Checker) -> None:
    desk.publish(idempotency_key='"x"')
    other = open_desk(store, checker)
    assert other.publish(SECOND, idempotency_key='"x"').status == 201


def test_what_failed_for_its_conditions_can_be_sent_again_under_its_name(desk: Desk) -> None:
    assert desk.publish(SECOND, if_match="*", idempotency_key='"x"').status == 412
    desk.publish()
    assert desk.publish(SECOND, if_match="*", idempotency_key='"x"').status == 201


def test_a_request_that_is_under_way_elsewhere_is_409_until_its_process_is_gone(desk: Desk) -> None:
    key_id = desk.key.split("_")[1]
    request = b""

    def begin(owner: int, minutes: int = 0) -> None:
        at = desk.clock.now - timedelta(minutes=minutes)
        with desk.store.writing() as holdings:
            promise = Promise(key_id, "x", request, at, owner)
            holdings.notes.keep_promise(promise, forget_before=BEGUN - timedelta(days=1))

    desk.publish(idempotency_key='"x"')
    known = desk.store.notes.promise(key_id, "x")
    assert known is not None
    request = known.request
    begin(owner=1)
    under_way = desk.publish(idempotency_key='"x"')
    assert (under_way.status, under_way.json()["reason"]) == (409, "request-under-way")
    begin(owner=1, minutes=11)
    assert desk.publish(idempotency_key='"x"').status == 200
    begin(owner=2**22 + 1)
    assert desk.publish(idempotency_key='"x"').status == 200


def test_an_answer_is_repeated_for_a_day_and_forgotten_after_two(desk: Desk) -> None:
    desk.publish(idempotency_key='"x"')
    desk.clock.now += timedelta(hours=24)
    assert desk.publish(idempotency_key='"x"').status == 201
    desk.clock.now += timedelta(hours=25)
    desk.publish(idempotency_key='"other"')
    assert desk.publish(SECOND, idempotency_key='"x"').status == 201


@pytest.mark.parametrize(
    "report_id", ["2", "0", "01", "-1", "1e3", "9" * 19, "x", "a" * 32, "A" * 32, "1.json", "%31", "a" * 2000]
)
def test_an_id_that_no_report_has_is_404(desk: Desk, report_id: str) -> None:
    desk.publish()
    assert desk.client.get(f"/v1/ingests/{report_id}").status == 404


def test_what_is_published_is_read_at_once_and_a_held_edition_is_not_stale(desk: Desk) -> None:
    desk.publish()
    floating = "/akn/cn/act/2020-01-01/sample/zho/~art_2"
    assert "two" in desk.client.get(floating).json()["text"]
    desk.publish(SECOND)
    assert "zwei" in desk.client.get(floating).json()["text"]
    versions = desk.client.get("/akn/cn/act/2020-01-01/sample/versions").json()["versions"]
    assert [version["current"] for version in versions] == [True, False]


def test_a_report_has_the_words_of_the_contract_whatever_the_document_says(desk: Desk) -> None:
    odd = document("zho@2020-01-01", ("\u202e one", "\U000e0041", "\ufdd0"))
    said = desk.publish(odd)
    assert said.status == 201
    assert json.loads(said.body)["findings"]


def test_a_correction_is_the_next_revision_of_the_text_whose_tag_it_names(desk: Desk) -> None:
    desk.publish()
    tag = desk.client.get(f"{ADDRESS}.xml").headers["etag"]
    corrected = desk.publish(OTHER, "?correction=a%20word", if_match=tag)
    assert (corrected.status, corrected.json()["id"]) == (201, f"{ADDRESS};r2")
    assert corrected.json()["difference"]["changed"] == ["art_2__content"]
    assert desk.client.get(f"{ADDRESS}.xml").body == FIRST
    assert desk.client.get(f"{ADDRESS};r2.xml").body == OTHER
    assert desk.client.get("/akn/cn/act/2020-01-01/sample/zho.xml").body == OTHER
    again = desk.publish(OTHER, "?correction=a%20word", if_match=tag, idempotency_key='"x"')
    assert (again.status, again.json()["reason"]) == (412, "precondition-failed")
    third = document("zho@2020-01-01", ("one", "zwei", "drei"))
    assert desk.publish(third, "?correction=another", if_match=tag).status == 412
    newest = desk.client.get(f"{ADDRESS};r2.xml").headers["etag"]
    assert desk.publish(third, "?correction=another&dryRun=true", if_match=newest).json()["id"] == f"{ADDRESS};r3"
    assert desk.publish(third, "?correction=another", if_match=newest).json()["id"] == f"{ADDRESS};r3"


@pytest.mark.parametrize("headers", [{}, {"if_match": "*"}, {"if_none_match": "*"}])
def test_a_correction_without_the_tag_of_what_it_corrects_is_428(desk: Desk, headers: dict[str, str]) -> None:
    desk.publish()
    refused = desk.publish(OTHER, "?correction=a%20word", **headers)
    assert (refused.status, refused.json()["reason"]) == (428, "precondition-required")
    assert desk.store.head() == 1


@pytest.mark.parametrize("reason", ["", "%20", "%00", "%E2%80%AE", "x" * 1001])
def test_a_reason_that_is_no_text_is_400(desk: Desk, reason: str) -> None:
    refused = desk.publish(OTHER, f"?correction={reason}", if_match='"x"')
    assert (refused.status, refused.json()["parameter"]) == (400, "correction")


def test_a_conflict_says_what_differs(desk: Desk) -> None:
    desk.publish()
    conflict = desk.publish(OTHER)
    assert conflict.json()["difference"] == {"changed": ["art_2__content"], "added": [], "removed": [], "total": 1}
    assert desk.publish(FIRST + b"\n").json()["difference"]["total"] == 0
