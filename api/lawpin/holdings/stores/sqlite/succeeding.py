"""Successions in SQLite: a row for each that was found or declared; the newest between two versions is the one."""

from typing import Any

import apsw

from lawpin.holdings.stores.sqlite.sealing import require_seal, succession_seal
from lawpin.holdings.successions import Succession, dump_lineage, load_lineage
from lawpin.law.identifiers.ids import ExpressionId

_FOUND = """
SELECT seq, lineage, seal FROM succession
WHERE earlier = (SELECT id FROM version WHERE iri = ?) AND later = (SELECT id FROM version WHERE iri = ?)
ORDER BY id DESC LIMIT 1
"""
_KEPT = """
INSERT INTO succession (id, earlier, later, seq, lineage, seal)
VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM succession), (SELECT id FROM version WHERE iri = ?),
        (SELECT id FROM version WHERE iri = ?), ?, ?, ?)
"""


def find_succession(connection: apsw.Connection, earlier: ExpressionId, later: ExpressionId) -> Succession | None:
    """The succession between two versions. Raises IntegrityError and what apsw raises."""
    # Any: SQLite's columns are typed by the STRICT tables of the schema, not by the driver.
    found: tuple[Any, ...] | None = next(connection.execute(_FOUND, (str(earlier), str(later))), None)
    if found is None:
        return None
    seq, packed, seal = found
    require_seal(seal, succession_seal(str(earlier), str(later), seq, packed), f"the succession to {later}")
    return Succession(earlier, later, seq, load_lineage(packed))


def keep_succession(connection: apsw.Connection, succession: Succession) -> None:
    """Adds a succession between two held versions."""
    earlier, later, packed = str(succession.earlier), str(succession.later), dump_lineage(succession.lineage)
    seal = succession_seal(earlier, later, succession.seq, packed)
    connection.execute(_KEPT, (earlier, later, succession.seq, packed, seal))
