"""What pyproject.toml promises: floors that were measured, reasons beside every exception, types everywhere."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import apsw
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)
REQUIRED = {found.name: found for found in map(Requirement, PROJECT["project"]["dependencies"])}

# Source: measurements of 2026-11; below these lie lost commits, broken event streams and XML that is not refused.
FLOORS = {"apsw": "3.51.3", "granian": "2.8.3", "litestar": "2.25", "lxml": "6.1"}


@pytest.mark.parametrize("name", FLOORS)
def test_a_measured_floor_is_required_and_held(name: str) -> None:
    lowest = [Version(part.version) for part in REQUIRED[name].specifier if part.operator == ">="]
    assert lowest, f"{name} has no lower bound"
    assert lowest[0] >= Version(FLOORS[name])
    assert Version(version(name)) >= lowest[0]


def test_the_sqlite_that_runs_does_not_lose_commits_in_wal_mode() -> None:
    assert Version(apsw.sqlite_lib_version()) >= Version("3.51.3")


def test_every_lint_rule_that_is_off_has_its_reason_on_the_line() -> None:
    rules = re.search(r"^\[tool\.ruff\.lint\]$.*?^\[tool\.ruff\.lint\.flake8", TEXT, re.DOTALL | re.MULTILINE)
    assert rules is not None
    entries = [line for line in rules[0].splitlines() if line.startswith('    "')]
    assert len(entries) > 10
    assert [line for line in entries if not re.search(r'",\s+# \w', line)] == []


def test_types_are_checked_wherever_there_is_python() -> None:
    holding_python = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} & {
        path.relative_to(ROOT).parts[0] for path in ROOT.glob("[!.]*/**/*.py") if "node_modules" not in path.parts
    }
    assert holding_python | {"dev.py"} == set(PROJECT["tool"]["mypy"]["files"])


def test_every_package_of_lawpin_has_its_place_in_the_layers() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]
    assert layers["exhaustive"] is True
    placed = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    held = {path.stem for path in (ROOT / "api" / "lawpin").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert held - {"__init__", "__pycache__"} <= placed
