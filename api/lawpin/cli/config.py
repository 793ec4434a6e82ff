"""The command `lawpin config`."""

import click

from lawpin.cli.options import json_option, print_json, printable, settings_with
from lawpin.settings import shown


@click.group("config")
def command() -> None:
    """What is set, and where it was set."""


@command.command("show")
@json_option
def show(as_json: bool) -> None:  # noqa: FBT001 - click's flag
    """Print every setting with its value and where it comes from; secrets are masked."""
    for name, value, origin in shown(settings_with()):
        if as_json:
            print_json({"name": name, "value": value, "from": origin})
        else:
            click.echo(printable(f"{name}={value}  ({origin})"))
