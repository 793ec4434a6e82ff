"""Two documents never share an address: what becomes of those whose FRBR values do not tell them apart."""

import itertools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from lxml import etree

from lawpin.akn.checking import Checker
from lawpin.akn.mapping import UNMAPPED, Mapping, read_mapping
from lawpin.cli.ingest import command
from lawpin.cli.main import main
from lawpin.holdings.aliases import Aliases
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work, preview_work
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_expression_id, read_work_id
from lawpin.wire.report import ReportShape

MakeDocument = Callable[..., bytes]
Clock = Callable[[], datetime]

OURS = "/akn/cn/act/2020-01-01/sample"
PUBLISHER = "https://law.example.org/id/acts/2020/7"
DERIVED = "/akn/cn/act/2020-01-01/id-acts-2020-7/zho@2020-01-01"


@pytest.fixture
def foreign(make_document: MakeDocument) -> Callable[..., bytes]:
    """A small act of a publisher that has IRIs of its own."""

    def make(words: str, publisher: str = PUBLISHER, version: str = "zho@2020-01-01") -> bytes:
        written = make_document(version, (words,)).decode()
        page = publisher.replace("/id/", "/")
        for ours, theirs in (
            (f"{OURS}/{version}/!main", page),
            (f"{OURS}/{version}", page),
            (f"{OURS}/!main", publisher),
        ):
            written = written.replace(f'"{ours}"', f'"{theirs}"')
        return written.replace(f'"{OURS}"', f'"{publisher}"').encode()

    return make


def arrive(checker: Checker, *sources: bytes, mapping: Mapping = UNMAPPED) -> list[Arrival]:
    found = [receive(f"{number}.xml", source, checker, mapping=mapping) for number, source in enumerate(sources)]
    return [arrival for arrival in found if isinstance(arrival, Arrival)]


def told(reports: list[ReportShape]) -> dict[str, tuple[str, str | None, str | None]]:
    return {str(report.sha256): (report.outcome, report.address, report.id) for report in reports}


def is_assigned(report: ReportShape) -> bool:
    return report.address == "assigned" and f"sha256-{str(report.sha256)[:32]}" in str(report.id)


