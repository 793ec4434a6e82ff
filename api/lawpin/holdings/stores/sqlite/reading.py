"""Reads on one connection. A look-up is two index searches at most: the version (remembered), the place in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw
from typing_extensions import override

from lawpin.holdings.admission import Body, Form, Page, checked
from lawpin.holdings.inventory import First, Inventory, RefusedFile, Totals
from lawpin.holdings.log import Log
from lawpin.holdings.names import Name
from lawpin.holdings.notes import Notes
from lawpin.holdings.records import load_notice, load_version
from lawpin.holdings.references import Referrer
from lawpin.holdings.store import Filters, Holdings
from lawpin.holdings.stores.sqlite.counting import count, refusals
from lawpin.holdings.stores.sqlite.faults import in_words_of_the_law, raise_worded
from lawpin.holdings.stores.sqlite.finding import Bounds, spots
from lawpin.holdings.stores.sqlite.listing import WORKS, listed
from lawpin.holdings.stores.sqlite.log import LogReading
from lawpin.holdings.stores.sqlite.naming import named
from lawpin.holdings.stores.sqlite.noting import NotesReading
from lawpin.holdings.stores.sqlite.packing import Unpacked, Unpacking
from lawpin.holdings.stores.sqlite.pointing import pointed, referrers
from lawpin.holdings.stores.sqlite.sealing import (
    entry_seal,
    facts_seal,
    require_seal,
    unsealed,
    version_seal,
)
from lawpin.holdings.stores.sqlite.succeeding import find_succession
from lawpin.holdings.successions import Succession
from lawpin.holdings.wording import Spot
from lawpin.law.citations.words import Phrase
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId, eid_of, place
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.portion import Portion
from lawpin.law.timeline import newest_first
from lawpin.law.version import Version, with_notices

_REMEMBERED_VERSIONS = 16_384
# What unpacks the portions of one version takes 28 kB and 14 microseconds to make, and the sample a look-up.
_REMEMBERED_SAMPLES = 256

_PORTION = "SELECT id, packed FROM portion WHERE version = ? AND place = ?"
_PORTIONS = "SELECT id, place, packed FROM portion WHERE id >= ? AND id < ? ORDER BY id"
_SAMPLE = "SELECT place, packed FROM portion WHERE id = ?"
_VERSIONS = """
SELECT iri, facts, report_sha256, facts_seal FROM version WHERE work = (SELECT id FROM work WHERE iri = ?)
"""
_VERSION = "SELECT id, first_portion, portions, sample, seal FROM version WHERE iri = ?"
_NOTICES = """
SELECT seq, entry, seal FROM change JOIN notice USING (seq)
WHERE notice.work = (SELECT id FROM work WHERE iri = ?) ORDER BY seq
"""
_REPORT = "SELECT facts, report_sha256, facts_seal, report FROM version WHERE iri = ?"

# From the index alone; the next character after the tilde bounds the places of the main text.
_PLACES = "SELECT place FROM portion WHERE version = ? AND place >= '/~' AND place < '/' || char(127)"

_Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a version stands: its id, its IRI, the id of its first portion, the number of its portions.

    `sample` is the position of the portion against which the others are packed, None where there is no other.
    """

    id: int
    iri: str
    first: int
    count: int
    sample: int | None


