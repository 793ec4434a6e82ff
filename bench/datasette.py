"""The peer: Datasette, which also answers with rows of a SQLite file as JSON, in a virtual environment of its own.

The environment is what uv.lock says of the group `bench`; lawpin's own is left alone.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dev

ENVIRONMENT = dev.PRIVATE / "datasette"
PROGRAM = ENVIRONMENT / "bin" / "datasette"
INSTALLED_WITHIN_S = 180
CREATE = "CREATE TABLE portion (iri TEXT PRIMARY KEY, json TEXT)"
INSERT = "INSERT INTO portion (iri, json) VALUES (?, CAST(? AS TEXT))"
# As it starts by itself, and what was fastest on a quiet machine: a file that is promised not to change, and queries on
# the thread of the event loop.
SETTINGS: dict[str, tuple[str, ...]] = {
    "Datasette": (),
    "Datasette, tuned": ("--setting", "num_sql_threads", "0", "--immutable"),
}


def why_not() -> str | None:
    """Makes the environment where it is missing; the reason where that cannot be."""
    uv = dev.find_uv()
    if uv is None:
        return "there is no uv (python3 dev.py setup fetches one)"
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment |= {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT)}
    if dev.CERTIFICATES.exists():
        environment.setdefault("SSL_CERT_FILE", str(dev.CERTIFICATES))
    sync = [uv, "sync", "--frozen", "--quiet", "--only-group", "bench", "--python", os.path.realpath(sys.executable)]
    try:
        done = subprocess.run(
            sync, env=environment, cwd=dev.ROOT, capture_output=True, text=True, timeout=INSTALLED_WITHIN_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"uv did not install it within {INSTALLED_WITHIN_S} s"
    return None if done.returncode == 0 else f"uv could not install it: {' '.join(done.stderr.split())[:300]}"


def version() -> str:
    said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
    return f"Datasette {said.stdout.split()[-1]}"


def command(file: Path, settings: Sequence[str], port: int) -> list[str]:
    return [str(PROGRAM), "serve", "--port", str(port), *settings, str(file)]


def path_of(file: Path, iri: str) -> str:
    """The address of the row of an IRI, as JSON without more around it than Datasette always puts."""
    return f"/{file.stem}/portion/{''.join(_tilde(character) for character in iri)}.json?_shape=array"


def _tilde(character: str) -> str:
    plain = character.isascii() and (character.isalnum() or character in "_-")
    return character if plain else f"~{ord(character):02X}"
