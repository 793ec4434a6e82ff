"""What is held, counted, and what that says is missing: over every registered store."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import apsw
import pytest

from lawpin.holdings.admission import Admission
from lawpin.holdings.inventory import KEPT_REFUSALS, First, Inventory, RefusedFile, Totals, Wanted
from lawpin.holdings.opening import open_store
from lawpin.holdings.refusals import refused_files
from lawpin.holdings.store import Store
from lawpin.law.errors import IntegrityError, Unavailable
from lawpin.law.identifiers.reader import read_expression_id, read_work_id
from lawpin.law.portion import Span
from lawpin.wire.report import ReportShape, VerdictsShape
from lawpin.wire.shape import to_json

Admit = Callable[..., Admission]

WORK = "/akn/cn/act/2020-01-01/sample"
GERMAN = "/akn/de/act/2021/other"
ASKED = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def take(make_admission: Admit) -> Callable[..., Admission]:
    """Admits a version whose text points to places; `valid` is the verdict of the official schema."""

    def make(store: Store, iri: str, *hrefs: str, valid: bool = True, translation_of: str | None = None) -> Admission:
        with store.writing() as writing:
            made = make_admission(writing, iri, translation_of=translation_of)
            whole = made.portions[0]
            spans = tuple(Span(0, 1, "ref", href) for href in hrefs)
            pointing = replace(whole, portion=replace(whole.portion, spans=spans))
            made = replace(made, version=replace(made.version, valid=valid), portions=(pointing, *made.portions[1:]))
            writing.admit(made)
        return made

    return make


def refused(name: str, digit: str = "a", reason: str = "invalid") -> RefusedFile:
    return RefusedFile(name, digit * 64, reason, ASKED)


def wanted(store: Store) -> Sequence[tuple[str, int, int]]:
    return [(str(found.work), found.references, found.expressions) for found in store.inventory(10).wanted.items]


def test_an_empty_store_has_an_empty_inventory(store: Store) -> None:
    nothing: First[object] = First(0, ())
    empty = Inventory(0, Totals(0, 0, 0), {}, {}, {}, None, {}, {}, nothing, nothing, nothing)  # type: ignore[arg-type]  # of nothing
    assert store.inventory(10) == empty
    assert store.refusals(10) == nothing


def test_works_are_counted_by_country_type_and_year_expressions_by_language_and_verdict(
    store: Store, take: Admit
) -> None:
    take(store, f"{WORK}/zho@2020-01-01")
    take(store, f"{WORK}/eng@2020-01-01", valid=False)
    take(store, f"{WORK}/zho@2022-02-02")
    take(store, f"{GERMAN}/deu@2021-05-05")
    take(store, "/akn/de/bill/0001/template/deu@0001")
    found = store.inventory(10)
    assert (found.seq, found.totals) == (5, Totals(3, 5, 20))
    assert dict(found.countries) == {"cn": 1, "de": 2}
    assert dict(found.types) == {"act": 2, "bill": 1}
    assert dict(found.years) == {"0001": 1, "2020": 1, "2021": 1}
    assert found.dates == ("2020-01-01", "2021")
    assert dict(found.languages) == {"deu": 2, "eng": 1, "zho": 2}
    assert dict(found.validity) == {True: 4, False: 1}


def test_a_work_that_is_referred_to_is_wanted_until_it_is_held(store: Store, take: Admit) -> None:
    take(store, f"{WORK}/zho@2020-01-01", GERMAN, f"{GERMAN}/deu@/~art_1", "/akn/fr/act/2000/loi", f"{WORK}#art_1")
    take(store, f"{WORK}/eng@2020-01-01", f"{GERMAN}/!main~art_1", "#art_2", "https://example.org/law")
    assert wanted(store) == [(GERMAN, 3, 2), ("/akn/fr/act/2000/loi", 1, 1)]
    take(store, f"{GERMAN}/deu@2021-05-05")
    assert wanted(store) == [("/akn/fr/act/2000/loi", 1, 1)]


def test_of_equally_wanted_works_the_first_by_iri_is_first_and_all_are_counted(store: Store, take: Admit) -> None:
    take(store, f"{WORK}/zho@2020-01-01", *(f"/akn/fr/act/2000/loi-{number}" for number in (5, 3, 4)))
    assert store.inventory(2).wanted == First(
        3, tuple(Wanted(read_work_id(f"/akn/fr/act/2000/loi-{number}"), 1, 1) for number in (3, 4))
    )


def test_an_original_is_untranslated_until_another_language_of_it_is_held(store: Store, take: Admit) -> None:
    original, later = f"{WORK}/zho@2020-01-01", f"{WORK}/zho@2022-02-02"
    take(store, original)
    take(store, later)
    take(store, f"{WORK}/eng@2020-06-06", translation_of=original)
    assert [str(iri) for iri in store.inventory(10).untranslated.items] == [later]
    take(store, f"{WORK}/fra@2022-02-02")
    assert store.inventory(10).untranslated == First(0, ())


def test_what_a_translation_was_made_from_is_missed_once_until_it_is_held(store: Store, take: Admit) -> None:
    original = f"{WORK}/zho@2020-01-01"
    take(store, f"{WORK}/eng@2020-01-01", translation_of=original)
    take(store, f"{WORK}/fra@2020-01-01", translation_of=original)
    assert store.inventory(10).masters == First(1, (read_expression_id(original),))
    take(store, original)
    assert store.inventory(10).masters == First(0, ())


def test_refused_files_stand_newest_first_each_once(store: Store) -> None:
    unread = RefusedFile("gone.xml", None, "unreadable-file", ASKED)
    with store.writing() as writing:
        writing.refuse([refused("a.xml", "a"), refused("b.xml", "b"), unread])
    with store.writing() as writing:
        writing.refuse([refused("again.xml", "a", "too-large")])
    assert store.refusals(2) == First(3, (refused("again.xml", "a", "too-large"), unread))


def test_a_refused_file_is_forgotten_when_its_bytes_are_admitted(
    store: Store, take: Admit, make_admission: Admit
) -> None:
    coming = make_admission(store, f"{WORK}/zho@2020-01-01").version
    other = refused("other.xml", "b")
    with store.writing() as writing:
        writing.refuse([RefusedFile("a.xml", coming.sha256, "invalid", ASKED), other])
    take(store, str(coming.id))
    assert store.refusals(10) == First(1, (other,))


def test_a_refused_file_is_forgotten_when_its_expression_is_admitted_in_other_bytes(store: Store, take: Admit) -> None:
    expression = read_expression_id(f"{WORK}/zho@2020-01-01")
    other = replace(refused("other.xml", "b"), expression=read_expression_id(f"{WORK}/zho@2021-01-01"))
    with store.writing() as writing:
        writing.refuse([replace(refused("law.xml"), expression=expression), other])
    assert store.refusals(1).items == (other,)
    take(store, str(expression))
    assert store.refusals(10) == First(1, (other,))


def test_of_many_refused_files_the_newest_thousand_are_remembered(store: Store) -> None:
    files = [RefusedFile(f"{number}.xml", f"{number:064}", "invalid", ASKED) for number in range(KEPT_REFUSALS + 5)]
    with store.writing() as writing:
        writing.refuse(files[:700])
    with store.writing() as writing:
        writing.refuse(files[700:])
    kept = store.refusals(KEPT_REFUSALS + 5)
    assert (kept.total, kept.items[0].name, kept.items[-1].name) == (KEPT_REFUSALS, "1004.xml", "5.xml")


def test_refusals_of_a_transaction_that_fails_are_not_remembered(store: Store) -> None:
    with suppress(ZeroDivisionError), store.writing() as writing:
        writing.refuse([refused("a.xml")])
        raise ZeroDivisionError
    assert store.refusals(10) == First(0, ())


def test_a_view_apart_shows_one_state_on_another_thread_while_the_store_grows(store: Store, take: Admit) -> None:
    take(store, f"{WORK}/zho@2020-01-01")
    seen: list[tuple[int, int, int]] = []

    def look() -> None:
        with store.apart() as view:
            before = view.head()
            take(store, f"{WORK}/eng@2020-01-01")
            seen.append((before, view.head(), view.inventory(10).totals.expressions))

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [(1, 1, 1)]
    assert store.head() == 2


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO reference (work, key, seq, position, times) VALUES ('nonsense', '', 1, 0, 1)",
        "INSERT INTO refusal (file, name, reason, at) VALUES ('a', 'a', 'invalid', 'yesterday')",
    ],
)
def test_a_row_that_makes_no_sense_is_an_error_of_the_store_and_none_of_the_question(
    sqlite_path: Path, damage: str
) -> None:
    with closing(open_store(f"sqlite:{sqlite_path}")) as opened, closing(apsw.Connection(str(sqlite_path))) as other:
        other.execute(damage)
        with pytest.raises(IntegrityError):
            (opened.inventory(10), opened.refusals(10))


def test_what_a_text_points_to_is_never_altered(sqlite_path: Path, take: Admit) -> None:
    with closing(open_store(f"sqlite:{sqlite_path}")) as opened, closing(apsw.Connection(str(sqlite_path))) as other:
        take(opened, f"{WORK}/zho@2020-01-01", GERMAN)
        for sql in ("DELETE FROM reference", "UPDATE reference SET times = 2"):
            with pytest.raises(apsw.ConstraintError):
                other.execute(sql)
        assert wanted(opened) == [(GERMAN, 1, 1)]


def test_a_view_apart_of_a_file_that_is_gone_is_unavailable_and_makes_none(sqlite_path: Path) -> None:
    with closing(open_store(f"sqlite:{sqlite_path}")) as opened:
        for file in sqlite_path.parent.glob(f"{sqlite_path.name}*"):
            file.unlink()
        with pytest.raises(Unavailable), opened.apart():
            pass
    assert not sqlite_path.exists()


# --- what a store is told of a refused file ---------------------------------------------------------------------------


def report(source: str, outcome: str = "refused", reason: str | None = "invalid") -> ReportShape:
    return ReportShape(
        id=None,
        source=source,
        outcome=outcome,  # type: ignore[arg-type]  # one of them
        reason=reason,
        detail="the words of the document",
        verdicts=VerdictsShape(well_formed=True, official=False, profile=None, house=None),
        findings=[],
        portions=None,
        kinds={},
        sha256="a" * 64,
        digest=None,
        seq=None,
        recorded_at=None,
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/somebody/secret/law.xml", "law.xml"),
        ("law.xml", "law.xml"),
        (os.fsdecode(b"/a/\xff.xml"), "?.xml"),
        ("/a/" + "x" * 1000, "x" * 255),
        ("/a/b\nc.xml", "b\nc.xml"),
    ],
)
def test_of_a_refused_file_its_bare_name_is_kept(store: Store, source: str, name: str) -> None:
    files = refused_files([report(source), report("stored.xml", "stored", None)], ASKED)
    assert files == [RefusedFile(name, "a" * 64, "invalid", ASKED)]
    with store.writing() as writing:
        writing.refuse(files)
    assert store.refusals(10).items == tuple(files)


def test_the_instant_of_a_refusal_is_kept_to_the_microsecond(store: Store) -> None:
    at = ASKED + timedelta(microseconds=1)
    with store.writing() as writing:
        writing.refuse([RefusedFile("a.xml", None, "invalid", at)])
    assert store.refusals(1).items[0].at == at


def test_a_report_of_a_file_whose_name_is_no_utf_8_can_be_written() -> None:
    assert b'"source":"/a/?.xml"' in to_json(report(os.fsdecode(b"/a/\xff.xml")))
