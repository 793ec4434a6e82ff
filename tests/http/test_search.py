"""GET /v1/search: provisions by their words."""

from typing import Any
from urllib.parse import quote

import pytest
from tests.http.conftest import ENG, WORK, ZHO, Client


def search(client: Client, q: str, **more: object) -> dict[str, Any]:
    parameters = "".join(f"&{name}={quote(str(value))}" for name, value in more.items())
    answered = client.get(f"/v1/search?q={quote(q)}{parameters}")
    assert answered.status == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


def eids(found: dict[str, Any]) -> list[str]:
    return [hit["eId"] for hit in found["hits"]]


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ("携号转网", ["art_5__item_7"]),
        ("5G技术研发", ["art_5__item_2"]),
        ("系统验证 商用部署", ["art_5__item_2"]),
        ("商用部署 系统验证", ["art_5__item_2"]),
        ("商用部署系统验证", []),
        ("系统验证和商用部署。增强", []),
        ("網絡扶貧行動計劃", ["art_12"]),
        ("重要意义和总体要求", ["part_1"]),
        ("扩大社会参与", ["art_22", "art_22"]),
        ("現提出如下意見", ["preamble"]),
        ("ferret property", ["art_14__item_3"]),
        ("PROPERTY ferret", ["art_14__item_3"]),
        ('"property rights" warning', ["art_8__item_3"]),
        ('"rights property"', []),
        ("“network literacy”", ["art_24__item_6"]),
        ("microelectro", []),
        ("microelectro*", ["art_6__item_1"]),
        ("ipv6 演进", ["art_7__item_6"]),
        ("鹦鹉", []),
    ],
)
def test_every_word_and_phrase_must_stand_in_the_provision_itself(client: Client, q: str, wanted: list[str]) -> None:
    assert eids(search(client, q)) == wanted


def test_a_hit_says_where_the_words_stand_and_in_which_version(client: Client) -> None:
    (hit,) = search(client, "系统验证 5g 研发")["hits"]
    portion = client.get(hit["id"]).json()
    assert (hit["id"], hit["work"], hit["kind"]) == (f"{ZHO}/~art_5__item_2", WORK, "item")
    words = [portion["text"][match["start"] : match["end"]] for match in hit["matches"]]
    assert words == ["5G", "研发", "系统验证"]
    snippet = hit["snippet"]
    assert snippet["text"] == portion["text"][snippet["start"] : snippet["end"]]
    assert snippet["start"] <= hit["matches"][0]["start"] < hit["matches"][0]["end"] <= snippet["end"]
    assert hit["version"] == portion["version"]


def test_pages_follow_each_other_without_gap_or_repetition(client: Client) -> None:
    whole = search(client, "移动互联网", limit=100)
    assert len(whole["hits"]) > 50
    assert whole["next"] is None
    paged, cursor = [], None
    while True:
        page = search(client, "移动互联网", limit=7, **({} if cursor is None else {"cursor": cursor}))
        paged.extend(page["hits"])
        cursor = page["next"]
        assert page["seq"] == whole["seq"]
        if cursor is None:
            break
        assert len(page["hits"]) == 7
    assert paged == whole["hits"]


def test_the_link_to_the_next_page_leads_there(client: Client) -> None:
    answered = client.get(f"/v1/search?q={quote('移动互联网')}&limit=2")
    target = answered.headers["link"].partition(">")[0].lstrip("<")
    assert client.get(target).json() == search(client, "移动互联网", limit=2, cursor=answered.json()["next"])


def test_a_search_is_narrowed_by_language_and_by_what_it_stays_under(client: Client) -> None:
    assert len(search(client, "ipv6")["hits"]) == 2
    assert [hit["id"] for hit in search(client, "ipv6", language="en")["hits"]] == [f"{ENG}/~art_7__item_6"]
    assert [hit["id"] for hit in search(client, "ipv6", under=f"{WORK}/zho")["hits"]] == [f"{ZHO}/~art_7__item_6"]
    assert [hit["id"] for hit in search(client, "ipv6", under=ENG)["hits"]] == [f"{ENG}/~art_7__item_6"]
    assert search(client, "ipv6", under=ENG, language="zho")["hits"] == []
    assert len(search(client, "ipv6", under=f"{WORK}/~art_7")["hits"]) == 2
    assert search(client, "ipv6", under=f"{WORK}/~art_8")["hits"] == []
    assert eids(search(client, "移动互联网", under=f"{ZHO}/~art_18")) == ["art_18__item_1", "art_18__item_3"]


def test_only_the_versions_of_a_day_are_searched_where_one_is_given(client: Client) -> None:
    assert eids(search(client, "携号转网", on="2018-01-01")) == ["art_5__item_7"]
    assert search(client, "携号转网", on="2016-01-01")["hits"] == []


@pytest.mark.parametrize(
    ("query", "status", "reason"),
    [
        ("", 400, "bad-parameter"),
        ("q=", 400, "bad-parameter"),
        ("q=%E3%80%82%22%22", 400, "bad-parameter"),
        ("q=" + "a" * 501, 400, "bad-parameter"),
        ("q=" + "a+" * 17, 400, "bad-parameter"),
        ("q=a%00b", 400, "bad-parameter"),
        ("q=a&limit=0", 400, "bad-parameter"),
        ("q=a&limit=101", 400, "bad-parameter"),
        ("q=a&on=tomorrow", 400, "bad-parameter"),
        ("q=a&language=%E4%B8%AD", 400, "bad-parameter"),
        ("q=a&under=mobile", 400, "malformed-address"),
        ("q=a&under=/akn/cn/act/2020/unknown", 404, "unknown-work"),
        ("q=a&cursor=0", 400, "bad-cursor"),
        ("q=a&colour=red", 400, "unknown-parameter"),
        ("q=a&q=b", 400, "bad-parameter"),
    ],
)
def test_what_cannot_be_searched_for_is_refused(client: Client, query: str, status: int, reason: str) -> None:
    answered = client.get(f"/v1/search?{query}")
    assert (answered.status, answered.json()["reason"]) == (status, reason)


def test_a_cursor_belongs_to_its_own_search(client: Client) -> None:
    cursor = search(client, "移动互联网", limit=2)["next"]
    other = client.get(f"/v1/search?q={quote('互联网')}&limit=2&cursor={cursor}")
    assert (other.status, other.json()["reason"]) == (400, "bad-cursor")


def test_what_a_query_holds_means_nothing_to_the_index(client: Client) -> None:
    for hostile in ('a" OR "b', "a AND", "NEAR(a b)", "words:a", "a^", "-a", "a*b", '"""', "*", "(a", "a'--"):
        answered = client.get(f"/v1/search?q={quote(hostile)}")
        assert answered.status in {200, 400}, hostile
