"""A server that people publish to: its key, its processes, its answers."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests.journeys.conftest import start, stop


@dataclass
class Server:
    store: str
    key: str
    process: subprocess.Popen[str]
    base: str

    def publish(self, source: bytes, **headers: str) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        fields = {"authorization": f"Bearer {self.key}", "content-type": "application/akn+xml", **given}
        return httpx.post(f"{self.base}/v1/ingests", content=source, headers=fields, timeout=100)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.base}{path}", timeout=30)

    def press(self) -> list[int]:
        """The processes that work on documents, one of each worker at most."""
        return [pid for worker in children(self.process.pid) for pid in children(worker) if "tracker_fd" in words(pid)]

    def kill(self) -> None:
        """All of it at once, as a loss of power does."""
        everybody = [self.process.pid, *below(self.process.pid)]
        for pid in everybody:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate(timeout=30)

    def stop(self) -> None:
        stop(self.process)


def open_server(folder: Path, *words: str) -> Server:
    store = f"sqlite:{folder / 'law.sqlite'}"
    process, base = start(store, *words)
    return Server(store, make_key(store), process, base)


def make_key(store: str) -> str:
    command = [sys.executable, "-m", "lawpin", "keys", "create", "--scope", "publish:*", "--json", "--store", store]
    made = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return str(json.loads(made.stdout)["key"])


def begin_again(server: Server, *words: str) -> Server:
    """Another server over the same store."""
    process, base = start(server.store, *words)
    return Server(server.store, server.key, process, base)


def children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                found += [int(folder.name)] if parent == pid else []
    return found


def below(pid: int) -> Iterator[int]:
    for child in children(pid):
        yield child
        yield from below(child)


def words(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def wait_until(holds: object, wait_s: float = 30) -> None:
    assert callable(holds)
    until = time.monotonic() + wait_s
    while not holds():
        assert time.monotonic() < until, "it never came to pass"
        time.sleep(0.02)
