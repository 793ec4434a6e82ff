"""Examples are taken, not written: the application answers the samples over the shipped corpus at a fixed instant."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from typing_extensions import override

from lawpin.akn.checking import Checker
from lawpin.holdings.admission import Body, checked
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.notes import Key, Promise, Signer
from lawpin.holdings.publication import Publication
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.app import make_app
from lawpin.http.asgi import Application
from lawpin.http.contract.amended import amended
from lawpin.http.contract.publications import FIRST
from lawpin.http.contract.samples import ENG, KEY, SAMPLES, UNDER_WAY, ZHO, Condition, Sample
from lawpin.http.rules import Rules
from lawpin.law.errors import Unavailable
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.notice import read_subject
from lawpin.law.scopes import Scope
from lawpin.law.version import Version
from lawpin.places import shipped

# A machine that has much else to do makes no other answers.
_PATIENT = Rules(late_s=3600)
_INSTANT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
_REQUEST_ID = "27e8545565732533"
# What is asked for is JSON as before, only why not is XML.
_XML = "application/problem+xml, application/json;q=0.9"
_FIRST_REFUSED = 400
# Longer than the rests of the timer by which the application sees how late it is.
_BREATH_S = 0.06
_AMBIGUOUS = 300


@dataclass(frozen=True, slots=True)
class Taken:
    """A sample with its answer. `media_type` has no parameters, "" goes with an empty body; names in lower case."""

    sample: Sample
    media_type: str
    headers: Mapping[str, str]
    body: bytes


@cache
def taken() -> tuple[Taken, ...]:
    """All samples with their answers, those with a problem once in JSON and once in XML; every time the same.

    Raises ValueError where an answer has another status than its sample says.
    """
    held = _held()
    applications: dict[Condition, Application] = {
        "whole": make_app(held, _now, rules=_PATIENT),
        "fresh": make_app(held, _now, rules=_PATIENT),
        "amended": make_app(_amended(), _now, rules=_PATIENT),
        "withdrawn": make_app(_withdrawn(), _now, rules=_PATIENT),
        "damaged": make_app(_Damaged(held), _now, rules=_PATIENT),
        "unavailable": make_app(_Away(), _now, rules=_PATIENT),
        "crowded": make_app(held, _now, rules=Rules(requests_at_once=0)),
        "hurried": make_app(held, _now, rules=replace(_PATIENT, reads_per_minute=1)),
        "publishing": _publishing(),
    }
    with _unlogged():
        return asyncio.run(_take(applications))


def _held() -> MemoryStore:
    held = MemoryStore()
    for _ in Loading(held, Checker(), _now).load(group_by_work(find_files([shipped("data") / "akn"]))):
        pass
    with held.writing() as holdings:
        holdings.notes.keep_signer(Signer("lawpin-example", bytes(32)))
    return held


def _amended() -> MemoryStore:
    """An act in three versions and nothing else."""
    held = MemoryStore()
    ingest_work(amended(Checker()), held, _now)
    return held


def _withdrawn() -> MemoryStore:
    """The same holdings after their translation was withdrawn."""
    held = _held()
    withdraw(held, _now, read_subject(ENG), "It is the text of a draft.", read_subject(ZHO))
    return held


def _publishing() -> Application:
    """An empty store with a key, and a request with it that goes on for ever."""
    store = MemoryStore()
    with store.writing() as holdings:
        key_id, secret = KEY.split("_")[1:]
        key = Key(key_id, sha256(secret.encode()).digest(), (Scope("cn"),), _INSTANT)
        holdings.notes.keep_key(key)
        asked = Publication(key, FIRST).request
        # The first process of the machine never ends.
        holdings.notes.keep_promise(Promise(key_id, UNDER_WAY, asked, _INSTANT, 1), forget_before=_INSTANT)
    return make_app(store, _now, rules=_PATIENT)


@contextmanager
def _unlogged() -> Iterator[None]:
    """The faults are made on purpose: nobody needs to read of them."""
    log = logging.getLogger("lawpin.http")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


async def _take(applications: Mapping[Condition, Application]) -> tuple[Taken, ...]:
    found = []
    for sample in SAMPLES:
        # A machine with much else to do would be told that requests wait here.
        await asyncio.sleep(_BREATH_S)
        application = applications[sample.condition]
        found.append(await _answer(application, sample, {}))
        if sample.status >= _FIRST_REFUSED or sample.status == _AMBIGUOUS:
            found.append(await _answer(application, sample, {"accept": _XML}))
    return tuple(found)


async def _answer(application: Application, sample: Sample, more: Mapping[str, str]) -> Taken:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    for _ in range(sample.times):
        sent.clear()
        await application(_scope(sample, more), _receiving(sample.body), send)
    start, *rest = sent
    if start["status"] != sample.status:
        message = f"{sample.method} {sample.target} was answered {start['status']}, not {sample.status}"
        raise ValueError(message)
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    body = b"".join(message.get("body", b"") for message in rest)
    body = body.replace(headers["request-id"].encode(), _REQUEST_ID.encode())
    headers["request-id"] = _REQUEST_ID
    return Taken(sample, headers.get("content-type", "").partition(";")[0], headers, body)


def _scope(sample: Sample, more: Mapping[str, str]) -> dict[str, Any]:
    path, _, query = sample.target.partition("?")
    fields = {**sample.headers, **more}
    if sample.body:
        fields.setdefault("content-length", str(len(sample.body)))
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": sample.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


def _receiving(body: bytes | None) -> Callable[[], Any]:
    waiting = [{"type": "http.request", "body": body or b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if body is None:
            # As if the deadline had passed: nobody waits for it here.
            raise TimeoutError
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    return receive


def _now() -> datetime:
    return _INSTANT


class _Damaged(MemoryStore):
    """The same holdings after a fault of the disk: every report has lost its last byte."""

    def __init__(self, held: MemoryStore) -> None:
        super().__init__()
        self._held = held

    @override
    def versions(self, work: WorkId) -> tuple[Version, ...]:
        return self._held.versions(work)

    @override
    def report(self, expression: ExpressionId) -> Body | None:
        report = self._held.report(expression)
        return report and checked(Body(report.content[:-1], report.sha256), f"{expression}/validation")


class _Away(MemoryStore):
    """Holdings that cannot be reached."""

    @override
    def head(self) -> int:
        message = "the store cannot be reached"
        raise Unavailable(message)
