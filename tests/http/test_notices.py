"""POST /v1/withdrawals and /v1/restorations: what readers see of them, and what is refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.holdings.conftest import FRESH
from tests.http.conftest import Answered
from tests.http.publishers import ADDRESS, FIRST, SECOND, Desk, open_desk

from lawpin.akn.checking import Checker
from lawpin.holdings.opening import open_store
from lawpin.holdings.stores import STORES
from lawpin.holdings.stores.memory import MemoryStore

WORK = "/akn/cn/act/2020-01-01/sample"
NEXT = f"{WORK}/zho@2021-01-01"


@pytest.fixture(params=STORES)
def desk(request: pytest.FixtureRequest, tmp_path: Path, checker: Checker) -> Iterator[Desk]:
    opened = open_store(f"{request.param}:{FRESH[request.param](tmp_path)}")
    desk = open_desk(opened, checker)
    desk.publish(FIRST)
    desk.publish(SECOND)
    yield desk
    opened.close()


def say(desk: Desk, verb: str, members: object, **headers: str) -> Answered:
    given = {"content_type": "application/json", **headers}
    return desk.post(f"/v1/{verb}", json.dumps(members).encode(), **given)


def test_what_is_withdrawn_answers_410_with_reason_and_successor_until_it_is_restored(desk: Desk) -> None:
    before = desk.client.get(ADDRESS).body
    withdrawn = say(desk, "withdrawals", {"iri": ADDRESS, "reason": "a draft", "successor": NEXT})
    assert withdrawn.status == 201
    assert withdrawn.headers["location"] == ADDRESS
    assert withdrawn.json() | {"recordedAt": None} == {
        "id": ADDRESS, "kind": "withdrawn", "reason": "a draft", "successor": NEXT, "seq": 3, "recordedAt": None,
    }  # fmt: skip
    gone = desk.client.get(ADDRESS)
    assert (gone.status, gone.json()["withdrawalReason"], gone.json()["successor"]) == (410, "a draft", NEXT)
    assert desk.client.get(f"{WORK}/zho").status == 200
    restored = say(desk, "restorations", {"iri": ADDRESS, "reason": "it stands"})
    assert (restored.status, restored.json()["kind"], restored.json()["seq"]) == (201, "restored", 4)
    assert desk.client.get(ADDRESS).body == before
    assert [use[:2] for use in desk.uses()[2:]] == [("withdraw", "stored"), ("restore", "stored")]


def test_the_same_notice_again_is_200_and_other_words_are_a_new_entry(desk: Desk) -> None:
    first = say(desk, "withdrawals", {"iri": WORK, "reason": "a draft"})
    again = say(desk, "withdrawals", {"iri": WORK, "reason": " a draft ", "successor": None})
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert "location" not in again.headers
    assert say(desk, "withdrawals", {"iri": WORK, "reason": "an error"}).json()["seq"] == 4
    back = [say(desk, "restorations", {"iri": WORK, "reason": "it stands"}) for _ in range(2)]
    assert [answer.status for answer in back] == [201, 200]
    assert back[0].body == back[1].body
    assert say(desk, "withdrawals", {"iri": WORK, "reason": "a draft"}).json()["seq"] == 6
    assert desk.store.head() == 6


def test_what_was_never_withdrawn_cannot_be_restored(desk: Desk) -> None:
    refused = say(desk, "restorations", {"iri": ADDRESS, "reason": "it stands"})
    assert (refused.status, refused.json()["reason"]) == (409, "nothing-to-restore")
    assert desk.uses()[-1] == ("restore", "nothing-to-restore", ADDRESS)


def test_publishing_what_is_withdrawn_stores_nothing_and_restores_nothing(desk: Desk) -> None:
    say(desk, "withdrawals", {"iri": ADDRESS, "reason": "a draft"})
    assert desk.publish(FIRST).json()["outcome"] == "unchanged"
    assert desk.client.get(ADDRESS).status == 410


@pytest.mark.parametrize(
    ("members", "status", "reason"),
    [
        ({"iri": f"{WORK}/zho@2030-01-01", "reason": "x"}, 404, "unknown-expression"),
        ({"iri": "/akn/cn/act/2020-01-01/other", "reason": "x"}, 404, "unknown-work"),
        ({"iri": "/akn/lu/act/2020-01-01/other", "reason": "x"}, 403, "beyond-scope"),
        ({"iri": f"{WORK}/zho", "reason": "x"}, 400, "malformed-address"),
        ({"iri": f"{ADDRESS}/~art_1", "reason": "x"}, 400, "malformed-address"),
        ({"iri": "x", "reason": "x"}, 400, "malformed-address"),
        ({"iri": "/" * 100_00, "reason": "x"}, 400, "malformed-address"),
        ({"iri": WORK, "reason": "x", "successor": "/akn"}, 400, "malformed-address"),
        ({"iri": WORK, "reason": "x", "successor": ADDRESS}, 400, "bad-parameter"),
        ({"iri": WORK, "reason": "  "}, 400, "bad-parameter"),
        ({"iri": WORK, "reason": "\u202etfard a"}, 400, "bad-parameter"),
        ({"iri": WORK, "reason": ""}, 400, "malformed-request"),
        ({"iri": WORK, "reason": "x" * 1001}, 400, "malformed-request"),
        ({"iri": WORK}, 400, "malformed-request"),
        ({"iri": WORK, "reason": "x", "until": "2030"}, 400, "malformed-request"),
        ({"iri": [WORK], "reason": "x"}, 400, "malformed-request"),
        ([], 400, "malformed-request"),
    ],
)
def test_what_says_no_notice_is_refused_and_writes_none(desk: Desk, members: object, status: int, reason: str) -> None:
    refused = say(desk, "withdrawals", members)
    assert (refused.status, refused.json()["reason"]) == (status, reason)
    assert desk.store.head() == 2


@pytest.mark.parametrize("verb", ["withdrawals", "restorations"])
def test_notices_need_a_key_json_and_a_small_body(checker: Checker, verb: str) -> None:
    desk = open_desk(MemoryStore(), checker)
    members = {"iri": WORK, "reason": "x"}
    assert say(desk, verb, members, authorization="Bearer x").status == 401
    assert say(desk, verb, members, content_type="application/xml").headers["accept"] == "application/json"
    assert say(desk, verb, members | {"reason": "x" * 70_000}).json()["limit"] == 65_536
    deep = desk.post(f"/v1/{verb}", b"[" * 60_000, content_type="application/json")
    assert deep.status == 400
    latin = desk.post(f"/v1/{verb}", '{"iri": "é"}'.encode("latin-1"), content_type="application/json")
    assert latin.status == 400
