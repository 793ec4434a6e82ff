"""The log over HTTP: events, pages, waiting, signed checkpoints, and proofs that a stranger can check."""

import asyncio
import base64
import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import restore, withdraw
from lawpin.http.app import make_app
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.places import shipped


@pytest.fixture
def store(checker: Checker) -> MemoryStore:
    held = MemoryStore()
    list(Loading(held, checker, lambda: NOW).load(group_by_work(find_files([shipped("data") / "akn"]))))
    return held


def follow(client: Client, query: str = "") -> Iterator[dict[str, Any]]:
    """All events, page by page, as a mirror asks for them."""
    after = 0
    while True:
        page = client.get(f"/v1/changes?after={after}{query}").json()
        if page["next"] == after:
            return
        yield from page["events"]
        after = page["next"]


def test_the_log_tells_every_version_with_the_digest_of_every_provision(client: Client) -> None:
    events = list(follow(client, "&limit=1"))
    assert [event["seq"] for event in events] == [1, 2]
    assert [event["expression"] for event in events] == [ZHO, ENG]
    toc = client.get(f"{ZHO}/toc").json()["toc"]
    affected = {change["wId"]: change["new"] for change in events[0]["affected"]}
    assert affected["part_1"] == toc[0]["digest"] or affected[toc[0]["wId"]] == toc[0]["digest"]
    assert affected["art_5__item_3"] == client.get(f"{ZHO}/~art_5__item_3").json()["digest"]
    assert {change["old"] for change in events[0]["affected"]} == {None}
    assert events[1]["kind"] == "translated"


def test_a_page_is_the_same_however_much_is_written_meanwhile(store: MemoryStore) -> None:
    client = Client(make_app(store, lambda: NOW))
    before = client.get("/v1/changes?after=0&limit=2").json()
    withdraw(store, lambda: NOW, read_expression_id(ENG), "superseded")
    after = client.get("/v1/changes?after=0&limit=2").json()
    assert after["events"] == before["events"]
    assert (before["head"], after["head"]) == (2, 3)


def test_a_withdrawal_is_an_event_with_its_reason(store: MemoryStore) -> None:
    client = Client(make_app(store, lambda: NOW))
    withdraw(store, lambda: NOW, read_expression_id(ENG), "an error of translation", read_expression_id(ZHO))
    restore(store, lambda: NOW, read_expression_id(ENG), "it was none")
    told = client.get("/v1/changes?after=2").json()["events"]
    assert [(event["kind"], event["reason"], event["successor"]) for event in told] == [
        ("withdrawn", "an error of translation", ZHO),
        ("restored", "it was none", None),
    ]
    assert all(event["affected"] == [] for event in told)
    assert all(event["sha256"] is None for event in told)


@pytest.mark.parametrize(
    ("query", "count"),
    [("&country=cn", 2), ("&country=fr", 0), ("&type=statement", 2), ("&type=act", 0), (f"&work={WORK}", 2)],
)
def test_events_are_filtered_and_what_is_passed_over_is_not_asked_for_again(
    client: Client, query: str, count: int
) -> None:
    page = client.get(f"/v1/changes?after=0{query}").json()
    assert (len(page["events"]), page["next"]) == (count, 2)


@pytest.mark.parametrize(
    "query",
    ["after=-1", "after=x", "limit=0", "limit=1001", "wait=31", "work=/akn", "work=x", "country=1", "type=law", "x=1"],
)
def test_what_no_page_could_be_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/v1/changes?{query}").status == 400


def test_who_waits_is_told_when_something_happens_and_not_before(store: MemoryStore) -> None:
    client = Client(make_app(store, lambda: NOW))

    async def publish_while_waiting() -> tuple[bool, dict[str, Any]]:
        waiting = asyncio.create_task(client.exchange("GET", "/v1/changes?after=2&wait=20"))
        await asyncio.sleep(0.3)
        was_waiting = not waiting.done()
        withdraw(store, lambda: NOW, read_expression_id(ENG), "superseded")
        return was_waiting, (await waiting).json()

    was_waiting, page = asyncio.run(publish_while_waiting())
    assert was_waiting
    assert page["next"] == 3


