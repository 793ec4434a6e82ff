"""POST /v1/quotes: what it takes, what chooses among several places, what it refuses to read."""

import json
import time
from typing import Any

import pytest
from tests.http.conftest import ENG, WORK, ZHO, Client

QUOTE = "加快第五代移动通信（5G）技术研发"
SEVERAL = "经济效益和社会效益并重"


def ask(client: Client, **members: object) -> dict[str, Any]:
    answered = client.ask("POST", "/v1/quotes", {"content-type": "application/json"}, json.dumps(members).encode())
    assert answered.status == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


def eids(found: dict[str, Any], kind: str = "targets") -> list[str]:
    return [one["eId"] for one in found[kind]]


def test_a_target_says_where_the_words_stand_in_the_text_of_the_portion(client: Client) -> None:
    found = ask(client, quote=f"优先覆盖。{QUOTE}")
    assert (found["status"], found["match"], found["similarity"]) == ("resolved", "exact", 1)
    assert [one["label"][-6:] for one in found["targets"]] == ["第五条第一项", "第五条第二项"]
    pieces = []
    for target in found["targets"]:
        portion = client.get(target["id"]).json()
        assert (portion["eId"], portion["work"]) == (target["eId"], target["work"])
        pieces.append(portion["text"][target["start"] : target["end"]])
        assert target["selector"]["exact"] == pieces[-1]
        assert portion["text"].startswith(target["selector"]["prefix"] + pieces[-1], max(0, target["start"] - 32))
    assert pieces == ["优先覆盖。", QUOTE]


def test_the_selector_of_a_target_leads_back_to_it(client: Client) -> None:
    for quote in (QUOTE, "firmly\nresolved", "增强网络服务能力……用户体验", "加快第六代移动通信（6G）技术研发"):
        target = ask(client, quote=quote)["targets"][0]
        again = ask(client, **target["selector"])
        assert again["match"] == "exact"
        assert again["targets"] == [target]


def test_words_around_choose_among_several_places(client: Client) -> None:
    assert eids(ask(client, quote=SEVERAL), "candidates") == ["art_2__item_1", "art_12__item_5"]
    assert eids(ask(client, exact=SEVERAL, suffix="，在深入开展项目论证")) == ["art_12__item_5"]
    assert eids(ask(client, exact=SEVERAL, prefix="政策引导和依法管理并举 ")) == ["art_2__item_1"]
    assert eids(ask(client, exact=SEVERAL, suffix="凝聚共识"), "targets") == ["art_2__item_1"]
    assert ask(client, exact=SEVERAL, prefix="其他的话")["status"] == "ambiguous"


@pytest.mark.parametrize(
    ("context", "eid"),
    [
        (f"{ZHO}/~art_12", "art_12__item_5"),
        (f"{ZHO}/~part_1", "art_2__item_1"),
        (f"{WORK}/zho/~art_2", "art_2__item_1"),
    ],
)
def test_a_context_chooses_among_several_places(client: Client, context: str, eid: str) -> None:
    assert eids(ask(client, quote=SEVERAL, context=context)) == [eid]


def test_a_context_hides_nothing_and_says_that_it_does_not_hold(client: Client) -> None:
    found = ask(client, quote=QUOTE, context=f"{ZHO}/~art_9")
    assert eids(found) == ["art_5__item_2"]
    assert [warning["code"] for warning in found["warnings"]] == ["outside-context"]
    assert ask(client, quote=QUOTE, context=WORK)["warnings"] == []
    assert ask(client, quote=SEVERAL, context=ENG)["status"] == "ambiguous"


def test_the_language_chooses_only_where_both_texts_have_the_same_words_in_one_provision(client: Client) -> None:
    assert ask(client, quote=QUOTE, language="eng")["language"] == "zho"
    assert ask(client, quote="扩大社会参与")["targets"][0]["id"] == f"{ZHO}/~art_22"
    found = ask(client, quote="扩大社会参与", language="en")
    assert found["targets"][0]["id"] == f"{ENG}/~art_22"
    assert [warning["code"] for warning in found["warnings"]] == ["other-languages"]


