"""The contract of the port, over every registered store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Thread

import pytest

from lawpin.holdings.admission import FORMS, Admission
from lawpin.holdings.inventory import Totals
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Filters, Store
from lawpin.law.errors import BadParameter, Conflict
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId
from lawpin.law.identifiers.reader import read_expression_id, read_work_id

Admit = Callable[..., Admission]

DAY = date(2026, 6, 1)
WORK = read_work_id("/akn/cn/act/2020-01-01/sample")
OTHER_WORK = read_work_id("/akn/de/act/2021/other")
ZHO = ExpressionId(WORK, "zho", "2020-01-01")
ENG = ExpressionId(WORK, "eng", "2020-01-01")
LATER = ExpressionId(WORK, "zho", "2022-02-02")
OTHER = ExpressionId(OTHER_WORK, "deu", "2021-05-05")
ALL = (ZHO, ENG, LATER, OTHER)


def everything(store: Store) -> tuple[object, ...]:
    """All that the reads of the port answer about four expressions."""
    return (
        store.head(),
        store.totals(),
        [store.versions(work) for work in (WORK, OTHER_WORK)],
        store.works(Filters(store.head(), DAY), after="", limit=100),
        store.respelt(str(WORK).upper()),
        [store.portions(expression) for expression in ALL],
        [sorted(store.eids(expression)) for expression in ALL],
        [store.position(PortionId(expression, "art_2")) for expression in ALL],
        [
            store.page(PortionId(expression, eid), form)
            for expression in ALL
            for eid in (None, "art_1")
            for form in FORMS
        ],
        [store.report(expression) for expression in ALL],
        store.changes(after=0, limit=100),
    )


def test_an_empty_store_holds_nothing_and_says_so(store: Store) -> None:
    assert store.head() == 0
    assert store.totals() == Totals(0, 0, 0)
    assert store.versions(WORK) == ()
    assert store.works(Filters(0, DAY), after="", limit=10) == ()
    assert store.respelt(str(WORK)) == ()
    assert store.portions(ZHO) == ()
    assert store.eids(ZHO) == ()
    assert store.position(PortionId(ZHO)) is None
    assert [store.page(PortionId(ZHO), form) for form in FORMS] == [None, None, None]
    assert store.report(ZHO) is None
    assert list(store.changes(after=0, limit=10)) == []


def test_what_was_admitted_is_read_back_equal(store: Store, admit: Admit) -> None:
    given = admit(store)
    assert store.head() == 1
    assert store.totals() == Totals(1, 1, 4)
    assert store.versions(WORK) == (given.version,)
    assert store.portions(ZHO) == tuple(made.portion for made in given.portions)
    assert store.report(ZHO) == given.report
    assert list(store.changes(after=0, limit=10)) == [given.entry]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("eid", "position"), [(None, 0), ("art_1", 1), ("art_3", 3)])
def test_a_page_holds_the_bytes_digest_and_links_that_were_admitted(
    store: Store, admit: Admit, form: str, eid: str | None, position: int
) -> None:
    made = admit(store).portions[position]
    page = store.page(PortionId(ZHO, eid), form)  # type: ignore[arg-type]  # the forms themselves
    assert page is not None
    assert page.body == getattr(made, form)
    assert page.links == made.links
    assert store.position(PortionId(ZHO, eid)) == position


def test_a_place_that_is_not_there_has_no_position_and_no_page(store: Store, admit: Admit) -> None:
    admit(store)
    for place in (PortionId(ZHO, "art_4"), PortionId(ZHO, "ART_1"), PortionId(ZHO, None, "annex_1"), PortionId(ENG)):
        assert store.position(place) is None
        assert [store.page(place, form) for form in FORMS] == [None, None, None]


@pytest.mark.parametrize("span", [(0, None), (0, 0), (1, 3), (2, None), (3, 99), (4, 4), (9, None), (3, 1)])
def test_portions_are_those_with_positions_in_the_half_open_range(
    store: Store, admit: Admit, span: tuple[int, int | None]
) -> None:
    admit(store, f"{OTHER}")
    given = admit(store)
    admit(store, f"{LATER}")
    start, end = span
    wanted = [made.portion for made in given.portions if start <= made.portion.position < (99 if end is None else end)]
    assert list(store.portions(ZHO, start, end)) == wanted


def test_the_same_expression_again_is_a_conflict_and_leaves_everything_as_it_was(store: Store, admit: Admit) -> None:
    admit(store)
    before = everything(store)
    with pytest.raises(Conflict) as refused:
        admit(store, f"{ZHO}", ("other",))
    assert refused.value.facts["iri"] == str(ZHO)
    assert everything(store) == before


def test_an_exception_inside_a_transaction_leaves_everything_as_it_was(
    store: Store, admit: Admit, make_admission: Admit
) -> None:
    admit(store)
    before = everything(store)
    with pytest.raises(ZeroDivisionError):
        admit_and_fail(store, make_admission)
    assert everything(store) == before
    admit(store, f"{ENG}")
    assert store.head() == 2


def admit_and_fail(store: Store, make_admission: Admit) -> None:
    with store.writing() as writing:
        for expression in (ENG, OTHER):
            writing.admit(make_admission(writing, f"{expression}"))
        assert writing.head() == 3
        raise ZeroDivisionError


def test_a_transaction_sees_what_it_has_admitted_and_others_see_it_when_it_ends(
    store: Store, admit: Admit, make_admission: Admit
) -> None:
    admit(store)
    before = everything(store)
    with store.writing() as writing:
        writing.admit(make_admission(writing, f"{ENG}"))
        assert [version.id for version in writing.versions(WORK)] == [ENG, ZHO]
        assert len(writing.portions(ENG)) == 4
        assert everything(store) == before
    assert store.head() == 2
    assert len(store.portions(ENG)) == 4


def test_the_log_counts_from_one_in_the_order_of_admission(store: Store, admit: Admit) -> None:
    given = [admit(store, f"{expression}") for expression in ALL]
    assert [made.change.seq for made in given] == [1, 2, 3, 4]
    assert list(store.changes(after=0, limit=100)) == [made.entry for made in given]


@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_an_entry_that_is_not_the_next_is_not_taken(
    store: Store, admit: Admit, make_admission: Admit, wrong: int
) -> None:
    admit(store)
    before = everything(store)

    class Elsewhere:
        def head(self) -> int:
            return wrong - 1

    with pytest.raises(ValueError, match="cannot follow entry 1"), store.writing() as writing:
        writing.admit(make_admission(Elsewhere(), f"{ENG}"))
    assert everything(store) == before


def test_a_page_of_the_log_is_the_same_when_asked_twice_while_others_write(store: Store, admit: Admit) -> None:
    for expression in ALL[:3]:
        admit(store, f"{expression}")
    first = list(store.changes(after=1, limit=2))
    admit(store, f"{OTHER}")
    assert list(store.changes(after=1, limit=2)) == first
    assert len(first) == 2


def test_the_log_is_read_to_its_end_and_not_beyond(store: Store, admit: Admit) -> None:
    given = [admit(store, f"{expression}") for expression in ALL]
    assert list(store.changes(after=3, limit=100)) == [given[3].entry]
    assert list(store.changes(after=4, limit=100)) == []
    assert list(store.changes(after=99, limit=100)) == []
    assert list(store.changes(after=-1, limit=2)) == [given[0].entry, given[1].entry]
    assert list(store.changes(after=0, limit=0)) == []


def test_versions_come_newest_first(store: Store, admit: Admit) -> None:
    for expression in (ZHO, LATER):
        admit(store, f"{expression}")
    admit(store, f"{ZHO};r2")
    assert [str(version.id) for version in store.versions(WORK)] == [f"{LATER}", f"{ZHO};r2", f"{ZHO}"]


def test_works_of_other_spelling_are_found_whatever_the_letter_case(store: Store, admit: Admit) -> None:
    written = ["/akn/cn/act/2020/GB-1", "/akn/cn/act/2020/gb-1", "/akn/cn/act/2020/gb-2"]
    for work in written:
        admit(store, f"{work}/zho@2020-01-01")
    assert [str(work) for work in store.respelt("/akn/CN/act/2020/Gb-1")] == written[:2]
    assert [str(work) for work in store.respelt(written[2])] == written[2:]
    assert store.respelt("/akn/cn/act/2020/gb-3") == ()


def test_a_place_is_found_under_any_letters_that_an_id_may_have(store: Store, make_admission: Admit) -> None:
    odd = "art 5/§ü%~!.json"
    with store.writing() as writing:
        made = make_admission(writing)
        last = made.portions[-1]
        renamed = replace(last, portion=replace(last.portion, eid=odd))
        writing.admit(replace(made, portions=(*made.portions[:-1], renamed)))
    assert store.position(PortionId(ZHO, odd)) == 3
    assert store.page(PortionId(ZHO, odd), "txt") is not None
    assert store.portions(ZHO, 3)[0].eid == odd
    assert sorted(store.eids(ZHO)) == ["art 5/§ü%~!.json", "art_1", "art_2"]


def test_texts_keep_every_code_point(store: Store, admit: Admit) -> None:
    texts = ("；．Å\u212b\u0041\u030a", "\u200b\u202e\U0001f600\ue000", " \t\r\n ", "")
    admit(store, f"{ZHO}", texts)
    assert [portion.text for portion in store.portions(ZHO)[1:]] == list(texts)
    assert store.page(PortionId(ZHO, "art_1"), "txt") is not None


def test_a_store_opened_before_sees_what_another_writer_committed_after(store_url: str, admit: Admit) -> None:
    if store_url == "memory:":
        pytest.skip("a store in memory has one holder")
    early, late = open_store(store_url), open_store(store_url)
    try:
        assert early.head() == 0
        assert early.page(PortionId(ZHO), "json") is None
        given = admit(late)
        assert early.head() == 1
        assert early.versions(WORK) == (given.version,)
        assert early.page(PortionId(ZHO), "json") == late.page(PortionId(ZHO), "json")
        admit(late, f"{LATER}")
        assert len(early.versions(WORK)) == 2
    finally:
        early.close()
        late.close()


def test_writers_in_threads_wait_for_each_other(store_url: str, admit: Admit) -> None:
    shared = open_store(store_url)
    works = [f"/akn/cn/act/2020/w-{number}/zho@2020-01-01" for number in range(8)]
    threads = [Thread(target=admit, args=(shared, work)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared.head() == 8
    assert shared.totals() == Totals(8, 8, 32)
    assert all(shared.report(read_expression_id(work)) for work in works)
    shared.close()


def test_works_that_were_recorded_later_are_not_in_a_listing_of_before(store: Store, admit: Admit) -> None:
    for expression in ALL:
        admit(store, f"{expression}")
    assert store.works(Filters(1, DAY), after="", limit=10) == (WORK,)
    assert store.works(Filters(4, DAY), after="", limit=10) == (WORK, OTHER_WORK)


@pytest.mark.parametrize("url", ["", "sqlite", "sqlite:", "law.sqlite", "postgresql://x", "Memory:"])
def test_a_store_that_no_scheme_names_is_refused_with_the_ways_to_write_one(url: str) -> None:
    with pytest.raises(BadParameter, match="write sqlite:PATH or memory:"):
        open_store(url)


def test_a_work_is_told_by_its_id_not_by_its_looks() -> None:
    assert WorkId("cn", "act", "2020-01-01", "sample") == WORK
