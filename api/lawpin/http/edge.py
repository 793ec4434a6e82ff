"""The outermost layer: what is true of every request and every answer, whoever gives it.

Requests that no route should see are refused here; HEAD is GET without the body; every answer carries a request id,
may be read from any origin, and is never sniffed. In this order: the fields of the request, the front, the target, how
much the client asked before, how much is under way, the body, the application.
"""

import logging
import re
from collections.abc import Callable, Mapping
from itertools import count
from secrets import token_hex
from time import monotonic
from types import MappingProxyType

from lawpin.http.asgi import Application, Receive, Scope, Send, raw_path
from lawpin.http.bodies import Bodies, replayed, spare
from lawpin.http.caching import FLOATING
from lawpin.http.doors import Door
from lawpin.http.exchange import Answer, Asked, lines
from lawpin.http.guarding import has_condition, refuse_fields, refuse_target
from lawpin.http.limiting import POST_WEIGHT, Limiter
from lawpin.http.logs import REQUEST_ID
from lawpin.http.metrics import Tally
from lawpin.http.problems import make_problem, problem_answer
from lawpin.http.rules import Refusal, Rules
from lawpin.http.sending import Answering
from lawpin.http.shedding import Load

READS, POSTS, BOTH = "GET, HEAD, OPTIONS", "OPTIONS, POST", "GET, HEAD, OPTIONS, POST"
_PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Datetime, Accept-Language, Content-Type, If-None-Match, If-Modified-Since"
    ),
    "Access-Control-Max-Age": "86400",
    "Cache-Control": "public, max-age=86400",
}
# Under which every address is routed; HEAD and GET alike.
LAW = "/akn/"
_ALIAS = re.compile(rb"//|%|./$")
# A stored page: a pinned text or one portion of it. Ranges, outlines and reports are made when they are asked for.
_PINNED = re.compile(rb"@[0-9][0-9;r-]*(?:\.[a-z]+)?(?:/(?:![^/%>~]+)?(?:~[^/%>]*)?)?$")
# Probes must not be kept out by what they are to report.
_UNCOUNTED = (b"/health/", b"/metrics")
_SLOW_S = 1.0
_FREE, _FREE_IF_PINNED = frozenset({304}), frozenset({200, 304})
_FAILED = 500
_log = logging.getLogger("lawpin.http")

# What is asked before anything else, with the raw path; None: it does not answer this.
First = Callable[[Scope, bytes], Answer | None]


def edge(
    application: Application,
    *,
    first: First | None = None,
    posted: frozenset[str] = frozenset(),
    read: frozenset[str] = frozenset(),
    doors: Mapping[str, Door] = MappingProxyType({}),
    rules: Rules | None = None,
    tally: Tally | None = None,
) -> Application:
    """The application behind the edge; `posted` are the paths that take POST, `read` those of them that are read, too.

    `first` is asked before anything else; what it answers is what the application would, and costs too little to count.
    Behind a door are those of the posted paths where not everybody may send.
    """
    asking = first or (lambda _scope, _path: None)
    return _Edge(application, asking, (posted, read), doors, rules or Rules(), tally=tally or Tally()).handle


