"""From another name of a law to the law: the publisher's IRIs and the aliases that documents carry.

An address of ours is never looked up here.
"""

from lawpin.holdings.names import identifier_key
from lawpin.holdings.store import Holdings
from lawpin.law.identifiers.ids import ExpressionId, WorkId

# Of more things with one name it is enough to know that there are many.
_MOST = 100


class Aliases:
    """The aliases in a store, found by its index."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    def find(self, written: str) -> tuple[WorkId | ExpressionId, ...]:
        """What carries this name, by IRI: works whose own it is, else expressions; empty where nothing does.

        More than one where publishers give several the same; at most a hundred.
        """
        key = identifier_key(written)
        found = {name.target for name in self._holdings.named(key, _MOST) if key in name.keys}
        works = [target for target in found if isinstance(target, WorkId)]
        return tuple(sorted(works or found, key=str))
