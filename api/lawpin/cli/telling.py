"""What people read of an ingest: a bar or lines while it goes on, each document, a summary at the end."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text
from typing_extensions import override

from lawpin.cli.options import printable
from lawpin.wire.report import FindingShape, ReportShape

_SHOWN_FINDINGS = 5
_MARKS = {"stored": "green", "would-store": "green", "unchanged": "cyan", "refused": "red"}
_LEVELS = ("well_formed", "official", "profile", "house")
_EVERY_S = 10


class _Rate(TextColumn):
    @override
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f} a second")


@dataclass
class Going:
    """How far an ingest is: a bar on a terminal, else a line on standard error every ten seconds."""

    total: int
    bar: Progress | None
    silent: bool = False
    looked_at: int = 0
    done: int = 0
    begun_s: float = field(default_factory=monotonic)
    told_s: float = field(default_factory=monotonic)

    def look(self, files: int) -> None:
        """So many more files were looked at, to see which belong together."""
        self.looked_at += files
        self._tell("looking at files", self.looked_at)

    def advance(self) -> None:
        """One more document is done."""
        self.done += 1
        self._tell("documents", self.done)

    def _tell(self, what: str, count: int) -> None:
        if self.bar is not None:
            task = next((task for task in self.bar.tasks if task.description == what), None)
            number = self.bar.add_task(what, total=self.total) if task is None else task.id
            self.bar.update(number, completed=count)
        elif not self.silent and (now := monotonic()) - self.told_s >= _EVERY_S:
            self.told_s = now
            rate = count / (now - self.begun_s)
            left = timedelta(seconds=round((self.total - count) / rate))
            click.echo(f"{what}: {count:,} of {self.total:,}, {rate:,.1f} a second, {left} left", err=True)


@contextmanager
def going(total: int, *, on_terminal: bool, silent: bool) -> Iterator[Going]:
    """Tells people how far an ingest of so many files is."""
    if not on_terminal:
        yield Going(total, None, silent=silent)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(""), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Going(total, bar)


@dataclass
class Summary:
    """Outcomes, reasons of refusals and verdicts, counted."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    begun_s: float = field(default_factory=monotonic)

    def count(self, report: ReportShape) -> None:
        """One more document."""
        self.outcomes[report.outcome] += 1
        if report.outcome == "refused":
            self.reasons[report.reason or "refused"] += 1
        for level in _LEVELS:
            verdict: bool | None = getattr(report.verdicts, level)
            if verdict is not None:
                self.verdicts[level, verdict] += 1

    def lines(self) -> Iterator[str]:
        """For people, the outcomes first."""
        total, took_s = self.outcomes.total(), monotonic() - self.begun_s
        yield ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(self.outcomes.items())) or "nothing done"
        if self.reasons:
            yield "  refused as: " + ", ".join(f"{count:,} {reason}" for reason, count in self.reasons.most_common())
        yield "  valid: " + ", ".join(
            f"{level.replace('_', '-')} {self.verdicts[level, True]:,} of "
            f"{self.verdicts[level, True] + self.verdicts[level, False]:,}"
            for level in _LEVELS
        )
        yield f"  {total:,} documents in {took_s:,.1f} s, {total / max(took_s, 0.001):,.1f} a second"


def tell(report: ReportShape) -> None:
    """The report of one document."""
    mark = click.style(report.outcome, fg=_MARKS[report.outcome], bold=True)
    size = f", {report.portions} portions" if report.portions else ""
    origin = "" if report.address in {None, "declared"} else f" ({report.address} for {printable(report.source)})"
    click.echo(f"{mark} {printable(report.id or report.source)}{size}{origin}")
    if report.detail:
        click.echo(printable(f"  {report.source}: {report.detail}"))
    # That others encode otherwise is true of nearly every document, and nothing that anybody has to do.
    findings = [finding for finding in report.findings if finding.rule != "encoded-otherwise"]
    for finding in findings[:_SHOWN_FINDINGS]:
        click.echo(printable(f"  {_place(finding)}{finding.sentence} [{finding.level}: {finding.rule}]"))
    if len(findings) > _SHOWN_FINDINGS:
        click.echo(f"  ... and {len(findings) - _SHOWN_FINDINGS} more (--json lists them)")


def _place(finding: FindingShape) -> str:
    where = [f"line {finding.line}" if finding.line else "", finding.eid or ""]
    return ", ".join(filter(None, where)) + (": " if any(where) else "")
