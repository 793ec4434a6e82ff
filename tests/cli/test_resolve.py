"""`lawpin resolve`: what a person and a program see of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lawpin.cli.main import main
from lawpin.places import shipped

TITLE = "《关于促进移动互联网健康有序发展的意见》"
ZHO = "/akn/cn/statement/opinions/2017-01-15/mobile-internet/zho@2017-01-15"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    at = f"sqlite:{Path(tmp_path_factory.mktemp('held')) / 'law.sqlite'}"
    taken = CliRunner().invoke(main, ["ingest", str(shipped("data") / "akn"), "--store", at])
    assert taken.exit_code == 0, taken.output
    return at


def run(url: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["resolve", "--store", url, *words])


def test_targets_stand_on_standard_output_a_line_each(url: str) -> None:
    told = run(url, f"{TITLE}第五条第二项至第三项")
    assert told.exit_code == 0
    assert [line.partition("  ")[0] for line in told.stdout.splitlines()] == [
        f"{ZHO}/~art_5__item_2",
        f"{ZHO}/~art_5__item_3",
    ]


def test_what_is_not_resolved_ends_with_1_and_says_why(url: str) -> None:
    told = run(url, f"{TITLE}第五条第二款")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "no-such-provision" in told.stderr
    assert f"{ZHO}/~art_5__item_2" in told.stderr


def test_a_program_gets_the_published_shape(url: str) -> None:
    told = run(url, "--json", "--context", f"{ZHO}/~art_5", "前条")
    assert [target["eId"] for target in json.loads(told.stdout)["targets"]] == ["art_4"]


@pytest.mark.parametrize("words", [("--context", "nowhere", "前条"), ("--on", "tomorrow", "前条"), ()])
def test_what_cannot_be_asked_ends_with_2(url: str, words: tuple[str, ...]) -> None:
    assert run(url, *words).exit_code == 2
