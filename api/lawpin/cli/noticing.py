"""What withdrawing and restoring share: their reason, and what is told afterwards."""

import click
import orjson

from lawpin.cli.options import print_json
from lawpin.holdings.records import entry_of
from lawpin.law.change import Change

reason_option = click.option("--reason", required=True, help="Why, in words for readers; it stays in the log.")


def tell_notice(change: Change, *, as_json: bool) -> None:
    """The entry of the log, for a program as it stands there."""
    if as_json:
        print_json(orjson.loads(entry_of(change)))
    else:
        click.echo(f"{change.kind} {change.expression or change.work} (entry {change.seq})")
