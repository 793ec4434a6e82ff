"""Where words stand: SQLite's full-text index over the words of provisions."""

from collections.abc import Sequence

import apsw

from lawpin.holdings.wording import Spot
from lawpin.law.citations.words import Phrase
from lawpin.law.identifiers.reader import read_expression_id

_SPOTS = """
SELECT wording.rowid, version.iri, wording.rowid - version.first_portion
FROM wording JOIN portion ON portion.id = wording.rowid JOIN version ON version.id = portion.version
WHERE wording MATCH ? AND wording.rowid > ? AND wording.rowid < (
  SELECT first_portion + portions FROM version WHERE seq <= ? ORDER BY seq DESC LIMIT 1
)
ORDER BY wording.rowid LIMIT ?
"""


def match_of(phrases: Sequence[Phrase]) -> str:
    """The query of the full-text index that all phrases meet."""
    # Words are letters and digits alone: nothing in them ends a string.
    return " AND ".join(f'"{" ".join(phrase.words)}"{" *" if phrase.open else ""}' for phrase in phrases)


def spots(connection: apsw.Connection, match: str, bounds: tuple[int, int, int]) -> tuple[Spot, ...]:
    """The provisions that meet a query; `bounds`: after which number, up to which entry of the log, how many."""
    rows = connection.execute(_SPOTS, (match, *bounds))
    return tuple(Spot(number, read_expression_id(iri), position) for number, iri, position in rows)
