"""Editions ready at hand: the few that were asked for last, for reads that need more than one stored page."""

from collections import OrderedDict

from lawpin.holdings.rendering import Edition, Rendering
from lawpin.holdings.store import Holdings
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.portion import Portion
from lawpin.law.version import Version

# Portions kept in memory, about 2 kB each.
_KEPT_PORTIONS = 10_000


class Editions:
    """Renderings of whole versions, which never change, so that keeping them is safe."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._kept: OrderedDict[ExpressionId, Rendering] = OrderedDict()
        self._weight = 0

    def of(self, version: Version) -> Rendering:
        """The rendering of a held version."""
        rendering = self._kept.get(version.id)
        if rendering is not None:
            self._kept.move_to_end(version.id)
            return rendering
        rendering = Rendering(Edition(version, self._holdings.portions(version.id)))
        self._kept[version.id] = rendering
        self._weight += len(rendering.edition.portions)
        while self._weight > _KEPT_PORTIONS and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._weight -= len(dropped.edition.portions)
        return rendering

    def find_eid(self, version: Version, portion: Portion) -> str | None:
        """The eId under which the same provision (by wId) stands in that version; None if it does not."""
        if portion.wid is None:
            return None
        place = self._holdings.position(PortionId(version.id, portion.wid, portion.component))
        if place is not None:
            (there,) = self._holdings.portions(version.id, place, place + 1)
            if there.wid == portion.wid:
                return there.eid
        alike = (p.eid for p in self.of(version).edition.portions if p.wid == portion.wid)
        return next(alike, None)
