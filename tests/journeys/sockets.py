"""Bytes on a socket, and what comes back: nothing here knows more of HTTP than where an answer ends."""

import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_BODILESS = frozenset({204, 304})


@dataclass(frozen=True)
class Reply:
    status: int
    head: bytes
    body: bytes

    def field(self, name: str) -> str | None:
        found = re.search(rb"\r\n" + name.encode() + rb": ([^\r]*)", self.head, re.IGNORECASE)
        return found and found[1].decode("latin-1")


@dataclass(frozen=True)
class Heard:
    """`rest` is what is no whole answer; `over` tells whether the server closed the connection."""

    replies: tuple[Reply, ...]
    rest: bytes
    over: bool
    took_s: float


def address(base: str) -> tuple[str, int]:
    parts = urlsplit(base)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port


def hear(base: str, sent: bytes, *, replies: int = 1, wait_s: float = 2) -> Heard:
    begun = time.monotonic()
    heard, over = b"", False
    with socket.create_connection(address(base), timeout=wait_s) as connection:
        try:
            connection.sendall(sent)
        except OSError:
            over = True
        while time.monotonic() - begun < wait_s and len(_parse(heard)[0]) < replies:
            try:
                piece = connection.recv(1 << 20)
            except TimeoutError:
                break
            except OSError:
                over = True
                break
            heard += piece
            if not piece:
                over = True
                break
    found, rest = _parse(heard)
    return Heard(found, rest, over, time.monotonic() - begun)


def get(base: str, target: str) -> Reply:
    heard = hear(
        base, f"GET {target} HTTP/1.1\r\nHost: lawpin.example\r\nConnection: close\r\n\r\n".encode(), wait_s=10
    )
    assert heard.replies, f"no answer to {target}"
    return heard.replies[0]


def _parse(heard: bytes) -> tuple[tuple[Reply, ...], bytes]:
    found: list[Reply] = []
    while True:
        head, end, rest = heard.partition(b"\r\n\r\n")
        status = _STATUS.match(head)
        if not end or status is None:
            return tuple(found), heard
        code, length = int(status[1]), _LENGTH.search(head)
        size = 0 if length is None or code in _BODILESS else int(length[1])
        if len(rest) < size:
            return tuple(found), heard
        if code >= 200:
            found.append(Reply(code, head, rest[:size]))
        heard = rest[size:]
