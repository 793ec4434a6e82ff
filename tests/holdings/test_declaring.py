"""What an operator declares takes the place of what was found, in both stores, and stands in the log."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from lawpin.cli.main import main
from lawpin.holdings.arrival import Arrival
from lawpin.holdings.declaring import declare, read_statement
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.law.errors import LawError, Malformed, NotComparable, PortionMoved, PortionNotInVersion, PortionRetired
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.lineage import Course

MakeArrival = Callable[..., Arrival]
Clock = Callable[[], datetime]
WORK = "/akn/cn/act/2020-01-01/sample"
OLD, NEW = f"{WORK}/eng@2020-01-01", f"{WORK}/eng@2021-01-01"
BEFORE = ["The harbour office publishes every toll.", "A ferry has two ropes and a lamp at its bow."]
AFTER = ["Nothing here applies to lakes at all.", "Every keeper of a raft is twenty years old."]


def statement(*moves: tuple[str | None, str | None], reason: str = "The gazette says so.") -> bytes:
    written = [{"from": old and f"{OLD}/~{old}", "to": new and f"{NEW}/~{new}"} for old, new in moves]
    return orjson.dumps({"reason": reason, "moves": written})


@pytest.fixture
def rewritten(store: Store, make_arrival: MakeArrival, clock: Clock) -> Store:
    """A store with two versions of which the words prove nothing."""
    ingest_work([make_arrival("eng@2020-01-01", [*BEFORE, "Three."])], store, clock)
    ingest_work([make_arrival("eng@2021-01-01", [*AFTER])], store, clock)
    return store


def asked(store: Store, clock: Clock, place: str) -> LawError:
    lookup = Lookup(store, clock)
    with pytest.raises(LawError) as raised:
        lookup.page(PortionId(read_expression_id(NEW), place), "txt")
    return raised.value


def test_a_declared_move_redirects_what_was_retired(rewritten: Store, clock: Clock) -> None:
    assert isinstance(asked(rewritten, clock, "art_3"), PortionRetired)
    change = declare(rewritten, clock, read_statement(statement(("art_3", "art_2"))))
    fault = asked(rewritten, clock, "art_3")
    assert isinstance(fault, PortionMoved)
    assert fault.now == (None, "art_2")
    inner = asked(rewritten, clock, "art_3__content")
    assert isinstance(inner, PortionMoved)
    assert inner.now == (None, "art_2__content")
    (entry,) = rewritten.changes(after=change.seq - 1, limit=1)
    told = orjson.loads(entry)
    assert (told["kind"], told["expression"], told["previous"]) == ("id-moved", NEW, OLD)
    assert told["reason"] == "The gazette says so."
    found = rewritten.succession(read_expression_id(OLD), read_expression_id(NEW))
    assert found is not None
    course = Course(found.lineage)
    assert course.onward((None, "art_3"))[0].how == "declared"
    # Whoever bore that id before continues nowhere now, since nobody has said where.
    assert course.onward((None, "art_2")) == ()


def test_what_was_declared_can_be_declared_anew(rewritten: Store, clock: Clock) -> None:
    declare(rewritten, clock, read_statement(statement(("art_3", "art_2"))))
    declare(rewritten, clock, read_statement(statement(("art_3", None), ("art_2", "art_2"))))
    assert isinstance(asked(rewritten, clock, "art_3"), PortionRetired)
    found = rewritten.succession(read_expression_id(OLD), read_expression_id(NEW))
    assert found is not None
    assert Course(found.lineage).onward((None, "art_2"))[0].later == (None, "art_2")


def test_a_declared_merger_names_its_successor(rewritten: Store, clock: Clock) -> None:
    declare(rewritten, clock, read_statement(statement(("art_2", "art_2"), ("art_3", "art_2"))))
    fault = asked(rewritten, clock, "art_3")
    assert isinstance(fault, PortionRetired)
    assert fault.facts["successor"] == f"{NEW}/~art_2"


BROKEN = [
    b"",
    b"[]",
    b"{" * 1000,
    statement(),
    statement((None, None)),
    statement(("art_1", None)),
    statement(("art_1", "art_1"), reason=" "),
    statement(("art_1", "art_1"), reason="\u202e"),
    statement(("art_1", "art_1")).replace(b"/~art_1", b"/toc"),
    statement(("art_1", "art_1")).replace(b"@2020-01-01", b""),
    statement(("art_1", "art_1")).replace(b"reason", b"because"),
]


@pytest.mark.parametrize("written", BROKEN)
def test_what_is_no_statement_is_refused(written: bytes) -> None:
    with pytest.raises(Malformed):
        read_statement(written)


def test_only_places_of_neighbours_can_be_declared(rewritten: Store, clock: Clock) -> None:
    head = rewritten.head()
    with pytest.raises(PortionNotInVersion):
        declare(rewritten, clock, read_statement(statement(("art_9", "art_1"))))
    with pytest.raises(NotComparable):
        declare(rewritten, clock, read_statement(statement(("art_1", "art_1")).replace(b"2021", b"2022")))
    assert rewritten.head() == head


def test_the_command_declares_what_a_file_says(tmp_path: Path, make_arrival: MakeArrival, clock: Clock) -> None:
    url = f"sqlite:{tmp_path / 'law.sqlite'}"
    store = open_store(url)
    ingest_work([make_arrival("eng@2020-01-01", [*BEFORE, "Three."])], store, clock)
    ingest_work([make_arrival("eng@2021-01-01", AFTER)], store, clock)
    file = tmp_path / "statement.json"
    file.write_bytes(statement(("art_3", "art_1")))
    run = CliRunner().invoke(main, ["declare", str(file), "--store", url])
    assert run.exit_code == 0, run.output
    assert "id-moved" in run.output
    assert isinstance(asked(store, clock, "art_3"), PortionMoved)
    store.close()
    file.write_bytes(b"{}")
    assert CliRunner().invoke(main, ["declare", str(file), "--store", url]).exit_code == 2
