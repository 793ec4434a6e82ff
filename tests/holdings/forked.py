"""Run by tests as a process of its own: ingests in forked children, which are cheap once the schemas are built.

    forked.py kill FOLDER SEED KILLS     children are killed at random points; what they left is looked at each time
    forked.py write FOLDER SEED ROUNDS   two children write the same store at once

Prints one JSON object; a broken promise is an AssertionError with its traceback.
"""

import json
import mmap
import os
import random
import shutil
import signal
import statistics
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import apsw

from lawpin.akn.checking import Checker
from lawpin.holdings.admission import FORMS
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.opening import open_store
from lawpin.law.identifiers.ids import PortionId
from lawpin.places import shipped

NAME = b"mobile-internet"
AT = datetime(2026, 1, 1, tzinfo=UTC)
BEFORE, OPENED, INSIDE, AFTER = range(4)
PHASES = ("before the store was open", "before the transaction", "inside the transaction", "after the commit")
TABLES = ("migration", "work", "version", "portion", "change")


def main(mode: str, folder: Path, seed: int, times: int) -> None:
    checker = Checker()
    files = sorted((shipped("data") / "akn").rglob("*.xml"))
    work = [arrived(file.name, file.read_bytes(), checker) for file in files]
    other = [arrived(file.name, file.read_bytes().replace(NAME, b"another-work"), checker) for file in files]
    chance = random.Random(seed)
    result = kill(folder, work, other, chance, times) if mode == "kill" else write(folder, work, other, chance, times)
    print(json.dumps({"seed": seed, **result}))  # noqa: T201 - the test reads it


def arrived(name: str, source: bytes, checker: Checker) -> Arrival:
    arrival = receive(name, source, checker)
    assert isinstance(arrival, Arrival), arrival.fault
    return arrival


