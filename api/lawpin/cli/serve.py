"""The command `lawpin serve`."""

import socket
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import click

from lawpin.cli.options import settings_with, store_option
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.http.clock import utc_now
from lawpin.http.logs import Form
from lawpin.http.rules import Rules
from lawpin.http.serving import Listening, serve
from lawpin.settings import Settings, masked
from lawpin.wire.report import ReportShape


@click.command("serve")
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default 8000; 0: any free one).")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that serve (default 1).")
@store_option
def command(host: str | None, port: int | None, workers: int | None, store: str | None) -> None:
    """Serve the store over HTTP; an empty one is filled with the shipped corpus first."""
    settings = settings_with(host=host, port=port, workers=workers, store=store)
    port_found = _usable_port(settings.host, settings.port)
    listening = Listening(settings.host, port_found, settings.workers, _log_form(settings))
    examples = _prepare(settings.store)
    base = f"http://{'[' + settings.host + ']' if ':' in settings.host else settings.host}:{listening.port}"

    def announce() -> None:
        click.echo(f"\nlawpin serves {masked(settings.store)} at {base}\n\nAddresses to try:")
        for path in (*examples, "/v1/works", "/docs"):
            click.echo(f"  {base}{path}")
        click.echo("\nStop it with Ctrl+C.")

    serve(settings.store, listening, _rules(settings), on_start=announce)


def _rules(settings: Settings) -> Rules:
    return Rules(
        host_required=True,
        hosts=frozenset(settings.hosts),
        trusted=settings.trusted_networks,
        reads_per_minute=settings.reads_per_minute,
        requests_at_once=settings.requests_at_once,
        posts_at_once=settings.posts_at_once,
        body_deadline_s=settings.body_deadline,
        document_deadline_s=settings.document_deadline,
        writes_per_minute=settings.writes_per_minute,
        logs_every_request=settings.log_requests,
    )


def _log_form(settings: Settings) -> Form:
    if settings.log_format == "auto":
        return "console" if sys.stderr.isatty() else "json"
    return settings.log_format


def _prepare(url: str) -> list[str]:
    """Fills an empty store that outlives its process; addresses to try."""
    click.echo(f"Opening {masked(url)} ...")
    store = open_store(url)
    if store.head() == 0:
        click.echo("It is empty: taking in the shipped corpus.")
        for report in _fill(url):
            why = f" ({report.detail})" if report.detail else ""
            click.echo(f"  {report.outcome}: {report.id or report.source}{why}")
    examples = Lookup(store, utc_now).examples()
    store.close()
    return examples


def _fill(url: str) -> list[ReportShape]:
    """Filled by a process of its own: the schemas take 60 MB that the server's processes would inherit."""
    if url.startswith("memory:"):
        return []
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(_fill_there, url).result()


def _fill_there(url: str) -> list[ReportShape]:
    from lawpin.holdings.corpus import fill_store

    return fill_store(url, utc_now)


def _usable_port(host: str, port: int) -> int:
    """The port, or a free one for 0. Raises ClickException with a sentence where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            message = f"cannot listen on {host} port {port}: {fault.strerror}; choose another with --port"
            raise click.ClickException(message) from fault
        found: int = probe.getsockname()[1]
    return found
