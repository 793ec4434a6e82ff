"""Ten thousand clients that say nothing and a thousand that stop half-way: a good client notices none of them."""

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from tests.journeys.hostile import HOST, PINNED, POST
from tests.journeys.sockets import address, get, hear

IDLE, HALF_SENT = 10_000, 1_000
_NEEDED = IDLE + HALF_SENT + 500
_HALVES = (
    b"GET " + PINNED,
    b"GET " + PINNED + b" HTTP/1.1\r\n" + HOST + b"X-Never-Ending: ",
    b"POST " + POST + b" HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
    b"POST " + POST + b" HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{",
)
_IDS = b'{"ids":["' + PINNED + b'"]}'
_FIELDS = HOST + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_IDS)
_BATCH = b"POST " + POST + b" HTTP/1.1\r\n" + _FIELDS + _IDS


@pytest.fixture
def descriptors() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    if before[1] < _NEEDED:
        pytest.skip(f"this machine allows {before[1]} descriptors, not {_NEEDED}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.usefixtures("descriptors")
def test_a_good_client_is_answered_within_50_ms_among_ten_thousand_idle_and_a_thousand_half_sent(server: str) -> None:
    with ExitStack() as open_ones:
        idle = [open_ones.enter_context(_connected(server)) for _ in range(IDLE)]
        half_sent = [open_ones.enter_context(_connected(server)) for _ in range(HALF_SENT)]
        for number, connection in enumerate(half_sent):
            connection.sendall(_HALVES[number % len(_HALVES)])
        took_s = sorted(_ask(server) for _ in range(500))
        batch = hear(server, _BATCH)
        still_there = sum(_is_open(connection) for connection in (*idle, *half_sent))
    assert still_there > (IDLE + HALF_SENT) * 0.9, "they were gone before anything was measured"
    assert [reply.status for reply in batch.replies] == [200]
    assert took_s[494] < 0.05, f"p99 was {took_s[494] * 1000:.1f} ms"


def test_a_header_that_never_ends_is_cut_off_after_five_seconds(server: str) -> None:
    with closing(_connected(server)) as connection:
        connection.sendall(_HALVES[1])
        begun = time.monotonic()
        connection.settimeout(9)
        while connection.recv(1 << 16):
            pass
        assert 3 < time.monotonic() - begun < 8


def test_a_body_that_never_ends_is_answered_408_after_ten_seconds_in_a_connection_that_is_closed(server: str) -> None:
    with closing(_connected(server)) as connection:
        connection.sendall(_HALVES[2])
        begun = time.monotonic()
        connection.settimeout(15)
        heard = b""
        while piece := connection.recv(1 << 16):
            heard += piece
        assert heard.startswith(b"HTTP/1.1 408 ")
        assert b'"reason":"request-timeout"' in heard
        assert 8 < time.monotonic() - begun < 13


def _connected(server: str) -> socket.socket:
    return socket.create_connection(address(server), timeout=10)


def _ask(server: str) -> float:
    begun = time.monotonic()
    assert get(server, PINNED.decode()).status == 200
    return time.monotonic() - begun


def _is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)  # noqa: FBT003 - the standard library's signature
    try:
        return connection.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