def fork(work: Callable[[], None]) -> int:
    """A child that does some work and ends, with code 1 if it raised."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill(
    folder: Path, work: Sequence[Arrival], other: Sequence[Arrival], chance: random.Random, times: int
) -> dict[str, object]:
    empty, filled = folder / "empty.sqlite", folder / "filled.sqlite"
    open_store(f"sqlite:{empty}").close()
    ingest(filled, other)
    # From here on every store must be one of these, row by row: as it was, or with the whole work.
    states = {start: (rows(start), rows(ingested(start, work))) for start in (empty, filled)}
    duration_s = statistics.median(undisturbed(start, work) for start in (empty, filled, empty, filled, empty))
    phases: Counter[int] = Counter()
    for number in range(times):
        start = (empty, filled)[number % 2]
        path = copied(start, folder / f"{number}.sqlite")
        delay_s = chance.uniform(0, 1.2 * duration_s)
        phase = killed(path, work, delay_s)
        phases[phase] += 1
        look_at(path, states[start], work, f"killed after {delay_s * 1000:.1f} ms, {PHASES[phase]}")
        for leftover in folder.glob(f"{number}.sqlite*"):
            leftover.unlink()
    return {"duration_s": duration_s, "phases": {PHASES[phase]: phases[phase] for phase in range(len(PHASES))}}


def killed(path: Path, work: Sequence[Arrival], delay_s: float) -> int:
    """The phase in which a child was that was killed so long after its fork."""
    reached = mmap.mmap(-1, 1)

    def clock() -> datetime:
        reached[0] = INSIDE  # an ingest asks for the time when its transaction is open
        return AT

    def take_in() -> None:
        store = open_store(f"sqlite:{path}")
        reached[0] = OPENED
        ingest_work(work, store, clock)
        reached[0] = AFTER
        store.close()

    child = fork(take_in)
    time.sleep(delay_s)
    os.kill(child, signal.SIGKILL)
    assert ended(child) in {-signal.SIGKILL, 0}
    return reached[0]


def look_at(path: Path, states: tuple[str, str], work: Sequence[Arrival], how: str) -> None:
    store = open_store(f"sqlite:{path}")
    try:
        assert rows(path) in states, f"the store is neither as it was nor whole: {how}"
        entries = [json.loads(entry)["seq"] for entry in store.changes(after=0, limit=1000)]
        assert entries == list(range(1, store.head() + 1)), f"the log has gaps: {how}"
        arrival = work[len(entries) % 2]
        for portion in store.portions(arrival.expression.id):
            for form in FORMS:
                page = store.page(PortionId(arrival.expression.id, portion.eid), form)
                assert page, f"{form} of {portion.eid} is missing: {how}"
    finally:
        store.close()
    ingest(path, work)
    assert rows(path) == states[1], f"the next ingest gave something else: {how}"


def rows(path: Path) -> str:
    """A digest over every row of a sound store."""
    connection = apsw.Connection(str(path))
    try:
        assert list(connection.execute("PRAGMA integrity_check")) == [("ok",)]
        everything = sha256()
        for table in TABLES:
            for row in connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid"):
                everything.update(repr(row).encode())
        return everything.hexdigest()
    finally:
        connection.close()


def undisturbed(start: Path, work: Sequence[Arrival]) -> float:
    path = copied(start, start.with_name("timed.sqlite"))
    begun = time.monotonic()
    assert ended(fork(lambda: ingest(path, work))) == 0
    return time.monotonic() - begun


def ingested(start: Path, work: Sequence[Arrival]) -> Path:
    path = copied(start, start.with_name(f"whole-{start.name}"))
    ingest(path, work)
    return path


def ingest(path: Path, work: Sequence[Arrival]) -> None:
    store = open_store(f"sqlite:{path}")
    outcomes = {report.outcome for report in ingest_work(work, store, lambda: AT)}
    store.close()
    assert outcomes <= {"stored", "unchanged"}


def copied(start: Path, path: Path) -> Path:
    shutil.copyfile(start, path)
    return path


def write(
    folder: Path, work: Sequence[Arrival], other: Sequence[Arrival], chance: random.Random, times: int
) -> dict[str, object]:
    outcomes: Counter[str] = Counter()
    for number in range(times):
        round_folder = folder / str(number)
        round_folder.mkdir()
        groups = [work, other]
        chance.shuffle(groups)
        reports = write_at_once(round_folder / "law.sqlite", (groups, [other, work]))
        assert Counter(outcome for _, outcome in reports) == {"stored": 4, "unchanged": 4}
        assert {iri for iri, outcome in reports if outcome == "stored"} == {iri for iri, _ in reports}
        look_at_log(round_folder / "law.sqlite")
        outcomes.update(outcome for _, outcome in reports)
    return {"outcomes": outcomes}


def write_at_once(path: Path, lots: Sequence[Sequence[Sequence[Arrival]]]) -> list[tuple[str, str]]:
    """What each of several children, one for each lot, found to have come of each of its documents."""
    told = [path.with_name(f"{number}.json") for number in range(len(lots))]
    begin_at = time.monotonic() + 0.02
    children = [fork(partial(write_all, path, groups, tell, begin_at)) for groups, tell in zip(lots, told, strict=True)]
    assert [ended(child) for child in children] == [0] * len(lots)
    return [(iri, outcome) for tell in told for iri, outcome in json.loads(tell.read_text())]


def look_at_log(path: Path) -> None:
    rows(path)
    store = open_store(f"sqlite:{path}")
    entries = [json.loads(entry) for entry in store.changes(after=0, limit=1000)]
    store.close()
    assert [entry["seq"] for entry in entries] == [1, 2, 3, 4]
    recorded = [entry["recordedAt"] for entry in entries]
    assert recorded[0] == recorded[1] < recorded[2] == recorded[3]


def write_all(path: Path, groups: Sequence[Sequence[Arrival]], tell: Path, begin_at: float) -> None:
    time.sleep(max(0.0, begin_at - time.monotonic()))
    store = open_store(f"sqlite:{path}")
    reports = [report for group in groups for report in ingest_work(group, store, lambda: AT)]
    store.close()
    tell.write_text(json.dumps([(report.id, report.outcome) for report in reports]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
