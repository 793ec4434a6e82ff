"""What stands at many addresses now, at little cost: the version, the place, its digest."""

import re
from dataclasses import dataclass

from lawpin.holdings.lookup import Lookup
from lawpin.law.errors import BadParameter, IntegrityError, LawError
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.version import Version

# An eId in which nothing is escaped: what stands before it is taken apart once for all of its places.
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at an address. `digest` is as in the JSON of the place."""

    place: PortionId
    digest: str


class Comparing:
    """Answers for many addresses from one state of a store."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._versions: dict[str, Version | LawError] = {}
        self._leaves: dict[ExpressionId, bytes] = {}

    def at(self, asked: str) -> Standing:
        """What stands at an address of a text or a place in it, in any spelling.

        Raises as a look-up does; BadParameter where it names no single place.
        """
        before, _, eid = asked.partition("/~")
        if _PLAIN.fullmatch(eid):
            found = self._version(before)
            return self._standing(found, PortionId(found.id, eid))
        address = read_address(asked)
        if address.language is None or address.last is not None or address.view is not None:
            message = "this names a work, a range or a view: ask for texts and the places in them"
            raise BadParameter(message, parameter="ids", iri=address.bare)
        version = self._lookup.version(address)
        place = PortionId(version.id, address.eid, address.component)
        return self._standing(version, place)

    def _version(self, asked: str) -> Version:
        """The version that an address without a place names; it is looked for once."""
        found = self._versions.get(asked)
        if found is None:
            try:
                found = self._lookup.version(read_address(f"{asked}/~x"))
            except LawError as fault:
                found = fault
            self._versions[asked] = found
        if isinstance(found, LawError):
            raise found
        return found

    def _standing(self, version: Version, place: PortionId) -> Standing:
        store = self._lookup.store
        position = store.position(place)
        if position is None:
            # Why, and what became of it, in the words of a look-up.
            self._lookup.page(place, "txt")
        leaves = self._leaves.get(version.id) or store.log.leaves(version.id)
        if position is None or leaves is None:
            message = f"what {version.id} is made of is not kept"
            raise IntegrityError(message, iri=str(version.id))
        self._leaves[version.id] = leaves
        return Standing(place, f"sha256:{leaves[position * 64 : position * 64 + 32].hex()}")
