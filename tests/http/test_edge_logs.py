"""Log lines and settings: programs can read them, nothing secret is in them."""

import logging
import logging.config
import subprocess
import sys
from collections.abc import Iterator

import orjson
import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from lawpin.cli.main import main
from lawpin.http.logs import REQUEST_ID, Form, logging_config
from lawpin.places import shipped
from lawpin.settings import Settings, masked


@pytest.fixture
def restored() -> Iterator[None]:
    names = ("", "lawpin", "_granian", "granian.access")
    before = [(logging.getLogger(name), list(logging.getLogger(name).handlers)) for name in names]
    yield
    for logger, handlers in before:
        logger.handlers, logger.propagate = handlers, True


def lines(form: Form, capsys: pytest.CaptureFixture[str]) -> list[str]:
    logging.config.dictConfig(logging_config(form))
    token = REQUEST_ID.set("0123456789abcdef")
    try:
        logging.getLogger("lawpin.http").info("request", extra={"path": "/\n\x1b[31m\u202e", "status": 200})
        try:
            _ = 1 / 0
        except ZeroDivisionError:
            logging.getLogger("lawpin.http").exception("request failed")
    finally:
        REQUEST_ID.reset(token)
    logging.getLogger("_granian").info("Started worker-%d", 1)
    return capsys.readouterr().err.splitlines()


@pytest.mark.usefixtures("restored")
def test_a_line_is_one_json_object_with_time_level_logger_and_request(capsys: pytest.CaptureFixture[str]) -> None:
    request, failure, started = map(orjson.loads, lines("json", capsys))
    assert (request["event"], request["status"], request["level"]) == ("request", 200, "info")
    assert request["logger"] == "lawpin.http"
    assert request["request_id"] == failure["request_id"] == "0123456789abcdef"
    assert "ZeroDivisionError" in failure["exception"]
    assert (started["event"], "request_id" in started) == ("Started worker-1", False)
    assert request["timestamp"].endswith("Z")


@pytest.mark.usefixtures("restored")
def test_a_person_at_a_terminal_reads_lines_with_the_request_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    said = "\n".join(lines("console", capsys))
    assert "0123456789abcdef" in said
    assert "ZeroDivisionError" in said


def shown(*words: str, **environment: str) -> str:
    done = CliRunner().invoke(main, ["config", "show", *words], env=environment)
    assert done.exit_code == 0, done.output
    return done.output


def test_config_show_names_every_setting_its_value_and_where_it_comes_from() -> None:
    said = shown(LAWPIN_PORT="9000", LAWPIN_HOSTS="Law.example, b.example")
    assert {line.partition("=")[0] for line in said.splitlines()} == {
        f"LAWPIN_{name.upper()}" for name in Settings.model_fields
    }
    assert "LAWPIN_PORT=9000  (environment)" in said
    assert "LAWPIN_HOSTS=law.example,b.example  (environment)" in said
    assert "LAWPIN_WORKERS=1  (default)" in said


def test_config_show_gives_programs_an_object_a_line() -> None:
    found = [orjson.loads(line) for line in shown("--json", LAWPIN_WORKERS="3").splitlines()]
    assert {"name": "LAWPIN_WORKERS", "value": "3", "from": "environment"} in found


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("postgresql://law:s3cret@db:5432/law", "postgresql://law:***@db:5432/law"),
        ("postgresql://law:p@ss:word@db/law", "postgresql://law:***@db/law"),
        ("postgresql://db/law?password=s3cret&x=1", "postgresql://db/law?password=***&x=1"),
        ("sqlite:/var/lib/lawpin.sqlite", "sqlite:/var/lib/lawpin.sqlite"),
    ],
)
def test_secrets_in_addresses_are_masked_and_nothing_else(url: str, safe: str) -> None:
    assert masked(url) == safe
    assert f"LAWPIN_STORE={safe}  (environment)" in shown(LAWPIN_STORE=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LAWPIN_HOSTS", "http://law.example"),
        ("LAWPIN_HOSTS", "law.example:80"),
        ("LAWPIN_TRUSTED_PROXIES", "proxy.example"),
        ("LAWPIN_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("LAWPIN_READS_PER_MINUTE", "-1"),
        ("LAWPIN_LOG_FORMAT", "xml"),
        ("LAWPIN_BODY_DEADLINE", "0"),
    ],
)
def test_a_setting_without_meaning_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.removeprefix("LAWPIN_").lower()):
        Settings()
    done = subprocess.run(
        [sys.executable, "-m", "lawpin", "config", "show"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert name in done.stderr


def test_every_setting_is_in_the_manual() -> None:
    manual = (shipped("openapi").parent / "docs" / "operating.md").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"`LAWPIN_{name.upper()}`" not in manual] == []