def test_a_derived_address_is_told_in_the_report_and_in_the_record_of_the_work(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    (report,) = ingest_work(arrive(checker, foreign("one")), store, clock)
    assert (report.outcome, report.address, report.id) == ("stored", "derived", DERIVED)
    assert [finding.rule for finding in report.findings][:1] == ["address-derived"]
    assert report.verdicts.house is True
    record = Lookup(store, clock).work(read_work_id(DERIVED.rpartition("/")[0]))
    assert (record.address, record.versions[0].address) == ("derived", "derived")
    assert record.aliases == [PUBLISHER]
    assert record.versions[0].aliases == [PUBLISHER.replace("/id/", "/")]
    kept = store.report(read_expression_id(DERIVED))
    assert kept is not None
    assert orjson.loads(kept.content)["address"] == "derived"


def test_documents_that_say_the_same_of_themselves_are_all_stored_whatever_their_order(
    foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    sources = [foreign(words) for words in ("one", "two", "three")]
    seen = []
    for order in itertools.permutations(sources):
        store = open_store("memory:")
        reports = ingest_work(arrive(checker, *order), store, clock)
        assert all(report.outcome == "stored" and is_assigned(report) for report in reports)
        assert all(DERIVED in report.findings[0].sentence for report in reports)
        seen.append(told(reports))
        assert store.totals().expressions == 3
    assert all(found == seen[0] for found in seen)


def test_one_that_comes_later_leaves_the_held_one_where_it_is_and_both_stay_unchanged(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    first, second = foreign("one"), foreign("two")
    (held,) = ingest_work(arrive(checker, first), store, clock)
    assert held.id == DERIVED
    (preview,) = preview_work(arrive(checker, second), store)
    (later,) = ingest_work(arrive(checker, second), store, clock)
    assert preview.id == later.id
    assert is_assigned(later)
    assert str(held.sha256) in later.findings[0].sentence
    for source, report in ((first, held), (second, later)):
        (again,) = ingest_work(arrive(checker, source), store, clock)
        assert (again.outcome, again.id, again.seq) == ("unchanged", report.id, report.seq)
    assert store.head() == 2


def test_what_was_assigned_among_others_keeps_its_address_when_it_comes_alone(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    sources = [foreign("one"), foreign("two")]
    before = told(ingest_work(arrive(checker, *sources), store, clock))
    for source in sources:
        (again,) = ingest_work(arrive(checker, source), store, clock)
        assert (again.outcome, again.id) == ("unchanged", before[str(again.sha256)][2])
    assert store.head() == 2


def test_the_same_document_twice_is_no_clash(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    reports = ingest_work(arrive(checker, foreign("one"), foreign("one")), store, clock)
    assert [(report.outcome, report.id) for report in reports] == [("stored", DERIVED), ("unchanged", DERIVED)]


def test_the_same_document_with_other_line_ends_is_refused_and_not_stored_beside_itself(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    unix = foreign("one")
    windows = unix.replace(b"\n", b"\r\n")
    reports = ingest_work(arrive(checker, unix, windows), store, clock)
    assert [(report.outcome, report.id) for report in reports] == [("stored", DERIVED), ("refused", DERIVED)]
    assert "the same document in other bytes" in (reports[1].detail or "")
    (again,) = ingest_work(arrive(checker, windows), store, clock)
    assert again.reason == "conflicting-version"
    assert store.totals().expressions == 1


def test_two_works_whose_identifiers_make_the_same_words_are_never_one(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    other = foreign("one", PUBLISHER.replace("law.", "courts."), "eng@2021-01-01")
    reports = ingest_work(arrive(checker, foreign("one"), other), store, clock)
    assert all(is_assigned(report) for report in reports)
    assert {report.id for report in reports}.isdisjoint({DERIVED})


def test_versions_and_languages_of_one_identifier_are_of_one_work(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    sources = [foreign(v, version=v) for v in ("zho@2020-01-01", "eng@2020-01-01", "zho@2021-01-01")]
    reports = ingest_work(arrive(checker, *sources), store, clock)
    assert {report.address for report in reports} == {"derived"}
    assert len(store.versions(read_work_id(DERIVED.rpartition("/")[0]))) == 3


def test_a_declared_address_is_not_given_away(
    store: Store, foreign: Callable[..., bytes], make_document: MakeDocument, checker: Checker, clock: Clock
) -> None:
    declared = make_document("zho@2020-01-01", work=DERIVED.rpartition("/")[0])
    reports = ingest_work(arrive(checker, foreign("one"), declared), store, clock)
    assert {report.address: report.id for report in reports if report.address == "declared"} == {"declared": DERIVED}
    assert sum(map(is_assigned, reports)) == 1


def test_a_document_that_got_another_address_is_served_under_it_everywhere(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    for report in ingest_work(arrive(checker, foreign("one"), foreign("two")), store, clock):
        expression = read_expression_id(str(report.id))
        page = store.page(PortionId(expression, "art_1"), "xml")
        assert page is not None
        (portion,) = etree.fromstring(page.body.content)
        assert portion.get("includedIn") == report.id
        assert DERIVED not in page.body.content.decode()
        shown = store.page(PortionId(expression, "art_1"), "json")
        assert shown is not None
        assert orjson.loads(shown.body.content)["expression"] == report.id


def test_an_assigned_address_that_somebody_else_declared_before_is_refused_and_not_shared(
    store: Store, make_document: MakeDocument, checker: Checker, clock: Clock
) -> None:
    nameless = make_document("zho@2020-01-01").replace(OURS.encode(), b"")
    nameless = nameless.replace(b'value="/zho@2020-01-01/!main"', b'value=""').replace(b'value="/!main"', b'value=""')
    (arrival,) = arrive(checker, nameless.replace(b'value="/zho@2020-01-01"', b'value=""'))
    assert arrival.expression.naming == "assigned"
    squatter = make_document("zho@2020-01-01", work=str(arrival.expression.id.work))
    reports = [ingest_work(arrived, store, clock)[0] for arrived in (arrive(checker, squatter), [arrival])]
    assert [(report.outcome, report.reason) for report in reports] == [
        ("stored", None),
        ("refused", "conflicting-version"),
    ]
    assert reports[0].id == reports[1].id


def test_other_bytes_under_a_mapped_address_are_refused(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    mapping = read_mapping(f"{PUBLISHER} {OURS}/zho@2020-01-01".encode())
    reports = ingest_work(arrive(checker, foreign("one"), foreign("two"), mapping=mapping), store, clock)
    assert [(report.outcome, report.reason) for report in reports] == [
        ("stored", None),
        ("refused", "conflicting-version"),
    ]
    assert store.head() == 1


def test_an_operator_tells_apart_what_the_publisher_does_not(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    first, second = foreign("one"), foreign("two")
    (arrival,) = arrive(checker, second)
    mapping = read_mapping(f"sha256:{arrival.sha256} {DERIVED.replace('@2020', '@2022')}".encode())
    reports = ingest_work(arrive(checker, first, second, mapping=mapping), store, clock)
    assert [(report.address, report.id) for report in reports] == [
        ("derived", DERIVED),
        ("mapped", DERIVED.replace("@2020", "@2022")),
    ]
    assert [finding.rule for finding in reports[1].findings][:1] == ["address-mapped"]


def test_an_undated_document_moves_no_date_of_what_is_held(
    store: Store, make_document: MakeDocument, checker: Checker, clock: Clock
) -> None:
    dated = make_document("zho@2020-01-01")
    template = dated.replace(OURS.encode(), b"").replace(b'date="2020-01-01"', b'date="9999-01-01"')
    (report,) = ingest_work(arrive(checker, template), store, clock)
    assert is_assigned(report)
    assert str(report.id).startswith("/akn/cn/act/0001/sha256-")
    coverage = Lookup(store, clock).coverage()
    assert (coverage.works, coverage.first_date, coverage.last_date) == (1, None, None)
    ingest_work(arrive(checker, dated), store, clock)
    coverage = Lookup(store, clock).coverage()
    assert (coverage.works, coverage.first_date, coverage.last_date) == (2, "2020-01-01", "2020-01-01")


# --- files -----------------------------------------------------------------------------------------------------------


def test_files_that_clash_are_one_group_wherever_they_are(
    tmp_path: Path, foreign: Callable[..., bytes], make_document: MakeDocument, checker: Checker, clock: Clock
) -> None:
    for file, content in (
        ("a/1.xml", foreign("one")),
        ("b/1.xml", make_document("zho@2020-01-01")),
        ("c/1.xml", foreign("two")),
    ):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_bytes(content)
    groups = group_by_work(find_files([tmp_path]))
    assert [len(group) for group in groups] == [2, 1]
    reports = list(Loading(open_store("memory:"), checker, clock).load(groups))
    assert [is_assigned(report) for report in reports] == [True, True, False]


def test_the_command_takes_a_mapping_and_says_where_an_address_comes_from(
    tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    (tmp_path / "a.xml").write_bytes(foreign("one"))
    mapping = tmp_path / "addresses.txt"
    mapping.write_text(f"# ours\n{PUBLISHER} {OURS}\n")
    words = [str(tmp_path / "a.xml"), "--store", "memory:"]
    derived = CliRunner().invoke(command, words)
    mapped = CliRunner().invoke(command, [*words, "--map", str(mapping)])
    assert f"{DERIVED}, " in derived.output
    assert "(derived for a.xml)" in derived.output
    assert f"{OURS}/zho@2020-01-01, " in mapped.output
    assert "(mapped for a.xml)" in mapped.output
    assert (derived.exit_code, mapped.exit_code) == (0, 0)


def test_the_command_ends_with_2_where_the_mapping_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    bad = tmp_path / "addresses.txt"
    bad.write_bytes(b"urn:x:1\n")
    words = [str(tmp_path / "a.xml"), "--store", "memory:", "--map"]
    for file, sentence in ((bad, "line 1 of the mapping"), (tmp_path / "gone.txt", "does not exist")):
        done = CliRunner().invoke(main, ["ingest", *words, str(file)])
        assert (done.exit_code, sentence in done.output) == (2, True)


# --- aliases ---------------------------------------------------------------------------------------------------------

SPELLINGS = (PUBLISHER, f"{PUBLISHER}/", PUBLISHER.replace("https", "http"), f" {PUBLISHER.replace('law.', 'LAW.')}\n")


def test_the_publishers_iris_lead_to_the_law_in_any_spelling_and_what_nobody_says_to_nothing(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    aliases = Aliases(store)
    assert aliases.find(PUBLISHER) == ()
    ingest_work(arrive(checker, foreign("one")), store, clock)
    expression = read_expression_id(DERIVED)
    for spelling in SPELLINGS:
        assert aliases.find(spelling) == (expression.work,)
        assert aliases.find(spelling.replace("/id/", "/")) == (expression,)
    for other in (f"{PUBLISHER}0", PUBLISHER.upper(), "", "https://law.example.org", DERIVED):
        assert aliases.find(other) == ()


def test_an_alias_of_several_leads_to_all_of_them_and_those_that_arrive_later_too(
    store: Store, foreign: Callable[..., bytes], checker: Checker, clock: Clock
) -> None:
    aliases = Aliases(store)
    ingest_work(arrive(checker, foreign("one"), foreign("two")), store, clock)
    assert len(aliases.find(PUBLISHER)) == 2
    ingest_work(arrive(checker, foreign("three")), store, clock)
    found = aliases.find(PUBLISHER)
    assert len(found) == 3
    assert found == tuple(sorted(found, key=str))
    assert {str(target) for target in aliases.find(PUBLISHER.replace("/id/", "/"))} == {
        str(version.id) for work in found for version in store.versions(read_work_id(str(work)))
    }
