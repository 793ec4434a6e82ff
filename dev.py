#!/usr/bin/env python3
"""Everything a checkout needs, from a bare `python3` with pip: set up once, then run.

    python3 dev.py serve [...]      any words of the `lawpin` command: serve, ingest, resolve, get, verify ...
    python3 dev.py test [...]       all tests; further words go to pytest
    python3 dev.py check            format, lint, types and layers; changes nothing
    python3 dev.py setup            only the virtual environment, .venv

The environment is what uv.lock says, nothing newer. uv is taken from PATH or put into .dev/uv, and called again only
when uv.lock, pyproject.toml, the interpreter or the place of the checkout has changed: a warm start needs no network.
UV_* and PIP_* variables of the caller are passed on.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
PRIVATE = ROOT / ".dev"
VENV = ROOT / os.environ.get("UV_PROJECT_ENVIRONMENT", ".venv")
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lawpin-setup"
OLDEST, FIRST_UNTRIED = (3, 11), (3, 14)
UV_FLOOR = (0, 9)
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

# Debian package -> (program that shows it is there, why tests call it).
DEBIAN: dict[str, tuple[str, str]] = {
    "libxml2-utils": ("xmllint", "canonical XML by another program than the one that took the digests"),
}


def become(command: list[str]) -> NoReturn:
    """Replace this process, so that signals and the exit code are those of the program itself."""
    os.execv(command[0], command)


def main(words: list[str]) -> int:
    """Do what the words ask; the exit code is that of the program that was run."""
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        return 0 if words else 2
    check_python()
    set_up()
    if words[0] == "setup":
        return 0
    if words[0] == "check":
        return check()
    if words[0] == "test":
        install_debian_packages()
        os.chdir(ROOT)
        become([str(PYTHON), "-P", "-m", "pytest", *words[1:]])
    become([str(PYTHON), "-P", "-m", "lawpin", *words])


def say(sentence: str) -> None:
    """Tell the person at the terminal; standard output stays the program's own."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def check_python() -> None:
    """Refuse an interpreter for which the locked packages were never resolved."""
    if not OLDEST <= sys.version_info[:2] < FIRST_UNTRIED:
        sys.exit(
            f"dev.py: this is Python {sys.version.split()[0]} ({sys.executable}); lawpin needs 3.11, 3.12 or 3.13. "
            "Debian 12 and 13 have one: apt install python3 python3-pip"
        )


def set_up() -> None:
    """Make .venv what uv.lock says, unless it already is; a second caller waits for the first."""
    wanted = fingerprint()
    if is_set_up(wanted):
        return
    with one_at_a_time():
        if is_set_up(wanted):
            return
        begun = time.monotonic()
        say(f"setting up {VENV}; the first time this downloads the packages of uv.lock")
        STAMP.unlink(missing_ok=True)
        run_uv_sync(find_uv() or fetch_uv())
        STAMP.write_text(wanted, encoding="ascii")
        say(f"ready after {time.monotonic() - begun:.1f} s")


def fingerprint() -> str:
    """Hex digest over all that decides what .venv holds: lock, project, interpreter, place."""
    facts = hashlib.sha256((ROOT / "uv.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    facts.update(repr((sys.version_info[:3], os.path.realpath(sys.executable), str(VENV))).encode())
    return facts.hexdigest()


def is_set_up(wanted: str) -> bool:
    """Whether .venv was finished for exactly this fingerprint."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of this checkout; it is freed when the process ends, however it ends."""
    PRIVATE.mkdir(exist_ok=True)
    with (PRIVATE / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another dev.py that is setting up")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def find_uv() -> str | None:
    """The path of a uv that reads our lock file, the caller's before our own; None if there is none."""
    for uv in (shutil.which("uv"), str(PRIVATE / "uv" / "bin" / "uv")):
        try:
            answer = subprocess.run([uv or "", "--version"], capture_output=True, text=True, check=False).stdout
        except OSError:
            continue
        version = re.match(r"uv (\d+)\.(\d+)", answer)  # a pyenv shim may stand on PATH and answer nothing
        if uv and version and (int(version[1]), int(version[2])) >= UV_FLOOR:
            return uv
    return None


def fetch_uv() -> str:
    """Put uv into .dev/uv with pip, complete or not at all, and give its path."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        sys.exit(f"dev.py: {sys.executable} has no pip, and PATH no uv. On Debian: apt install python3-pip")
    home, fresh = PRIVATE / "uv", PRIVATE / "uv.new"
    shutil.rmtree(fresh, ignore_errors=True)
    install = [*pip, "install", "--quiet", "--root-user-action=ignore", "--target", str(fresh), "uv>=0.9,<1"]
    if subprocess.run(install, check=False).returncode:
        sys.exit("dev.py: pip could not fetch uv (see above). Is there a network, or a PIP_INDEX_URL to set?")
    shutil.rmtree(home, ignore_errors=True)
    fresh.rename(home)
    return str(home / "bin" / "uv")


def run_uv_sync(uv: str) -> None:
    """Install the locked packages into .venv with this interpreter, never with a downloaded one."""
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment |= {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)}
    if CERTIFICATES.exists():  # uv brings its own list, which knows nothing of a company's proxy
        environment.setdefault("SSL_CERT_FILE", str(CERTIFICATES))
    if not os.access(os.environ.get("HOME") or "/nonexistent", os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(PRIVATE / "cache"))
    sync = [uv, "sync", "--frozen", "--quiet", "--python", os.path.realpath(sys.executable)]
    if subprocess.run(sync, env=environment, cwd=ROOT, check=False).returncode:
        sys.exit("dev.py: uv could not install the locked packages (see above). The same command again goes on.")


def install_debian_packages() -> None:
    """Fetch what tests call and this machine lacks, where that is allowed; else say what is missing."""
    missing = {package: why for package, (program, why) in DEBIAN.items() if shutil.which(program) is None}
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", *words], env=quiet, check=False)
    elif missing:
        say("missing, so that some tests will say so: " + "; ".join(f"{name} ({why})" for name, why in missing.items()))


def check() -> int:
    """Run every check that changes nothing, all of them even after a failure; 1 if any failed, else 0."""
    checks = {
        "ruff format --check": ["-m", "ruff", "format", "--check", "."],
        "ruff check": ["-m", "ruff", "check", "."],
        "mypy --strict": ["-m", "mypy"],
        "lint-imports": [str(VENV / "bin" / "lint-imports"), "--no-logo"],
    }
    failed = []
    for name, words in checks.items():
        say(name)
        if subprocess.run([str(PYTHON), *words], cwd=ROOT, check=False).returncode:
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "format, lint, types and layers are in order")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
