"""Reads on one connection. A look-up is two index searches at most: the version (remembered), the place in it."""

from collections.abc import Sequence
from typing import Any

import apsw
from typing_extensions import override

from lawpin.holdings.records import load_portion, load_version
from lawpin.holdings.store import Body, Filters, Form, Holdings, Page, Totals, checked
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId, place
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.portion import Portion
from lawpin.law.timeline import newest_first
from lawpin.law.version import Version

_REMEMBERED_VERSIONS = 16_384

# No name of a column comes from outside.
_PAGE: dict[Form, str] = {
    form: f"SELECT {form}, {form}_sha256, links FROM portion WHERE version = ? AND place = ?"  # noqa: S608
    for form in ("json", "xml", "txt")
}

_WORKS = """
SELECT iri FROM work
WHERE iri > :after
  AND (:country IS NULL OR country = :country)
  AND (:doctype IS NULL OR doctype = :doctype)
  AND (:since IS NULL OR date >= :since)
  AND (:until IS NULL OR date <= :until)
  AND EXISTS (
    SELECT 1 FROM version
    WHERE version.work = work.id AND version.seq <= :seq
      AND (:language IS NULL OR version.language = :language)
      AND (:title IS NULL OR instr(title_folded, :title) > 0)
      AND (:status IS NULL OR :status = CASE
        WHEN legal_from IS NULL AND legal_to IS NULL THEN 'unknown'
        WHEN legal_from IS NOT NULL AND :day < legal_from THEN 'prospective'
        WHEN legal_to IS NOT NULL AND :day >= legal_to THEN 'expired'
        ELSE 'in-force' END)
  )
ORDER BY iri LIMIT :limit
"""


class Reading(Holdings):
    """Every read of the port, on a connection of its own that no other thread uses."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        # Rows never change and are never deleted, so what was once found may be remembered; what was not, may come.
        self._rows: dict[ExpressionId, tuple[int, int, int]] = {}

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
        rows = self._connection.execute(
            "SELECT facts FROM version WHERE work = (SELECT id FROM work WHERE iri = ?)", (str(work),)
        )
        return newest_first(load_version(facts) for (facts,) in rows)

    @override
    def works(self, filters: Filters, *, after: str, limit: int) -> tuple[WorkId, ...]:
        asked = {
            "after": after,
            "limit": limit,
            "seq": filters.seq,
            "day": filters.day.isoformat(),
            "country": filters.country,
            "doctype": filters.doctype,
            "language": filters.language,
            "status": filters.status,
            "title": None if filters.title is None else filters.title.casefold(),
            "since": filters.since,
            "until": filters.until,
        }
        return tuple(read_work_id(iri) for (iri,) in self._connection.execute(_WORKS, asked))

    @override
    def respelt(self, iri: str) -> tuple[WorkId, ...]:
        rows = self._connection.execute("SELECT iri FROM work WHERE folded = ? ORDER BY iri", (iri.casefold(),))
        return tuple(read_work_id(found) for (found,) in rows)

    @override
    def portions(self, expression: ExpressionId, start: int = 0, end: int | None = None) -> tuple[Portion, ...]:
        row = self._version_row(expression)
        if row is None:
            return ()
        _, first, count = row
        span = (first + start, first + min(count, count if end is None else end))
        rows = self._connection.execute("SELECT outline, txt FROM portion WHERE id >= ? AND id < ? ORDER BY id", span)
        return tuple(load_portion(outline, txt.decode()) for outline, txt in rows)

    @override
    def position(self, place_id: PortionId) -> int | None:
        row = self._version_row(place_id.expression)
        if row is None:
            return None
        found = self._maybe(
            "SELECT id FROM portion WHERE version = ? AND place = ?", (row[0], place(place_id.eid, place_id.component))
        )
        return None if found is None else int(found[0] - row[1])

    @override
    def page(self, place_id: PortionId, form: Form) -> Page | None:
        row = self._version_row(place_id.expression)
        if row is None:
            return None
        found = self._maybe(_PAGE[form], (row[0], place(place_id.eid, place_id.component)))
        if found is None:
            return None
        content, sha256, links = found
        return Page(checked(Body(content, sha256), str(place_id)), links)

    @override
    def report(self, expression: ExpressionId) -> Body | None:
        found = self._maybe("SELECT report, report_sha256 FROM version WHERE iri = ?", (str(expression),))
        return None if found is None else checked(Body(*found), f"{expression}/validation")

    @override
    def changes(self, *, after: int, limit: int) -> Sequence[bytes]:
        rows = self._connection.execute("SELECT entry FROM change WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
        return [entry for (entry,) in rows]

    def _version_row(self, expression: ExpressionId) -> tuple[int, int, int] | None:
        known = self._rows.get(expression)
        if known is not None:
            return known
        found = self._maybe("SELECT id, first_portion, portions FROM version WHERE iri = ?", (str(expression),))
        if found is None:
            return None
        if len(self._rows) >= _REMEMBERED_VERSIONS:
            self._rows.clear()
        self._rows[expression] = (found[0], found[1], found[2])
        return self._rows[expression]

    def _count(self, sql: str) -> int:
        count: int = next(iter(self._connection.execute(sql)))[0]
        return count

    # Any: SQLite's columns are typed by the STRICT tables of the schema, not by the driver.
    def _maybe(self, sql: str, bindings: tuple[str | int, ...]) -> tuple[Any, ...] | None:
        return next(iter(self._connection.execute(sql, bindings)), None)
