"""Memento (RFC 7089): TimeGates, mementos and TimeMaps over HTTP."""

import re
from datetime import UTC, date, datetime

import pytest
from tests.holdings.conftest import arrived, document
from tests.http.conftest import ENG, NOW, WORK, ZHO, Answered, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.app import make_app
from lawpin.http.caching import http_date
from lawpin.law.identifiers.reader import read_expression_id

ACT = "/akn/cn/act/2020-01-01/sample"
DATES = ("2020-01-01", "2021-05-01", "2023-01-01")
FIRST, SECOND, THIRD = (f"{ACT}/zho@{day}" for day in DATES)
_LINK = re.compile(r'<([^>]*)>((?:\s*;\s*[a-z]+="[^"]*")*)')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def store_of(checker: Checker) -> MemoryStore:
    """An act in three versions; the first one has no article 3."""
    store = MemoryStore()
    for day in DATES:
        texts = ("one", "two") if day == DATES[0] else ("one", "two", day)
        source = document(f"zho@{day}", texts)
        ingest_work([arrived(f"{day}.xml", source, checker)], store, lambda: NOW)
    return store


@pytest.fixture(scope="module")
def act(checker: Checker) -> Client:
    return Client(make_app(store_of(checker), lambda: NOW))


def at(day: str) -> str:
    return http_date(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC))


def links(field: str) -> list[tuple[str, dict[str, str]]]:
    return [(target, dict(_ATTRIBUTE.findall(rest))) for target, rest in _LINK.findall(field)]


def related(answered: Answered, relation: str) -> list[str]:
    found = links(answered.headers["link"])
    return [target for target, attributes in found if relation in attributes["rel"].split()]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2020-01-01", FIRST),
        ("2020-12-31", FIRST),
        ("2021-05-01", SECOND),
        ("2022-12-31", SECOND),
        ("2023-01-01", THIRD),
        ("2026-11-21", THIRD),
        ("1804-03-21", FIRST),
        ("9999-12-31", THIRD),
    ],
)
def test_a_floating_address_leads_to_the_text_that_stood_there_at_an_instant(act: Client, day: str, state: str) -> None:
    answered = act.get(f"{ACT}/zho", accept_datetime=at(day))
    assert (answered.status, answered.headers["location"]) == (302, state)
    assert answered.headers["vary"] == "Accept-Datetime"
    assert answered.body == b""
    assert "memento-datetime" not in answered.headers
    assert related(answered, "original") == related(answered, "timegate") == [f"{ACT}/zho"]
    assert related(answered, "timemap") == [f"{ACT}/zho/timemap"]
    assert state in related(answered, "memento")


def test_the_redirect_names_the_first_and_the_last_state_with_their_instants(act: Client) -> None:
    answered = act.get(f"{ACT}/zho", accept_datetime=at("2022-01-01"))
    stated = {target: said for target, said in links(answered.headers["link"]) if "memento" in said["rel"].split()}
    assert {target: (said["rel"], said["datetime"]) for target, said in stated.items()} == {
        SECOND: ("memento", at("2021-05-01")),
        FIRST: ("first memento", at("2020-01-01")),
        THIRD: ("last memento", at("2023-01-01")),
    }


@pytest.mark.parametrize("tail", ["/~art_2", "/~art_2.json", "/~art_1-%3Eart_2", ".xml", "/~art_2?depth=0", "?depth=1"])
def test_what_is_below_is_negotiated_alike(act: Client, tail: str) -> None:
    answered = act.get(f"{ACT}/zho{tail}", accept_datetime=at("2022-01-01"))
    assert (answered.status, answered.headers["location"]) == (302, f"{SECOND}{tail}")
    state = act.get(f"{SECOND}{tail}")
    assert (state.status, state.headers["memento-datetime"]) == (200, at("2021-05-01"))
    assert related(state, "original") == related(state, "timegate") == [f"{ACT}/zho{tail}"]
    (timemap,) = related(state, "timemap")
    assert act.get(timemap).status == 200


