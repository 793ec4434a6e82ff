"""Schemathesis reads the contract, makes up requests that keep to it and requests that do not, and finds nothing.

It looks for longer, and in other places, with

    LAWPIN_SCHEMATHESIS_S=1800 LAWPIN_SCHEMATHESIS_SEED=7 pytest tests/outside/test_schemathesis.py
"""

import os
import sys
from pathlib import Path

import pytest
from tests.outside.conftest import run

SECONDS = int(os.environ.get("LAWPIN_SCHEMATHESIS_S", "60"))
SEED = os.environ.get("LAWPIN_SCHEMATHESIS_SEED", "1")


@pytest.mark.timeout(SECONDS + 180)
def test_schemathesis_finds_nothing_with_all_checks(unlimited: str, tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "schemathesis"
    configured = ("--config-file", Path(__file__).with_name("schemathesis.toml"))
    options = ("--checks", "all", "--mode", "all", "--phases", "examples,coverage,fuzzing,stateful", "--no-color")
    bounds = ("--seed", SEED, "--max-time", str(SECONDS), "--continue-on-failure", "--generation-database", "none")
    said = run(tool, *configured, "run", f"{unlimited}/openapi.json", *options, *bounds, cwd=tmp_path)
    # It warns where it has no key to publish with, and where what it makes up is mostly not held.
    assert "❌" not in said
    for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
        assert f"✅  {phase}" in said, said[-3000:]
