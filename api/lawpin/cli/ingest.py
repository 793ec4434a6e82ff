"""The command `lawpin ingest`."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lawpin.akn.checking import Checker
from lawpin.akn.mapping import UNMAPPED, read_mapping
from lawpin.cli.options import is_terminal, json_option, print_json, printable, settings_with, store_option
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.http.app import utc_now
from lawpin.wire.report import FindingShape, ReportShape

_REFUSED = 1
_SHOWN_FINDINGS = 5
_MARKS = {"stored": "green", "would-store": "green", "unchanged": "cyan", "refused": "red"}


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and report; store nothing.")
@click.option("--allow-invalid", is_flag=True, help="Keep documents that the official schema refuses, marked so.")
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
    dry_run: bool,  # noqa: FBT001 - click's flag
    allow_invalid: bool,  # noqa: FBT001
    map_file: Path | None,
    store: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Take Akoma Ntoso documents in: files, or all XML files below folders.

    All expressions of a work are recorded in one transaction. Exit code 1: some were refused; they are listed.
    """
    files = find_files(paths)
    if not files:
        message = "there is no XML file below these paths"
        raise click.UsageError(message)
    mapping = UNMAPPED if map_file is None else read_mapping(map_file.read_bytes())
    holdings = _open(settings_with(store=store).store, dry_run=dry_run)
    loading = Loading(holdings, Checker(), utc_now, dry_run=dry_run, allow_invalid=allow_invalid, mapping=mapping)
    outcomes: Counter[str] = Counter()
    try:
        with _progress(len(files), shown=is_terminal() and not as_json) as advance:
            for report in loading.load(group_by_work(files, mapping=mapping)):
                outcomes[report.outcome] += 1
                advance()
                print_json(report) if as_json else _tell(report)
    finally:
        holdings.close()
    if not as_json:
        click.echo(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())))
    context.exit(_REFUSED if outcomes["refused"] else 0)


def _open(url: str, *, dry_run: bool) -> Store:
    """The store; a dry run makes none: where there is none yet, it compares with an empty one."""
    is_new = url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:")).exists()
    return open_store("memory:" if dry_run and is_new else url)


@contextmanager
def _progress(total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not shown, transient=True) as bar:
        task = bar.add_task("documents", total=total)
        yield lambda: bar.advance(task)


def _tell(report: ReportShape) -> None:
    """The report for a person."""
    mark = click.style(report.outcome, fg=_MARKS[report.outcome], bold=True)
    size = f", {report.portions} portions" if report.portions else ""
    origin = "" if report.address in {None, "declared"} else f" ({report.address} for {printable(report.source)})"
    click.echo(f"{mark} {report.id or report.source}{size}{origin}")
    if report.detail:
        click.echo(printable(f"  {report.source}: {report.detail}"))
    for finding in report.findings[:_SHOWN_FINDINGS]:
        click.echo(printable(f"  {_place(finding)}{finding.sentence} [{finding.level}: {finding.rule}]"))
    if len(report.findings) > _SHOWN_FINDINGS:
        click.echo(f"  ... and {len(report.findings) - _SHOWN_FINDINGS} more (--json lists them)")


def _place(finding: FindingShape) -> str:
    where = [f"line {finding.line}" if finding.line else "", finding.eid or ""]
    return ", ".join(filter(None, where)) + (": " if any(where) else "")