def test_without_an_instant_nothing_changes_but_what_it_says_of_itself(act: Client) -> None:
    answered = act.get(f"{ACT}/zho/~art_1")
    assert (answered.status, answered.headers["content-location"]) == (200, f"{THIRD}/~art_1")
    assert "memento-datetime" not in answered.headers
    assert "Accept-Datetime" in answered.headers["vary"].split(", ")
    assert related(answered, "timegate") == [f"{ACT}/zho/~art_1"]
    assert act.get(f"{ACT}/zho/~art_1.txt").headers["vary"] == "Accept-Encoding, Accept-Datetime"


@pytest.mark.parametrize("address", [ZHO, f"{ZHO}/~art_5", f"{ENG}/~art_5.xml", f"{ZHO}/~art_1-%3Eart_2"])
def test_a_pinned_text_is_a_memento_and_is_not_negotiated(client: Client, address: str) -> None:
    plain, asked = client.get(address), client.get(address, accept_datetime=at("1999-01-01"))
    assert asked.status == plain.status == 200
    assert asked.body == plain.body
    assert plain.headers["memento-datetime"] == "Sun, 15 Jan 2017 00:00:00 GMT"
    assert "Accept-Datetime" not in plain.headers["vary"]
    assert client.get(address, if_none_match="*").headers["memento-datetime"] == plain.headers["memento-datetime"]


def test_what_is_no_state_of_an_address_does_not_say_that_it_is_one(act: Client) -> None:
    for address in (f"{FIRST}/toc", f"{FIRST}/references", f"{ACT}/zho:2021-06-01", f"{ACT}/zho@"):
        assert "memento-datetime" not in act.get(address).headers, address


@pytest.mark.parametrize("address", [ACT, f"{ACT}/zho@", f"{ACT}/zho:2021-06-01", f"{ACT}/zho/toc", "/v1/works"])
def test_an_instant_counts_at_the_floating_address_of_a_text_alone(act: Client, address: str) -> None:
    assert act.get(address, accept_datetime=at("2020-06-01")).status == 200


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2020-01-01", "2020-01-01T00:00:00Z", "Wed, 30 Feb 2020 00:00:00 GMT", "0" * 5000,
                "Wed, 01 Jan 2020 00:00:00 +0100", "Wed, 01 Jan 2020 00:00:00 GMT, Wed, 01 Jan 2020 00:00:00 GMT"]
)  # fmt: skip
def test_what_is_no_instant_is_refused(act: Client, written: str) -> None:
    refused = act.get(f"{ACT}/zho", accept_datetime=written)
    assert (refused.status, refused.json()["parameter"]) == (400, "Accept-Datetime")


def test_a_place_that_the_text_of_then_does_not_have_is_refused_as_it_would_be_there(act: Client) -> None:
    then, there = act.get(f"{ACT}/zho/~art_3", accept_datetime=at("2020-06-01")), act.get(f"{FIRST}/~art_3")
    assert (then.status, then.json()["reason"]) == (there.status, there.json()["reason"])
    assert act.get(f"{ACT}/zho/~art_3", accept_datetime=at("2021-06-01")).headers["location"] == f"{SECOND}/~art_3"
    assert act.get(f"{ACT}/zho/~nothing", accept_datetime=at("2021-06-01")).status == 404
    assert act.get(f"{ACT}/fra", accept_datetime=at("2021-06-01")).json()["reason"] == "language-not-held"


def test_a_timemap_lists_all_states_oldest_first_in_the_form_of_the_standard(act: Client) -> None:
    answered = act.get(f"{ACT}/zho/timemap")
    assert answered.headers["content-type"] == "application/link-format"
    entries = links(answered.text)
    assert [(target, said["rel"]) for target, said in entries] == [
        (f"{ACT}/zho", "original timegate"),
        (f"{ACT}/zho/timemap", "self"),
        (FIRST, "first memento"),
        (SECOND, "memento"),
        (THIRD, "last memento"),
    ]
    assert [said.get("datetime") for _, said in entries[2:]] == [at(day) for day in DATES]
    assert (entries[1][1]["from"], entries[1][1]["until"]) == (at(DATES[0]), at(DATES[2]))
    for target, said in entries[2:]:
        assert act.get(target).headers["memento-datetime"] == said["datetime"]


