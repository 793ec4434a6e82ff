"""The application over the shipped corpus in memory, and a client that sends exactly the bytes it is given."""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from tests.http.contracted import hold_to_contract

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.http.asgi import Application
from lawpin.places import shipped

WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
ZHO, ENG = f"{WORK}/zho@2017-01-15", f"{WORK}/eng@2017-01-15"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    def __init__(self, application: Application) -> None:
        self.application = application

    def get(self, target: str, **headers: str) -> Answered:
        return self.ask("GET", target, headers)

    def ask(self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Answered:
        return asyncio.run(self.exchange(method, target, headers, body))

    async def exchange(
        self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answered:
        """As `ask`, on a loop that is running."""
        path, _, query = target.encode("latin-1").partition(b"?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": _lenient(path),
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": _fields(headers or {}, len(body)),
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        sent: list[dict[str, Any]] = []
        incoming = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.application(scope, receive, send)
        start, *rest = sent
        names = [name.decode() for name, _ in start["headers"]]
        assert len(names) == len(set(names)), f"a field twice: {sorted(names)}"
        fields = {name.decode(): value.decode() for name, value in start["headers"]}
        content = b"".join(message.get("body", b"") for message in rest)
        # Every answer of every test is held against the contract.
        hold_to_contract(method, target, start["status"], fields, content)
        return Answered(start["status"], fields, content)


def _fields(headers: dict[str, str], length: int) -> list[tuple[bytes, bytes]]:
    given = {name.lower().replace("_", "-"): value for name, value in headers.items()}
    if length:
        given.setdefault("content-length", str(length))
    return [(name.encode(), value.encode("latin-1")) for name, value in given.items()]


def _lenient(path: bytes) -> str:
    return unquote(path.decode("latin-1"), errors="replace")


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def corpus(checker: Checker) -> MemoryStore:
    store = MemoryStore()
    reports = list(Loading(store, checker, lambda: NOW).load(group_by_work(find_files([shipped("data") / "akn"]))))
    assert [report.outcome for report in reports] == ["stored", "stored"]
    return store


@pytest.fixture(scope="session")
def client(corpus: MemoryStore) -> Client:
    return Client(make_app(corpus, lambda: NOW))


@pytest.fixture
def empty_client() -> Client:
    return Client(make_app(MemoryStore(), lambda: NOW))


def eids(toc: Iterable[dict[str, Any]]) -> list[str]:
    return [eid for node in toc for eid in (node["eId"], *eids(node["children"]))]


Ask = Callable[..., Answered]
