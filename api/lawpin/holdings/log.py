"""What the log keeps beside its entries: its tree, what each entry did to which provision, the leaves of a version."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

import orjson

from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.portion import Portion


class Log(Protocol):
    """Reading it."""

    def node(self, level: int, number: int) -> bytes:
        """The hash of a complete subtree of the log (`lawpin.law.merkle`); entry `seq` is leaf `seq - 1`.

        Raises IntegrityError where it is not kept: the tree is not that large.
        """

    def effects(self, seq: int) -> bytes:
        """The provisions that an entry affected, as `effects_of` wrote them; none for one that admits nothing."""

    def leaves(self, expression: ExpressionId) -> bytes | None:
        """What `leaves_of` wrote for a version; None where it is not held."""


def leaves_of(portions: Sequence[Portion]) -> bytes:
    """64 bytes for each portion, by position: its digest, and the SHA-256 of its text."""
    return b"".join(bytes.fromhex(p.digest) + sha256(p.text.encode()).digest() for p in portions)


def effects_of(before: Iterable[Portion], after: Iterable[Portion]) -> bytes:
    """What a version changed, beside the one before it, as JSON.

    A list of `[component, wId, old digest, new digest]` (hexadecimal; null: it was not there, or is not there any
    more) for every provision whose digest is another one: in document order, those that are gone last.
    """
    old, new = _by_lineage(before), _by_lineage(after)
    rows = [[*lineage, old.get(lineage), digest] for lineage, digest in new.items() if old.get(lineage) != digest]
    rows += [[*lineage, digest, None] for lineage, digest in old.items() if lineage not in new]
    return orjson.dumps(rows)


def _by_lineage(portions: Iterable[Portion]) -> dict[tuple[str | None, str | None], str]:
    found: dict[tuple[str | None, str | None], str] = {}
    for portion in portions:
        if portion.provision or portion.eid is None:
            found.setdefault(portion.lineage, portion.digest)
    return found
