"""What is withdrawn is gone for every reader, and its record stays."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import restore, withdraw
from lawpin.http.app import make_app
from lawpin.law.notice import read_subject
from lawpin.places import shipped

REASON = "It is the text of a draft."
READS = [
    *(f"{ENG}{place}{form}" for place in ("", "/~art_5", "/~art_5__item_3") for form in ("", ".json", ".xml", ".txt")),
    *(f"{ENG}{view}" for view in ("/toc", "/validation", "/~art_5-%3Eart_6", "?depth=0", "?parallel=zho")),
    *(f"{WORK}/{moment}" for moment in ("eng", "eng@", "eng:2020-01-01", "eng/~art_5", "eng.xml", "eng/toc")),
]  # fmt: skip


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def wait_for_the_view() -> None:
    """What a worker keeps in memory is looked at anew every 20 ms."""
    sleep(0.03)


def fill(store: Store, checker: Checker) -> None:
    list(Loading(store, checker, lambda: NOW).load(group_by_work(find_files([shipped("data") / "akn"]))))


@pytest.fixture
def store(checker: Checker) -> MemoryStore:
    held = MemoryStore()
    fill(held, checker)
    return held


@pytest.fixture
def client(store: MemoryStore) -> Client:
    return Client(make_app(store, lambda: NOW))


def test_a_withdrawn_version_still_answers_410_with_its_successor(client: Client, store: MemoryStore) -> None:
    before = {read: client.get(read) for read in READS}
    assert {answered.status for answered in before.values()} == {200}
    withdraw(store, lambda: NOW, read_subject(ENG), REASON, read_subject(ZHO))
    wait_for_the_view()
    for read in READS:
        gone = client.get(read, if_none_match=before[read].headers["etag"])
        assert (gone.status, gone.headers["cache-control"]) == (410, "no-store"), read
        if gone.headers["content-type"].endswith("json"):
            problem = gone.json()
            assert (problem["reason"], problem["iri"]) == ("withdrawn", ENG)
            assert (problem["successor"], problem["withdrawalReason"]) == (ZHO, REASON)
            assert problem["withdrawnAt"].startswith("2026-11-21T12:00:00")


def test_what_is_restored_has_the_same_bytes_as_before(client: Client, store: MemoryStore) -> None:
    pinned = [read for read in READS if read.startswith(ENG) and "parallel" not in read]
    before = {read: client.get(read) for read in pinned}
    withdraw(store, lambda: NOW, read_subject(ENG), REASON)
    restore(store, lambda: NOW, read_subject(ENG), "It is not.")
    wait_for_the_view()
    for read in pinned:
        after = client.get(read)
        assert (after.status, after.body, after.headers["etag"]) == (
            200,
            before[read].body,
            before[read].headers["etag"],
        )
    assert {client.get(read).status for read in READS} == {200}


def test_the_record_of_the_work_keeps_a_withdrawn_version_and_says_why(client: Client, store: MemoryStore) -> None:
    withdraw(store, lambda: NOW, read_subject(ENG), REASON, read_subject(ZHO))
    for address in (WORK, f"{WORK}/versions"):
        record = client.get(address).json()
        assert record["withdrawn"] is None
        shown = {version["language"]: version for version in record["versions"]}
        assert shown["eng"]["withdrawn"] == {
            "since": "2026-11-21T12:00:00.000001Z", "reason": REASON, "successor": ZHO,
        }  # fmt: skip
        assert (shown["eng"]["current"], shown["zho"]["current"], shown["zho"]["withdrawn"]) == (False, True, None)
    assert ENG not in client.get(WORK).headers["link"]


def test_a_withdrawn_work_is_gone_and_its_history_is_not(client: Client, store: MemoryStore) -> None:
    withdraw(store, lambda: NOW, read_subject(WORK), REASON)
    for address in (WORK, ZHO, f"{ZHO}/~art_5.txt", f"{WORK}/zho", f"{WORK}/~art_5"):
        gone = client.get(address)
        assert (gone.status, gone.json()["withdrawalReason"]) == (410, REASON)
    history = client.get(f"{WORK}/versions")
    assert history.status == 200
    assert history.json()["withdrawn"]["reason"] == REASON
    assert [version["withdrawn"]["reason"] for version in history.json()["versions"]] == [REASON, REASON]
    (listed,) = client.get("/v1/works").json()["works"]
    assert listed["withdrawn"]["reason"] == REASON


def test_other_words_for_what_is_withdrawn_lead_there_and_the_wrong_work_is_not_told(
    client: Client, store: MemoryStore
) -> None:
    withdraw(store, lambda: NOW, read_subject(ENG), REASON)
    moved = client.get(f"{WORK}/en@2017-01-15/~art_5")
    assert (moved.status, moved.headers["location"]) == (308, f"{ENG}/~art_5")
    assert client.get(f"{ZHO}/~art_5").status == 200
    assert client.get(f"{ENG}/~art_99").status == 410


def test_a_batch_says_410_of_what_is_withdrawn_and_answers_the_others(client: Client, store: MemoryStore) -> None:
    withdraw(store, lambda: NOW, read_subject(ENG), REASON, read_subject(ZHO))
    asked = b'{"ids": ["%s/~art_5", "%s/~art_5", "%s/eng"]}' % tuple(i.encode() for i in (ENG, ZHO, WORK))
    answered = client.ask("POST", "/v1/portions", {"content-type": "application/json"}, asked)
    items = answered.json()["portions"]
    assert [item["status"] for item in items] == [410, 200, 410]
    assert [item["body"] is None for item in items] == [True, False, True]
    assert items[0]["problem"]["successor"] == ZHO


def test_a_text_beside_which_a_withdrawn_one_stood_stands_alone(client: Client, store: MemoryStore) -> None:
    assert client.get(f"{WORK}/zho/~art_5").json()["translations"] != []
    withdraw(store, lambda: NOW, read_subject(ENG), REASON)
    assert client.get(f"{WORK}/zho/~art_5").json()["translations"] == []
    alone = client.get(f"{ZHO}/~art_5?parallel=eng")
    assert (alone.status, alone.json()["available"]) == (404, {"languages": []})


def test_coverage_counts_what_is_withdrawn(client: Client, store: MemoryStore) -> None:
    withdraw(store, lambda: NOW, read_subject(ENG), REASON)
    counted = client.get("/v1/coverage").json()
    assert (counted["withdrawn"], counted["expressions"]) == ({"works": 0, "expressions": 1}, 2)


def test_a_problem_in_xml_says_the_same(client: Client, store: MemoryStore) -> None:
    withdraw(store, lambda: NOW, read_subject(ENG), "<b> & co", read_subject(ZHO))
    gone = client.get(f"{ENG}.xml")
    assert (gone.status, gone.headers["content-type"]) == (410, "application/problem+xml")
    assert "<withdrawalReason>&lt;b&gt; &amp; co</withdrawalReason>" in gone.text
    assert f"<successor>{ZHO}</successor>" in gone.text


@pytest.fixture
def two_workers(tmp_path: Path, checker: Checker) -> Iterator[tuple[Store, Store]]:
    serving, writing = open_store(f"sqlite:{tmp_path / 's'}"), open_store(f"sqlite:{tmp_path / 's'}")
    fill(writing, checker)
    yield serving, writing
    serving.close()
    writing.close()


def test_a_worker_that_keeps_an_answer_in_memory_lets_go_of_it_within_the_time_that_it_shares_a_view(
    two_workers: tuple[Store, Store],
) -> None:
    serving, writing = two_workers
    client = Client(make_app(serving, lambda: NOW))

    async def look() -> None:
        for _ in range(9):
            assert (await client.exchange("GET", f"{ENG}/~art_5")).status == 200
        withdraw(writing, lambda: NOW, read_subject(ENG), REASON)
        await asyncio.sleep(0.03)
        assert (await client.exchange("GET", f"{ENG}/~art_5")).status == 410
        restore(writing, lambda: NOW, read_subject(ENG), "It is not.")
        await asyncio.sleep(0.03)
        assert (await client.exchange("GET", f"{ENG}/~art_5")).status == 200

    asyncio.run(look())
