"""Whichever way somebody asks for the law of a day, it is the same; what is withdrawn is nobody's answer."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.holdings.conftest import WORK, arrived, document
from tests.http.conftest import Client

from lawpin.akn.checking import Checker
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.app import make_app
from lawpin.law.notice import read_subject

BEGUN = datetime(2026, 1, 1, 12, tzinfo=UTC)
OLD, NEW = "keep an old register of all vessels", "keep a digital register of all vessels"
JSON = {"content_type": "application/json"}


def served(checker: Checker, *published: tuple[str, str, date | None]) -> tuple[MemoryStore, Client]:
    """A store with versions (name, words, legal date), one recorded each day."""
    store = MemoryStore()
    for days, (name, words, legal) in enumerate(published):
        master = "zho@2020-01-01" if name.startswith("eng") else None
        arrival = arrived(name, document(name, (words,), master=master), checker)
        if legal is not None:
            arrival = replace(arrival, expression=replace(arrival.expression, legal_from=legal))
        (report,) = ingest_work([arrival], store, lambda days=days: BEGUN + timedelta(days=days))  # type: ignore[misc]
        assert report.outcome == "stored"
    return store, Client(make_app(store, lambda: BEGUN + timedelta(days=100)))


def ask(client: Client, path: str, **members: str) -> dict[str, Any]:
    answered = client.ask("POST", path, JSON, json.dumps(members).encode())
    assert answered.status == 200
    found: dict[str, Any] = answered.json()
    return found


@pytest.fixture
def amended(checker: Checker) -> tuple[MemoryStore, Client]:
    late = date(2025, 6, 1)
    return served(checker, ("zho@2020-01-01", f"harbour masters {OLD}", None), ("zho@2023-01-01", NEW, late))


@pytest.mark.parametrize(
    ("on", "version", "words"), [("2024-01-01", "2020-01-01", OLD), ("2025-07-01", "2023-01-01", NEW)]
)
def test_reads_search_quotations_and_citations_agree_on_the_version_of_a_day(
    amended: tuple[MemoryStore, Client], on: str, version: str, words: str
) -> None:
    _, client = amended
    place = f"{WORK}/zho@{version}/~art_1"
    assert client.get(f"{WORK}/zho/~art_1?on={on}").json()["id"] == place
    hits = client.get(f"/v1/search?q=register&on={on}").json()["hits"]
    assert {hit["id"].split("/~")[0] for hit in hits} == {f"{WORK}/zho@{version}"}
    quoted = ask(client, "/v1/quotes", quote=words, on=on)
    assert {target["id"].split("/~")[0] for target in quoted["targets"]} == {f"{WORK}/zho@{version}"}
    resolved = ask(client, "/v1/resolve", q=f"{WORK}/zho/~art_1", on=on)
    assert [target["id"] for target in resolved["targets"]] == [place]


@pytest.mark.parametrize("on", ["20240101", "2024-W01-1", "2024-1-1", "2024"])
def test_a_day_is_written_in_one_way(amended: tuple[MemoryStore, Client], on: str) -> None:
    assert amended[1].get(f"/v1/search?q=register&on={on}").status == 400


def test_a_citation_of_a_withdrawn_version_is_refused(amended: tuple[MemoryStore, Client]) -> None:
    store, client = amended
    citation = "A Sample, art. 1 (version of 1 January 2023)"
    assert ask(client, "/v1/resolve", q=citation)["status"] == "resolved"
    withdraw(store, lambda: BEGUN + timedelta(days=50), read_subject(f"{WORK}/zho@2023-01-01"), "an error")
    refused = ask(client, "/v1/resolve", q=citation)
    assert (refused["status"], refused["reason"], refused["targets"]) == ("not_found", "withdrawn", [])


def test_what_stands_beside_a_text_is_never_said_to_stay_for_ever(checker: Checker) -> None:
    _, client = served(checker, ("zho@2020-01-01", "one", None), ("eng@2020-01-01", "ONE", None))
    asked = f"{WORK}/zho@2020-01-01/~art_1?parallel=eng&known=2026-01-02T12:00:00Z"
    assert "immutable" not in client.get(asked).headers["cache-control"]


def test_those_who_wait_for_the_log_do_not_keep_readers_out(amended: tuple[MemoryStore, Client]) -> None:
    _, client = amended

    async def crowd() -> tuple[int, int]:
        waiting = [asyncio.create_task(client.exchange("GET", "/v1/changes?after=2&wait=2")) for _ in range(100)]
        await asyncio.sleep(1)
        told = sum(task.done() for task in waiting)
        read = await client.exchange("GET", "/v1/works")
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return told, read.status

    told, status = asyncio.run(crowd())
    assert (told, status) == (36, 200)
