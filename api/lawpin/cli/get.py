"""The command `lawpin get`."""

import click

from lawpin.cli.options import is_terminal, settings_with, store_option
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import FORMS
from lawpin.http.addresses import Addresses
from lawpin.http.app import utc_now
from lawpin.http.exchange import Asked
from lawpin.law.identifiers.reader import read_address

_NOT_HELD = 1


@click.command("get")
@click.argument("iri")
@click.option("--format", "suffix", type=click.Choice(FORMS), help="The format (default: the IRI's suffix, else json).")
@store_option
@click.pass_context
def command(context: click.Context, iri: str, suffix: str | None, store: str | None) -> None:
    """Print what stands at an Akoma Ntoso IRI, in any spelling; the bytes are those that the server sends."""
    address = read_address(iri)
    path, query = str(address), ""
    asked = Asked("GET", path, query, {"accept": "application/json"}, "cli")
    holdings = open_store(settings_with(store=store).store)
    try:
        if suffix is not None:
            asked = Asked("GET", f"{address.bare}.{suffix}", query, {}, "cli")
        answer = Addresses(Lookup(holdings, utc_now)).answer(asked)
    finally:
        holdings.close()
    click.echo(answer.body, nl=is_terminal())
    context.exit(0 if answer.status == _OK else _NOT_HELD)


_OK = 200
