"""A real server for other people's tools, without a limit for one client: they ask thousands of times in a minute."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.conftest import start, stop

# Tools see neither each other's settings nor ours.
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def unlimited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("outside")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAWPIN_READS_PER_MINUTE", "0")
        process, base = start(f"sqlite:{folder / 'lawpin.sqlite'}")
    yield base
    assert stop(process) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}


def run(*words: str | Path, cwd: Path, **environment: str) -> str:
    """What a tool says; the test fails with it where the tool does."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    return done.stdout
