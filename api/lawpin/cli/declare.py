"""The command `lawpin declare`."""

from pathlib import Path

import click

from lawpin.cli.noticing import tell_notice
from lawpin.cli.options import json_option, settings_with, store_option
from lawpin.holdings.declaring import declare, read_statement
from lawpin.holdings.opening import open_held
from lawpin.http.clock import utc_now


@click.command("declare")
@click.argument("statement", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
@json_option
def command(statement: Path, store: str | None, as_json: bool) -> None:  # noqa: FBT001 - click's flag
    """Declare which provisions of a version continue which of the version before it.

    STATEMENT is a JSON file: {"reason": "...", "moves": [{"from": ".../zho@2017-01-15/~art_5", "to":
    ".../zho@2020-01-01/~art_6"}]}. A null `to` was removed, a null `from` is new. It takes the place of what was found
    by the words; what was found is kept beside it.
    """
    read = read_statement(statement.read_bytes())
    holdings = open_held(settings_with(store=store).store)
    try:
        change = declare(holdings, utc_now, read)
    finally:
        holdings.close()
    tell_notice(change, as_json=as_json)
