"""Of thousands of addresses only those are told where something else stands."""

import json

import pytest
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client, eids

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.app import make_app
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.places import shipped

JSON = {"content_type": "application/json"}


def ask(client: Client, held: object, **headers: str) -> list[dict[str, object]]:
    answered = client.ask("POST", "/v1/freshness", {**JSON, **headers}, json.dumps(held).encode())
    assert answered.status == 200, answered.text
    assert "etag" not in answered.headers
    told: list[dict[str, object]] = answered.json()["differing"]
    return told


def digests(client: Client, text: str) -> dict[str, str]:
    places = eids(client.get(f"{text}/toc").json()["toc"])
    return {f"{text}/~{eid}": client.get(f"{text}/~{eid}").json()["digest"] for eid in places}


def test_what_is_fresh_is_not_told(client: Client) -> None:
    held = digests(client, ZHO) | digests(client, ENG)
    assert len(held) > 200
    assert ask(client, held) == []
    assert ask(client, {iri.replace("@2017-01-15", ""): digest for iri, digest in held.items()}) == []


def test_what_differs_is_told_with_what_stands_there_now(client: Client) -> None:
    held = digests(client, ZHO)
    first, second = list(held)[:2]
    told = ask(client, held | {first: held[second]})
    assert told == [{"id": first, "status": 200, "reason": None, "current": first, "digest": held[first]}]


@pytest.mark.parametrize("address", [f"{ENG}/~art_5", f"{WORK}/eng/~art_5", f"{WORK}/eng", ZHO])
@pytest.mark.parametrize("form", ["json", "xml", "txt"])
@pytest.mark.parametrize("coding", ["identity", "br", "gzip"])
def test_the_entity_tag_of_any_form_in_any_coding_is_known(
    client: Client, address: str, form: str, coding: str
) -> None:
    accept = {"json": "application/json", "xml": "application/xml", "txt": "text/plain"}[form]
    tag = client.get(address, accept=accept, accept_encoding=coding).headers["etag"]
    assert ask(client, {address: tag}) == []
    assert ask(client, {address: f"W/{tag}"}) == []
    assert [item["status"] for item in ask(client, {address: '"0123"'})] == [200]


def test_what_is_gone_unknown_or_unreadable_says_so(checker: Checker) -> None:
    store = MemoryStore()
    list(Loading(store, checker, lambda: NOW).load(group_by_work(find_files([shipped("data") / "akn"]))))
    withdraw(store, lambda: NOW, read_expression_id(ENG), "superseded")
    client = Client(make_app(store, lambda: NOW))
    held = {
        f"{ENG}/~art_5": 410,
        f"{ZHO}/~art_99": 404,
        f"{WORK}/fra/~art_5": 404,
        f"{WORK}x/zho/~art_5": 404,
        "not an address": 400,
        "/~": 400,
        "": 400,
        f"{ZHO}/~art_4-%3Eart_5": 400,
        f"{ZHO}/toc": 400,
        WORK: 400,
    }
    told = {item["id"]: item["status"] for item in ask(client, dict.fromkeys(held, "sha256:x"))}
    assert told == held


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null", b'{"a": 1}', b'{"a": null}', b"{", b'"x"'])
def test_what_is_no_question_is_refused(client: Client, body: bytes) -> None:
    answered = client.ask("POST", "/v1/freshness", JSON, body)
    assert answered.status == 400
    assert "1 to 5000" in answered.json()["detail"]


def test_more_than_five_thousand_are_refused(client: Client) -> None:
    body = json.dumps({f"/akn/{number}": "x" for number in range(5001)}).encode()
    assert client.ask("POST", "/v1/freshness", JSON, body).status == 400
