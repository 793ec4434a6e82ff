"""The outermost layer: what is true of every request and every answer, whoever gives it.

Requests that no route should see are refused here; HEAD is GET without the body; every answer carries a request id,
may be read from any origin, and is never sniffed.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from hashlib import sha256
from secrets import token_hex
from typing import Any

from lawpin.http.caching import FLOATING, repr_digest
from lawpin.http.exchange import MAX_QUERY, Answer, Asked
from lawpin.http.problems import make_problem, problem_answer
from lawpin.law.identifiers.reader import MAX_LENGTH

# ASGI's own types are dictionaries of anything.
Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_EXPOSED = "Allow, Content-Language, Content-Location, ETag, Link, Location, Repr-Digest, Request-Id, Retry-After, Vary"
_ALWAYS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (b"x-content-type-options", b"nosniff"),
)
READS, POSTS = "GET, HEAD, OPTIONS", "OPTIONS, POST"
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Cache-Control": "public, max-age=86400",
}
# Under which every address is routed; HEAD and GET alike.
LAW = "/akn/"
# Visible ASCII is all that a path or a query may hold as it is.
_NOT_ASCII = re.compile(rb"[^\x21-\x7e]")
_ALIAS = re.compile(rb"//|%|./$")
_log = logging.getLogger("lawpin.http")


def edge(application: Application, *, posted: frozenset[str] = frozenset()) -> Application:
    """The application behind the edge; `posted` are the paths that take POST, all others are read."""

    async def at_the_edge(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        request_id = token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        answering = _Answering(send, request_id, without_body=scope["method"] == "HEAD")
        refusal = _refuse(scope, request_id) or _options(scope, posted)
        if refusal is not None:
            await send_answer(refusal, answering.send)
            return
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
        if _is_law(_raw_path(scope)):
            # Routed by the word alone; what the rest of the path names is read from its raw form.
            scope["path"] = LAW
        try:
            await application(scope, receive, answering.send)
        except Exception:  # noqa: BLE001 - whatever it was, the client gets an answer and the log the rest
            _log.exception("request %s failed", request_id)
            if not answering.started:
                problem = make_problem("internal-error", "the server failed; its log says why", request_id)
                await send_answer(problem_answer(problem, asked_of(scope)), answering.send)

    return at_the_edge


def asked_of(scope: Scope) -> Asked:
    """The request in an ASGI scope that came through the edge."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        # Repeated fields are one list (RFC 9110 section 5.3).
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return Asked(
        method=scope["method"],
        path=_raw_path(scope).decode("latin-1"),
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=headers,
        request_id=scope["state"]["request_id"],
    )


async def send_answer(answer: Answer, send: Send) -> None:
    """An answer as ASGI messages."""
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers.items()]
    if answer.media_type is not None:
        headers.append((b"content-type", answer.media_type.encode()))
    if answer.body and "Repr-Digest" not in answer.headers:
        headers.append((b"repr-digest", repr_digest(sha256(answer.body).digest()).encode()))
    if answer.status not in {204, 304}:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


class _Answering:
    """A `send` that adds what every answer carries."""

    def __init__(self, send: Send, request_id: str, *, without_body: bool) -> None:
        self.started = False
        self._send = send
        self._request_id = request_id.encode()
        self._without_body = without_body

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = [*message["headers"], *_ALWAYS, (b"request-id", self._request_id)]
            message = {**message, "headers": headers}
        elif self._without_body and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _options(scope: Scope, posted: frozenset[str]) -> Answer | None:
    """The answer to OPTIONS, a browser's preflight among them; None for another method."""
    if scope["method"] != "OPTIONS":
        return None
    methods = POSTS if scope["path"] in posted else READS
    return Answer(204, headers={"Allow": methods, "Access-Control-Allow-Methods": methods, **_PREFLIGHT})


def _refuse(scope: Scope, request_id: str) -> Answer | None:
    """The answer to what no route should see; None for everything else."""
    path, query = _raw_path(scope), scope.get("query_string", b"")
    asked = asked_of(scope)
    if len(path) > MAX_LENGTH or len(query) > MAX_QUERY:
        detail = f"an address has at most {MAX_LENGTH} characters and a query {MAX_QUERY}"
        limit = MAX_LENGTH if len(path) > MAX_LENGTH else MAX_QUERY
        return problem_answer(make_problem("malformed-request", detail, request_id, limit=limit), asked)
    if _NOT_ASCII.search(path + query):
        detail = "an address is ASCII without white space: percent-encode everything else as UTF-8"
        return problem_answer(make_problem("malformed-request", detail, request_id), asked)
    if _ALIAS.search(path) and not _is_law(path):
        # The router would take these for other spellings of its paths, without a word.
        tidy = re.sub(rb"/+", b"/", path).rstrip(b"/") or b"/"
        if b"%" in tidy:
            return problem_answer(make_problem("no-such-resource", "no path of ours needs escapes", request_id), asked)
        question = f"?{asked.query}" if asked.query else ""
        return Answer(308, headers={"Location": tidy.decode() + question, "Cache-Control": FLOATING})
    return None


def _is_law(path: bytes) -> bool:
    return path[:5].lower() == b"/akn/"


def _raw_path(scope: Scope) -> bytes:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0]
