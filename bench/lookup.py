"""What a look-up costs as a store grows, beside a bare table with the same bytes. See README.md for how to read it.

python -m bench.lookup [--rows 10000 100000 1000000] [--rounds 5] [--folder PATH] [--no-result]
"""

import argparse
import gc
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import apsw
from bench.filling import BEGUN, SEED, Places, fill, make_template, table
from bench.machine import RESULTS, machine
from bench.options import counted

from lawpin.holdings.admission import Admission
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.law.identifiers.ids import PortionId

READS, COLD_READS, HOT_PLACES, OPENINGS = 10_000, 500, 200, 7
ANCHOR = "CREATE TABLE t (id INTEGER PRIMARY KEY, k TEXT NOT NULL, v BLOB NOT NULL)"


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians and 99th percentiles of the rounds, microseconds."""

    medians: tuple[float, ...]
    p99s: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.medians)

    @property
    def p99(self) -> float:
        return statistics.median(self.p99s)


@dataclass(frozen=True, slots=True)
class Measured:
    """One size of store: timings by kind of read (cold, first, spread, hot), of lawpin and of the anchor."""

    rows: int
    size_bytes: int
    json_bytes: int
    fill_s: float
    opening_ms: float
    first_read_ms: float
    lookup: dict[str, Timing]
    anchor: dict[str, Timing]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--rows", type=counted, nargs="+", default=[10_000, 100_000, 1_000_000])
    words.add_argument("--rounds", type=counted, default=5)
    words.add_argument("--folder", type=Path, help="where the stores are made and deleted (about 9 GB for 10^6 rows)")
    words.add_argument("--no-result", action="store_true", help="print only")
    given = words.parse_args()
    template = make_template()
    lines = []
    for rows in given.rows:
        with tempfile.TemporaryDirectory(dir=given.folder, prefix="lawpin-bench-") as folder:
            lines.append(measure(Path(folder), template, rows, given.rounds))
        print(figures(lines[-1:]), flush=True)
    written = report(lines, given.rounds)
    print(written)
    if not given.no_result:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"lookup-{datetime.now(UTC).date()}.md").write_text(written, encoding="utf-8")


def measure(folder: Path, template: Admission, rows: int, rounds: int) -> Measured:
    works = max(1, rows // len(template.portions))
    url, bare = f"sqlite:{folder / 'law.sqlite'}", folder / "anchor.sqlite"
    store, begun = open_store(url), time.perf_counter()
    with table(bare, ANCHOR, "INSERT INTO t (k, v) VALUES (?, ?)") as add:
        fill(store, template, works, add)
    with closing(apsw.Connection(str(bare))) as anchor:
        anchor.execute("CREATE UNIQUE INDEX t_k ON t (k); PRAGMA journal_mode = WAL")
    fill_s = time.perf_counter() - begun
    store.close()
    eids = [made.portion.eid for made in template.portions if len(made.json.content) < 8192]
    places = Places(template.version.id, works, eids, random.Random(SEED))
    lookup, timed = rounds_of_reads(url, bare, places, rounds)
    opening_ms, first_read_ms = openings(url, places)
    sizes = [len(made.json.content) for made in template.portions if made.portion.eid in eids]
    size_bytes, json_bytes = (folder / "law.sqlite").stat().st_size, round(statistics.median(sizes))
    return Measured(
        rows=works * len(template.portions),
        size_bytes=size_bytes,
        json_bytes=json_bytes,
        fill_s=fill_s,
        opening_ms=opening_ms,
        first_read_ms=first_read_ms,
        lookup=lookup,
        anchor=timed,
    )


Asked = TypeVar("Asked")
Round = tuple[float, float]
Read = Callable[[PortionId], object]
ReadBare = Callable[[str], object]


def rounds_of_reads(url: str, bare: Path, places: Places, rounds: int) -> tuple[dict[str, Timing], dict[str, Timing]]:
    """Timings of lawpin and of the bare table, by kind of read; both take turns, on the same addresses."""
    lookup_rounds: dict[str, list[Round]] = defaultdict(list)
    anchor_rounds: dict[str, list[Round]] = defaultdict(list)
    store_file = Path(url.partition(":")[2])
    for _ in range(rounds):
        store, anchor = open_store(url), apsw.Connection(str(bare))
        read, read_bare = partial(page_of, Lookup(store, lambda: BEGUN)), partial(value_of, anchor)

        def time_both(
            kind: str, these: Sequence[PortionId], read: Read = read, read_bare: ReadBare = read_bare
        ) -> None:
            lookup_rounds[kind].append(timed(read, these))
            anchor_rounds[kind].append(timed(read_bare, [str(place) for place in these]))

        forget(store_file, bare)
        time_both("cold", places.anywhere(COLD_READS))
        warm(store_file, bare)
        time_both("first", places.in_works_of_their_own(READS))
        for place in places.in_works_of_their_own(places.works):
            store.position(place)
        time_both("spread", places.anywhere(READS))
        time_both("hot", places.anywhere(HOT_PLACES) * (READS // HOT_PLACES))
        store.close()
        anchor.close()
    return together(lookup_rounds), together(anchor_rounds)


def together(rounds: Mapping[str, Sequence[Round]]) -> dict[str, Timing]:
    return {kind: Timing(tuple(m for m, _ in found), tuple(p for _, p in found)) for kind, found in rounds.items()}


def page_of(lookup: Lookup, place: PortionId) -> object:
    return lookup.page(place, "json")


def value_of(anchor: apsw.Connection, key: str) -> object:
    return anchor.execute("SELECT v FROM t WHERE k=?", (key,)).fetchall()[0][0]


def timed(read: Callable[[Asked], object], these: Sequence[Asked]) -> Round:
    """Median and 99th percentile of single reads, microseconds."""
    clock = time.perf_counter_ns
    gc.collect()
    gc.disable()
    taken = []
    for one in these:
        begun = clock()
        read(one)
        taken.append(clock() - begun)
    gc.enable()
    taken.sort()
    return taken[len(taken) // 2] / 1000, taken[len(taken) * 99 // 100] / 1000


def forget(*files: Path) -> None:
    """Asks the machine to drop what it has of files in memory."""
    for file in files:
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def warm(*files: Path) -> None:
    for file in files:
        with file.open("rb") as opened:
            while opened.read(1 << 24):
                pass


def openings(url: str, places: Places) -> tuple[float, float]:
    """Milliseconds to open the store, and to open it and answer one look-up; medians."""
    opened, answered = [], []
    for place in places.anywhere(OPENINGS):
        begun = time.perf_counter()
        store = open_store(url)
        opened.append(time.perf_counter() - begun)
        Lookup(store, lambda: BEGUN).page(place, "json")
        answered.append(time.perf_counter() - begun)
        store.close()
    return statistics.median(opened) * 1000, statistics.median(answered) * 1000


def figures(lines: Sequence[Measured]) -> str:
    head = "| portions | file | reads | look-up median | p99 | bare table median | p99 | ratio of medians |"
    rule = "|---:|---:|---|---:|---:|---:|---:|---:|"
    rows = [
        f"| {line.rows:,} | {line.size_bytes / 1e9:.2f} GB | {kind} | {spread(line.lookup[kind])} | "
        f"{line.lookup[kind].p99:.1f} | {spread(line.anchor[kind])} | {line.anchor[kind].p99:.1f} | "
        f"{line.lookup[kind].median / line.anchor[kind].median:.2f} |"
        for line in lines
        for kind in line.lookup
    ]
    return "\n".join([head, rule, *rows])


def spread(timing: Timing) -> str:
    return f"{timing.median:.1f} ({min(timing.medians):.1f}-{max(timing.medians):.1f})"


def report(lines: Sequence[Measured], rounds: int) -> str:
    opening = "\n".join(
        f"| {line.rows:,} | {line.fill_s:.0f} s | {line.rows / line.fill_s:,.0f} | {line.opening_ms:.1f} ms | "
        f"{line.first_read_ms:.1f} ms |"
        for line in lines
    )
    growth = "\n".join(growth_of(kind, lines) for kind in lines[0].lookup)
    return f"""# Look-up, {datetime.now(UTC).date()}

{machine()}.
Python {platform.python_version()}, apsw {apsw.apsw_version()} with SQLite {apsw.sqlite_lib_version()}.

Microseconds for one `Lookup.page(place, "json")` of a random pinned address (JSON of {lines[0].json_bytes:,} bytes in
the median) and for `SELECT v FROM t WHERE k=?` on a table with the same bytes; median of {rounds} rounds, their range
in brackets. How to read this: ../README.md.

{figures(lines)}

{growth}

| portions | filled in | portions a second | opening the store | opening and first look-up |
|---:|---:|---:|---:|---:|
{opening}
"""


def growth_of(kind: str, lines: Sequence[Measured]) -> str:
    small, large = lines[0], lines[-1]
    ours = large.lookup[kind].median - small.lookup[kind].median
    index = large.anchor[kind].median - small.anchor[kind].median
    return (
        f"From {small.rows:,} to {large.rows:,} portions, {kind}: look-up {ours:+.1f} µs, bare table {index:+.1f} µs."
    )


if __name__ == "__main__":
    if shutil.disk_usage(tempfile.gettempdir()).free < 1e9:
        sys.exit("there is less than 1 GB of room")
    main()
