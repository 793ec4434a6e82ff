"""bench.guard as .ci/run calls it: small and short here, so that only wide differences can show."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("lawpin", "lawpin 304", "lawpin br", "lawpin seldom")
SHORT = ("--rows", "300", "--rounds", "1", "--seconds", "0.4", "--within", "1")

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="CPU seconds are read from /proc")


def guard(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.guard", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)


def test_ratios_far_below_the_recorded_ones_end_the_guard_with_1_and_both_figures(tmp_path: Path) -> None:
    file = tmp_path / "recorded.json"
    file.write_bytes(orjson.dumps({"ratios": dict.fromkeys(KINDS, 9.5)}))
    ended = guard("--recorded", str(file), *SHORT)
    assert ended.returncode == 1, ended.stderr
    sentence = ended.stderr.splitlines()[-1]
    assert sentence.startswith("SLOWER: ")
    assert sentence.count("and 9.500 was recorded") == len(KINDS)
    assert all(f"{kind} answers " in sentence for kind in KINDS)


def test_a_record_holds_a_ratio_for_each_kind(tmp_path: Path) -> None:
    file = tmp_path / "recorded.json"
    written = guard("--record", "--recorded", str(file), *SHORT)
    assert written.returncode == 0, written.stderr
    ratios = orjson.loads(file.read_bytes())["ratios"]
    assert set(ratios) == set(KINDS)
    # So short a run says little of how fast it is.
    assert all(0 < ratio < 9 for ratio in ratios.values())


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[1]",
        b'{"ratios": {"lawpin": 0.5, "lawpin 304": 0.5}}',
        b'{"ratios": {"lawpin": 0.5, "lawpin 304": 0.5, "lawpin br": "0.5", "lawpin seldom": 1.0}}',
        b'{"ratios": {"lawpin": 0.5, "lawpin 304": 0.5, "lawpin br": -0.5, "lawpin seldom": 0.5}}',
    ],
)
def test_a_damaged_record_is_refused_with_a_sentence_before_anything_is_measured(
    tmp_path: Path, written: bytes
) -> None:
    file = tmp_path / "recorded.json"
    file.write_bytes(written)
    ended = guard("--recorded", str(file))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"{file} ")
    assert "--record writes it" in ended.stderr


def test_a_missing_record_is_said_to_be_missing(tmp_path: Path) -> None:
    ended = guard("--recorded", str(tmp_path / "none.json"))
    assert ended.returncode == 1
    assert "No such file" in ended.stderr


@pytest.mark.parametrize("words", [("--rows", "0"), ("--rounds", "-1"), ("--seconds", "nan"), ("--seconds", "inf")])
def test_numbers_that_measure_nothing_are_refused(words: tuple[str, str]) -> None:
    ended = guard(*words)
    assert ended.returncode == 2
    assert repr(words[1]) in ended.stderr
