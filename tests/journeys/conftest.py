"""A real server: the command that people type, on a port of its own, with a store of its own."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

_DEADLINE_S = 60


def start(store: str, *words: str) -> tuple[subprocess.Popen[str], str]:
    """A server and its base address, once it says that it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "lawpin", "serve", "--port", "0", "--store", store, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        found = re.search(r"lawpin serves .* at (http://\S+)", line)
        if found:
            wait_for(f"{found[1]}/health/ready")
            return process, found[1]
    message = f"the server ended: {''.join(said)}"
    raise AssertionError(message)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + _DEADLINE_S
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except OSError:
            assert time.monotonic() < deadline, f"{address} does not answer"
            time.sleep(0.05)
        else:
            return


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=_DEADLINE_S)
    return process.returncode


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("a store")
    process, base = start(f"sqlite:{folder / 'lawpin.sqlite'}")
    yield base
    assert stop(process) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
