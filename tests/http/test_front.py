"""The front answers what the routes answer, byte for byte and field for field; and it never answers from the past."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import apsw
import pytest
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.addresses import Addresses
from lawpin.http.app import make_app
from lawpin.http.asgi import Scope
from lawpin.http.exchange import Answer, Asked
from lawpin.http.front import Front
from lawpin.places import shipped

PATHS = (
    *(f"{expression}{tail}" for expression in (ZHO, ENG) for tail in ("", "/~art_5", "/~art_5__item_3", "/~preamble")),
    *(f"{ZHO}/~art_5.{suffix}" for suffix in ("json", "xml", "txt", "html", "akn")),
    *(
        f"{ZHO}{tail}"
        for tail in ("/~art_99", "/~ART_5", "/~", "/toc", "/~art_1-%3Eart_2", "/!main~art_5", ";r1", ";r2")
    ),
    *(f"{WORK}{tail}" for tail in ("", "/zho", "/zho@", "/zh@2017-01-15/~art_5", "/zho@2017-1-15/~art_5", "/zho@2017")),
    f"{ZHO.replace('cn', 'CN')}/~art_5",
    f"{ZHO}//~art_5",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"accept": "application/xml"},
    {"accept": "text/plain;q=0.5, application/json;q=0.4"},
    {"accept": "image/png"},
    {"accept-encoding": "gzip"},
    {"accept-encoding": "br", "accept": "application/akn+xml"},
    {"if-none-match": "*"},
    {"if-none-match": '"x"'},
    {"if-modified-since": "Sat, 21 Nov 2026 12:00:00 GMT"},
    {"if-modified-since": "Sat, 21 Nov 2026 11:59:59 GMT"},
    {"if-modified-since": "Sat, 21 Nov 2026 12:00:00 GMT", "if-none-match": '"x"'},
    {"if-modified-since": "yesterday"},
)


@pytest.mark.parametrize("query", ["", "depth=1", "x=1"])
@pytest.mark.parametrize("headers", HEADERS, ids=range(len(HEADERS)))
def test_the_front_answers_as_the_reader_of_addresses_does_or_not_at_all(
    corpus: MemoryStore, headers: dict[str, str], query: str
) -> None:
    lookup = Lookup(corpus, lambda: NOW)
    addresses, front = Addresses(lookup), Front(lookup)
    for path in PATHS:
        first, again = (asyncio.run(_in_front(front, path, query, headers)) for _ in range(2))
        assert first == again
        if first is not None:
            assert first == addresses.answer(Asked("GET", path, query, headers, "r")), path


def test_what_is_asked_plainly_is_answered_in_front(corpus: MemoryStore) -> None:
    front = Front(Lookup(corpus, lambda: NOW))
    for path in (ZHO, f"{ZHO}/~art_5", f"{ENG}/~art_5__item_3.xml"):
        answer = asyncio.run(_in_front(front, path, "", {}))
        assert answer is not None
        assert answer.status == 200


def test_what_is_recorded_is_seen_at_once_by_those_who_looked_just_before(tmp_path: Path, checker: Checker) -> None:
    serving, writing = open_store(f"sqlite:{tmp_path / 's'}"), open_store(f"sqlite:{tmp_path / 's'}")
    _fill(writing, checker, "zho")
    client = Client(make_app(serving, lambda: NOW))

    async def look() -> None:
        before = await client.exchange("GET", ZHO)
        assert (before.status, "eng" in before.headers["link"]) == (200, False)
        assert (await client.exchange("GET", ENG)).status == 404
        await client.exchange("GET", ZHO)
        _fill(writing, checker, "eng")
        # No time has passed on the loop: the view that the look-up before took is still held.
        assert (await client.exchange("GET", f"{ENG}/~art_5")).status == 200
        assert len((await client.exchange("GET", WORK)).json()["versions"]) == 2

    asyncio.run(look())
    serving.close()
    writing.close()


def test_a_writer_can_tidy_up_soon_after_the_last_look_up(tmp_path: Path, checker: Checker) -> None:
    serving, writing = open_store(f"sqlite:{tmp_path / 's'}"), open_store(f"sqlite:{tmp_path / 's'}")
    _fill(writing, checker, "zho")
    client = Client(make_app(serving, lambda: NOW))

    async def look_and_wait() -> None:
        await client.exchange("GET", ZHO)
        await asyncio.sleep(0.1)

    asyncio.run(look_and_wait())
    raw = apsw.Connection(str(tmp_path / "s"))
    ((busy, *_),) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert busy == 0
    raw.close()
    serving.close()
    writing.close()


def _fill(store: Store, checker: Checker, language: str) -> None:
    files = [file for file in find_files([shipped("data") / "akn"]) if f"/{language}" in str(file)]
    reports = list(Loading(store, checker, lambda: NOW).load(group_by_work(files)))
    assert [report.outcome for report in reports] == ["stored"]


async def _in_front(front: Front, path: str, query: str, headers: Mapping[str, str]) -> Answer | None:
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {"method": "GET", "query_string": query.encode(), "headers": sent}
    return front.answer(scope, path.encode())
