"""What a store in memory keeps beside the entries of its log."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from typing_extensions import override

from lawpin.holdings.log import Log, effects_of, leaves_of
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.merkle import completed, leaf_hash
from lawpin.law.portion import Portion


@dataclass(frozen=True, slots=True)
class MemoryLog(Log):
    """A tree and what stands beside it, gone with their process."""

    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    by_seq: dict[int, bytes] = field(default_factory=dict)
    by_version: dict[ExpressionId, bytes] = field(default_factory=dict)

    def fork(self) -> "MemoryLog":
        """A copy that can be changed alone."""
        return MemoryLog(dict(self.nodes), dict(self.by_seq), dict(self.by_version))

    def append(self, seq: int, entry: bytes) -> None:
        """Adds an entry to the tree."""
        for level, number, found in completed(seq - 1, leaf_hash(entry), self.node):
            self.nodes[level, number] = found

    def admit(self, seq: int, version: ExpressionId, before: Sequence[Portion], after: Sequence[Portion]) -> None:
        """Keeps what a version is made of, and what it changed."""
        self.by_seq[seq] = effects_of(before, after)
        self.by_version[version] = leaves_of(after)

    @override
    def node(self, level: int, number: int) -> bytes:
        if (level, number) not in self.nodes:
            message = f"the tree of the log has no node {number} on level {level}"
            raise IntegrityError(message)
        return self.nodes[level, number]

    @override
    def effects(self, seq: int) -> bytes:
        return self.by_seq.get(seq, b"[]")

    @override
    def leaves(self, expression: ExpressionId) -> bytes | None:
        return self.by_version.get(expression)
