"""Withdrawals and restorations are entries of the log: over every registered store."""

from collections.abc import Callable

import orjson
import pytest
from tests.holdings.conftest import Clock

from lawpin.holdings.admission import Admission
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.store import Filters, Store
from lawpin.holdings.withdrawing import LONGEST_REASON, restore, withdraw
from lawpin.law.errors import BadParameter, Conflict, UnknownExpression, UnknownWork, Withdrawn
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_address, read_work_id
from lawpin.law.notice import Subject

Admit = Callable[..., Admission]

WORK = read_work_id("/akn/cn/act/2020-01-01/sample")
FIRST, SECOND = ExpressionId(WORK, "zho", "2020-01-01"), ExpressionId(WORK, "zho", "2022-02-02")
ENGLISH = ExpressionId(WORK, "eng", "2020-01-01")


@pytest.fixture
def held(store: Store, admit: Admit) -> Store:
    for expression in (FIRST, ENGLISH, SECOND):
        admit(store, str(expression))
    return store


def entries(store: Store) -> list[dict[str, object]]:
    return [orjson.loads(entry) for entry in store.changes(after=0, limit=100)]


def is_withdrawn(store: Store) -> dict[str, bool]:
    return {f"{v.id.language}@{v.id.date}": v.withdrawal is not None for v in store.versions(WORK)}


def test_a_withdrawal_is_the_next_entry_of_the_log_with_its_reason_and_successor(held: Store, clock: Clock) -> None:
    change = withdraw(held, clock, FIRST, "  published in error ", SECOND)
    entry = entries(held)[-1]
    assert (change.seq, entry["seq"], held.head()) == (4, 4, 4)
    assert (entry["kind"], entry["expression"], entry["work"]) == ("withdrawn", str(FIRST), str(WORK))
    assert (entry["reason"], entry["successor"]) == ("published in error", str(SECOND))
    assert [entry[name] for name in ("sha256", "digest", "root", "portions", "previous")] == [None] * 5
    assert str(entry["recordedAt"]) > str(entries(held)[-2]["recordedAt"])


def test_withdrawing_one_version_leaves_the_others(held: Store, clock: Clock) -> None:
    withdraw(held, clock, FIRST, "in error")
    assert is_withdrawn(held) == {"zho@2022-02-02": False, "zho@2020-01-01": True, "eng@2020-01-01": False}


def test_withdrawing_a_work_withdraws_all_its_versions(held: Store, clock: Clock) -> None:
    withdraw(held, clock, WORK, "in error")
    assert set(is_withdrawn(held).values()) == {True}
    restore(held, clock, WORK, "it stands")
    assert set(is_withdrawn(held).values()) == {False}


def test_what_is_withdrawn_twice_over_is_readable_when_both_are_restored(held: Store, clock: Clock) -> None:
    withdraw(held, clock, FIRST, "in error")
    withdraw(held, clock, WORK, "all of it")
    restore(held, clock, WORK, "but not that version")
    assert is_withdrawn(held) == {"zho@2022-02-02": False, "zho@2020-01-01": True, "eng@2020-01-01": False}
    restore(held, clock, FIRST, "that one, too")
    assert set(is_withdrawn(held).values()) == {False}


def test_nothing_is_erased_by_a_withdrawal_and_restored_it_has_the_same_bytes(held: Store, clock: Clock) -> None:
    def stored() -> tuple[object, ...]:
        pages = [held.page(PortionId(FIRST, eid), form) for eid in (None, "art_1") for form in ("json", "xml", "txt")]
        return held.portions(FIRST), pages, held.report(FIRST), entries(held)[:3], held.totals()

    before = stored()
    withdraw(held, clock, FIRST, "in error")
    assert stored() == before
    restore(held, clock, FIRST, "it was none")
    assert stored() == before
    assert [entry["kind"] for entry in entries(held)[3:]] == ["withdrawn", "restored"]


def test_a_new_reason_replaces_the_old_one_and_the_day_stays(held: Store, clock: Clock) -> None:
    first = withdraw(held, clock, FIRST, "in error")
    withdraw(held, clock, FIRST, "in error, see there", SECOND)
    withdrawal = next(v for v in held.versions(WORK) if v.id == FIRST).withdrawal
    assert withdrawal is not None
    assert (withdrawal.since, withdrawal.reason, withdrawal.successor) == (
        first.recorded_at,
        "in error, see there",
        SECOND,
    )


def test_the_same_withdrawal_again_changes_nothing(held: Store, clock: Clock) -> None:
    withdraw(held, clock, FIRST, "in error", SECOND)
    with pytest.raises(Conflict, match="already"):
        withdraw(held, clock, FIRST, "in error ", SECOND)
    assert held.head() == 4


