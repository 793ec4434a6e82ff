"""Options that several commands share, and what is made of them."""

import sys

import click
import orjson
from pydantic import BaseModel

from lawpin.settings import Settings
from lawpin.wire.shape import to_json

store_option = click.option(
    "--store", metavar="URL", help="sqlite:PATH or memory: (default: a file in your data folder)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON, one object a line, for programs.")


def settings_with(**given: str | int | None) -> Settings:
    """The settings, with what the command line gives (None: nothing) before the environment."""
    return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def is_terminal() -> bool:
    """Whether a person watches."""
    return sys.stdout.isatty()


def printable(text: str) -> str:
    """Words of a document for a terminal: code points that nobody sees or that turn its direction are written out."""
    return "".join(c if c.isprintable() or c == "\n" else f"<U+{ord(c):04X}>" for c in text)


def print_json(shape: BaseModel | dict[str, object]) -> None:
    """One line of JSON."""
    line = to_json(shape) if isinstance(shape, BaseModel) else orjson.dumps(shape)
    click.echo(line)
