"""What texts point to, in the file: one row for each provision and each place that it points to."""

from collections.abc import Iterator

import apsw

from lawpin.holdings.admission import Admission
from lawpin.holdings.references import Referrer
from lawpin.law.errors import IntegrityError, MalformedAddress
from lawpin.law.identifiers.reader import read_expression_id

REFERENCE = "INSERT INTO reference (work, key, seq, position, times) VALUES (?, ?, ?, ?, ?)"
# From key to key: what it costs does not grow with how often each is pointed to.
_KEYS = """
WITH RECURSIVE pointed (key) AS (
  SELECT MIN(key) FROM reference WHERE work = :work AND key >= :prefix
  UNION ALL
  SELECT (SELECT MIN(key) FROM reference WHERE work = :work AND key > pointed.key) FROM pointed
  WHERE pointed.key IS NOT NULL
)
SELECT key FROM pointed WHERE substr(key, 1, length(:prefix)) = :prefix
"""
_REFERRERS = """
SELECT version.iri, reference.seq, position FROM reference JOIN version USING (seq)
WHERE reference.work = ? AND key = ? AND (reference.seq, position) > (?, ?) AND reference.seq <= ?
ORDER BY reference.seq, position LIMIT ?
"""


def reference_rows(admission: Admission) -> Iterator[tuple[str, str, int, int, int]]:
    """The rows of one version."""
    seq = admission.version.seq
    return ((str(found.work), found.key, seq, found.position, found.times) for found in admission.references)


def pointed(connection: apsw.Connection, work: str, prefix: str) -> tuple[str, ...]:
    """The keys of a work that begin so, sorted."""
    return tuple(key for (key,) in connection.execute(_KEYS, {"work": work, "prefix": prefix}))


def referrers(
    connection: apsw.Connection, place: tuple[str, str], part: tuple[int, int, int, int]
) -> Iterator[Referrer]:
    """What points to a work and key: of that those after a seq and a position, up to a seq, so many.

    Raises IntegrityError.
    """
    for iri, seq, position in connection.execute(_REFERRERS, (*place, *part)):
        try:
            yield Referrer(read_expression_id(iri), seq, position)
        except MalformedAddress as fault:
            message = f"the file of the store is damaged: {fault.detail}"
            raise IntegrityError(message) from fault
