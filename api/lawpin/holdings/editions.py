"""Editions ready at hand: the few that were asked for last, for reads that need more than one stored page."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from lawpin.holdings.rendering import Edition, Rendering
from lawpin.holdings.store import Holdings
from lawpin.law.citations.structure import Structure
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.nearest import Ids
from lawpin.law.portion import Portion
from lawpin.law.version import Version

# Portions kept in memory, about 2 kB each; ids, about 0.3 kB each.
_KEPT_PORTIONS, _KEPT_IDS = 10_000, 50_000

Kept = TypeVar("Kept")


class Editions:
    """Renderings of whole versions, which never change, so that keeping them is safe."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._kept: Recent[Rendering] = Recent(_KEPT_PORTIONS)
        self._ids: Recent[Ids] = Recent(_KEPT_IDS)
        self._structures: Recent[Structure] = Recent(_KEPT_PORTIONS)

    def of(self, version: Version) -> Rendering:
        """The rendering of a held version."""
        return self._kept.get(version.id, lambda: self._made(version), lambda made: len(made.edition.portions))

    def ids(self, version: Version) -> Ids:
        """The ids of a held version, for questions about others."""
        return self._ids.get(version.id, lambda: Ids(self._holdings.eids(version.id)), len)

    def structure(self, version: Version) -> Structure:
        """The structure of a held version."""
        made = self._structures.get
        return made(version.id, lambda: Structure(self.of(version).edition.portions), lambda s: len(s.portions))

    def find(self, version: Version, portion: Portion) -> Portion | None:
        """The same provision (by component and wId) in that version; None if it is not there."""
        place = self._holdings.position(PortionId(version.id, portion.wid, portion.component))
        if place is not None:
            (there,) = self._holdings.portions(version.id, place, place + 1)
            if there.wid == portion.wid:
                return there
        alike = (p for p in self.of(version).edition.portions if p.lineage == portion.lineage)
        return next(alike, None)

    def _made(self, version: Version) -> Rendering:
        return Rendering(Edition(version, self._holdings.portions(version.id)))


class Recent(Generic[Kept]):
    """Values by expression, as long as their weights together are under a bound; the one asked for last always."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._weight = 0
        self._values: OrderedDict[ExpressionId, tuple[int, Kept]] = OrderedDict()

    def get(self, expression: ExpressionId, make: Callable[[], Kept], weigh: Callable[[Kept], int]) -> Kept:
        """The value of an expression, made if it is not here."""
        if expression in self._values:
            self._values.move_to_end(expression)
            return self._values[expression][1]
        made = make()
        self._values[expression] = (weigh(made), made)
        self._weight += weigh(made)
        while self._weight > self._bound and len(self._values) > 1:
            _, (weight, _) = self._values.popitem(last=False)
            self._weight -= weight
        return made
