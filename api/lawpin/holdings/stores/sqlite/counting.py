"""What the tables hold, counted where they stand, and what that says is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

import apsw

from lawpin.akn.naming import UNDATED
from lawpin.holdings.inventory import First, Inventory, RefusedFile, Totals, Wanted
from lawpin.law.errors import IntegrityError, MalformedAddress
from lawpin.law.identifiers.reader import read_expression_id, read_work_id

Item = TypeVar("Item")

_COUNTRIES = "SELECT country, COUNT(*) FROM work GROUP BY 1 ORDER BY 1"
_TYPES = "SELECT doctype, COUNT(*) FROM work GROUP BY 1 ORDER BY 1"
_YEARS = "SELECT substr(date, 1, 4), COUNT(*) FROM work GROUP BY 1 ORDER BY 1"
_DATES = "SELECT MIN(date), MAX(date) FROM work WHERE date <> ?"
_LANGUAGES = "SELECT language, COUNT(*) FROM version GROUP BY 1 ORDER BY 1"
_VALIDITY = "SELECT valid, COUNT(*) FROM version GROUP BY 1 ORDER BY 1 DESC"
_UNTRANSLATED = """
SELECT iri, COUNT(*) OVER () FROM version AS original
WHERE master IS NULL
  AND NOT EXISTS (SELECT 1 FROM version WHERE master = original.iri)
  AND NOT EXISTS (
    SELECT 1 FROM version AS other
    WHERE other.work = original.work AND other.date = original.date AND other.language <> original.language
  )
ORDER BY iri LIMIT ?
"""
_MASTERS = """
SELECT master, COUNT(*) OVER () FROM (
  SELECT DISTINCT master FROM version
  WHERE master IS NOT NULL AND NOT EXISTS (SELECT 1 FROM version AS held WHERE held.iri = version.master)
)
ORDER BY master LIMIT ?
"""
_WANTED = """
SELECT work, SUM(times), COUNT(DISTINCT seq), COUNT(*) OVER () FROM reference
WHERE NOT EXISTS (SELECT 1 FROM work WHERE work.iri = reference.work)
GROUP BY work ORDER BY 2 DESC, work LIMIT ?
"""
# What is said last of each subject.
_TOLD = "SELECT about, kind FROM notice WHERE seq IN (SELECT MAX(seq) FROM notice GROUP BY about)"
_WITHDRAWN = f"""
WITH withdrawn AS (SELECT about FROM ({_TOLD}) WHERE kind = 'withdrawn')
SELECT
  (SELECT COUNT(*) FROM work WHERE iri IN (SELECT about FROM withdrawn)),
  (SELECT COUNT(*) FROM version WHERE iri IN (SELECT about FROM withdrawn)
    OR work IN (SELECT id FROM work WHERE iri IN (SELECT about FROM withdrawn)))
"""  # noqa: S608 - constants
_REFUSALS = "SELECT name, sha256, reason, at, expression, COUNT(*) OVER () FROM refusal ORDER BY id DESC LIMIT ?"


# Any: as in `reading`.
_Rows = list[tuple[Any, ...]]


@contextmanager
def _sound() -> Iterator[None]:
    try:
        yield
    except (MalformedAddress, ValueError) as fault:
        message = f"the file of the store is damaged: {fault}"
        raise IntegrityError(message) from fault


@_sound()
def count(connection: apsw.Connection, seq: int, totals: Totals, limit: int) -> Inventory:
    """The inventory of a file whose newest entry is `seq`; at most `limit` of each kind that is missing."""
    ((first_date, last_date),) = _all(connection, _DATES, UNDATED)
    ((works, expressions),) = _all(connection, _WITHDRAWN)
    untranslated, masters, wanted = (_all(connection, sql, limit) for sql in (_UNTRANSLATED, _MASTERS, _WANTED))
    return Inventory(
        seq=seq,
        totals=totals,
        countries=dict(_all(connection, _COUNTRIES)),
        types=dict(_all(connection, _TYPES)),
        years=dict(_all(connection, _YEARS)),
        dates=None if first_date is None else (first_date, last_date),
        languages=dict(_all(connection, _LANGUAGES)),
        validity={bool(valid): number for valid, number in _all(connection, _VALIDITY)},
        withdrawn_works=works,
        withdrawn_expressions=expressions,
        untranslated=_first(untranslated, tuple(read_expression_id(row[0]) for row in untranslated)),
        masters=_first(masters, tuple(read_expression_id(row[0]) for row in masters)),
        wanted=_first(wanted, tuple(Wanted(read_work_id(row[0]), row[1], row[2]) for row in wanted)),
    )


@_sound()
def refusals(connection: apsw.Connection, limit: int) -> First[RefusedFile]:
    """The files refused and not taken in since, the newest first, at most `limit`."""
    rows = _all(connection, _REFUSALS, limit)
    return _first(rows, tuple(_refused(*row[:-1]) for row in rows))


def _refused(name: str, sha256: str | None, reason: str, at: str, expression: str | None) -> RefusedFile:
    known = None if expression is None else read_expression_id(expression)
    return RefusedFile(name, sha256, reason, datetime.fromisoformat(at), known)


def _all(connection: apsw.Connection, sql: str, *bindings: str | int) -> _Rows:
    return connection.execute(sql, bindings).fetchall()


def _first(rows: _Rows, items: tuple[Item, ...]) -> First[Item]:
    """The last column of every row is how many there are without the limit."""
    return First(rows[0][-1] if rows else 0, items)
