"""`lawpin keys`: what a person and a program see of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lawpin.cli.main import main


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path / 'law.sqlite'}"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["keys", *words])


def created(url: str, *words: str) -> dict[str, str]:
    made = run("create", "--store", url, "--json", *words)
    assert made.exit_code == 0, made.output
    found: dict[str, str] = json.loads(made.stdout)
    return found


def listed(url: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("list", "--store", url, "--json").stdout.splitlines()]


def test_a_new_key_is_printed_once_and_listed_without_its_secret(url: str) -> None:
    new = created(url, "--scope", "publish:cn", "--scope", "publish:lu")
    assert new["key"].startswith(f"lawpin_{new['id']}_")
    (key,) = listed(url)
    assert key["id"] == new["id"]
    assert key["scopes"] == ["publish:cn", "publish:lu"]
    assert (key["state"], key["lastUsedAt"]) == ("good", None)
    assert new["key"].split("_", 2)[2] not in run("list", "--store", url).output


def test_without_json_the_key_alone_stands_on_standard_output(url: str) -> None:
    made = run("create", "--store", url, "--scope", "publish:*")
    assert made.stdout.startswith("lawpin_")
    assert len(made.stdout.splitlines()) == 1
    assert "shown this once" in made.stderr


def test_revoking_and_rotating_end_a_key(url: str) -> None:
    first = created(url, "--scope", "publish:cn", "--expires", "90d")
    rotated = run("rotate", first["id"], "--store", url, "--json", "--overlap", "0")
    second = json.loads(rotated.stdout)
    assert second["expiresAt"] == first["expiresAt"]
    assert [key["state"] for key in listed(url)] == ["revoked", "good"]
    assert run("revoke", second["id"], "--store", url).exit_code == 0
    assert [key["state"] for key in listed(url)] == ["revoked", "revoked"]


@pytest.mark.parametrize(
    "words",
    [
        ("create",),
        ("create", "--scope", "cn"),
        ("create", "--scope", "publish:cn", "--expires", "yesterday"),
        ("create", "--scope", "publish:cn", "--expires", "2020-01-01"),
        ("create", "--scope", "publish:cn", "--expires", "0d"),
        ("create", "--scope", "publish:cn", "--expires", "99999d9"),
        ("list", "extra"),
    ],
)
def test_wrong_words_are_exit_code_2_with_a_sentence(url: str, words: tuple[str, ...]) -> None:
    said = run(*words, "--store", url)
    assert said.exit_code == 2, said.output
    assert "Error: " in said.output