def test_a_timemap_is_json_for_who_asks_for_it(act: Client) -> None:
    for answered in (act.get(f"{ACT}/zho/timemap.json"), act.get(f"{ACT}/zho/timemap", accept="application/json")):
        told = answered.json()
        assert told["original"] == told["timegate"] == f"{ACT}/zho"
        assert [state["id"] for state in told["mementos"]] == [FIRST, SECOND, THIRD]
        assert told["first"] == {"id": FIRST, "datetime": "2020-01-01T00:00:00Z"}
        assert (told["last"]["id"], told["next"]) == (THIRD, None)


def test_a_timemap_of_a_place_lists_the_texts_that_have_it(act: Client) -> None:
    told = act.get(f"{ACT}/zho/~art_3/timemap.json").json()
    assert [state["id"] for state in told["mementos"]] == [f"{SECOND}/~art_3", f"{THIRD}/~art_3"]
    assert act.get(f"{ACT}/zho/~art_99/timemap").status == 404


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_a_timemap_put_together_are_all_of_it(act: Client, limit: int) -> None:
    target, collected = f"{ACT}/zho/timemap.json?limit={limit}", []
    while target:
        page = act.get(target).json()
        collected += [state["id"] for state in page["mementos"]]
        assert (page["first"]["id"], page["last"]["id"]) == (FIRST, THIRD)
        target = page["next"] and f"{ACT}/zho/timemap.json?limit={limit}&cursor={page['next']}"
    assert collected == [FIRST, SECOND, THIRD]
    (following,) = [t for t, said in links(act.get(f"{ACT}/zho/timemap?limit=2").text) if said["rel"] == "timemap"]
    assert [t for t, said in links(act.get(following).text) if "memento" in said["rel"]] == [THIRD]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (f"{ZHO}/timemap", 404),
        (f"{WORK}/zho:2020-01-01/timemap", 404),
        (f"{WORK}/zho/timemap?limit=0", 400),
        (f"{WORK}/zho/timemap?cursor=x", 400),
        (f"{WORK}/zho/timemap?page=2", 400),
        (f"{WORK}/zho/timemap.xml", 406),
        (f"{WORK}/fra/timemap", 404),
        (f"{WORK}/timemap", 400),
    ],
)
def test_what_is_no_timemap_is_refused(client: Client, target: str, status: int) -> None:
    assert client.get(target).status == status


def test_a_withdrawn_text_is_no_state(checker: Checker) -> None:
    store = store_of(checker)
    withdraw(store, lambda: NOW, read_expression_id(SECOND), "by mistake")
    client = Client(make_app(store, lambda: NOW))
    assert client.get(f"{ACT}/zho", accept_datetime=at("2022-01-01")).headers["location"] == FIRST
    told = client.get(f"{ACT}/zho/timemap.json").json()
    assert [state["id"] for state in told["mementos"]] == [FIRST, THIRD]


def test_a_text_that_is_still_to_come_is_no_state(checker: Checker) -> None:
    store, coming = store_of(checker), f"{ACT}/zho@2030-01-01"
    ingest_work([arrived("2030.xml", document("zho@2030-01-01"), checker)], store, lambda: NOW)
    client = Client(make_app(store, lambda: NOW))
    for day in ("2026-11-21", "2030-06-01"):
        assert client.get(f"{ACT}/zho", accept_datetime=at(day)).headers["location"] == THIRD
    assert "memento-datetime" not in client.get(coming).headers
    assert [state["id"] for state in client.get(f"{ACT}/zho/timemap.json").json()["mementos"]][-1] == THIRD
    then = Client(make_app(store, lambda: datetime(2030, 2, 1, tzinfo=UTC)))
    assert then.get(coming).headers["memento-datetime"] == at("2030-01-01")
    assert then.get(f"{ACT}/zho", accept_datetime=at("2030-01-31")).headers["location"] == coming


@pytest.mark.parametrize("query", ["on=2022-01-01", "known=2026-11-21T12:00:00Z"])
def test_who_names_the_time_in_the_address_is_not_negotiated_with(act: Client, query: str) -> None:
    plain, asked = (act.get(f"{ACT}/zho?{query}", **fields) for fields in ({}, {"accept_datetime": at("2020-06-01")}))
    assert (plain.status, plain.body) == (asked.status, asked.body)
    assert "memento-datetime" not in act.get(f"{FIRST}?{query}").headers
