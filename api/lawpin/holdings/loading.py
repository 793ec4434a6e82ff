"""Taking in files and folders: which files there are, which belong to one work, one work after the other."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from lawpin.akn.checking import Checker
from lawpin.akn.frbr import read_frbr
from lawpin.akn.mapping import UNMAPPED, Mapping
from lawpin.akn.naming import name_document
from lawpin.akn.reading import DEFAULT_LIMITS, read_document
from lawpin.holdings.arrival import Arrival, Refusal, receive, report_of
from lawpin.holdings.ingest import Clock, ingest_works, preview_work
from lawpin.holdings.store import Store
from lawpin.law.errors import Refused
from lawpin.wire.report import ReportShape

_PIECE_BYTES = 1024 * 1024


class Unreadable(Refused):
    """A file that the machine does not give."""

    reason = "unreadable-file"


@dataclass(frozen=True, slots=True)
class How:
    """How files are taken in.

    `dry_run` stores nothing; `allow_invalid` keeps what the official schema refuses; `mapping` gives documents the
    addresses that the operator wants; `correction` is why other bytes for held versions correct them, None where they
    do not.
    """

    dry_run: bool = False
    allow_invalid: bool = False
    mapping: Mapping = UNMAPPED
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Loading:
    """Taking in by this process alone; `lawpin.holdings.bulk` does it with others."""

    store: Store
    checker: Checker
    clock: Clock
    how: How = How()

    def load(self, groups: Iterable[Sequence[Path]]) -> Iterator[ReportShape]:
        """The reports, work by work, as each is done. Each group is the files of one work: one transaction."""
        for files in groups:
            yield from self._load_work(files)

    def _load_work(self, files: Sequence[Path]) -> Iterator[ReportShape]:
        received = [receive_file(file, self.checker, self.how) for file in files]
        refused = [report_of(refusal, "refused") for refusal in received if isinstance(refusal, Refusal)]
        arrivals = [arrival for arrival in received if isinstance(arrival, Arrival)]
        if self.how.dry_run:
            yield from (*refused, *preview_work(arrivals, self.store, correction=self.how.correction))
        else:
            correction = self.how.correction
            (recorded,) = ingest_works([arrivals], refused, self.store, self.clock, correction=correction)
            yield from (*refused, *recorded)


def receive_file(file: Path, checker: Checker, how: How) -> Arrival | Refusal:
    """What arrives in a file: `lawpin.holdings.arrival.receive`. Raises Unavailable as that does."""
    try:
        source, received = read_bytes(file)
    except Unreadable as unreadable:
        return Refusal(str(file), None, unreadable, None)
    arrival = receive(file.name, source, checker, allow_invalid=how.allow_invalid, mapping=how.mapping)
    # Many files have the same name: of one that is not stored the person at the keyboard needs to know which.
    return replace(arrival, name=str(file), sha256=received) if isinstance(arrival, Refusal) else arrival


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the XML files below the folders named, sorted within each.

    Links to folders are not followed. A folder that cannot be read stands in the list itself, to be refused.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(sorted(_inside(path)) if path.is_dir() else [path])
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for here, _, names in os.walk(folder, onerror=lambda fault: closed.append(Path(fault.filename))):
        # Pipes and broken links too: what is not taken in is said.
        yield from (Path(here, name) for name in names if name.lower().endswith(".xml"))
    yield from closed


def group_by_work(files: Iterable[Path], mapping: Mapping = UNMAPPED) -> list[list[Path]]:
    """The files of each work together, as `grouped`."""
    return grouped((file, work_of(file, mapping)) for file in files)


def grouped(named: Iterable[tuple[Path, str]]) -> list[list[Path]]:
    """The files with the same name for their work together, in the order in which these first occur."""
    groups: dict[str, list[Path]] = {}
    for file, work in named:
        groups.setdefault(work, []).append(file)
    return list(groups.values())


def work_of(file: Path, mapping: Mapping) -> str:
    """The IRI of the work that a file names; where it cannot be read, its path: its refusal comes when it arrives."""
    try:
        source, received = read_bytes(file)
        return str(name_document(read_frbr(read_document(source).root), received, mapping).id.work)
    except Refused:
        return str(file)


def read_bytes(file: Path) -> tuple[bytes, str]:
    """The beginning of a file, one byte more than is taken: enough to see that it is too much; SHA-256 of all of it.

    Raises:
        Unreadable: the machine does not give it, or it is no file (a pipe, a device) and might never end.
    """
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):
            message = "this is not a file"
            raise Unreadable(message)
        with file.open("rb") as opened:
            source = opened.read(DEFAULT_LIMITS.size_bytes + 1)
            received = sha256(source)
            while more := opened.read(_PIECE_BYTES):
                received.update(more)
            return source, received.hexdigest()
    except OSError as fault:
        message = f"the file cannot be read: {fault.strerror}"
        raise Unreadable(message) from None
