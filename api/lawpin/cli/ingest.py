"""The command `lawpin ingest`."""

import os
from pathlib import Path

import click

from lawpin.akn.mapping import UNMAPPED, read_mapping
from lawpin.cli.options import is_terminal, json_option, print_json, settings_with, store_option
from lawpin.cli.telling import Summary, going, tell
from lawpin.holdings.bulk import Bulk
from lawpin.holdings.loading import How, find_files
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.holdings.withdrawing import read_reason
from lawpin.http.clock import utc_now

_REFUSED, _INTERRUPTED = 1, 130


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes that read and check (default: one for each core).")
@click.option("--dry-run", is_flag=True, help="Check and report; store nothing.")
@click.option("--allow-invalid", is_flag=True, help="Keep documents that the official schema refuses, marked so.")
@click.option(
    "--correction", metavar="REASON", help="What is held in other bytes is corrected: recorded as ;r2, for this reason."
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which addresses documents get, one a line: sha256:... or a FRBR IRI, then the address.",
)
@store_option
@json_option
@click.pass_context
def command(  # noqa: PLR0917 - one for each option
    context: click.Context,
    paths: tuple[Path, ...],
    jobs: int | None,
    dry_run: bool,  # noqa: FBT001 - click's flag
    allow_invalid: bool,  # noqa: FBT001
    correction: str | None,
    map_file: Path | None,
    store: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Take Akoma Ntoso documents in: files, or all XML files below folders.

    All expressions of a work are recorded in one transaction. Run again, it goes on where it was stopped: what is held
    already costs next to nothing. Exit code 1: some documents were refused; they are listed.
    """
    files = find_files(paths)
    if not files:
        message = "there is no XML file below these paths"
        raise click.UsageError(message)
    mapping = UNMAPPED if map_file is None else read_mapping(map_file.read_bytes())
    holdings = _open(settings_with(store=store).store, dry_run=dry_run)
    processes = min(jobs or _cores(), len(files))
    words = None if correction is None else read_reason(correction)
    how = How(dry_run=dry_run, allow_invalid=allow_invalid, mapping=mapping, correction=words)
    summary, is_complete = Summary(), False
    try:
        with going(len(files), on_terminal=is_terminal() and not as_json, silent=as_json) as progress:
            for report in Bulk(holdings, utc_now, processes, how).load(files, progress.look):
                summary.count(report)
                progress.advance()
                print_json(report) if as_json else tell(report)
        is_complete = True
    except KeyboardInterrupt:
        click.echo("Stopped. What is listed as stored stays; run it again to go on.", err=True)
    finally:
        holdings.close()
    if not as_json:
        click.echo("\n".join(summary.lines()))
    if not is_complete:
        context.exit(_INTERRUPTED)
    context.exit(_REFUSED if summary.outcomes["refused"] else 0)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _open(url: str, *, dry_run: bool) -> Store:
    """The store; a dry run makes none: where there is none yet, it compares with an empty one."""
    is_new = url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:")).exists()
    return open_store("memory:" if dry_run and is_new else url)
