"""The command `lawpin resolve`."""

import click

from lawpin.cli.options import json_option, print_json, printable, settings_with, store_option
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_held
from lawpin.holdings.resolving import Resolver
from lawpin.http.clock import utc_now
from lawpin.http.routes.citations import citation_shape, read_context, read_day
from lawpin.wire.citation import CitationShape

_NOT_RESOLVED = 1


@click.command("resolve")
@click.argument("text")
@click.option(
    "--context", "place", metavar="IRI", help="What bare and relative citations (第五条, 前条, ibid.) belong to."
)
@click.option("--on", "day", metavar="DAY", help="The day whose version is meant where the citation does not say.")
@json_option
@store_option
@click.pass_context
def command(
    context: click.Context, text: str, place: str | None, day: str | None, *, as_json: bool, store: str | None
) -> None:
    """Print the provisions that a citation means, or why it means none.

    Exit code 0: resolved; 1: ambiguous, not found or no citation; 2: usage.
    """
    holdings = open_held(settings_with(store=store).store)
    try:
        judgement = Resolver(Lookup(holdings, utc_now)).resolve(text, read_context(place), read_day(day))
    finally:
        holdings.close()
    shape = citation_shape(text, judgement)
    if as_json:
        print_json(shape)
    else:
        _tell(shape)
    context.exit(0 if shape.status == "resolved" else _NOT_RESOLVED)


def _tell(shape: CitationShape) -> None:
    """The targets a line each; what a person should know besides goes to standard error."""
    for target in shape.targets:
        click.echo(printable(f"{target.id}  {target.label}"))
    if shape.status != "resolved":
        click.echo(printable(f"{shape.status}: {shape.detail} ({shape.reason})"), err=True)
    for hint in (*shape.candidates, *shape.suggestions):
        click.echo(printable(f"  perhaps {hint.label} ({hint.why}): {hint.id}"), err=True)
    for warning in shape.warnings:
        click.echo(printable(f"  warning: {warning.detail} ({warning.code})"), err=True)