def test_a_log_with_nothing_in_it_is_an_empty_page(empty_client: Client) -> None:
    page = empty_client.get("/v1/changes?wait=1").json()
    assert page == {"events": [], "next": 0, "head": 0, "floor": 0}
    assert empty_client.get("/v1/checkpoint").text.splitlines()[1] == "0"
    assert empty_client.get("/v1/consistency?from=1").status == 400


def up(leaf: bytes, number: int, size: int, path: list[str]) -> bytes:
    """The root that a path leads to, by RFC 9162 section 2.1.3.2 and nothing of lawpin's."""
    at, last, found = number, size - 1, sha256(b"\x00" + leaf).digest()
    for step in path:
        beside = bytes.fromhex(step)
        if at % 2 or at == last:
            found = sha256(b"\x01" + beside + found).digest()
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            found = sha256(b"\x01" + found + beside).digest()
        at, last = at // 2, last // 2
    assert last == 0
    return found


@pytest.mark.parametrize("place", ["", "/~art_5__item_3", "/~preamble", "/~art_24__item_6"])
@pytest.mark.parametrize("text", [ZHO, ENG])
def test_a_proof_leads_from_the_words_to_a_signed_checkpoint(client: Client, text: str, place: str) -> None:
    proof = client.get(f"{text}{place}/proof").json()
    leaf, entry = json.loads(proof["leaf"]), json.loads(proof["entry"])
    assert leaf["text"] == sha256(client.get(f"{text}{place}.txt").body).hexdigest() == proof["served"]["txt"]
    assert f"sha256:{leaf['digest']}" == proof["canonical"] == client.get(f"{text}{place}").json()["digest"]
    assert up(proof["leaf"].encode(), proof["position"], proof["portions"], proof["path"]).hex() == entry["root"]
    root = up(proof["entry"].encode(), proof["seq"] - 1, proof["size"], proof["logPath"])
    words, _, signatures = proof["checkpoint"].partition("\n\n")
    origin, size, signed_root = words.split("\n")
    assert (int(size), base64.b64decode(signed_root)) == (proof["size"], root)
    name, key_hash, key = proof["verifier"].split("+", 2)
    assert signatures.startswith(f"— {name} ")
    signature = base64.b64decode(signatures.split(" ")[2])
    assert signature[:4].hex() == key_hash
    Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(signature[4:], f"{words}\n".encode())
    assert origin == name


def test_the_digests_in_a_proof_are_those_of_what_is_served(client: Client) -> None:
    served = client.get(f"{ZHO}/~art_5/proof").json()["served"]
    for form, digest in served.items():
        assert sha256(client.get(f"{ZHO}/~art_5.{form}").body).hexdigest() == digest


def test_the_log_of_every_checkpoint_begins_that_of_every_later_one(store: MemoryStore) -> None:
    client = Client(make_app(store, lambda: NOW))
    roots = {2: client.get("/v1/consistency?from=2").json()["root"]}
    for seq in range(3, 12):
        (withdraw if seq % 2 else restore)(store, lambda: NOW, read_expression_id(ENG), f"reason {seq}")
        roots[seq] = base64.b64decode(client.get("/v1/checkpoint").text.splitlines()[2]).hex()
    for old, new in pairwise(sorted(roots)):
        told = client.get(f"/v1/consistency?from={old}&to={new}").json()
        assert (told["fromRoot"], told["root"]) == (roots[old], roots[new])
    assert client.get("/v1/consistency?from=3&to=2").status == 400
    assert client.get("/v1/consistency?from=1&to=12").status == 400


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (f"{ZHO}/~art_99/proof", 404),
        (f"{ZHO}/~art_4-%3Eart_5/proof", 400),
        (f"{ZHO}/proof?x=1", 400),
        (f"{ZHO}/proof.xml", 406),
        (f"{WORK}/proof", 400),
        ("/v1/consistency", 400),
        ("/v1/consistency?from=0", 400),
        ("/v1/checkpoint?x=1", 400),
    ],
)
def test_what_cannot_be_proven_says_why(client: Client, target: str, status: int) -> None:
    assert client.get(target).status == status


def test_a_checkpoint_is_text_and_keeps_its_key(client: Client) -> None:
    first, second = (client.get("/v1/checkpoint") for _ in range(2))
    assert first.headers["content-type"] == "text/plain; charset=utf-8"
    assert first.text == second.text