class Reading(Holdings):
    """Every read of the port, on a connection of its own that no other thread uses."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        # Rows never change and are never deleted, so what was once found may be remembered; what was not, may come.
        self._rows: dict[ExpressionId, _Row] = {}
        self._alone = Unpacking(None)
        self._beside: dict[int, Unpacking] = {}

    @override
    def head(self) -> int:
        return self._count("SELECT COALESCE(MAX(seq), 0) FROM change")

    @override
    def totals(self) -> Totals:
        # Ids of works and versions are given without gaps, so the largest is the count.
        works, expressions, portions = (
            self._count(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - no name comes from outside
            for table in ("work", "version", "portion")
        )
        return Totals(works, expressions, portions)

    @override
    def versions(self, work: WorkId) -> tuple[Version, ...]:
        iri = (str(work),)
        found = newest_first(_version(work, row) for row in self._all(_VERSIONS, iri))
        return with_notices(found, [load_notice(_entry(*row)) for row in self._all(_NOTICES, iri)])

    @override
    def works(self, filters: Filters, *, after: str, limit: int) -> tuple[WorkId, ...]:
        return tuple(read_work_id(iri) for (iri,) in self._all(WORKS, listed(filters, after, limit)))

    @override
    def respelt(self, iri: str) -> tuple[WorkId, ...]:
        rows = self._all("SELECT iri FROM work WHERE folded = ? ORDER BY iri", (iri.casefold(),))
        return tuple(read_work_id(found) for (found,) in rows)

    @override
    def named(self, key: int, limit: int) -> tuple[Name, ...]:
        with in_words_of_the_law():
            return named(self._connection, key, limit)

    @override
    def portions(self, expression: ExpressionId, start: int = 0, end: int | None = None) -> tuple[Portion, ...]:
        held = self._row(expression)
        if held is None:
            return ()
        last = held.count if end is None else min(held.count, end)
        rows = self._all(_PORTIONS, (held.first + start, held.first + last))
        portions = tuple(self._unpacked(held, *row).portion for row in rows)
        if [portion.position for portion in portions] != list(range(start, last)):
            message = f"the stored portions of {held.iri} are not all there"
            raise IntegrityError(message, iri=held.iri)
        return portions

    @override
    def eids(self, expression: ExpressionId) -> tuple[str, ...]:
        held = self._row(expression)
        if held is None:
            return ()
        rows = self._all(_PLACES, (held.id,))
        return tuple(eid_of(tail) for (tail,) in rows)

    @override
    def position(self, place_id: PortionId) -> int | None:
        held = self._row(place_id.expression)
        if held is None:
            return None
        tail = place(place_id.eid, place_id.component)
        found = self._maybe("SELECT id FROM portion WHERE version = ? AND place = ?", (held.id, tail))
        return None if found is None else int(found[0] - held.first)

    @override
    def page(self, place_id: PortionId, form: Form) -> Page | None:
        held = self._row(place_id.expression)
        if held is None:
            return None
        tail = place(place_id.eid, place_id.component)
        found = self._maybe(_PORTION, (held.id, tail))
        if found is None:
            return None
        row, stored = found
        portion = self._unpacked(held, row, tail, stored)
        return Page(Body.of(portion.body(form)), portion.links)

    @override
    def spots(
        self, phrases: Sequence[Phrase], *, seq: int, after: int, limit: int, inside: ExpressionId | None = None
    ) -> tuple[Spot, ...]:
        with in_words_of_the_law():
            return spots(self._connection, phrases, Bounds(seq, after, limit, inside))

    @override
    def succession(self, earlier: ExpressionId, later: ExpressionId) -> Succession | None:
        with in_words_of_the_law():
            return find_succession(self._connection, earlier, later)

    @override
    def report(self, expression: ExpressionId) -> Body | None:
        iri = str(expression)
        found = self._maybe(_REPORT, (iri,))
        if found is None:
            return None
        facts, digest, seal, report = found
        require_seal(seal, facts_seal(iri, facts, digest), iri)
        return checked(Body(report, digest), f"{iri}/validation")

    @override
    def changes(self, *, after: int, limit: int) -> Sequence[bytes]:
        sql = "SELECT seq, entry, seal FROM change WHERE seq > ? ORDER BY seq LIMIT ?"
        return [_entry(*row) for row in self._all(sql, (after, limit))]

    @override
    def pointed(self, work: WorkId, prefix: str = "") -> tuple[str, ...]:
        with in_words_of_the_law():
            return pointed(self._connection, str(work), prefix)

    @override
    def referrers(
        self, work: WorkId, key: str, *, after: tuple[int, int], until: int, limit: int
    ) -> tuple[Referrer, ...]:
        with in_words_of_the_law():
            return tuple(referrers(self._connection, (str(work), key), (*after, until, limit)))

    @override
    def inventory(self, limit: int) -> Inventory:
        # A savepoint: all counts see one state.
        with in_words_of_the_law(), self._connection:
            counted = count(self._connection, self.head(), self.totals(), limit)
        return counted  # noqa: RET504 - for a type checker, apsw's exit may swallow what was raised

    @override
    def refusals(self, limit: int) -> First[RefusedFile]:
        with in_words_of_the_law():
            return refusals(self._connection, limit)

    @property
    @override
    def log(self) -> Log:
        return LogReading(self._connection)

    @property
    @override
    def notes(self) -> Notes:
        return NotesReading(self._connection)

    def _row(self, expression: ExpressionId) -> _Row | None:
        known = self._rows.get(expression)
        if known is not None:
            return known
        iri = str(expression)
        found = self._maybe(_VERSION, (iri,))
        if found is None:
            return None
        if len(self._rows) >= _REMEMBERED_VERSIONS:
            self._rows.clear()
        row, first, count, sample, seal = found
        require_seal(seal, version_seal(iri, row, first, count, sample), iri)
        self._rows[expression] = held = _Row(row, iri, first, count, sample)
        return held

    def _unpacked(self, held: _Row, row: int, tail: str, stored: bytes) -> Unpacked:
        is_alone = held.sample is None or row == held.first + held.sample
        unpacking = self._alone if is_alone else self._unpacking(held)
        return Unpacked.of(unpacking.frame(unsealed(stored, held.iri + tail)))

    def _unpacking(self, held: _Row) -> Unpacking:
        known = self._beside.get(held.id)
        if known is not None:
            return known
        ((tail, stored),) = self._all(_SAMPLE, (held.first + (held.sample or 0),))
        if len(self._beside) >= _REMEMBERED_SAMPLES:
            self._beside.clear()
        self._beside[held.id] = made = Unpacking(self._alone.frame(unsealed(stored, held.iri + tail)))
        return made

    def _count(self, sql: str) -> int:
        ((count,),) = self._all(sql)
        return int(count)

    # Any: SQLite's columns are typed by the STRICT tables of the schema, not by the driver.
    def _maybe(self, sql: str, bindings: tuple[str | int, ...]) -> tuple[Any, ...] | None:
        try:
            return next(self._connection.execute(sql, bindings), None)
        except (apsw.Error, UnicodeDecodeError) as fault:
            raise_worded(fault)

    def _all(self, sql: str, bindings: tuple[str | int, ...] | Mapping[str, str | int | None] = ()) -> _Rows:
        try:
            return self._connection.execute(sql, bindings).fetchall()
        except (apsw.Error, UnicodeDecodeError) as fault:
            raise_worded(fault)


def _version(work: WorkId, row: tuple[Any, ...]) -> Version:
    iri, facts, report_sha256, seal = row
    require_seal(seal, facts_seal(iri, facts, report_sha256), iri)
    version = load_version(facts)
    if version.id.work != work:
        message = f"{iri} stands under another work"
        raise IntegrityError(message, iri=iri)
    return version


def _entry(seq: int, entry: bytes, seal: bytes) -> bytes:
    require_seal(seal, entry_seal(seq, entry), f"entry {seq} of the log")
    return entry
