"""The command `lawpin get`."""

import click
import orjson

from lawpin.cli.options import is_terminal, printable, settings_with, store_option
from lawpin.holdings.admission import FORMS
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_held
from lawpin.http.addresses import Addresses
from lawpin.http.clock import utc_now
from lawpin.http.exchange import Answer, Asked
from lawpin.http.problems import problem_answer, problem_of
from lawpin.law.errors import LawError

_NOT_HELD = 1
_OK, _ELSEWHERE = 200, 308
# Spelling of the address, then of the work, then of the place.
_REDIRECTS = 3


@click.command("get")
@click.argument("iri")
@click.option("--format", "suffix", type=click.Choice(FORMS), help="The format (default: the IRI's suffix, else json).")
@store_option
@click.pass_context
def command(context: click.Context, iri: str, suffix: str | None, store: str | None) -> None:
    """Print what stands at an Akoma Ntoso IRI, in any spelling; the bytes are those that the server sends."""
    path, _, query = iri.partition("?")
    holdings = open_held(settings_with(store=store).store)
    try:
        addresses = Addresses(Lookup(holdings, utc_now))
        answer = _ask(addresses, f"{path}.{suffix}" if suffix else path, query)
        for _ in range(_REDIRECTS):
            if answer.status == _ELSEWHERE:
                answer = _ask(addresses, *answer.location.partition("?")[::2])
    finally:
        holdings.close()
    if answer.status != _OK:
        _explain(answer)
        context.exit(_NOT_HELD)
    click.echo(answer.body, nl=is_terminal())


def _ask(addresses: Addresses, path: str, query: str) -> Answer:
    asked = Asked("GET", path, query, {}, "")
    try:
        return addresses.answer(asked)
    except LawError as fault:
        return problem_answer(problem_of(fault, ""), Asked("GET", "", "", {}, ""))


def _explain(answer: Answer) -> None:
    """The problem for a person: what is wrong, what there is instead."""
    problem = orjson.loads(answer.body)
    click.echo(printable(f"{problem['title']}: {problem['detail']}"), err=True)
    instead = [
        *problem.get("nearest", ()),
        *(candidate["id"] for candidate in problem.get("candidates", ())),
        *(value for values in problem.get("available", {}).values() for value in values),
    ]
    for other in instead:
        click.echo(printable(f"  there is: {other}"), err=True)