def asked_of(scope: Scope) -> Asked:
    """The request in an ASGI scope that came through the edge."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        # Repeated fields are one list (RFC 9110 section 5.3).
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return Asked(
        method=scope["method"],
        path=raw_path(scope).decode("latin-1"),
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=headers,
        request_id=scope["state"]["request_id"],
    )


class _Edge:
    def __init__(
        self,
        application: Application,
        first: First,
        posted: tuple[frozenset[str], frozenset[str]],
        doors: Mapping[str, Door],
        rules: Rules,
        *,
        tally: Tally,
    ) -> None:
        self._application = application
        self._first = first
        self._posted, self._read = posted
        self._doors = doors
        self._rules = rules
        self._tally = tally
        self._bodies = Bodies(rules)
        self._load = Load(rules)
        # Eight digits of the process, eight that count: not a secret, and a tenth of the cost of randomness.
        self._process_id, self._numbers = token_hex(4), count(1)
        self._limiter = Limiter(rules.reads_per_minute, rules.trusted) if rules.reads_per_minute else None

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        begun = monotonic()
        request_id, method, path = self._next_id(), scope["method"], raw_path(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        REQUEST_ID.set(request_id)
        answering = Answering(send, request_id, without_body=method == "HEAD")
        refusal = refuse_fields(scope["headers"], scope.get("http_version", "1.1"), self._rules)
        try:
            ready = None if refusal is not None else self._first(scope, path)
            if ready is not None:
                await answering.answer(ready)
                return
            refusal = refusal or await self._answer(scope, path, receive, answering)
            if refusal is not None:
                await _send_refusal(refusal, scope, answering)
        except Exception:  # noqa: BLE001 - whatever it was, the client gets an answer and the log the rest
            _log.exception("request failed")
            if not answering.status:
                await _send_refusal(_FAULT, scope, answering)
        finally:
            took_s = monotonic() - begun
            self._tally.count(path, method, answering.status, took_s)
            # What is turned away is counted: a line for each would be load on top of load.
            failed = answering.status >= _FAILED and refusal is None
            if failed or took_s > _SLOW_S or self._rules.logs_every_request:
                _write_line(method, path, answering.status, took_s)

    def _next_id(self) -> str:
        return f"{self._process_id}{next(self._numbers) & 0xFFFFFFFF:08x}"

    async def _answer(self, scope: Scope, path: bytes, receive: Receive, answering: Answering) -> Refusal | None:
        """Answers, or says why not."""
        refusal = refuse_target(path, scope.get("query_string", b""))
        if refusal is not None:
            return refusal
        ready = _options(scope, self._posted, self._read) or _tidied(scope, path)
        if ready is not None:
            await answering.answer(ready)
            return None
        is_post = scope["method"] == "POST" and scope["path"] in self._posted
        is_pinned = not scope.get("query_string") and _PINNED.search(path) is not None
        refusal = self._count(scope, path, answering, is_pinned=is_pinned)
        door = self._doors.get(scope["path"]) if is_post else None
        if refusal is None and not is_pinned and not path.startswith(_UNCOUNTED):
            refusal = self._load.refuse(is_post=is_post and door is None)
        if refusal is not None:
            return refusal
        if door is not None:
            return await self._post_through(door, scope, receive, answering)
        if is_post:
            return await self._post(scope, receive, answering)
        await self._apply(scope, path, receive, answering)
        return _TOO_MANY if answering.withheld else None

    def _count(self, scope: Scope, path: bytes, answering: Answering, *, is_pinned: bool) -> Refusal | None:
        """What the client has asked so far; what may turn out to be free is counted when the answer is known."""
        if self._limiter is None or path.startswith(_UNCOUNTED):
            return None
        limiter = self._limiter
        if is_pinned or has_condition(scope["headers"]):
            answering.free = _FREE_IF_PINNED if is_pinned else _FREE
            answering.charge = lambda: limiter.take(scope)
            return None
        allowed, answering.fields = limiter.take(scope, POST_WEIGHT if scope["method"] == "POST" else 1)
        return None if allowed else _TOO_MANY

    async def _post(self, scope: Scope, receive: Receive, answering: Answering) -> Refusal | None:
        body = await self._bodies.read(scope["headers"], receive)
        if isinstance(body, Refusal):
            return body
        # Asked again: bodies arrive slowly, and hold no place while they do.
        refusal = self._load.refuse(is_post=True)
        if refusal is not None:
            return refusal
        self._load.posts += 1
        try:
            await self._apply(scope, raw_path(scope), replayed(body, receive), answering)
        finally:
            self._load.posts -= 1
        return None

    async def _post_through(self, door: Door, scope: Scope, receive: Receive, answering: Answering) -> Refusal | None:
        """As `_post`; who may not send is told so before a byte of the body is read, and waits in a line of its own."""
        refusal = await door.refuse(scope)
        if refusal is not None:
            await spare(scope["headers"], receive)
            return refusal
        with door.passing():
            body = await self._bodies.read(scope["headers"], receive, door.allowance)
            if isinstance(body, Refusal):
                return body
            with self._bodies.holding(body):
                await self._apply(scope, raw_path(scope), replayed(body, receive), answering)
        return None

    async def _apply(self, scope: Scope, path: bytes, receive: Receive, answering: Answering) -> None:
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
        if _is_law(path):
            # Routed by the word alone; what the rest of the path names is read from its raw form.
            scope["path"] = LAW
        self._load.requests += 1
        try:
            await self._application(scope, receive, answering.send)
        finally:
            self._load.requests -= 1


_FAULT = Refusal("internal-error", "the server failed; its log says why")
_TOO_MANY = Refusal("rate-limited", "this address asked more than it may: wait as long as Retry-After says")


async def _send_refusal(refusal: Refusal, scope: Scope, answering: Answering) -> None:
    facts = {} if refusal.limit is None else {"limit": refusal.limit}
    problem = make_problem(refusal.reason, refusal.detail, scope["state"]["request_id"], **facts)
    await answering.answer(problem_answer(problem, asked_of(scope), **dict(refusal.fields)))


def _write_line(method: str, path: bytes, status: int, took_s: float) -> None:
    said = {
        "method": method,
        "path": path[:200].decode("ascii", "backslashreplace"),
        "status": status,
        "duration_ms": round(took_s * 1000, 3),
    }
    _log.log(logging.ERROR if status >= _FAILED else logging.INFO, "request", extra=said)


def _options(scope: Scope, posted: frozenset[str], read: frozenset[str]) -> Answer | None:
    """The answer to OPTIONS, a browser's preflight among them; None for another method."""
    if scope["method"] != "OPTIONS":
        return None
    path = scope["path"]
    methods = BOTH if path in posted & read else POSTS if path in posted else READS
    return Answer(204, lines({"Allow": methods, "Access-Control-Allow-Methods": methods, **_PREFLIGHT}))


def _tidied(scope: Scope, path: bytes) -> Answer | None:
    """Where a path of ours is really found, if it is written in a way that the router would take without a word."""
    if _is_law(path) or not _ALIAS.search(path):
        return None
    asked = asked_of(scope)
    tidy = re.sub(rb"/+", b"/", path).rstrip(b"/") or b"/"
    if b"%" in tidy:
        problem = make_problem("no-such-resource", "no path of ours needs escapes", asked.request_id)
        return problem_answer(problem, asked)
    question = f"?{asked.query}" if asked.query else ""
    return Answer(308, lines({"Location": tidy.decode() + question, "Cache-Control": FLOATING}))


def _is_law(path: bytes) -> bool:
    return path[:5].lower() == b"/akn/"
