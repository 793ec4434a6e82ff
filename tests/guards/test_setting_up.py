"""dev.py on machines that lack something; a shell script plays uv, so that nothing is fetched."""

import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

UV = """#!/bin/sh
if [ "$1" = --version ]; then echo "uv {version}"; exit 0; fi
echo "$@" >> "{log}"
sleep 0.3
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
printf '#!/bin/sh\\nprintf "%%s\\\\n" "$@"\\nexit 7\\n' > "$UV_PROJECT_ENVIRONMENT/bin/python"
chmod +x "$UV_PROJECT_ENVIRONMENT/bin/python"
"""


class Machine:
    """A checkout in a folder with spaces, an empty home, and a PATH that holds what a test puts there."""

    def __init__(self, place: Path) -> None:
        self.checkout = place / "a checkout with spaces"
        self.programs = place / "bin"
        self.home = place / "home"
        self.log = place / "syncs.txt"
        for folder in (self.checkout, self.programs, self.home):
            folder.mkdir()
        for name in ("dev.py", "uv.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.checkout)

    def has_uv(self, version: str) -> None:
        uv = self.programs / "uv"
        uv.write_text(UV.format(version=version, log=self.log), encoding="utf-8")
        uv.chmod(0o755)

    def start(self, *words: str, python: str = sys.executable) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [python, str(self.checkout / "dev.py"), *words],
            env={"PATH": f"{self.programs}:/usr/bin:/bin", "HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, python: str = sys.executable) -> tuple[int, str, str]:
        process = self.start(*words, python=python)
        out, err = process.communicate(timeout=30)
        return process.returncode, out, err

    def syncs(self) -> int:
        return len(self.log.read_text(encoding="utf-8").splitlines()) if self.log.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_no_words_print_the_usage_and_set_nothing_up(machine: Machine) -> None:
    code, out, _ = machine.run()
    assert code == 2
    assert "python3 dev.py serve" in out
    assert not (machine.checkout / ".venv").exists()


def test_a_warm_start_asks_nobody_and_costs_less_than_300_ms(machine: Machine) -> None:
    machine.has_uv("0.13.9")
    assert machine.run("setup")[0] == 0
    took_s = []
    for _ in range(3):
        begun = time.monotonic()
        assert machine.run("setup") == (0, "", "")
        took_s.append(time.monotonic() - begun)
    assert min(took_s) < 0.3
    assert machine.syncs() == 1


def test_a_changed_lock_is_installed_anew(machine: Machine) -> None:
    machine.has_uv("0.13.9")
    machine.run("setup")
    with (machine.checkout / "uv.lock").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    machine.run("setup")
    assert machine.syncs() == 2


def test_two_that_start_at_once_install_once(machine: Machine) -> None:
    machine.has_uv("0.13.9")
    both = [machine.start("setup"), machine.start("setup")]
    said = [process.communicate(timeout=30)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert machine.syncs() == 1
    assert any("waiting for another dev.py" in words for words in said)


def test_a_failed_installation_is_tried_again(machine: Machine) -> None:
    machine.has_uv("0.13.9")
    uv = machine.programs / "uv"
    uv.write_text(uv.read_text(encoding="utf-8").replace("sleep 0.3", "exit 7"), encoding="utf-8")
    code, _, err = machine.run("setup")
    assert (code, machine.syncs()) == (1, 1)
    assert "uv could not install" in err
    assert machine.run("setup")[0] == 1
    assert machine.syncs() == 2


def test_without_pip_and_uv_the_package_to_install_is_named(machine: Machine, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    code, _, err = machine.run("setup", python=str(tmp_path / "bare" / "bin" / "python"))
    assert code == 1
    assert "apt install python3-pip" in err


@pytest.mark.parametrize("version", ["0.8.24", "", "shim: uv: command not found"])
def test_a_uv_that_cannot_read_the_lock_is_passed_over(machine: Machine, tmp_path: Path, version: str) -> None:
    machine.has_uv(version)
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    assert "has no pip" in machine.run("setup", python=str(tmp_path / "bare" / "bin" / "python"))[2]
    assert machine.syncs() == 0


def test_the_words_of_lawpin_reach_it_unchanged_and_its_exit_code_comes_back(machine: Machine) -> None:
    machine.has_uv("0.13.9")
    code, out, _ = machine.run("resolve", "第五条 第三项", "--json")
    assert code == 7
    assert out.splitlines() == ["-P", "-m", "lawpin", "resolve", "第五条 第三项", "--json"]
