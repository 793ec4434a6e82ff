"""The tree of the log, what its entries did and what versions are made of, in the same file."""

from collections.abc import Sequence
from typing import Any

import apsw
import zstandard
from typing_extensions import override

from lawpin.holdings import log
from lawpin.holdings.log import effects_of, leaves_of
from lawpin.holdings.stores.sqlite.faults import in_words_of_the_law
from lawpin.holdings.stores.sqlite.sealing import sealed, unsealed
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.merkle import completed, leaf_hash
from lawpin.law.portion import Portion

_NODE = "SELECT hash FROM node WHERE level = ? AND number = ?"
_LEAVES = "SELECT leaves FROM effect JOIN version USING (seq) WHERE iri = ?"


class LogReading(log.Log):
    """The tree of a file, on the connection of whoever reads the rest."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    @override
    def node(self, level: int, number: int) -> bytes:
        found = self._maybe(_NODE, level, number)
        if found is None:
            message = f"the tree of the log has no node {number} on level {level}"
            raise IntegrityError(message)
        return unsealed(found, f"node {level} {number}")

    @override
    def effects(self, seq: int) -> bytes:
        found = self._maybe("SELECT effects FROM effect WHERE seq = ?", seq)
        return b"[]" if found is None else zstandard.decompress(unsealed(found, f"effects of {seq}"))

    @override
    def leaves(self, expression: ExpressionId) -> bytes | None:
        found = self._maybe(_LEAVES, str(expression))
        return None if found is None else unsealed(found, f"leaves of {expression}")

    def append(self, seq: int, entry: bytes) -> None:
        """Adds an entry to the tree, inside a transaction that writes."""
        for level, number, found in completed(seq - 1, leaf_hash(entry), self.node):
            row = (level, number, sealed(f"node {level} {number}", found))
            self._connection.execute("INSERT INTO node (level, number, hash) VALUES (?, ?, ?)", row)

    def admit(self, seq: int, version: ExpressionId, before: Sequence[Portion], after: Sequence[Portion]) -> None:
        """Keeps what a version is made of, and what it changed, inside a transaction that writes."""
        leaves = sealed(f"leaves of {version}", leaves_of(after))
        effects = sealed(f"effects of {seq}", zstandard.compress(effects_of(before, after)))
        self._connection.execute("INSERT INTO effect (seq, leaves, effects) VALUES (?, ?, ?)", (seq, leaves, effects))

    # Any: as in `reading`.
    def _maybe(self, sql: str, *bindings: int | str) -> Any | None:  # noqa: ANN401
        with in_words_of_the_law():
            row = next(self._connection.execute(sql, bindings), None)
        return None if row is None else row[0]
