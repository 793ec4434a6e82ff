"""Files and folders: what is found, what is refused with a reason, and that the rest is stored all the same."""

import gzip
import os
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from lawpin.akn.checking import Checker
from lawpin.cli.ingest import command
from lawpin.holdings.loading import How, Loading, find_files, group_by_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.wire.report import ReportShape

MakeDocument = Callable[..., bytes]
Clock = Callable[[], datetime]

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">&c;</akomaNtoso>"""
FOREIGN = b'<!DOCTYPE akomaNtoso SYSTEM "file:///etc/passwd"><akomaNtoso/>'
EMPTY_ROOT = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>'

HOSTILE: dict[str, tuple[bytes, str]] = {
    "laughs": (LAUGHS, "dtd-forbidden"),
    "doctype": (FOREIGN, "dtd-forbidden"),
    "utf-16": ("<?xml version='1.0' encoding='UTF-16'?><akomaNtoso/>".encode("utf-16"), "not-utf-8"),
    "latin-1": ("<akomaNtoso>é</akomaNtoso>".encode("latin-1"), "not-utf-8"),
    "gzip": (gzip.compress(b"<akomaNtoso/>"), "compressed-body"),
    "html": (b"<!DOCTYPE html><html><body>404</body></html>", "not-akoma-ntoso"),
    "json": (b'{"akomaNtoso": {}}', "not-xml"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not-xml"),
    "text": ("第一条".encode(), "not-xml"),
    "empty": (b"", "empty-body"),
    "nul": (b"\0" * 100, "not-utf-8"),
    "cut": (b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><act>", "not-well-formed"),
    "deep": (b"<a>" * 5000 + b"</a>" * 5000, "too-deep"),
    "other": (b"<rss/>", "not-akoma-ntoso"),
    "old": (b'<akomaNtoso xmlns="http://www.akomantoso.org/2.0"/>', "not-akoma-ntoso"),
    "no document": (EMPTY_ROOT, "no-address"),
    "text only": (EMPTY_ROOT.replace(b"/>", b">words</akomaNtoso>"), "no-address"),
    "large": (b"<akomaNtoso>" + b" " * 9_000_000 + b"</akomaNtoso>", "too-large"),
}


def load(store: Store, paths: list[Path], checker: Checker, clock: Clock, **how: bool) -> list[ReportShape]:
    asked = How(dry_run=how.get("dry_run", False), allow_invalid=how.get("allow_invalid", False))
    loading = Loading(store, checker, clock, asked)
    return list(loading.load(group_by_work(find_files(paths))))


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_document_is_refused_with_reason_and_sentence_and_the_others_are_stored(
    name: str,
    tmp_path: Path,
    make_document: MakeDocument,
    checker: Checker,
    clock: Clock,
) -> None:
    content, reason = HOSTILE[name]
    (tmp_path / "a.xml").write_bytes(content)
    (tmp_path / "b.xml").write_bytes(make_document("zho@2020-01-01"))
    store = open_store("memory:")
    refused, stored = load(store, [tmp_path], checker, clock)
    assert (refused.outcome, refused.reason, stored.outcome) == ("refused", reason, "stored")
    assert len(refused.detail or "") > 20
    assert refused.source == str(tmp_path / "a.xml")
    assert refused.sha256 == sha256(content).hexdigest()
    assert store.head() == 1


def test_an_invalid_document_is_refused_with_the_place_of_every_fault(
    tmp_path: Path,
    make_document: MakeDocument,
    checker: Checker,
    clock: Clock,
) -> None:
    wrong = make_document("zho@2020-01-01").replace(b"<p>two</p>", b"<q>two</q>")
    (tmp_path / "a.xml").write_bytes(wrong)
    store = open_store("memory:")
    (report,) = load(store, [tmp_path], checker, clock)
    assert (report.outcome, report.reason, report.verdicts.official) == ("refused", "invalid-document", False)
    fault = next(finding for finding in report.findings if finding.level == "official")
    assert fault.line == 1 + wrong[: wrong.index(b"<q>")].count(b"\n")
    assert fault.eid == "art_2__content"
    assert fault.xpath
    assert fault.sentence
    (kept,) = load(store, [tmp_path], checker, clock, allow_invalid=True)
    assert (kept.outcome, kept.verdicts.official) == ("stored", False)
    assert store.totals().expressions == 1


def test_metadata_that_give_no_date_of_the_version_give_an_address_of_the_digest_and_no_date(
    tmp_path: Path,
    make_document: MakeDocument,
    checker: Checker,
    clock: Clock,
) -> None:
    floating = make_document("zho@2020-13-45").replace(b"zho@2020-13-45", b"zho")
    (tmp_path / "a.xml").write_bytes(floating)
    store = open_store("memory:")
    (report,) = load(store, [tmp_path], checker, clock, allow_invalid=True)
    digest = sha256(floating).hexdigest()[:32]
    assert (report.outcome, report.address) == ("stored", "assigned")
    assert report.id == f"/akn/cn/act/2020-01-01/sha256-{digest}/zho@0001"
    assert "no date of the version" in report.findings[0].sentence


def test_a_dry_run_stores_nothing(tmp_path: Path, make_document: MakeDocument, checker: Checker, clock: Clock) -> None:
    (tmp_path / "a.xml").write_bytes(make_document("zho@2020-01-01"))
    store = open_store("memory:")
    (report,) = load(store, [tmp_path], checker, clock, dry_run=True)
    assert (report.outcome, report.seq, report.recorded_at) == ("would-store", None, None)
    assert store.head() == 0


def test_the_expressions_of_a_work_are_one_transaction_wherever_their_files_are(
    tmp_path: Path,
    make_document: MakeDocument,
    checker: Checker,
    clock: Clock,
) -> None:
    for folder, name, content in (
        ("a", "eng.xml", make_document("eng@2020-01-01", master="zho@2020-01-01")),
        ("b", "other.xml", make_document("zho@2020-01-01", work="/akn/cn/act/2020-01-01/other")),
        ("c/d", "zho.XML", make_document("zho@2020-01-01")),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / name).write_bytes(content)
    store = open_store("memory:")
    reports = load(store, [tmp_path], checker, clock)
    assert [(report.outcome, report.seq, report.source) for report in reports] == [
        ("stored", 1, "zho.XML"),
        ("stored", 2, "eng.xml"),
        ("stored", 3, "other.xml"),
    ]
    assert reports[0].recorded_at == reports[1].recorded_at != reports[2].recorded_at


def test_files_are_found_below_folders_once_and_links_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    wanted = [tmp_path / "a" / "one.xml", inside / "two.XML"]
    for file in (*wanted, tmp_path / "a" / "notes.txt"):
        file.write_bytes(b"")
    (inside / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    (inside / "folder.xml").mkdir()
    assert sorted(find_files([tmp_path])) == sorted(wanted)
    assert find_files([tmp_path, wanted[0], tmp_path / "a"]) == find_files([tmp_path])
    assert find_files([tmp_path / "a" / "notes.txt"]) == [tmp_path / "a" / "notes.txt"]


def test_what_is_named_as_a_document_and_is_no_file_is_refused_and_not_passed_over(
    tmp_path: Path, make_document: MakeDocument, checker: Checker, clock: Clock
) -> None:
    (tmp_path / "circle.xml").symlink_to(tmp_path / "circle.xml")
    (tmp_path / "gone.xml").symlink_to(tmp_path / "nowhere.xml")
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "sound.xml").write_bytes(make_document("zho@2020-01-01"))
    reports = {Path(r.source).name: r for r in load(open_store("memory:"), [tmp_path], checker, clock)}
    assert {name: (report.outcome, report.reason) for name, report in reports.items()} == {
        "circle.xml": ("refused", "unreadable-file"),
        "gone.xml": ("refused", "unreadable-file"),
        "pipe.xml": ("refused", "unreadable-file"),
        "sound.xml": ("stored", None),
    }
    assert "not a file" in (reports["pipe.xml"].detail or "")


def test_a_file_that_cannot_be_read_is_refused_with_the_words_of_the_machine(
    tmp_path: Path,
    make_document: MakeDocument,
    checker: Checker,
    clock: Clock,
) -> None:
    circle = tmp_path / "circle.xml"
    circle.symlink_to(circle)
    fine = tmp_path / "fine.xml"
    fine.write_bytes(make_document("zho@2020-01-01"))
    store = open_store("memory:")
    refused, stored = load(store, [circle, fine], checker, clock)
    assert (refused.outcome, refused.reason, stored.outcome) == ("refused", "unreadable-file", "stored")
    assert "symbolic links" in (refused.detail or "")


def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path, checker: Checker, clock: Clock) -> None:
    gone = tmp_path / "folder"
    gone.mkdir()
    if os.geteuid() == 0:
        pytest.skip("root reads every folder")
    gone.chmod(0)
    (report,) = load(open_store("memory:"), [tmp_path], checker, clock)
    gone.chmod(0o755)
    assert (report.outcome, report.reason, report.source) == ("refused", "unreadable-file", str(gone))


def test_the_command_ends_with_1_where_something_was_refused_and_with_0_where_nothing_was(
    tmp_path: Path, make_document: MakeDocument
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_bytes(make_document("zho@2020-01-01"))
    words = [str(folder), "--store", f"sqlite:{tmp_path / 'law.sqlite'}"]
    first = CliRunner().invoke(command, words)
    (folder / "b.xml").write_bytes(LAUGHS)
    second = CliRunner().invoke(command, [*words, "--json"])
    assert (first.exit_code, second.exit_code) == (0, 1)
    reports = [ReportShape.model_validate_json(line) for line in second.output.splitlines()]
    assert [report.outcome for report in reports] == ["unchanged", "refused"]


def test_the_command_ends_with_2_where_there_is_nothing_to_take_in(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path), "--store", "memory:"])
    assert done.exit_code == 2
    assert "no XML file" in done.output
