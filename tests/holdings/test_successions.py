"""How versions continue each other is recorded when they arrive, in whatever order, and kept by every store."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from lawpin.holdings.arrival import Arrival
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.holdings.successions import Succession, dump_lineage, load_lineage
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.lineage import Course, Lineage, Link

MakeArrival = Callable[..., Arrival]
WORK = "/akn/cn/act/2020-01-01/sample"
ONE = "The harbour office publishes every toll on the first day of the month."
TWO = "A ferry that carries more than twelve passengers has two ropes and a lamp."
NEW = "Nothing in this act applies to lakes."


def name(date: str, language: str = "eng") -> ExpressionId:
    return read_expression_id(f"{WORK}/{language}@{date}")


def moved(found: Succession | None) -> list[tuple[str | None, str | None]]:
    assert found is not None
    return [(link.earlier[1], link.later[1]) for link in found.lineage.links if "_content" not in str(link.earlier)]


def test_a_version_that_arrives_is_linked_with_the_one_before_it(
    store: Store, make_arrival: MakeArrival, clock: Callable[[], datetime]
) -> None:
    ingest_work([make_arrival("eng@2020-01-01", [ONE, TWO])], store, clock)
    ingest_work([make_arrival("eng@2021-01-01", [NEW, ONE, TWO])], store, clock)
    found = store.succession(name("2020-01-01"), name("2021-01-01"))
    assert moved(found) == [("art_1", "art_2"), ("art_2", "art_3")]
    assert found is not None
    assert found.seq == 2
    assert (None, "art_1") in found.lineage.inserted
    assert store.succession(name("2021-01-01"), name("2020-01-01")) is None


def test_a_version_that_arrives_late_is_linked_on_both_sides(
    store: Store, make_arrival: MakeArrival, clock: Callable[[], datetime]
) -> None:
    for date, texts in [("2020", [ONE, TWO]), ("2022", [NEW, TWO]), ("2021", [NEW, ONE, TWO])]:
        ingest_work([make_arrival(f"eng@{date}-01-01", texts)], store, clock)
    first, late, last = (name(f"{year}-01-01") for year in (2020, 2021, 2022))
    assert moved(store.succession(first, late)) == [("art_1", "art_2"), ("art_2", "art_3")]
    found = store.succession(late, last)
    assert moved(found) == [("art_3", "art_2")]
    assert found is not None
    assert (None, "art_2") in found.lineage.removed
    # What was found while nothing stood between them stays.
    assert store.succession(first, last) is not None


def test_versions_of_one_transaction_are_linked_each_with_the_next(
    store: Store, make_arrival: MakeArrival, clock: Callable[[], datetime]
) -> None:
    years = range(2020, 2024)
    arrivals = [make_arrival(f"eng@{year}-01-01", [ONE, TWO][: 1 + year % 2]) for year in years]
    ingest_work(arrivals, store, clock)
    for year in years[:-1]:
        assert store.succession(name(f"{year}-01-01"), name(f"{year + 1}-01-01")) is not None


def test_languages_have_lines_of_their_own(
    store: Store, make_arrival: MakeArrival, clock: Callable[[], datetime]
) -> None:
    arrivals = [make_arrival("eng@2020-01-01", [ONE]), make_arrival("zho@2021-01-01", [TWO])]
    ingest_work(arrivals, store, clock)
    assert store.succession(name("2020-01-01"), name("2021-01-01", "zho")) is None


def test_what_is_declared_later_counts_and_is_kept_beside_what_was_found(
    store: Store, make_arrival: MakeArrival, clock: Callable[[], datetime]
) -> None:
    for year in (2020, 2021):
        ingest_work([make_arrival(f"eng@{year}-01-01", [ONE])], store, clock)
    declared = Lineage("same-id", (Link((None, "art_1"), (None, "art_1"), "declared"),), ((None, "x"),), ())
    with store.writing() as writing:
        writing.relate(Succession(name("2020-01-01"), name("2021-01-01"), 2, declared))
    found = store.succession(name("2020-01-01"), name("2021-01-01"))
    assert found is not None
    assert found.lineage == declared


def test_a_lineage_is_read_back_as_it_was_written() -> None:
    link = Link(("annex_1", "第五条"), (None, 'art_1"<\u0000'), "matched")
    lineage = Lineage("declared", (link,), (("annex_1", None),), ((None, "x"),))
    assert load_lineage(dump_lineage(lineage)) == lineage
    assert Course(lineage).onward(("annex_1", "第五条")) == (link,)


def test_a_damaged_succession_is_an_error_and_no_lineage(
    sqlite_path: Path, make_arrival: MakeArrival, clock: Callable[[], datetime]
) -> None:
    store = open_store(f"sqlite:{sqlite_path}")
    for year in (2020, 2021):
        ingest_work([make_arrival(f"eng@{year}-01-01", [ONE])], store, clock)
    raw = apsw.Connection(str(sqlite_path))
    with pytest.raises(apsw.ConstraintError, match="only grows"):
        raw.execute("UPDATE succession SET seq = 1")
    with pytest.raises(apsw.ConstraintError, match="only grows"):
        raw.execute("DELETE FROM succession")
    raw.execute("DROP TRIGGER succession_stays")
    raw.execute("UPDATE succession SET seq = 1")
    raw.close()
    with pytest.raises(IntegrityError, match="damaged"):
        store.succession(name("2020-01-01"), name("2021-01-01"))
