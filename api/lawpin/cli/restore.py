"""The command `lawpin restore`."""

import click

from lawpin.cli.noticing import reason_option, tell_notice
from lawpin.cli.options import json_option, settings_with, store_option
from lawpin.holdings.opening import open_held
from lawpin.holdings.withdrawing import restore
from lawpin.http.clock import utc_now
from lawpin.law.notice import read_subject


@click.command("restore")
@click.argument("iri")
@reason_option
@store_option
@json_option
def command(iri: str, reason: str, store: str | None, as_json: bool) -> None:  # noqa: FBT001 - click's flag
    """Let a withdrawn work or version be read again, with the same bytes as before."""
    about = read_subject(iri)

    holdings = open_held(settings_with(store=store).store)
    try:
        change = restore(holdings, utc_now, about, reason)
    finally:
        holdings.close()
    tell_notice(change, as_json=as_json)
