"""Where words stand: SQLite's full-text index over the words of provisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from lawpin.holdings.wording import Spot
from lawpin.law.citations.words import Phrase
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.identifiers.reader import read_expression_id

# Versions follow each other as they were recorded, so the last of a state of the log bounds the portions of it.
_LAST = "SELECT first_portion + portions FROM version WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
_RANGE = "SELECT first_portion, first_portion + portions FROM version WHERE iri = ?"
_SPOTS = """
SELECT wording.rowid, version.iri, wording.rowid - version.first_portion
FROM wording JOIN portion ON portion.id = wording.rowid JOIN version ON version.id = portion.version
WHERE wording MATCH ? AND wording.rowid > ? AND wording.rowid < ?
ORDER BY wording.rowid LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Up to which entry of the log, after which number, how many, and in which expression (None: in all)."""

    seq: int
    after: int
    limit: int
    inside: ExpressionId | None = None


def spots(connection: apsw.Connection, phrases: Sequence[Phrase], bounds: Bounds) -> tuple[Spot, ...]:
    """The provisions that hold all phrases."""
    first, end = _range(connection, bounds)
    rows = connection.execute(_SPOTS, (_match(phrases), first - 1, end, bounds.limit))
    known: dict[str, ExpressionId] = {}
    found = []
    for number, iri, position in rows:
        expression = known.get(iri) or read_expression_id(iri)
        known[iri] = expression
        found.append(Spot(number, expression, position))
    return tuple(found)


def _range(connection: apsw.Connection, bounds: Bounds) -> tuple[int, int]:
    """The numbers from which and below which portions count."""
    # Any: as in `reading`.
    ends: list[Any] = connection.execute(_LAST, (bounds.seq,)).fetchall()
    first, end = bounds.after + 1, ends[0][0] if ends else 0
    if bounds.inside is None:
        return first, end
    held: list[Any] = connection.execute(_RANGE, (str(bounds.inside),)).fetchall()
    start, beyond = held[0] if held else (0, 0)
    return max(first, start), min(end, beyond)


def _match(phrases: Sequence[Phrase]) -> str:
    """The query of the full-text index that all phrases meet."""
    # Words are letters and digits alone: nothing in them ends a string.
    return " AND ".join(f'"{" ".join(phrase.words)}"{" *" if phrase.open else ""}' for phrase in phrases)
