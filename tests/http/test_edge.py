"""The edge by itself: what it refuses, what it counts, what it adds, whoever stands behind it."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any

import pytest

from lawpin.http.asgi import Application, Message, Receive, Scope, Send
from lawpin.http.edge import edge
from lawpin.http.limiting import client_of
from lawpin.http.rules import MAX_BODY, Rules
from lawpin.http.shedding import Load

PINNED, FLOATING = "/akn/cn/act/2017/x/eng@2017-01-15", "/akn/cn/act/2017/x/eng"
STRICT = Rules(host_required=True)


@dataclass(frozen=True)
class Got:
    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def reason(self) -> str:
        return str(json.loads(self.body)["reason"])


async def exchange(application: Application, method: str, path: str, **more: Any) -> Got:  # noqa: ANN401 - a scope
    """`fields` as pairs, `messages` what `receive` gives; a message None never arrives."""
    messages = list(more.get("messages", [{"type": "http.request", "body": b""}]))
    sent: list[Message] = []

    async def receive() -> Message:
        message = messages.pop(0) if messages else {"type": "http.disconnect"}
        if message is None:
            await asyncio.sleep(60)
        return dict(message)

    async def send(message: Message) -> None:
        sent.append(message)

    raw, _, query = path.encode("latin-1").partition(b"?")
    scope = {
        "type": "http",
        "http_version": more.get("http_version", "1.1"),
        "method": method,
        "path": raw.decode("latin-1"),
        "raw_path": raw,
        "query_string": query,
        "headers": more.get("fields", [(b"host", b"lawpin.example")]),
        "client": (more.get("client", "192.0.2.1"), 1),
    }
    await application(scope, receive, send)
    fields = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Got(sent[0]["status"], fields, b"".join(message["body"] for message in sent[1:]))


def ask(application: Application, method: str, path: str, **more: Any) -> Got:  # noqa: ANN401 - a scope
    return asyncio.run(exchange(application, method, path, **more))


def behind(status: int = 200) -> Application:
    async def application(_scope: Scope, receive: Receive, send: Send) -> None:
        body = (await receive()).get("body", b"")
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body or b"well"})

    return application


@pytest.mark.parametrize(
    "host",
    ["a b", "a/b", "a,b", "a@b", "-a", ".", "[::1", "::1", "a:b", "a:1:2", "a:123456", "\xff", "a" * 300, "http://a"],
)
def test_a_host_that_is_none_is_refused(host: str) -> None:
    got = ask(edge(behind(), rules=STRICT), "GET", "/", fields=[(b"host", host.encode("latin-1"))])
    assert (got.status, got.reason) == (400, "malformed-request")


@pytest.mark.parametrize(
    "host", ["lawpin.example", "LAWPIN", "a_b.c", "127.0.0.1:8000", "[::1]:80", "a:", "xn--fiq228c"]
)
def test_a_host_that_is_one_is_answered(host: str) -> None:
    assert ask(edge(behind(), rules=STRICT), "GET", "/", fields=[(b"host", host.encode())]).status == 200


def test_http_1_1_without_host_or_with_two_is_refused_and_http_1_0_without_is_not() -> None:
    application = edge(behind(), rules=STRICT)
    assert ask(application, "GET", "/", fields=[]).status == 400
    assert ask(application, "GET", "/", fields=[(b"host", b"")]).status == 400
    assert ask(application, "GET", "/", fields=[(b"host", b"a"), (b"host", b"a")]).status == 400
    assert ask(application, "GET", "/", fields=[(b"host", b"")], http_version="1").status == 200


def test_only_the_hosts_of_the_list_are_answered_in_any_letter_case_and_at_any_port() -> None:
    application = edge(behind(), rules=Rules(hosts=frozenset({"law.example", "[::1]"})))
    statuses = {
        host: ask(application, "GET", "/", fields=[(b"host", host.encode())]).status
        for host in ("law.example", "LAW.example:8000", "[::1]:1", "evil.example", "law.example.evil")
    }
    assert [host for host, status in statuses.items() if status == 200] == [
        "law.example",
        "LAW.example:8000",
        "[::1]:1",
    ]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ([(b"x", b"y")] * 80, 200),
        ([(b"x", b"y")] * 81, 431),
        ([(b"x", b"y" * 32_767)], 200),
        ([(b"x", b"y" * 32_768)], 431),
    ],
)
def test_fields_have_a_number_and_a_size(fields: list[tuple[bytes, bytes]], status: int) -> None:
    assert ask(edge(behind()), "GET", "/", fields=fields).status == status


def post(*messages: Message | None, rules: Rules | None = None, fields: tuple[tuple[bytes, bytes], ...] = ()) -> Got:
    application = edge(behind(), posted=frozenset({"/p"}), rules=rules)
    return ask(application, "POST", "/p", fields=list(fields), messages=messages)


def part(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_parts_reaches_the_application_whole() -> None:
    assert post(part(b"a"), part(b""), part(b"bc", more=False)).body == b"abc"


def test_a_body_has_a_size_announced_or_not() -> None:
    assert post(part(b"x" * MAX_BODY, more=False)).status == 200
    assert post(part(b"x" * MAX_BODY), part(b"x", more=False)).reason == "too-much"
    assert post(None, fields=((b"content-length", b"%d" % (MAX_BODY + 1)),)).status == 413
    assert post(None, fields=((b"content-length", b"9" * 4000),)).status == 413


def test_a_body_that_stalls_is_given_up_at_the_deadline() -> None:
    got = post(part(b"x"), None, rules=Rules(body_deadline_s=0.05))
    assert (got.status, got.reason) == (408, "request-timeout")


def test_a_body_that_breaks_off_is_the_fault_of_the_request() -> None:
    assert post(part(b"x"), {"type": "http.disconnect"}).status == 400


@pytest.mark.parametrize("kind", [b"multipart/form-data; boundary=x", b" Multipart/Mixed", b"MULTIPART/"])
def test_multipart_is_refused(kind: bytes) -> None:
    assert post(part(b"", more=False), fields=((b"content-type", kind),)).reason == "unsupported-media-type"


def test_bodies_that_arrive_share_a_bound_and_give_it_back() -> None:
    rules = Rules(body_bytes_at_once=10, body_deadline_s=0.2)
    application = edge(behind(), posted=frozenset({"/p"}), rules=rules)

    async def two_then_one() -> list[int]:
        stalled = exchange(application, "POST", "/p", messages=[part(b"12345678"), None])
        waiting = asyncio.create_task(stalled)
        await asyncio.sleep(0.05)
        refused = await exchange(application, "POST", "/p", messages=[part(b"123", more=False)])
        late = await waiting
        again = await exchange(application, "POST", "/p", messages=[part(b"123", more=False)])
        return [refused.status, late.status, again.status]

    assert asyncio.run(two_then_one()) == [503, 408, 200]


def test_more_posts_at_once_than_allowed_are_told_when_to_come_back_and_reads_go_on() -> None:
    async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.1)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    application = edge(slow, posted=frozenset({"/p"}), rules=Rules(posts_at_once=2))

    async def crowd() -> list[Got]:
        posts = [exchange(application, "POST", "/p", messages=[part(b"x", more=False)]) for _ in range(3)]
        return await asyncio.gather(*posts, exchange(application, "GET", "/x"))

    got = asyncio.run(crowd())
    assert sorted(each.status for each in got) == [200, 200, 200, 503]
    refused = next(each for each in got if each.status == 503)
    assert (refused.reason, refused.fields["retry-after"]) == ("overloaded", "1")


def test_a_loop_that_is_late_three_times_turns_away_what_is_not_pinned_until_it_is_on_time() -> None:
    load = Load(Rules())

    async def blocked() -> list[str | None]:
        seen: list[str | None] = []
        for late in (0, 1, 2, 3):
            load.late = late
            refusal = load.refuse(is_post=False)
            seen.append(refusal.reason if refusal else None)
        await asyncio.sleep(0.12)
        refusal = load.refuse(is_post=False)
        return [*seen, refusal.reason if refusal else None]

    assert asyncio.run(blocked()) == [None, None, None, "overloaded", None]


def limited(status: int = 200, reads: int = 3) -> Callable[..., Got]:
    application = edge(behind(status), posted=frozenset({"/p"}), rules=Rules(reads_per_minute=reads))
    return lambda method, path, **more: ask(application, method, path, **more)


def test_what_a_client_asks_beyond_its_minute_is_429_with_the_time_to_wait() -> None:
    get = limited()
    answers = [get("GET", "/v1/works") for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert [answer.fields["ratelimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[0].fields["ratelimit-policy"] == '"reads";q=3;w=60'
    assert 1 <= int(answers[3].fields["retry-after"]) <= 60
    assert answers[3].reason == "rate-limited"
    assert get("GET", "/v1/works", client="192.0.2.2").status == 200


def test_pinned_bodies_are_free_and_what_only_looks_like_one_is_not() -> None:
    get = limited()
    assert [get("GET", PINNED).status for _ in range(9)] == [200] * 9
    assert "ratelimit" not in get("GET", PINNED).fields
    assert [get("GET", f"{PINNED}?depth=1").status for _ in range(4)] == [200, 200, 200, 429]
    assert get("GET", PINNED).status == 200
    missing = limited(status=404)
    assert [missing("GET", PINNED).status for _ in range(4)] == [404, 404, 404, 429]


@pytest.mark.parametrize(
    "place", ["", ".xml", ";r2", "/~art_5", "/~art_5__item_3.json", "/~%E6%9D%A1", "/toc", "/~a-%3Eb"]
)
def test_what_is_made_when_it_is_asked_for_is_counted_though_it_is_pinned(place: str) -> None:
    is_stored = "%" not in place and place != "/toc"
    assert ("ratelimit" in limited()("GET", PINNED + place).fields) is not is_stored


def test_an_unchanged_answer_is_free_and_a_changed_one_is_not() -> None:
    unchanged, changed = limited(status=304), limited()
    conditional = [(b"if-none-match", b'"x"')]
    assert [unchanged("GET", FLOATING, fields=conditional).status for _ in range(9)] == [304] * 9
    assert [changed("GET", FLOATING, fields=conditional).status for _ in range(4)] == [200, 200, 200, 429]


def test_probes_are_never_limited_and_a_batch_counts_as_twenty_reads() -> None:
    ask_ = limited(reads=25)
    assert [ask_("POST", "/p", messages=[part(b"", more=False)]).status for _ in range(2)] == [200, 429]
    assert [ask_("GET", "/health/live").status for _ in range(40)] == [200] * 40


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", b"198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", b"198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", b"1.1.1.1, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.1", b"nonsense", "10.0.0.1"),
        ("10.0.0.1", b"", "10.0.0.1"),
        ("10.0.0.1", b"1.1.1.1, \xff", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", b"", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.1", b"", "198.51.100.1"),
    ],
)
def test_a_client_is_its_peer_unless_a_trusted_proxy_names_another(peer: str, forwarded: bytes, client: str) -> None:
    scope = {"client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded)]}
    assert client_of(scope, (ip_network("10.0.0.0/8"),)) == client


def test_without_a_trusted_proxy_nobody_is_believed() -> None:
    scope = {"client": ("10.0.0.1", 1), "headers": [(b"x-forwarded-for", b"198.51.100.1")]}
    assert client_of(scope, ()) == "10.0.0.1"


def test_a_failure_is_a_problem_with_the_request_id_of_the_log_line(caplog: pytest.LogCaptureFixture) -> None:
    async def failing(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise ZeroDivisionError

    with caplog.at_level(logging.INFO, logger="lawpin.http"):
        got = ask(edge(failing), "GET", "/x")
    assert (got.status, got.reason) == (500, "internal-error")
    assert got.fields["request-id"] == json.loads(got.body)["instance"]
    assert [record.getMessage() for record in caplog.records] == ["request failed", "request"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "BREW"])
def test_every_answer_has_a_request_id_of_its_own_and_does_not_name_its_server(method: str) -> None:
    first, second = (ask(edge(behind(), rules=STRICT), method, "/x") for _ in range(2))
    assert first.fields["request-id"] != second.fields["request-id"]
    assert first.fields["server"] == "lawpin"
