"""The client: a few connections that are kept busy, and every answer read to its end."""

import selectors
import socket
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from bench.serving import Server

CONNECTIONS = 16
PATIENCE_S = 10
END_OF_HEAD, LAST_CHUNK = b"\r\n\r\n", b"\r\n0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Run:
    """Requests answered, CPU seconds that the server spent on them, wall seconds."""

    requests: int
    cpu_s: float
    wall_s: float

    @property
    def per_cpu_s(self) -> float:
        return self.requests / self.cpu_s


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came: its status, its fields in order with names in lower case, its body."""

    status: int
    fields: list[tuple[str, str]]
    body: bytes

    def field(self, name: str) -> str | None:
        """The first field of that name."""
        return next((value for field, value in self.fields if field == name), None)

    def fields_but(self, names: Collection[str]) -> list[tuple[str, str]]:
        """The fields without those of these names."""
        return [(field, value) for field, value in self.fields if field not in names]


def request_bytes(path: str, fields: str = "") -> bytes:
    """A GET; `fields` are lines that end with CRLF."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n{fields}\r\n".encode()


def ask(port: int, requests: Sequence[bytes]) -> Iterator[Answer]:
    """The answers, one after the other."""
    with _connect(port) as connection:
        for request in requests:
            connection.sendall(request)
            data, end = _receive(connection)
            status, *lines = data[:end].decode("latin-1").split("\r\n")
            fields = [(name.lower(), value) for name, _, value in (line.partition(": ") for line in lines)]
            yield Answer(int(status.split()[1]), fields, data[end + len(END_OF_HEAD) :])


def load(
    server: Server, requests: Sequence[bytes], expected: bytes, seconds: float, connections: int = CONNECTIONS
) -> Run:
    """Asks again and again for a while; exits where the head of an answer does not hold what is expected."""
    waiting, todo = selectors.DefaultSelector(), cycle(requests)
    opened = [_connect(server.port) for _ in range(connections)]
    for connection in opened:
        waiting.register(connection, selectors.EVENT_READ)
    answered, cpu_s, begun = 0, server.cpu_s(), time.perf_counter()
    for connection in opened:
        connection.sendall(next(todo))
    until = begun + seconds
    while time.perf_counter() < until:
        for key, _ in waiting.select(PATIENCE_S):
            ready = key.fileobj
            assert isinstance(ready, socket.socket)
            data, end = _receive(ready)
            if data.find(expected, 0, end) < 0:
                sys.exit(f"expected {expected!r} and got {data[:300]!r}")
            answered += 1
            ready.sendall(next(todo))
    run = Run(answered, server.cpu_s() - cpu_s, time.perf_counter() - begun)
    for connection in opened:
        connection.close()
    waiting.close()
    if run.cpu_s <= 0 or not answered:
        sys.exit(f"{answered} answers in {run.cpu_s:.2f} CPU seconds: too few to compare, use more --seconds")
    return run


def _connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _receive(connection: socket.socket) -> tuple[bytes, int]:
    """One whole answer and where its head ends."""
    data = _more(connection)
    while (end := data.find(END_OF_HEAD)) < 0:
        data += _more(connection)
    head = data[: end + 2].lower()
    at = head.find(b"content-length: ")
    if at >= 0:
        whole = end + len(END_OF_HEAD) + int(head[at + 16 : head.index(b"\r", at)])
        while len(data) < whole:
            data += _more(connection)
    elif b"transfer-encoding: chunked" in head:
        while not data.endswith(LAST_CHUNK, end + len(END_OF_HEAD)):
            data += _more(connection)
    return data, end


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 16)
    if not data:
        sys.exit("a server closed the connection before its answer was whole")
    return data
