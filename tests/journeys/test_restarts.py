"""Stopping and rolling a server under load: every request that was sent is answered, every connection is taken."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
from tests.journeys.conftest import start, stop
from tests.journeys.hostile import PINNED
from tests.journeys.sockets import address, get

# None that is turned away with 503 where the machine is busy with other things: the tests of load ask those.
_PATHS = (PINNED.decode(), f"{PINNED.decode()}.xml", "/health/live", "/health/ready")
_ASKED = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"


@dataclass
class Load:
    """Clients that ask until they are told to stop, or until nobody listens any more.

    A fourth of them keep their connection; the others open one for each request, half of them some time before it.
    """

    base: str
    clients: int = 8
    answered: Counter[int] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(self.clients)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        keeps, waits = number % 4 == 0, number % 2 == 1
        connection = http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=20)
        while not self.over.is_set():
            for path in _PATHS:
                try:
                    status = self._one(connection, path, keeps=keeps, waits=waits)
                    self.answered[status] += 1
                    if status != 200:
                        self.failed.append(f"{path}: {status}")
                except ConnectionRefusedError:
                    return
                except (OSError, http.client.HTTPException) as fault:
                    self.failed.append(f"{path}: {fault!r}")
                    connection.close()
        connection.close()

    def _one(self, connection: http.client.HTTPConnection, path: str, *, keeps: bool, waits: bool) -> int:
        kept_since, headers = time.monotonic() if connection.sock else None, {} if keeps else {"Connection": "close"}
        if waits:
            connection.connect()
            time.sleep(0.05)
        try:
            return _once(connection, path, headers)
        except ConnectionError:
            # RFC 9112 section 9.3.1: an idle connection may be closed as a request is on its way; it is sent again.
            # Theirs is idle only where the machine is so busy that this thread did not run for a while.
            connection.close()
            if kept_since is None or time.monotonic() - kept_since < 0.4:
                raise
            return _once(connection, path, headers)


def _once(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> int:
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds the corpus: filling one takes longer than most of these tests."""
    folder = tmp_path_factory.mktemp("filled")
    process, _ = start(f"sqlite:{folder / 'lawpin.sqlite'}")
    stop(process)
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store")) / "lawpin.sqlite"


@pytest.fixture(params=["2"])
def rolling(store: Path, request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process, base = start(f"sqlite:{store}", "--workers", request.param)
    drain = threading.Thread(target=_drain, args=(process,))
    drain.start()
    yield process, base
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        process.wait(timeout=40)
        assert time.monotonic() - begun < 10, "stopping took its time"
    drain.join()


def _drain(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    with process.stdout as said:
        for _ in said:
            pass


def _workers(process: subprocess.Popen[str]) -> set[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    # A fork has its parent's command line; helpers of `multiprocessing` have their own, and the dead have none.
    command = _command(process.pid)
    return {pid for pid in map(int, children.split()) if _command(pid) == command}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _requests(base: str) -> float:
    found = re.findall(r"^lawpin_requests_total\{.*\} ([0-9.e+]+)$", get(base, "/metrics").body.decode(), re.MULTILINE)
    return sum(map(float, found))


def _roll(process: subprocess.Popen[str]) -> None:
    before = _workers(process)
    process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 40
    while _workers(process) & before:
        assert time.monotonic() < deadline, "the old processes stayed"
        time.sleep(0.1)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("rolling", ["1", "2"], indirect=True)
def test_ten_rolling_restarts_under_load_fail_no_request_and_reset_no_connection(
    rolling: tuple[subprocess.Popen[str], str],
) -> None:
    process, base = rolling
    with Load(base) as load:
        for _ in range(10):
            _roll(process)
    assert load.failed == []
    assert set(load.answered) == {200}
    assert load.answered[200] > 1000


def test_a_rolling_restart_sets_no_count_back(rolling: tuple[subprocess.Popen[str], str]) -> None:
    process, base = rolling
    with Load(base):
        time.sleep(2.5)
        counted = _requests(base)
    _roll(process)
    time.sleep(1.5)
    # Each process leaves its counts once a second; what the old ones had left by then is still there.
    assert _requests(base) >= counted > 100


def test_a_server_stopped_under_load_answers_or_refuses_and_resets_no_connection(store: Path) -> None:
    for _ in range(3):
        process, base = start(f"sqlite:{store}", "--workers", "2")
        drain = threading.Thread(target=_drain, args=(process,))
        drain.start()
        with Load(base) as load:
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
        drain.join()
        assert load.failed == []
        assert set(load.answered) == {200}


def test_a_worker_that_stops_says_so_and_closes_what_is_idle(rolling: tuple[subprocess.Popen[str], str]) -> None:
    process, base = rolling
    asking = [socket.create_connection(address(base), timeout=10) for _ in range(8)]
    idle = [socket.create_connection(address(base), timeout=10) for _ in range(8)]
    assert all(b"connection: close" not in _asked(connection) for connection in (*asking, *idle))
    process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert all(b"connection: close" in _asked(connection) for connection in asking)
    assert [connection.recv(1) for connection in (*asking, *idle)] == [b""] * 16
    for connection in (*asking, *idle):
        connection.close()


def _asked(connection: socket.socket) -> bytes:
    connection.sendall(_ASKED)
    return connection.recv(65536).lower()


def test_workers_stay_when_their_successors_cannot_load(
    rolling: tuple[subprocess.Popen[str], str], store: Path
) -> None:
    process, base = rolling
    before = _workers(process)
    store.rename(store.with_name("elsewhere"))
    store.write_bytes(b"this is no store" * 1000)
    process.send_signal(signal.SIGHUP)
    time.sleep(4)
    assert _workers(process) == before
    assert [get(base, "/health/live").status for _ in range(20)] == [200] * 20
    store.with_name("elsewhere").rename(store)
    _roll(process)
    assert get(base, PINNED.decode()).status == 200


def test_a_process_that_is_killed_is_replaced_and_the_next_requests_are_answered(
    rolling: tuple[subprocess.Popen[str], str],
) -> None:
    process, base = rolling
    victim = min(_workers(process))
    os.kill(victim, signal.SIGKILL)
    # Those that come into its queue wait for its successor.
    assert [get(base, PINNED.decode()).status for _ in range(20)] == [200] * 20
    deadline = time.monotonic() + 20
    while victim in _workers(process) or len(_workers(process)) < 2:
        assert time.monotonic() < deadline, "nobody took its place"
        time.sleep(0.1)


def _tells_main(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)


def _presses_ctrl_c(process: subprocess.Popen[str]) -> None:
    # A terminal sends it to every process of the group.
    for pid in (*_workers(process), process.pid):
        os.kill(pid, signal.SIGINT)


def _tells_all(process: subprocess.Popen[str]) -> None:
    for pid in (process.pid, *_workers(process)):
        os.kill(pid, signal.SIGTERM)


@pytest.mark.parametrize("tells", [_tells_main, _presses_ctrl_c, _tells_all])
def test_a_server_that_is_told_to_stop_answers_what_it_was_asked(
    store: Path, tells: Callable[[subprocess.Popen[str]], None]
) -> None:
    process, base = start(f"sqlite:{store}")
    body = b'{"ids":[' + b",".join([b'"' + PINNED + b'"'] * 200) + b"]}"
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=20)
    connection.putrequest("POST", "/v1/portions")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body[:1000])
    time.sleep(0.3)
    tells(process)
    time.sleep(1.5)
    connection.send(body[1000:])
    response = connection.getresponse()
    assert response.status == 200
    assert response.read().count(b'"status":200') == 200
    connection.close()
    assert stop(process) == 0
