"""Taking in any number of files: processes read, check and cut side by side, one writer records.

    digest   of each file: what is stored with it is `unchanged`, and nothing else is done about it
    name     the others are read for the works that they belong to                                  by the workforce
    receive  work by work: read, checked, cut, written out                                          by the workforce
    record   works in the order in which they first occur, several in one transaction

What is stored, and as which entries of the log, depends on the files and their order alone, not on how many processes
there are or which of them was faster. An ingest that was killed goes on by being run again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from signal import Signals
from typing import TypeVar

import orjson

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, Refusal, report_of
from lawpin.holdings.ingest import Clock, ingest_works, preview_work
from lawpin.holdings.loading import How, Unreadable, grouped, read_bytes, receive_file, work_of
from lawpin.holdings.store import Holdings, Store
from lawpin.holdings.workforce import Died, Workforce
from lawpin.law.errors import Refused, Unavailable
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.wire.report import ReportShape

_NAMED_AT_ONCE = 16
# Of one transaction: with more of them a kill would lose more, and others who write would wait longer.
_WORKS, _BYTES = 16, 2 * 1024 * 1024
_ENTRIES = 1000
_AGAIN = "run the ingest again, with fewer jobs, to try it once more"

Item = TypeVar("Item")
Received = Arrival | ReportShape


class Lost(Refused):
    """A document that took the process along that read it."""

    reason = "lost-document"


@dataclass(frozen=True, slots=True)
class Bulk:
    """An ingest by `jobs` processes beside this one, which records."""

    store: Store
    clock: Clock
    jobs: int
    how: How

    def load(self, files: Iterable[Path], looked_at: Callable[[int], None]) -> Iterator[ReportShape]:
        """The reports: first of what is held already, then work by work, as each is committed.

        `looked_at` is told of how many more files it is known to which work they belong.
        """
        fresh: list[Path] = []
        for file, report in self._unchanged(files):
            if report is None:
                fresh.append(file)
            else:
                looked_at(1)
                yield report
        with Workforce(self.jobs, partial(_Desk, self.how)) as force:
            groups = _grouped(force, fresh, looked_at)
            received = _each(force, _Desk.receive, groups, _lost)
            for batch in _batches(received):
                yield from self._preview(batch) if self.how.dry_run else self._record(batch)

    def _unchanged(self, files: Iterable[Path]) -> Iterator[tuple[Path, ReportShape | None]]:
        # A mapping may give what is held another address: then each file is looked at in full.
        held = {} if self.how.mapping.addresses else _held(self.store)
        for file in files:
            seq = held.get(_digest(file)) if held else None
            yield file, None if seq is None else _as_held(self.store, seq, file)

    def _record(self, works: Sequence[Sequence[Received]]) -> Iterator[ReportShape]:
        refused = [report for work in works for report in _refusals(work)]
        arrivals, correction = [_arrivals(work) for work in works], self.how.correction
        recorded = ingest_works(arrivals, refused, self.store, self.clock, correction=correction)
        for work, reports in zip(works, recorded, strict=True):
            yield from _refusals(work)
            yield from reports

    def _preview(self, works: Sequence[Sequence[Received]]) -> Iterator[ReportShape]:
        for work in works:
            yield from _refusals(work)
            yield from preview_work(_arrivals(work), self.store, correction=self.how.correction)


class _Desk:
    """Where a process of the workforce works."""

    def __init__(self, how: How) -> None:
        self._checker = Checker()
        self._how = how

    def name(self, files: Sequence[Path]) -> list[str]:
        return [self._name(file) for file in files]

    def receive(self, files: Sequence[Path]) -> list[Received]:
        return [self._receive(file) for file in files]

    def _name(self, file: Path) -> str:
        try:
            return work_of(file, self._how.mapping)
        except (MemoryError, Unavailable):
            return str(file)

    def _receive(self, file: Path) -> Received:
        try:
            received = receive_file(file, self._checker, self._how)
        except (MemoryError, Unavailable):
            received = Refusal(str(file), None, Lost(f"there was not enough memory to read it: {_AGAIN}"), None)
        if isinstance(received, Refusal):
            return report_of(received, "refused")
        return received


def _lost(file: Path, died: Died) -> Received:
    how = f"was ended by {Signals(-died.code).name}" if died.code < 0 else f"ended with code {died.code}"
    lost = Lost(f"the process that read this document {how}, twice; perhaps for want of memory: {_AGAIN}")
    return report_of(Refusal(str(file), None, lost, None), "refused")


def _unnamed(file: Path, _died: Died) -> str:
    return str(file)


def _grouped(force: Workforce[_Desk], files: Sequence[Path], looked_at: Callable[[int], None]) -> list[list[Path]]:
    """The files of each work together, in the order in which their works first occur."""
    chunks = [files[start : start + _NAMED_AT_ONCE] for start in range(0, len(files), _NAMED_AT_ONCE)]

    def named() -> Iterator[tuple[Path, str]]:
        for chunk, names in zip(chunks, _each(force, _Desk.name, chunks, _unnamed), strict=True):
            looked_at(len(chunk))
            yield from zip(chunk, names, strict=True)

    return grouped(named())


def _each(
    force: Workforce[_Desk],
    work: Callable[[_Desk, Sequence[Path]], list[Item]],
    groups: Sequence[Sequence[Path]],
    lost: Callable[[Path, Died], Item],
) -> Iterator[list[Item]]:
    """What is made of each file of each group; where a process died of a group, each of its files is tried alone."""
    for group, made in zip(groups, force.make(work, groups, _weight), strict=True):
        if not isinstance(made, Died):
            yield made
            continue
        alone = force.make(work, [[file] for file in group], _weight)
        yield [
            lost(file, again) if isinstance(again, Died) else again[0] for file, again in zip(group, alone, strict=True)
        ]


def _weight(files: Sequence[Path]) -> int:
    return sum(map(_size, files))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _batches(works: Iterable[list[Received]]) -> Iterator[list[list[Received]]]:
    batch: list[list[Received]] = []
    size_bytes = 0
    for work in works:
        batch.append(work)
        size_bytes += sum(len(arrival.source) for arrival in _arrivals(work))
        if len(batch) >= _WORKS or size_bytes >= _BYTES:
            yield batch
            batch, size_bytes = [], 0
    if batch:
        yield batch


def _arrivals(work: Iterable[Received]) -> list[Arrival]:
    return [received for received in work if isinstance(received, Arrival)]


def _refusals(work: Iterable[Received]) -> list[ReportShape]:
    return [received for received in work if isinstance(received, ReportShape)]


def _held(holdings: Holdings) -> dict[bytes, int]:
    """The newest entry of the log by the SHA-256 of the document that it admitted."""
    held: dict[bytes, int] = {}
    seq = 0
    while entries := holdings.changes(after=seq, limit=_ENTRIES):
        for entry in entries:
            seq += 1
            if digest := orjson.loads(entry)["sha256"]:
                held[bytes.fromhex(digest)] = seq
    return held


def _as_held(holdings: Holdings, seq: int, file: Path) -> ReportShape | None:
    """The report of what is held, which the same bytes would get again; None where it cannot be read."""
    (entry,) = holdings.changes(after=seq - 1, limit=1)
    stored = holdings.report(read_expression_id(orjson.loads(entry)["expression"]))
    if stored is None:
        return None
    report = ReportShape.model_validate_json(stored.content)
    return report.model_copy(update={"source": file.name, "outcome": "unchanged"})


def _digest(file: Path) -> bytes:
    try:
        return bytes.fromhex(read_bytes(file)[1])
    except Unreadable:
        return b""
