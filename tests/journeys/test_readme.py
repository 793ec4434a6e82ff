"""The README says what is true: its commands are typed into a shell, and their answers compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lawpin.places import shipped

ROOT: Path = shipped("openapi").parent
DOCUMENTS = ("README.md", "docs/digests.md")
_CONSOLE = re.compile(r"```console\n\$ (.*?)\n```", re.DOTALL)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_DAY = re.compile(r'("on": )"[0-9-]{10}"')
_REQUEST = re.compile(r'("instance": )"[0-9a-f]{16}"')


def sessions() -> list[tuple[str, str]]:
    """Commands of the documents with their answers; a command goes on while its quotes or pipes are open."""
    found = []
    for name in DOCUMENTS:
        for block in _CONSOLE.findall((ROOT / name).read_text("utf-8")):
            lines = block.split("\n")
            length = next(n for n in range(1, len(lines) + 1) if _is_whole("\n".join(lines[:n])))
            found.append(("\n".join(lines[:length]), "\n".join(lines[length:])))
    return found


def _is_whole(command: str) -> bool:
    return not command.rstrip().endswith("|") and command.replace('\\"', "").count('"') % 2 == 0


def _lasting(text: str) -> str:
    return _DAY.sub(r'\1"..."', _REQUEST.sub(r'\1"..."', _INSTANT.sub("an instant", text.strip())))


def test_the_readme_shows_five_look_ups() -> None:
    assert sum(command.startswith("curl -s http://127.0.0.1:8000/akn/") for command, _ in sessions()) >= 6


@pytest.mark.parametrize(("command", "answer"), sessions())
def test_a_command_of_the_documents_gives_the_answer_that_stands_there(server: str, command: str, answer: str) -> None:
    here = command.replace("http://127.0.0.1:8000", server)
    # The python3 of a reader who has lxml, as the digests want it.
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shell = ["bash", "-o", "pipefail", "-c", here]
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(shell, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert _lasting(done.stdout) == _lasting(answer)
