"""What docs/publishing.md shows is what happens."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.publishing import Server, open_server

from lawpin.http.contract.publications import FIRST, OTHER
from lawpin.places import shipped

_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_EXPECTED = re.compile(r"^# (\d{3}) (.+)$", re.MULTILINE)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    opened = open_server(tmp_path)
    yield opened
    opened.stop()


def test_every_command_of_the_walkthrough_is_answered_as_it_says(server: Server, tmp_path: Path) -> None:
    (tmp_path / "example.xml").write_bytes(FIRST)
    (tmp_path / "changed.xml").write_bytes(OTHER)
    page = (shipped("openapi").parent / "docs" / "publishing.md").read_text("utf-8")
    blocks = _SHELL.findall(page)
    expected = [found for block in blocks for found in _EXPECTED.findall(block)]
    assert len(expected) == 8
    script = "\n".join(blocks).replace("curl -s ", "curl -s -w '\\n%{http_code}\\n' ")
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "BASE": server.base, "KEY": server.key},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    answers = list(zip(lines[1::2], lines[::2], strict=True))
    assert len(answers) == len(expected)
    for (status, body), (said, words) in zip(answers, expected, strict=True):
        assert (status, words in body) == (said, True), body
