"""What stands at many addresses now, at little cost: the version, the place, its digest."""

import re
from dataclasses import dataclass

from lawpin.holdings.lookup import Lookup
from lawpin.law.errors import BadParameter, IntegrityError, LawError, PortionNotInVersion
from lawpin.law.identifiers.ids import PortionId, RangeId
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
        self._leaves: dict[Version, bytes] = {}

    def at(self, asked: str) -> Standing:
        """What stands at an address of a text or a place in it, in any spelling.

        Raises as a look-up does; BadParameter where it names no single place.
        """
        before, _, eid = asked.partition("/~")
        if _PLAIN.fullmatch(eid):
            found = self._version(before)
            return self._standing(found, PortionId(found.id, eid))
        address = read_address(asked)
        version = self._lookup.version(address)
        place = address.at(version.id)
        if isinstance(place, RangeId) or address.view is not None:
            message = "this names a range or a view: ask for its places one by one"
            raise BadParameter(message, parameter="ids", iri=address.bare)
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
            message = f"this version has no “{(place.eid or place.component or '')[:80]}”"
            raise PortionNotInVersion(message, iri=str(place), eId=place.eid)
        leaves = self._leaves.get(version)
        if leaves is None:
            leaves = store.log.leaves(version.id)
            if leaves is None:
                message = f"the leaves of {version.id} are not kept"
                raise IntegrityError(message, iri=str(version.id))
            self._leaves[version] = leaves
        return Standing(place, f"sha256:{leaves[position * 64 : position * 64 + 32].hex()}")
