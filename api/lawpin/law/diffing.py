"""What changed between two versions, provision by provision along their lineage.

    removed · added          only the outermost: what stands inside goes with it
    moved                    under another provision than the one that its parent has become
    renumbered               its own part of the id is another; its printed number is not compared then
    split · merged           one has become several, several have become one
    changed                  its own words are others, those of the provisions inside it apart

One entry for each provision that has changed, with all that has happened to it; `typographic` where nothing but print
has. Entries stand in the order of the later text, what was removed in the place where it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from lawpin.law.differing import Difference, Effort, differences
from lawpin.law.lineage import How, Lineage, Link, least_sure
from lawpin.law.portion import Portion

State = Literal["added", "removed", "moved", "renumbered", "split", "merged", "changed"]
# Where the words of a provision inside are looked for, after those before it.
_WITHIN: Final = 2_000


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """What happened to one provision. `old` None: it is new; `new` None: it is gone.

    `parts` are all that it was split into, or that were merged into it. `how` says how the two are known to be one
    provision, None where nothing had to be known. `differences` are in the texts of `old` and `new`.
    """

    states: tuple[State, ...]
    old: Portion | None
    new: Portion | None
    how: How | None = None
    parts: tuple[Portion, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def typographic(self) -> bool:
        """Whether nothing but print has changed."""
        return self.states == ("changed",) and all(difference.typographic for difference in self.differences)


def reversed_lineage(lineage: Lineage) -> Lineage:
    """The same lineage seen from the later version."""
    links = tuple(Link(link.later, link.earlier, link.how) for link in lineage.links)
    return Lineage(lineage.kept, links, lineage.inserted, lineage.removed)


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions, whole, by position, and which positions continue which: several where one was split or merged."""

    before: Sequence[Portion]
    after: Sequence[Portion]
    onward: Mapping[int, Sequence[tuple[int, How]]]


@dataclass(frozen=True, slots=True)
class Scope:
    """The parts of both versions that are compared: positions in [start, end)."""

    old: Portion
    new: Portion

    def has_old(self, position: int) -> bool:
        """Whether a position of the earlier version is compared."""
        return self.old.position <= position < self.old.end

    def has_new(self, position: int) -> bool:
        """Whether a position of the later version is compared."""
        return self.new.position <= position < self.new.end


def diff(sides: Sides, scope: Scope, effort: Effort) -> Iterator[ProvisionChange]:
    """The changes within a scope, in order."""
    comparing = _Comparing(sides, scope, effort)
    changes = [*comparing.kept(), *comparing.added(), *comparing.removed()]
    yield from (change for _, change in sorted(changes, key=lambda keyed: keyed[0]))


# Where an entry stands: its position in the later text, what was removed after what stood before it.
_Order = tuple[int, int, int]