def test_only_the_version_of_a_day_counts_where_one_is_given(client: Client) -> None:
    assert ask(client, quote=QUOTE, on="2020-01-01")["status"] == "resolved"
    before = ask(client, quote=QUOTE, on="2016-12-31")
    assert (before["status"], before["on"]) == ("not_found", "2016-12-31")


def test_what_an_ellipsis_swallowed_and_what_turned_the_sense_is_said(client: Client) -> None:
    swallowed = ask(client, quote="安全策略…完备等")
    assert [warning["code"] for warning in swallowed["warnings"]] == ["negation-omitted"]
    turned = ask(client, quote="政策扶持力度足够，自主创新能力不足，核心技术亟需突破")
    assert [warning["code"] for warning in turned["warnings"]] == ["negation-changed"]
    (difference,) = turned["diff"]
    assert (difference["quoted"], difference["held"], difference["negation"]) == ("足", "不", True)
    assert turned["input"][difference["start"] : difference["end"]] == "足"


BAD = [
    ({}, ""),
    ({"quote": QUOTE, "exact": QUOTE}, ""),
    ({"quote": 5}, "/quote"),
    ({"quote": QUOTE, "colour": "red"}, "/colour"),
    ({"exact": QUOTE, "type": "TextPositionSelector"}, "/type"),
    ({"quote": QUOTE, "on": "tomorrow"}, "/on"),
]


@pytest.mark.parametrize(("body", "pointer"), BAD)
def test_a_body_that_cannot_be_read_is_400_and_says_where(client: Client, body: object, pointer: str) -> None:
    answered = client.ask("POST", "/v1/quotes", {"content-type": "application/json"}, json.dumps(body).encode())
    assert answered.status == 400
    assert answered.json()["pointer"] == pointer


@pytest.mark.parametrize(
    ("member", "value", "reason"),
    [
        ("on", "2017-02-30", "bad-parameter"),
        ("language", "中文", "bad-parameter"),
        ("context", "mobile-internet", "malformed-address"),
        ("context", "/akn/x", "malformed-address"),
    ],
)
def test_a_member_without_meaning_is_400(client: Client, member: str, value: str, reason: str) -> None:
    body = json.dumps({"quote": QUOTE, member: value}).encode()
    answered = client.ask("POST", "/v1/quotes", {"content-type": "application/json"}, body)
    assert (answered.status, answered.json()["reason"]) == (400, reason)


def test_other_kinds_of_bodies_and_methods_are_refused(client: Client) -> None:
    assert client.ask("POST", "/v1/quotes", {"content-type": "text/plain"}, QUOTE.encode()).status == 415
    coded = {"content-type": "application/json", "content-encoding": "gzip"}
    assert client.ask("POST", "/v1/quotes", coded, b"{}").status == 415
    assert client.ask("POST", "/v1/quotes", {"content-type": "application/json"}, b'{"quote": "\xff"}').status == 400
    assert client.get("/v1/quotes").status == 405


HOSTILE = {
    "one character": "移" * 10_000,
    "one word": "a" * 10_000,
    "spaces": "( " * 5_000,
    "open brackets": "[" * 10_000,
    "ellipses": "加快…" * 3_333,
    "dots": "." * 10_000,
    "spaced dots": ". " * 5_000,
    "marks": "e" + "\u0301" * 9_999,
    "invisible": "\u200b" * 9_999 + "加",
    "numbers": "1,000." * 1_600,
    "common words": "the mobile Internet " * 500,
    "the other way round": "发研术技" * 2_500,
    "negations": "不无非未" * 2_500,
    "too long": "加快" * 50_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_quotations_are_answered_soon(client: Client, kind: str) -> None:
    began = time.process_time()
    found = ask(client, quote=HOSTILE[kind])
    assert found["status"] in {"not_found", "invalid", "ambiguous"}
    assert time.process_time() - began < 1
