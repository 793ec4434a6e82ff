"""What is held and what is missing, over HTTP."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event

from tests.holdings.conftest import admission
from tests.http.conftest import Answered, Client
from typing_extensions import override

from lawpin.holdings.inventory import RefusedFile
from lawpin.holdings.store import Holdings
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORK = "/akn/cn/act/2020-01-01/sample"


class Hindered(MemoryStore):
    """Whoever wants a view of its own waits until `free`."""

    def __init__(self) -> None:
        super().__init__()
        self.free = Event()

    @override
    @contextmanager
    def apart(self) -> Iterator[Holdings]:
        assert self.free.wait(20), "nobody else was answered meanwhile"
        with super().apart() as view:
            yield view


def test_what_is_held_and_missing_is_told_as_of_now() -> None:
    store = MemoryStore()
    client = Client(make_app(store, lambda: NOW))
    assert client.get("/v1/coverage").json()["works"] == 0
    with store.writing() as writing:
        writing.admit(admission(writing, f"{WORK}/eng@2020-01-01", translation_of=f"{WORK}/zho@2020-01-01"))
        writing.admit(admission(writing, "/akn/de/bill/0001/template/deu@0001"))
        writing.refuse([RefusedFile("law.pdf.xml", "a" * 64, "not-xml", NOW)])
    told = client.get("/v1/coverage").json()
    assert {name: told[name] for name in ("works", "expressions", "portions", "undated", "seq")} == {
        "works": 2, "expressions": 2, "portions": 8, "undated": 1, "seq": 2,
    }  # fmt: skip
    assert (told["years"], told["firstDate"], told["lastDate"]) == ({"2020": 1}, "2020-01-01", "2020-01-01")
    assert (told["countries"], told["types"]) == ({"cn": 1, "de": 1}, {"act": 1, "bill": 1})
    assert (told["languages"], told["validity"]) == ({"deu": 1, "eng": 1}, {"valid": 2, "invalid": 0})
    assert told["missing"] == {
        "works": {"total": 0, "first": []},
        "originals": {"total": 1, "first": [f"{WORK}/zho@2020-01-01"]},
        "translations": {"total": 1, "first": ["/akn/de/bill/0001/template/deu@0001"]},
        "files": {
            "total": 1,
            "first": [
                {
                    "name": "law.pdf.xml",
                    "sha256": "a" * 64,
                    "id": None,
                    "reason": "not-xml",
                    "at": "2026-11-21T12:00:00Z",
                },
            ],
        },
    }


def test_a_file_that_is_refused_shows_although_nothing_was_recorded() -> None:
    store = MemoryStore()
    client = Client(make_app(store, lambda: NOW))
    before = client.get("/v1/coverage")
    with store.writing() as writing:
        writing.refuse([RefusedFile("law.xml", None, "unreadable-file", NOW)])
    after = client.get("/v1/coverage", **{"if-none-match": before.headers["etag"]})
    assert (after.status, after.json()["missing"]["files"]["total"]) == (200, 1)


def test_others_are_answered_while_the_store_is_counted() -> None:
    store = Hindered()
    client = Client(make_app(store, lambda: NOW))

    async def ask_both() -> tuple[Answered, Answered]:
        counting = asyncio.create_task(client.exchange("GET", "/v1/coverage", {}, b""))
        await asyncio.sleep(0.05)
        other = await client.exchange("GET", "/v1/status", {}, b"")
        store.free.set()
        return await counting, other

    counted, other = asyncio.run(ask_both())
    assert (counted.status, other.status) == (200, 200)
