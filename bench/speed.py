"""Look-ups over HTTP, beside a bare ASGI application that answers with constant bytes of the same size and fields.

python -m bench.speed [--rows 100000] [--rounds 5] [--seconds 4] [--no-result]

Both run on granian with one worker on one core, in turns; the client runs on another. What is compared is requests for
each CPU second of the server's processes, so that a slow client or a busy machine changes little.
"""

import argparse
import os
import random
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw
import orjson
from bench.lookup import RESULTS, SEED, Places, fill, machine, make_template

from lawpin.holdings.opening import open_store
from lawpin.law.identifiers.ids import PortionId

CONNECTIONS = 16
ADDRESSES = 20_000
SERVER_CORE, CLIENT_CORE = 0, 1
TICKS = os.sysconf("SC_CLK_TCK")
# Fields that granian writes itself, or that the client's connection decides.
OWN_FIELDS = {"date", "server", "content-length", "connection", "transfer-encoding"}


@dataclass(frozen=True, slots=True)
class Run:
    """One run: requests answered, CPU seconds of the server, wall seconds."""

    requests: int
    cpu_s: float
    wall_s: float

    @property
    def per_cpu_s(self) -> float:
        return self.requests / self.cpu_s


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--no-result", action="store_true", help="write no file in bench/results")
    options = parser.parse_args()
    os.sched_setaffinity(0, {CLIENT_CORE})
    folder = Path(tempfile.mkdtemp(prefix="lawpin-speed-"))
    try:
        runs, memory = measure(folder, options.rows, options.rounds, options.seconds)
    finally:
        shutil.rmtree(folder)
    text = report(runs, memory, options.rows)
    print(text)
    if not options.no_result:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"speed-{time.strftime('%Y-%m-%d')}.md").write_text(text)


def measure(folder: Path, rows: int, rounds: int, seconds: float) -> tuple[dict[str, list[Run]], int]:
    """Runs by kind, in the order of the rounds, and the private memory of lawpin's worker in kB."""
    template = make_template()
    works = max(1, rows // len(template.portions))
    url = f"sqlite:{folder / 'store.sqlite'}"
    store = open_store(url)
    fill(store, apsw.Connection(str(folder / "bare.sqlite")), template, works)
    # Clauses: what the anchor answers has the size of the one in the middle.
    clauses = sorted(
        (made for made in template.portions if made.portion.kind == "item"), key=lambda made: len(made.json.content)
    )
    places = Places(template.version.id, works, [made.portion.eid for made in clauses], random.Random(SEED))
    middle = PortionId(template.version.id, clauses[len(clauses) // 2].portion.eid)
    paths = [str(place) for place in places.anywhere(ADDRESSES)]
    store.close()
    port, bare_port = free_port(), free_port()
    with serving(["-m", "lawpin", "serve", "--port", str(port), "--store", url], port) as lawpin:
        sample = folder / "sample"
        first = paths[0].rpartition("/~")[0]
        tag = save_sample(port, f"{first}/~{middle.eid}", sample)
        with serving(["-m", "bench.bare", str(bare_port), str(sample)], bare_port) as bare:
            plain = [request_bytes(path) for path in paths]
            unchanged = [request_bytes(f"{first}/~{middle.eid}", f"If-None-Match: {tag}\r\n")]
            kinds: dict[str, Callable[[], Run]] = {
                "bare": lambda: load(bare, bare_port, plain, seconds),
                "lawpin": lambda: load(lawpin, port, plain, seconds),
                "lawpin 304": lambda: load(lawpin, port, unchanged, seconds),
            }
            for run in kinds.values():
                run()
            runs: dict[str, list[Run]] = {name: [] for name in kinds}
            for _ in range(rounds):
                for name, run in kinds.items():
                    runs[name].append(run())
            return runs, max(private_kb(process) for process in children_of(lawpin))


def save_sample(port: int, path: str, file: Path) -> str:
    """Writes one answer of lawpin as the bare application's; its entity tag."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        fields = [(k.lower(), v) for k, v in answer.headers.items() if k.lower() not in OWN_FIELDS]
        body = answer.read()
        fields.append(("content-length", str(len(body))))
        file.write_bytes(orjson.dumps(fields) + b"\n" + body)
        return str(answer.headers["ETag"])


def request_bytes(path: str, fields: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n{fields}\r\n".encode()


def load(server: int, port: int, requests: Sequence[bytes], seconds: float) -> Run:
    """Keeps a few connections busy for a while; every answer must be whole and 200 or 304."""
    waiting = selectors.DefaultSelector()
    todo = _endless(requests)
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    for connection in connections:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(connection, selectors.EVENT_READ)
        connection.sendall(next(todo))
    answered, cpu, begun = 0, cpu_s(server), time.perf_counter()
    until = begun + seconds
    while time.perf_counter() < until:
        for key, _ in waiting.select():
            ready = key.fileobj
            assert isinstance(ready, socket.socket)
            read_answer(ready)
            answered += 1
            ready.sendall(next(todo))
    spent, wall = cpu_s(server) - cpu, time.perf_counter() - begun
    for open_still in connections:
        open_still.close()
    return Run(answered, spent, wall)


def read_answer(connection: socket.socket) -> None:
    data = connection.recv(65536)
    assert data[9:12] in {b"200", b"304"}, data[:200]
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += connection.recv(65536)
    at = data.find(b"content-length: ", 0, end)
    whole = end + 4 + (int(data[at + 16 : data.index(b"\r", at)]) if at >= 0 else 0)
    while len(data) < whole:
        data += connection.recv(65536)


def _endless(requests: Sequence[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


@contextmanager
def serving(words: list[str], port: int) -> Iterator[int]:
    """A server on its core, by the id of its first process."""
    process = subprocess.Popen(
        ["taskset", "-c", str(SERVER_CORE), sys.executable, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < deadline, f"{words} does not listen"
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def children_of(process: int) -> list[int]:
    found = [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [process, *(below for child in found for below in children_of(child))]


def cpu_s(process: int) -> float:
    """CPU seconds of a process and all below it, user and system."""
    stats = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in children_of(process)]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / TICKS


def private_kb(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def report(runs: dict[str, list[Run]], memory: int, rows: int) -> str:
    bare = [run.per_cpu_s for run in runs["bare"]]
    lines = [
        f"# Look-ups over HTTP, {time.strftime('%Y-%m-%d')}",
        "",
        f"{machine()}. {rows:,} portions, addresses at random; {len(bare)} rounds in turns, one core for each server.",
        "",
        "| answers | requests for a CPU second, median (range) | ratio to bare, median (range) |",
        "|---|---|---|",
    ]
    for name, kind in runs.items():
        speeds = [run.per_cpu_s for run in kind]
        ratios = [speed / anchor for speed, anchor in zip(speeds, bare, strict=True)]
        lines.append(
            f"| {name} | {statistics.median(speeds):,.0f} ({min(speeds):,.0f} to {max(speeds):,.0f}) "
            f"| {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |"
        )
    return "\n".join([*lines, "", f"Private memory of the worker: {memory / 1024:.0f} MB.", ""])


if __name__ == "__main__":
    main()
