"""The command `lawpin withdraw`."""

import click

from lawpin.cli.noticing import reason_option, tell_notice
from lawpin.cli.options import json_option, settings_with, store_option
from lawpin.holdings.opening import open_held
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.clock import utc_now
from lawpin.law.notice import read_subject


@click.command("withdraw")
@click.argument("iri")
@reason_option
@click.option("--successor", metavar="IRI", help="The work or version to read instead.")
@store_option
@json_option
def command(iri: str, reason: str, successor: str | None, store: str | None, as_json: bool) -> None:  # noqa: FBT001 - click's flag
    """Withdraw a work, or one version of it (language@date), in any spelling.

    It answers 410 with the reason from then on, and its record keeps it. Nothing is erased: `lawpin restore` brings the
    same bytes back.
    """
    about = read_subject(iri)
    instead = None if successor is None else read_subject(successor)
    holdings = open_held(settings_with(store=store).store)
    try:
        change = withdraw(holdings, utc_now, about, reason, instead)
    finally:
        holdings.close()
    tell_notice(change, as_json=as_json)
