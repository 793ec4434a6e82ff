"""The distinct texts of one provision, through renumbering, moving, splitting and repeal."""

from typing import Any

import pytest
from tests.http import harbour
from tests.http.conftest import NOW, ZHO, Client
from tests.http.harbour import DATES, WORK

from lawpin.akn.checking import Checker
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.app import make_app
from lawpin.law.identifiers.reader import read_expression_id

V = {number: f"{WORK}/zho@{date}" for number, date in enumerate(DATES, 1)}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def store(checker: Checker) -> MemoryStore:
    return harbour.filled(checker)


@pytest.fixture(scope="module")
def harbours(store: MemoryStore) -> Client:
    return Client(make_app(store, lambda: NOW))


def texts(client: Client, address: str, query: str = "") -> list[Json]:
    answer = client.get(f"{address}/history{query}")
    assert answer.status == 200, answer.text
    found: list[Json] = answer.json()["texts"]
    return found


def ids(state: Json) -> list[str]:
    return [version["id"] for version in state["versions"]]


def test_a_text_that_never_changed_is_one_with_all_its_versions_newest_first(harbours: Client) -> None:
    found = harbours.get(f"{V[1]}/~art_1/history").json()
    (state,) = found["texts"]
    assert ids(state) == [f"{V[n]}/~art_1" for n in range(10, 0, -1)]
    assert (found["origin"]["state"], found["end"]) == ("first-version", None)
    assert state["weight"] is None
    assert {v["legalFrom"] for v in state["versions"]} == {None}


def test_a_provision_is_followed_through_its_numbers(harbours: Client) -> None:
    newest, oldest = texts(harbours, f"{V[5]}/~art_10")
    assert ids(newest) == [f"{V[n]}/~art_20" for n in (10, 9)]
    assert newest["how"] == "declared"
    assert newest["weight"] == "substantive"
    assert [(v["eId"], v["num"]) for v in oldest["versions"]][-3:] == [("art_9", "第9条")] * 3
    assert oldest["how"] == "matched"
    # From any version, and by any id that it has had, the same.
    for address in (f"{V[1]}/~art_9", f"{V[10]}/~art_20"):
        assert texts(harbours, address) == [newest, oldest]
    moved = harbours.get(f"{V[10]}/~art_10/history")
    assert (moved.status, moved.headers["location"]) == (308, f"{V[10]}/~art_20/history")


def test_differences_are_between_the_texts_that_are_shown(harbours: Client) -> None:
    newest, before = texts(harbours, f"{V[10]}/~art_11")
    ((old, new),) = [
        (before["text"][d["old"]["start"] : d["old"]["end"]], newest["text"][d["new"]["start"] : d["new"]["end"]])
        for d in newest["differences"]
    ]
    assert (old, new) == ("三", "六")


def test_print_alone_is_told_apart_only_when_asked_for(harbours: Client) -> None:
    assert len(texts(harbours, f"{V[10]}/~art_1")) == 1
    assert len(texts(harbours, f"{V[10]}/~art_1", "?typographic=false")) == 1
    newest, oldest = texts(harbours, f"{V[10]}/~art_1", "?typographic=true")
    assert newest["weight"] == "typographic"
    assert ids(newest)[-1] == f"{V[8]}/~art_1"
    assert newest["versions"][0]["digest"] != oldest["versions"][0]["digest"]


def test_a_repealed_article_ends_with_the_words_that_repeal_it(harbours: Client) -> None:
    newest, _ = texts(harbours, f"{V[1]}/~art_8")
    assert "已废止" in newest["text"]


EDGES = [
    (f"{V[2]}/~art_5-1", {"state": "added", "version": V[2], "provisions": []}, None),
    (f"{V[1]}/~art_6", None, {"state": "removed", "version": V[3], "provisions": []}),
    (f"{V[5]}/~art_8", None, {"state": "split", "version": V[6],
                              "provisions": [f"{V[6]}/~art_8", f"{V[6]}/~art_8-1"]}),
    (f"{V[6]}/~art_8-1", {"state": "split", "version": V[6], "provisions": [f"{V[5]}/~art_8"]}, None),
    (f"{V[6]}/~art_6", None, {"state": "merged", "version": V[7], "provisions": [f"{V[7]}/~art_4"]}),
    (f"{V[7]}/~art_4", {"state": "merged", "version": V[7],
                        "provisions": [f"{V[6]}/~art_4", f"{V[6]}/~art_6"]}, None),
]  # fmt: skip


@pytest.mark.parametrize(("address", "origin", "end"), EDGES)
def test_where_it_comes_from_and_what_became_of_it_is_told(
    harbours: Client, address: str, origin: Json | None, end: Json | None
) -> None:
    found = harbours.get(f"{address}/history").json()
    assert found["end"] == end
    if origin is not None:
        assert found["origin"] == origin


def test_a_floating_address_has_the_history_of_what_it_leads_to(harbours: Client) -> None:
    answer = harbours.get(f"{WORK}/zho/~art_20/history")
    assert answer.headers["content-location"] == f"{V[10]}/~art_20/history"
    assert "immutable" not in answer.headers["cache-control"]
    assert "immutable" not in harbours.get(f"{V[1]}/~art_9/history").headers["cache-control"]


def test_a_withdrawn_version_is_left_out_and_followed_through(checker: Checker) -> None:
    store = harbour.filled(checker)
    withdraw(store, lambda: NOW, read_expression_id(V[4]), "It is the text of a draft.")
    client = Client(make_app(store, lambda: NOW))
    (state,) = texts(client, f"{V[1]}/~art_1")
    assert f"{V[4]}/~art_1" not in ids(state)
    assert texts(client, f"{V[1]}/~art_9")[0]["versions"][0]["eId"] == "art_20"


def test_a_translation_that_lags_is_stale_and_has_a_history_of_its_own(harbours: Client) -> None:
    translations = harbours.get(f"{WORK}/zho/~art_7").json()["translations"]
    assert [(one["language"], one["stale"]) for one in translations] == [("eng", True)]
    assert len(texts(harbours, f"{WORK}/eng/~art_7")) == 1


@pytest.mark.parametrize(
    ("tail", "status", "reason"),
    [
        ("~art_1/history?typographic=yes", 400, "bad-parameter"),
        ("~art_1/history?depth=1", 400, "unknown-parameter"),
        ("~art_1-%3Eart_2/history", 400, "bad-parameter"),
        ("~art_99/history", 404, "portion-not-in-version"),
        ("~art_6/history", 410, "retired-portion"),
        ("~art_1/history.xml", 406, "not-acceptable"),
    ],
)
def test_what_has_no_history_is_refused(harbours: Client, tail: str, status: int, reason: str) -> None:
    problem = harbours.get(f"{V[3]}/{tail}")
    assert (problem.status, problem.json()["reason"] if "xml" not in tail else reason) == (status, reason)


def test_the_history_of_the_only_version_is_that_version(client: Client) -> None:
    found = client.get(f"{ZHO}/~art_5/history").json()
    assert [len(state["versions"]) for state in found["texts"]] == [1]
