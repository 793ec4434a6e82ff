"""Taking in files and folders: which files there are, which belong to one work, one work after the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lawpin.akn.checking import Checker
from lawpin.akn.metadata import read_expression
from lawpin.akn.reading import DEFAULT_LIMITS, read_document
from lawpin.holdings.arrival import Arrival, Refusal, receive, report_of
from lawpin.holdings.ingest import Clock, ingest_work, preview_work
from lawpin.holdings.store import Store
from lawpin.law.errors import Refused
from lawpin.wire.report import ReportShape


class Unreadable(Refused):
    """A file that the machine does not give."""

    reason = "unreadable-file"


@dataclass(frozen=True, slots=True)
class Loading:
    """How files are taken in. `dry_run` stores nothing; `allow_invalid` keeps what the official schema refuses."""

    store: Store
    checker: Checker
    clock: Clock
    dry_run: bool = False
    allow_invalid: bool = False

    def load(self, groups: Iterable[Sequence[Path]]) -> Iterator[ReportShape]:
        """The reports, work by work, as each is done. Each group is the files of one work: one transaction."""
        for files in groups:
            yield from self._load_work(files)

    def _load_work(self, files: Sequence[Path]) -> Iterator[ReportShape]:
        received = [self._receive(file) for file in files]
        yield from (report_of(refusal, "refused") for refusal in received if isinstance(refusal, Refusal))
        arrivals = [arrival for arrival in received if isinstance(arrival, Arrival)]
        if self.dry_run:
            yield from preview_work(arrivals, self.store)
        elif arrivals:
            yield from ingest_work(arrivals, self.store, self.clock)

    def _receive(self, file: Path) -> Arrival | Refusal:
        try:
            source = _read_bytes(file)
        except OSError as fault:
            unreadable = Unreadable(f"the file cannot be read: {fault.strerror}")
            return Refusal(file.name, sha256().hexdigest(), unreadable, None)
        return receive(file.name, source, self.checker, allow_invalid=self.allow_invalid)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the XML files below the folders named, sorted within each."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(f for f in path.rglob("*") if f.is_file() and f.suffix.lower() == ".xml")
        found |= dict.fromkeys(inside if path.is_dir() else [path])
    return list(found)


def group_by_work(files: Iterable[Path], tick: Callable[[], None] = lambda: None) -> list[list[Path]]:
    """The files of each work together, in the order in which their works first occur; `tick` is called for each."""
    groups: dict[str, list[Path]] = {}
    for file in files:
        groups.setdefault(_work_of(file), []).append(file)
        tick()
    return list(groups.values())


def _work_of(file: Path) -> str:
    # What cannot be read stands alone: its refusal comes when it is received.
    try:
        return str(read_expression(read_document(_read_bytes(file)).root).id.work)
    except (Refused, OSError):
        return str(file)


def _read_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        # One byte more than is taken: enough to see that it is too much.
        return opened.read(DEFAULT_LIMITS.size_bytes + 1)
