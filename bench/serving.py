"""Servers as processes on a core of their own: what they spend and what they keep. Linux only: it reads /proc."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN_S, STOPS_WITHIN_S = 60, 30


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens; `process` is its first one, whose children may be the workers."""

    process: int
    port: int

    def cpu_s(self) -> float:
        """CPU seconds of all its processes since they began, user and system."""
        return sum(_ticks(process) for process in _with_children(self.process)) / TICKS_A_SECOND

    def private_mb(self) -> float:
        """Memory that nobody shares with its worker, the process that has worked most; 1 MB is 1024 kB."""
        worker = max(_with_children(self.process), key=_ticks)
        lines = Path(f"/proc/{worker}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


@dataclass(frozen=True, slots=True)
class Cores:
    """The core of the servers and that of the client; None where they are not told apart."""

    server: int | None = None
    client: int | None = None


def why_not() -> str | None:
    """Why nothing can be measured on this machine; None where it can."""
    if Path("/proc/self/smaps_rollup").exists():
        return None
    return "NOT MEASURED: CPU seconds and memory are read from /proc, which only Linux has"


def choose_cores() -> Cores:
    """Two of the cores that this process may use; with fewer, says so and leaves everything where it is."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        print("only one core: client and servers share it, so figures vary more", file=sys.stderr)
        return Cores()
    return Cores(*allowed[:2])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(words: Sequence[str], port: int, cores: Cores) -> Iterator[Server]:
    """A server that listens on the port; ended with the block. Exits with what it wrote where it does not start."""
    with tempfile.TemporaryFile() as said:
        process = _start(words, cores, said.fileno())
        try:
            until = time.monotonic() + STARTS_WITHIN_S
            while not _listens(port):
                if process.poll() is not None or time.monotonic() > until:
                    said.seek(0)
                    wrote = said.read().decode(errors="replace")[-2000:]
                    sys.exit(f"{' '.join(words)} does not listen; it wrote:\n{wrote}")
                time.sleep(0.05)
            yield Server(process.pid, port)
        finally:
            _end(process)


def _start(words: Sequence[str], cores: Cores, output: int) -> subprocess.Popen[bytes]:
    # Settings of the person at the terminal are not what is compared.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LAWPIN_", "DATASETTE_"))}
    _move(cores.server)
    try:
        return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
    finally:
        _move(cores.client)


def _move(core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=STOPS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _with_children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(below for child in found for below in _with_children(int(child)))]


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