@pytest.mark.parametrize("about", [WORK, FIRST], ids=["work", "version"])
def test_what_is_not_withdrawn_by_itself_cannot_be_restored(held: Store, clock: Clock, about: Subject) -> None:
    withdraw(held, clock, WORK if about == FIRST else FIRST, "in error")
    with pytest.raises(Conflict, match="nothing to restore"):
        restore(held, clock, about, "again")
    assert held.head() == 4


@pytest.mark.parametrize(
    ("about", "fault"),
    [
        (read_work_id("/akn/cn/act/2020-01-01/other"), UnknownWork),
        (ExpressionId(WORK, "zho", "2021-01-01"), UnknownExpression),
    ],
    ids=["work", "version"],
)
def test_what_is_not_held_is_neither_withdrawn_nor_restored(
    held: Store, clock: Clock, about: Subject, fault: type[Exception]
) -> None:
    for change in (withdraw, restore):
        with pytest.raises(fault):
            change(held, clock, about, "in error")
    assert held.head() == 3


@pytest.mark.parametrize(
    "reason",
    ["", " \n ", "x" * (LONGEST_REASON + 1), "a\x00b", "a\x1bb", "a\u202eb", "a\ud800b", "a\ufffeb"],
    ids=ascii,
)
def test_a_reason_is_words_that_a_reader_can_see(held: Store, clock: Clock, reason: str) -> None:
    with pytest.raises(BadParameter) as refused:
        withdraw(held, clock, FIRST, reason)
    assert refused.value.facts["parameter"] == "reason"
    assert held.head() == 3


@pytest.mark.parametrize(("about", "successor"), [(FIRST, FIRST), (WORK, WORK), (WORK, FIRST)], ids=str)
def test_nothing_is_its_own_successor(held: Store, clock: Clock, about: Subject, successor: Subject) -> None:
    with pytest.raises(BadParameter) as refused:
        withdraw(held, clock, about, "in error", successor)
    assert refused.value.facts["parameter"] == "successor"


def test_a_version_may_be_followed_by_its_work_or_by_what_is_not_held(held: Store, clock: Clock) -> None:
    elsewhere = read_work_id("/akn/cn/act/2030/elsewhere")
    assert withdraw(held, clock, FIRST, "see the work", WORK).successor == WORK
    assert withdraw(held, clock, SECOND, "see the other work", elsewhere).successor == elsewhere


def test_a_look_up_of_what_is_withdrawn_says_why_since_when_and_what_to_read(held: Store, clock: Clock) -> None:
    lookup = Lookup(held, clock)
    assert lookup.version(read_address(str(FIRST))).id == FIRST
    change = withdraw(held, clock, FIRST, "in error", SECOND)
    with pytest.raises(Withdrawn, match="in error") as gone:
        lookup.version(read_address(f"{FIRST}/~art_1"))
    assert gone.value.facts == {
        "iri": str(FIRST),
        "successor": str(SECOND),
        "withdrawn_at": change.recorded_at.isoformat(),
        "withdrawal_reason": "in error",
    }


def test_an_inventory_counts_what_is_withdrawn(held: Store, clock: Clock) -> None:
    def counted() -> tuple[int, int]:
        inventory = held.inventory(10)
        return inventory.withdrawn_works, inventory.withdrawn_expressions

    assert counted() == (0, 0)
    withdraw(held, clock, FIRST, "in error")
    assert counted() == (0, 1)
    withdraw(held, clock, WORK, "all of it")
    assert counted() == (1, 3)
    restore(held, clock, FIRST, "not this one")
    assert counted() == (1, 3)
    restore(held, clock, WORK, "nor the others")
    assert counted() == (0, 0)
    assert held.inventory(10).totals.expressions == 3


def test_a_listing_shows_what_is_withdrawn_as_of_its_entry(held: Store, clock: Clock) -> None:
    lookup = Lookup(held, clock)
    withdraw(held, clock, WORK, "in error")

    def listed(seq: int) -> list[bool]:
        return [work.withdrawn is not None for work in lookup.works(Filters(seq, lookup.today()), after="", limit=9)]

    assert (listed(3), listed(4)) == ([False], [True])


def test_a_notice_that_is_not_the_next_entry_is_not_taken(held: Store, clock: Clock, admit: Admit) -> None:
    change = withdraw(held, clock, FIRST, "in error")
    with pytest.raises(ValueError, match="entry 4 cannot follow entry 4"), held.writing() as writing:
        writing.notify(change, b"{}")
    assert held.head() == 4
    assert admit(held, f"{FIRST};r2").change.seq == 5
