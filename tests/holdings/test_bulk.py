"""Many files by several processes: the same store whatever their number, and nothing lost or repeated by a kill."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from lawpin.akn.mapping import UNMAPPED, read_mapping
from lawpin.holdings.bulk import Bulk
from lawpin.holdings.loading import How, find_files
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.law.identifiers.reader import read_work_id
from lawpin.wire.report import ReportShape

MakeDocument = Callable[..., bytes]
Clock = Callable[[], datetime]

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked for in /proc")


def write_corpus(folder: Path, make: MakeDocument, works: int) -> int:
    """Works with an original in two versions and a translation, in folders of their own; the number of files."""
    for number in range(works):
        work = f"/akn/cn/act/2020-01-01/w-{number}"
        for version in ("zho@2020-01-01", "zho@2021-01-01"):
            write(folder / "zho" / f"{number}-{version}.xml", make(version, work=work))
        translation = make("eng@2020-01-01", master="zho@2020-01-01", work=work)
        write(folder / "eng" / f"{number}.xml", translation)
    return works * 3


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # As others encode: what is encoded as ours is held against our profile, which takes its time.
    file.write_bytes(content.replace(b' contains="singleVersion"', b""))


def load(store: Store, folder: Path, clock: Clock, jobs: int = 2, **how: bool) -> list[ReportShape]:
    bulk = Bulk(store, clock, jobs, How(dry_run=how.get("dry_run", False)))
    return list(bulk.load(find_files([folder]), lambda _files: None))


def entries(store: Store) -> list[bytes]:
    return list(store.changes(after=0, limit=1000))


def test_the_same_files_give_the_same_log_and_the_same_reports_whatever_the_number_of_processes(
    tmp_path: Path, make_document: MakeDocument, clock: Clock
) -> None:
    write_corpus(tmp_path, make_document, 7)
    write(tmp_path / "eng" / "page.xml", b"<!DOCTYPE html><html/>")
    wrong = make_document("zho@2020-01-01", work="/akn/cn/act/2020-01-01/w-3").replace(b"<p>two</p>", b"<q/>")
    write(tmp_path / "wrong.xml", wrong)
    one, three = open_store("memory:"), open_store("memory:")
    now = clock()
    told = [
        [report.model_dump_json() for report in load(store, tmp_path, lambda: now, jobs)]
        for store, jobs in ((one, 1), (three, 3))
    ]
    assert told[0] == told[1]
    assert len(entries(one)) == 21
    assert entries(one) == entries(three)
    assert {(file.name, file.reason) for file in one.refusals(10).items} == {
        ("page.xml", "not-akoma-ntoso"),
        ("wrong.xml", "invalid-document"),
    }


def test_what_is_held_is_unchanged_with_the_report_of_its_admission_and_is_not_read_again(
    tmp_path: Path, make_document: MakeDocument, clock: Clock
) -> None:
    write_corpus(tmp_path, make_document, 2)
    store = open_store("memory:")
    stored = load(store, tmp_path, clock)
    again = load(store, tmp_path, clock)
    assert {report.outcome for report in again} == {"unchanged"}
    by_name = {report.source: report.model_copy(update={"outcome": "unchanged"}) for report in stored}
    assert {report.source: report for report in again} == by_name
    assert store.head() == 6


def test_a_mapping_gives_what_is_held_its_own_address_all_the_same(
    tmp_path: Path, make_document: MakeDocument, clock: Clock
) -> None:
    write(tmp_path / "a.xml", make_document("zho@2020-01-01"))
    store = open_store("memory:")
    load(store, tmp_path, clock)
    mapping = read_mapping(b"/akn/cn/act/2020-01-01/sample /akn/cn/act/2020-01-01/other")
    assert mapping != UNMAPPED
    (report,) = Bulk(store, clock, 1, How(mapping=mapping)).load(find_files([tmp_path]), lambda _files: None)
    assert (report.outcome, report.id) == ("stored", "/akn/cn/act/2020-01-01/other/zho@2020-01-01")


def test_a_file_that_vanished_is_refused_and_the_others_are_stored(
    tmp_path: Path, make_document: MakeDocument, clock: Clock
) -> None:
    write(tmp_path / "a.xml", make_document("zho@2020-01-01"))
    store = open_store("memory:")
    reports = Bulk(store, clock, 2, How()).load([tmp_path / "gone.xml", tmp_path / "a.xml"], lambda _files: None)
    assert [(report.outcome, report.reason) for report in reports] == [
        ("refused", "unreadable-file"),
        ("stored", None),
    ]


def test_a_dry_run_says_what_would_be_stored_and_stores_nothing(
    tmp_path: Path, make_document: MakeDocument, clock: Clock
) -> None:
    write_corpus(tmp_path, make_document, 1)
    store = open_store("memory:")
    assert {report.outcome for report in load(store, tmp_path, clock, dry_run=True)} == {"would-store"}
    assert store.head() == 0


# --- the command, in processes that are killed ------------------------------------------------------------------------


def start(folder: Path, store: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "lawpin", "ingest", str(folder), "--store", f"sqlite:{store}", "--json", *words]
    # Whoever runs these tests in the background made all their processes deaf to SIGINT.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=folder
        )
    finally:
        signal.signal(signal.SIGINT, heard)


def ended(process: subprocess.Popen[str]) -> tuple[int, list[ReportShape]]:
    with process:
        assert process.stdout
        assert process.stderr
        out, err = process.stdout.read(), process.stderr.read()
    assert "Traceback" not in err, err
    # The last line of one that was killed may be a part of one.
    lines = [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return process.returncode, [ReportShape.model_validate_json(line) for line in lines]


def workers(process: subprocess.Popen[str]) -> Iterator[int]:
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        with suppress(OSError):
            for child in (task / "children").read_text().split():
                if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                    yield int(child)


def kill_workers(process: subprocess.Popen[str]) -> int:
    killed = 0
    with suppress(OSError):
        for worker in workers(process):
            os.kill(worker, signal.SIGKILL)
            killed += 1
    return killed


def look_at(path: Path, files: int) -> None:
    """Every document is held once, its report and its text are there, and the log has no gap."""
    store = open_store(f"sqlite:{path}")
    try:
        log = sorted(reports(store), key=lambda report: report.seq or 0)
        assert [report.seq for report in log] == list(range(1, files + 1))
        assert len({report.sha256 for report in log}) == files
    finally:
        store.close()


def reports(store: Store) -> Iterator[ReportShape]:
    for number in range(1000):
        for version in store.versions(read_work_id(f"/akn/cn/act/2020-01-01/w-{number}")):
            report = store.report(version.id)
            assert report
            yield ReportShape.model_validate_json(report.content)


def first_lines(process: subprocess.Popen[str], count: int) -> list[ReportShape]:
    assert process.stdout
    return [ReportShape.model_validate_json(process.stdout.readline()) for _ in range(count)]


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_ingest_that_was_stopped_goes_on_where_it_was_and_nothing_is_lost_or_repeated(
    by: signal.Signals, tmp_path: Path, make_document: MakeDocument
) -> None:
    files, store = write_corpus(tmp_path / "in", make_document, 100), tmp_path / "law.sqlite"
    process = start(tmp_path / "in", store, "--jobs", "2")
    acknowledged = first_lines(process, 1)
    # As a terminal does it, to all of them.
    os.killpg(process.pid, by) if by == signal.SIGINT else process.send_signal(by)
    code, more = ended(process)
    assert code == (130 if by == signal.SIGINT else -by)
    acknowledged += more
    code, again = ended(start(tmp_path / "in", store, "--jobs", "2"))
    outcomes = Counter(report.outcome for report in again)
    assert (code, outcomes.total(), set(outcomes)) == (0, files, {"stored", "unchanged"})
    unchanged = {report.sha256 for report in again if report.outcome == "unchanged"}
    assert {report.sha256 for report in acknowledged} <= unchanged
    look_at(store, files)


@needs_proc
def test_processes_that_are_killed_on_the_way_cost_no_document(tmp_path: Path, make_document: MakeDocument) -> None:
    files, store = write_corpus(tmp_path / "in", make_document, 100), tmp_path / "law.sqlite"
    process = start(tmp_path / "in", store, "--jobs", "2")
    first_lines(process, 1)
    assert kill_workers(process) > 0
    code, told = ended(process)
    assert (code, Counter(report.outcome for report in told)) == (0, {"stored": files - 1})
    look_at(store, files)


@needs_proc
def test_a_document_that_always_takes_its_process_along_is_refused_with_a_sentence(
    tmp_path: Path, make_document: MakeDocument
) -> None:
    write(tmp_path / "in" / "a.xml", make_document("zho@2020-01-01"))
    process = start(tmp_path / "in", tmp_path / "law.sqlite")
    while process.poll() is None:
        kill_workers(process)
        time.sleep(0.01)
    code, (report,) = ended(process)
    assert (code, report.outcome, report.reason) == (1, "refused", "lost-document")
    assert "SIGKILL" in (report.detail or "")


def test_two_ingests_at_once_store_every_document_once(tmp_path: Path, make_document: MakeDocument) -> None:
    files, store = write_corpus(tmp_path / "in", make_document, 15), tmp_path / "law.sqlite"
    both = [start(tmp_path / "in", store, "--jobs", "1") for _ in range(2)]
    codes, told = zip(*(ended(process) for process in both), strict=True)
    outcomes = Counter(report.outcome for reports in told for report in reports)
    assert (codes, outcomes) == ((0, 0), {"stored": files, "unchanged": files})
    look_at(store, files)
