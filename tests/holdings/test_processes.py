"""Many processes on one store, some of them killed: nothing acknowledged is lost, nothing half done is left."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FORKED = Path(__file__).with_name("forked.py")


def run(mode: str, folder: Path, times: int) -> dict[str, Any]:
    seed = random.randrange(2**32)
    command = [sys.executable, str(FORKED), mode, str(folder), str(seed), str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"seed {seed}\n{done.stderr}"
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.timeout(300)  # half a minute alone; other tests may have the cores
def test_an_ingest_killed_at_a_hundred_random_points_leaves_the_store_as_it_was_or_whole(tmp_path: Path) -> None:
    phases = run("kill", tmp_path, 100)["phases"]
    assert sum(phases.values()) == 100
    assert phases["inside the transaction"] >= 20, f"the kills missed the transaction: {phases}"


@pytest.mark.timeout(300)
def test_of_two_processes_with_the_same_documents_one_stores_each_and_the_other_finds_it_unchanged(
    tmp_path: Path,
) -> None:
    assert run("write", tmp_path, 8)["outcomes"] == {"stored": 32, "unchanged": 32}
