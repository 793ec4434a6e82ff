"""How well citations, quotations and passages are read: the cases of tests/citations, asked of the application itself.

python -m bench.citations [--set resolve quotes passages] [--show] [--group NAME] [--rounds 1]
"""

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from bench.cases import Case, Passage, citations, passages, quotations
from bench.judging import LOOSE, REFUSED, RIGHT, WRONG, Json, Verdict, judge, judge_passage
from bench.options import counted

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.http.asgi import Application
from lawpin.places import shipped

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PATHS = {"resolve": "/v1/resolve", "quotes": "/v1/quotes", "passages": "/v1/extract"}
Post = Callable[[str, Json], tuple[int, Json]]


class NotServed(LookupError):
    """The route is not there."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, how it was judged, and how long its answer took, seconds."""

    group: str
    asked: str
    note: str
    verdict: Verdict
    seconds: float


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--set", choices=PATHS, nargs="+", default=list(PATHS))
    words.add_argument("--group", help="only the cases of this group")
    words.add_argument("--show", action="store_true", help="each case that is not right, with its note")
    words.add_argument("--rounds", type=counted, default=1, help="how often each is asked; the fastest counts")
    given = words.parse_args()
    with poster(shipped_application()) as post:
        for name in given.set:
            print(measured(name, post, given.group, given.rounds, show=given.show))


def measured(name: str, post: Post, group: str | None, rounds: int, *, show: bool) -> str:
    """The figures of a set, and with `show` each case that is not right."""
    try:
        judged = ask_all(name, post, group, rounds)
    except NotServed:
        return f"{name}: {PATHS[name]} is not served yet"
    wrong = [f"  {line}" for one in judged if show and one.verdict.kind != RIGHT for line in told(one)]
    return "\n".join([figures(name, judged), *wrong])


def shipped_application() -> Application:
    """The application over the shipped corpus in memory."""
    store = MemoryStore()
    for _ in Loading(store, Checker(), lambda: NOW).load(group_by_work(find_files([shipped("data") / "akn"]))):
        pass
    return make_app(store, lambda: NOW)


@contextmanager
def poster(application: Application) -> Iterator[Post]:
    """Sends a body to a path of the application, and gives its status and JSON."""
    with asyncio.Runner() as runner:

        def post(path: str, body: Json) -> tuple[int, Json]:
            status, content = runner.run(exchange(application, path, orjson.dumps(body)))
            return status, orjson.loads(content or b"{}")

        yield post


async def exchange(application: Application, target: str, body: bytes, method: str = "POST") -> tuple[int, bytes]:
    """The status and the body of the answer to one request."""
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (b"host", b"127.0.0.1:8000"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    sent: list[dict[str, Any]] = []
    incoming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await application(scope, receive, send)
    return int(sent[0]["status"]), b"".join(message.get("body", b"") for message in sent[1:])


def ask_all(name: str, post: Post, group: str | None = None, rounds: int = 1) -> list[Judged]:
    """All cases of a set, asked one by one. Raises NotServed."""
    if name == "passages":
        return [ask_passage(one, post, rounds) for one in passages() if group in {None, one.group}]
    held = citations() if name == "resolve" else quotations()
    return [ask_case(name, one, post, rounds) for one in held if group in {None, one.group}]


def ask_case(name: str, case: Case, post: Post, rounds: int) -> Judged:
    member = "q" if name == "resolve" else "quote"
    given = {member: case.asked, "context": case.context, "on": case.on, "language": case.said_language}
    status, answer, seconds = timed(post, PATHS[name], given, rounds)
    if status != 200:
        # What nobody can read may be refused as a whole.
        verdict = Verdict(RIGHT if status == 400 and "invalid" in case.refusals else REFUSED, f"HTTP {status}")
    else:
        verdict = judge(case, answer)
    return Judged(case.group, case.asked, case.note, verdict, seconds)


def ask_passage(passage: Passage, post: Post, rounds: int) -> Judged:
    given = {"text": passage.text, "context": passage.context}
    status, answer, seconds = timed(post, PATHS["passages"], given, rounds)
    verdicts = judge_passage(passage, answer["citations"]) if status == 200 else [Verdict(REFUSED, f"HTTP {status}")]
    return Judged(passage.group, passage.text, passage.note, worst(verdicts), seconds)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict for a passage: its gravest kind, and everything that is not right."""
    held = list(verdicts)
    kinds = {verdict.kind for verdict in held}
    kind = next((kind for kind in (WRONG, REFUSED, LOOSE) if kind in kinds), RIGHT)
    return Verdict(kind, " / ".join(verdict.why for verdict in held if verdict.kind != RIGHT))


def timed(post: Post, path: str, given: Json, rounds: int) -> tuple[int, Json, float]:
    body = {name: value for name, value in given.items() if value is not None}
    seconds = []
    status, answer = 0, Json()
    for _ in range(rounds):
        begun = time.perf_counter()
        status, answer = post(path, body)
        seconds.append(time.perf_counter() - begun)
    if status in {404, 405}:
        raise NotServed(path)
    return status, answer, min(seconds)


def figures(name: str, judged: list[Judged]) -> str:
    counts = Counter(one.verdict.kind for one in judged)
    taken = sorted(one.seconds * 1000 for one in judged)
    middle, last = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    parts = [f"{counts[kind]} {kind} ({counts[kind] / len(judged):.1%})" for kind in (RIGHT, LOOSE, REFUSED, WRONG)]
    return f"{name}: {len(judged)} cases: {', '.join(parts)}; median {middle:.1f} ms, p99 {last:.1f} ms"


def told(one: Judged) -> list[str]:
    return [f"{one.verdict.kind} [{one.group}] {one.asked!r} ({one.note})", f"    {one.verdict.why}"]


if __name__ == "__main__":
    main()