class _Comparing:
    def __init__(self, sides: Sides, scope: Scope, effort: Effort) -> None:
        self._sides, self._scope, self._effort = sides, scope, effort
        self._back: dict[int, list[tuple[int, How]]] = defaultdict(list)
        for old, links in sides.onward.items():
            for new, how in links:
                self._back[new].append((old, how))
        self._inside = [_inside(portions) for portions in (sides.before, sides.after)]

    def kept(self) -> Iterator[tuple[_Order, ProvisionChange]]:
        # What has come in from elsewhere is told like what has stayed.
        come = {link[0] for new in range(self._scope.new.position, self._scope.new.end) for link in self._back[new]}
        for position in sorted(come | {*range(self._scope.old.position, self._scope.old.end)}):
            old = self._sides.before[position]
            links = self._sides.onward.get(position, ()) if _counts(old) else ()
            if len(links) > 1:
                parts = tuple(self._sides.after[new] for new, _ in links)
                yield (parts[0].position, 0, 0), ProvisionChange(("split",), old, parts[0], _known(links), parts)
            elif len(links) == 1 and len(self._back[links[0][0]]) == 1:
                new = self._sides.after[links[0][0]]
                change = self._pair(old, new, links[0][1])
                if change.states:
                    yield (new.position, 0, 0), change
        for new in self._sides.after[self._scope.new.position : self._scope.new.end]:
            links = self._back[new.position]
            if len(links) > 1 and _counts(new):
                parts = tuple(self._sides.before[old] for old, _ in links)
                yield (new.position, 0, 0), ProvisionChange(("merged",), parts[0], new, _known(links), parts)

    def added(self) -> Iterator[tuple[_Order, ProvisionChange]]:
        for new in self._sides.after[self._scope.new.position : self._scope.new.end]:
            around = new.parent
            is_inside = around is not None and not self._back[around] and self._scope.has_new(around)
            if _counts(new) and not self._back[new.position] and not is_inside:
                yield (new.position, 0, 0), ProvisionChange(("added",), None, new)

    def removed(self) -> Iterator[tuple[_Order, ProvisionChange]]:
        place = self._scope.new.position
        for old in self._sides.before[self._scope.old.position : self._scope.old.end]:
            links = self._sides.onward.get(old.position, ())
            if links:
                place = links[0][0] if self._scope.has_new(links[0][0]) else place
                continue
            around = old.parent
            is_inside = around is not None and not self._sides.onward.get(around) and self._scope.has_old(around)
            if _counts(old) and not is_inside:
                yield (place, 1, old.position), ProvisionChange(("removed",), old, None)

    def _pair(self, old: Portion, new: Portion, how: How) -> ProvisionChange:
        states: list[State] = []
        is_outermost = old.position == self._scope.old.position
        if not is_outermost and old.parent is not None and new.parent is not None:
            if new.parent not in {there for there, _ in self._sides.onward.get(old.parent, ())}:
                states.append("moved")
            if self._own_id(old, 0) != self._own_id(new, 1):
                states.append("renumbered")
        elif old.eid != new.eid:
            states.append("renumbered")
        found = self._words(old, new, is_numbered="renumbered" in states)
        if found:
            states.append("changed")
        return ProvisionChange(tuple(states), old, new, how, (), tuple(found))

    def _own_id(self, portion: Portion, side: int) -> str:
        portions = (self._sides.before, self._sides.after)[side]
        around = portions[portion.parent or 0].eid or ""
        return (portion.eid or "").removeprefix(around)

    def _words(self, old: Portion, new: Portion, *, is_numbered: bool) -> list[Difference]:
        """The differences of their own words; without the printed numbers where those are known to be others."""
        first, second = _own(old, self._inside[0]), _own(new, self._inside[1])
        if first is None or second is None or (len(first) == 1) != (len(second) == 1):
            first, second = [(0, len(old.text))], [(0, len(new.text))]
        if is_numbered:
            first, second = _after_number(old, first), _after_number(new, second)
        return [
            replace(
                one,
                old_start=one.old_start + a,
                old_end=one.old_end + a,
                new_start=one.new_start + c,
                new_end=one.new_end + c,
            )
            for (a, b), (c, d) in _beside(first, second)
            for one in differences(old.text[a:b], new.text[c:d], self._effort)
            if (old.text[a:b] + new.text[c:d]).strip()
        ]


def _known(links: Sequence[tuple[int, How]]) -> How:
    return least_sure(how for _, how in links)


def _counts(portion: Portion) -> bool:
    return portion.provision or portion.position == 0


def _inside(portions: Sequence[Portion]) -> Mapping[int, list[Portion]]:
    found: dict[int, list[Portion]] = defaultdict(list)
    for portion in portions:
        if portion.provision and portion.parent is not None:
            found[portion.parent].append(portion)
    return found


def _own(portion: Portion, inside: Mapping[int, list[Portion]]) -> list[tuple[int, int]] | None:
    """The stretches of a text before, between and after the provisions inside it; None where those are not found."""
    stretches, here = [], 0
    for inner in inside.get(portion.position, ()):
        found = portion.text.find(inner.text, here, here + len(inner.text) + _WITHIN)
        if found < 0:
            return None
        stretches.append((here, found))
        here = found + len(inner.text)
    return [*stretches, (here, len(portion.text))]


def _after_number(portion: Portion, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    number = portion.num or ""
    start, end = stretches[0]
    is_first = bool(number) and portion.text.startswith(number) and len(number) <= end
    return [(max(start, len(number)), end), *stretches[1:]] if is_first else stretches


def _beside(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches that belong together: the first, the last, and those between in their order."""
    yield first[0], second[0]
    if len(first) == 1 or len(second) == 1:
        return
    middle, there = first[1:-1], second[1:-1]
    shared = min(len(middle), len(there))
    yield from zip(middle[:shared], there[:shared], strict=True)
    yield from ((one, (second[-1][0], second[-1][0])) for one in middle[shared:])
    yield from (((first[-1][0], first[-1][0]), one) for one in there[shared:])
    yield first[-1], second[-1]
