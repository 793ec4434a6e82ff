"""An element taken out of its document, with as much around it as it needs; the document is never changed."""

from collections.abc import Hashable
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, cast

from lxml import etree

from lawpin.akn.names import AKN, akn

# What says where one is stays on the way to an element; the last two are those of a whole document.
_SIGNPOSTS: Final = frozenset(akn(name) for name in ("num", "heading", "subheading", "meta", "header"))


@dataclass(frozen=True, slots=True)
class Extract:
    """An element and what leads to it from `anchor`, which is itself or something around it.

    `wrappers` are the names of elements of our own around that, the outermost first. What is in `kept` (as lxml writes
    names) stays beside the way. Inside another vocabulary nothing is cut away: half a formula is another formula.
    """

    anchor: etree._Element
    element: etree._Element
    wrappers: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()

    @property
    def shape(self) -> Hashable:
        """The names in it alone: of two extracts from a valid document that have one shape both are valid, or none."""
        way = self._way()
        steps = tuple(
            (around.tag, tuple(child.tag for child in around if child is inner or self._stays(child)))
            for around, inner in pairwise(way)
        )
        return self.wrappers, steps, way[-1].tag

    def written(self) -> etree._Element:
        """The element itself where nothing leads to it, else a copy of what does with the element in it."""
        *way, inner = self._way()
        if not way:
            return inner
        written = _copy(inner)
        for around in reversed(way):
            kept = _empty_like(around)
            for child in around:
                if child is inner:
                    kept.append(written)
                elif self._stays(child):
                    kept.append(_copy(child))
            inner, written = around, kept
        return written

    def _stays(self, child: etree._Element) -> bool:
        return child.tag in _SIGNPOSTS or child.tag in self.kept

    def _way(self) -> list[etree._Element]:
        """From the anchor to the element, or to the first of another vocabulary around it."""
        way = [self.element]
        while way[-1] is not self.anchor:
            way.append(cast("etree._Element", way[-1].getparent()))
        way.reverse()
        first = next((n for n, around in enumerate(way) if etree.QName(around).namespace != AKN), len(way) - 1)
        return way[: first + 1]


def _empty_like(element: etree._Element) -> etree._Element:
    # The prefixes of the source stay: canonical XML keeps them. The stubs of lxml forget the default namespace.
    empty = etree.Element(element.tag, nsmap=cast("dict[str, str]", element.nsmap))
    empty.attrib.update(element.attrib)
    return empty


def _copy(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy
