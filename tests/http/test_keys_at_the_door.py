"""Who may publish: what a key opens, what it does not, and what is noted of either."""

from datetime import timedelta

import pytest
from tests.holdings.conftest import BEGUN, document
from tests.http.publishers import ADDRESS, FIRST, open_desk

from lawpin.akn.checking import Checker
from lawpin.holdings.keys import revoke_key
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.rules import Rules

FOREIGN = document("zho@2020-01-01", work="/akn/lu/act/2020-01-01/x")


@pytest.mark.parametrize(
    ("authorization", "error"),
    [
        ("", False),
        ("Basic dXNlcjpwYXNz", False),
        ("Bearer", False),
        ("Bearer " + "x" * 10_000, False),
        ("Bearer x", True),
        ("Bearer lawpin_0123456789abcdef_" + "A" * 43, True),
        ("bearer é", True),
    ],
)
def test_without_a_key_that_is_known_it_is_401_and_says_how_to_show_one(
    checker: Checker, authorization: str, *, error: bool
) -> None:
    desk = open_desk(MemoryStore(), checker)
    desk.key = ""
    refused = desk.publish(authorization=authorization)
    assert (refused.status, refused.json()["reason"]) == (401, "unauthorized")
    expected = 'Bearer realm="lawpin", error="invalid_token"' if error else 'Bearer realm="lawpin"'
    assert refused.headers["www-authenticate"] == expected
    assert desk.uses() == []


def test_the_body_of_who_has_no_key_is_not_read_and_not_worked_on(checker: Checker) -> None:
    desk = open_desk(MemoryStore(), checker)
    desk.key = ""
    assert desk.publish(b"x" * 9_000_000).status == 401


def test_a_key_that_has_ended_is_401_and_the_attempt_is_noted(checker: Checker) -> None:
    desk = open_desk(MemoryStore(), checker, expires_at=BEGUN + timedelta(hours=1))
    desk.clock.now += timedelta(hours=1)
    assert "expired" in desk.publish().json()["detail"]
    other = open_desk(MemoryStore(), checker)
    revoke_key(other.store, other.key.split("_")[1], BEGUN)
    assert "revoked" in other.publish().json()["detail"]
    assert desk.uses() == [("publish", "expired", None)]
    assert other.uses() == [("publish", "revoked", None)]
    assert desk.store.head() == other.store.head() == 0


@pytest.mark.parametrize("scope", ["publish:lu", "publish:cn-sh", "publish:/akn/cn/act/2020-01-01/other"])
def test_a_key_for_other_works_is_403_with_the_scope_that_it_lacks(checker: Checker, scope: str) -> None:
    desk = open_desk(MemoryStore(), checker, scope)
    refused = desk.publish()
    assert (refused.status, refused.json()["reason"]) == (403, "beyond-scope")
    assert refused.json()["scope"] == "publish:cn"
    assert desk.publish(FIRST, "?dryRun=true").status == 403
    assert [use[1] for use in desk.uses()] == ["beyond-scope", "beyond-scope"]
    assert desk.store.head() == 0


@pytest.mark.parametrize("scope", ["publish:*", "publish:cn", "publish:/akn/cn/act/2020-01-01/sample"])
def test_a_key_for_the_work_publishes_it(checker: Checker, scope: str) -> None:
    assert open_desk(MemoryStore(), checker, scope).publish().status == 201


def test_a_key_never_stands_in_an_answer_or_in_the_audit_log(checker: Checker) -> None:
    desk = open_desk(MemoryStore(), checker)
    secret = desk.key.split("_", 2)[2]
    answers = [
        desk.publish(),
        desk.publish(FOREIGN),
        desk.publish(b"x"),
        desk.publish(authorization=f"Bearer {desk.key}x"),
        desk.publish(idempotency_key="é"),
        desk.client.get(f"/v1/ingests/{desk.key}"),
    ]
    assert not any(secret in answer.text or secret in str(answer.headers) for answer in answers)
    assert secret not in repr(desk.store.notes.key_uses(None, 100))


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": ""},
        {"content_type": "text/plain"},
        {"content_type": "application/json"},
        {"content_type": "multipart/form-data; boundary=x"},
        {"content_type": "application/xml; charset=gb2312"},
        {"content_encoding": "gzip"},
        {"content_encoding": "br"},
    ],
)
def test_another_kind_of_body_is_415_and_says_what_is_taken(checker: Checker, headers: dict[str, str]) -> None:
    refused = open_desk(MemoryStore(), checker).publish(FIRST, **headers)
    assert (refused.status, refused.json()["reason"]) == (415, "unsupported-media-type")
    assert {"accept", "accept-encoding"} & refused.headers.keys()


@pytest.mark.parametrize(
    "content_type", ["application/xml", "Application/AKN+XML; charset=UTF-8", 'application/xml;charset="utf-8"']
)
def test_both_names_of_xml_are_taken(checker: Checker, content_type: str) -> None:
    assert open_desk(MemoryStore(), checker).publish(FIRST, content_type=content_type).status == 201


def test_a_document_beyond_the_limit_is_413_with_the_limit_and_a_batch_keeps_its_own(checker: Checker) -> None:
    desk = open_desk(MemoryStore(), checker)
    refused = desk.publish(b" " * (8 * 1024 * 1024 + 1))
    assert (refused.status, refused.json()["limit"]) == (413, 8 * 1024 * 1024)
    batch = desk.post("/v1/portions", b" " * (1024 * 1024 + 1), content_type="application/json")
    assert (batch.status, batch.json()["limit"]) == (413, 1024 * 1024)


def test_a_key_publishes_so_often_in_a_minute_and_others_go_on(checker: Checker) -> None:
    store = MemoryStore()
    desk = open_desk(store, checker, rules=Rules(writes_per_minute=2))
    assert [desk.publish().status for _ in range(3)] == [201, 200, 429]
    limited = desk.publish()
    assert limited.json()["reason"] == "rate-limited"
    assert 1 <= int(limited.headers["retry-after"]) <= 60
    assert desk.client.get(ADDRESS).status == 200
    assert open_desk(store, checker, rules=Rules(writes_per_minute=2)).publish().status == 200


def test_publishing_is_for_post_alone_and_no_browser_may_send_a_key(checker: Checker) -> None:
    desk = open_desk(MemoryStore(), checker)
    assert desk.client.get("/v1/ingests").status == 405
    preflight = desk.client.ask("OPTIONS", "/v1/ingests", {"access-control-request-headers": "authorization"})
    assert "authorization" not in preflight.headers["access-control-allow-headers"].lower()
