"""From two versions to their lineage: declared first, else from the articles outwards and inwards.

declared    wIds of the later version, where it has any of its own
units       articles (or what the text has instead), wherever they stand
containers  chapters and parts, by the units that continue in them
inner       what stands inside a unit, below what continues; then what has gone over to another unit
divided     what was split or merged: words that left one provision and stand in another
plain       elements that are no provisions, with the provision around them
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lawpin.law.dividing import divided, merged
from lawpin.law.lineage import How, Lineage, Link, lineage_of, place_of
from lawpin.law.matching import Group, Matching, Side, voted
from lawpin.law.portion import BASIC_UNITS, Portion
from lawpin.law.typography import fold_typography

# More than half of what continues must agree where a chapter has gone.
_MAJORITY: Final = 0.5
_Name = tuple[str | None, str, str]


def continue_portions(earlier: Sequence[Portion], later: Sequence[Portion]) -> Lineage:
    """The lineage between two whole versions in one language, by position; the wholes continue each other."""
    work = _Continuing(_Version(earlier), _Version(later))
    kept: How = "same-id"
    if any(_is_named(portion) for portion in later):
        kept = "declared"
        work.declare()
    else:
        work.match()
    work.plain()
    return lineage_of(earlier, later, work.links(kept), kept)


def _is_named(portion: Portion) -> bool:
    """Whether the document itself says which provision this is."""
    return portion.wid != portion.eid


class _Version:
    """The portions of one version by what they are."""

    def __init__(self, portions: Sequence[Portion]) -> None:
        self.side = Side(portions)
        self.portions = portions
        self.inside: dict[int, list[int]] = defaultdict(list)
        self.plain: dict[int, list[int]] = defaultdict(list)
        for portion in portions:
            if portion.parent is not None:
                (self.inside if portion.provision else self.plain)[portion.parent].append(portion.position)

    def name(self, position: int) -> _Name:
        """What tells a portion from its likes: its component, its kind, its id."""
        portion = self.portions[position]
        return portion.component, portion.kind, portion.eid or ""

    def local_name(self, position: int) -> _Name:
        """The same with what its id adds to that of the provision around it."""
        portion = self.portions[position]
        around = self.portions[portion.parent or 0].eid or ""
        inner = (portion.eid or "").removeprefix(around)
        return portion.component, portion.kind, inner

    def kinds(self) -> set[str]:
        return {portion.kind for portion in self.portions if portion.provision}

    def units(self, basic: str | None) -> list[int]:
        """The outermost provisions of the basic kind, and those that neither hold one nor stand in one."""
        holding = {0}
        for portion in self.portions:
            around = portion.parent if portion.kind == basic and portion.provision else None
            while around is not None and around not in holding:
                holding.add(around)
                around = self.portions[around].parent
        units, end = [], 0
        for portion in self.portions:
            if portion.position < end or not portion.provision or portion.eid is None:
                continue
            if portion.position not in holding or portion.kind == basic:
                units.append(portion.position)
                end = portion.end
        return units

    def around(self, positions: Sequence[int]) -> list[int]:
        """The provisions around these, the innermost first."""
        found: set[int] = set()
        for position in positions:
            parent = self.portions[position].parent
            while parent and parent not in found:
                found.add(parent)
                parent = self.portions[parent].parent
        return sorted(found, reverse=True)


@dataclass(slots=True)
class _Continuing:
    before: _Version
    after: _Version
    extra: list[tuple[int, int]] = field(default_factory=list)
    declared: set[tuple[int, int]] = field(default_factory=set)
    matching: Matching = field(init=False)

    def __post_init__(self) -> None:
        self.matching = Matching(self.before.side, self.after.side)
        self.matching.link(0, 0)
        held = {p.component: p.position for p in self.before.portions if p.eid is None and p.component is not None}
        for portion in self.after.portions:
            if portion.eid is None and portion.component in held:
                self.matching.link(held[portion.component], portion.position)

    def links(self, kept: How) -> Iterator[Link]:
        """All links, in the order of the earlier version; what kept its id is known as `kept` says."""
        for old, new in sorted({*self.matching.there.items(), *self.extra}):
            earlier, later = place_of(self.before.portions[old]), place_of(self.after.portions[new])
            other: How = "declared" if (old, new) in self.declared else "matched"
            yield Link(earlier, later, kept if earlier == later else other)

    def declare(self) -> None:
        """Links what has the same wId; what is named by its place alone inside something renamed, by its place."""
        held: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        for position in _speaking(self.before):
            held[self.before.portions[position].lineage].append(position)
        linked = []
        for position in _speaking(self.after):
            for old in held.get(self.after.portions[position].lineage, ()):
                self.declared.add((old, position))
                self.extra.append((old, position))
                if old not in self.matching.there and position not in self.matching.here:
                    self.matching.link(old, position)
                    linked.append((old, position))
        self._descend(linked)

    def match(self) -> None:
        """Links what is the same by its words."""
        basic = self._basic()
        olds, news = self.before.units(basic), self.after.units(basic)
        self.matching.match(self._group(olds, news))
        self._contain(olds, news)
        self._descend([(old, new) for old, new in self.matching.there.items() if old in set(olds)])
        self._follow_over()
        self._divide()

    def plain(self) -> None:
        """Links the elements that are no provisions inside what is linked."""
        for old, new in list(self.matching.there.items()):
            names = {self.before.local_name(inner): inner for inner in self.before.plain[old]}
            for inner in self.after.plain[new]:
                found = names.get(self.after.local_name(inner))
                if found is not None and found not in self.matching.there and inner not in self.matching.here:
                    self.matching.link(found, inner)

    def _basic(self) -> str | None:
        before, after = self.before.kinds(), self.after.kinds()
        for kinds in (before & after, before | after):
            found = next((unit for unit in BASIC_UNITS if unit in kinds), None)
            if found is not None:
                return found
        return None

    def _group(self, olds: Sequence[int], news: Sequence[int]) -> Group:
        names = {self.after.name(new): new for new in news}
        same = {old: names[self.before.name(old)] for old in olds if self.before.name(old) in names}
        return Group(olds, news, same)

    def _contain(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Links what is around the units: where most of what it held has gone, else the same id and heading."""
        inner = [(old, self.matching.there[old]) for old in olds if old in self.matching.there]
        after = {self.after.name(new): new for new in self.after.around(news)}
        containers = self.before.around(olds)
        self._contain_outwards(inner)
        for old in containers:
            new = after.get(self.before.name(old))
            if new is not None and old not in self.matching.there and new not in self.matching.here:
                headings = [p.heading for p in (self.before.portions[old], self.after.portions[new])]
                if headings[0] and headings[1] and len(set(map(fold_typography, filter(None, headings)))) == 1:
                    self.matching.link(old, new)

    def _contain_outwards(self, inner: Sequence[tuple[int, int]]) -> None:
        """Links what is around linked provisions, level by level: where most of both sides has the other's provisions.

        Of two with the same name most of what continues is enough.
        """
        while inner:
            votes: Counter[tuple[int, int]] = Counter()
            for old, new in inner:
                around, there = self.before.portions[old].parent, self.after.portions[new].parent
                if around and there and around not in self.matching.there and there not in self.matching.here:
                    votes[around, there] += 1
            inner = [pair for pair in voted(votes, _MAJORITY) if self._is_around(pair, votes[pair])]
            for old, new in inner:
                self.matching.link(old, new)

    def _is_around(self, pair: tuple[int, int], count: int) -> bool:
        old, new = pair
        if self.before.side.sort_of(old) != self.after.side.sort_of(new):
            return False
        most = max(len(self.before.inside[old]), len(self.after.inside[new]))
        return self.before.name(old) == self.after.name(new) or count > _MAJORITY * most

    def _descend(self, linked: Sequence[tuple[int, int]]) -> None:
        """Links what stands inside what is linked, level by level."""
        waiting = list(linked)
        while waiting:
            old, new = waiting.pop()
            olds = [inner for inner in self.before.inside[old] if inner not in self.matching.there]
            news = [inner for inner in self.after.inside[new] if inner not in self.matching.here]
            names = {self.after.local_name(inner): inner for inner in news}
            same = {o: names[self.before.local_name(o)] for o in olds if self.before.local_name(o) in names}
            self.matching.match(Group(olds, news, same, bounded=True))
            waiting += [(inner, self.matching.there[inner]) for inner in olds if inner in self.matching.there]

    def _follow_over(self) -> None:
        """Links what has gone from inside one unit to another, and what stands inside that."""
        # All of them: what is linked already speaks against whatever resembles it.
        olds = [p.position for p in self.before.portions[1:] if p.provision]
        news = [p.position for p in self.after.portions[1:] if p.provision]
        free = [old for old in olds if old not in self.matching.there]
        if not free or all(new in self.matching.here for new in news):
            return
        self.matching.match(Group(olds, news, {}))
        olds = free
        linked = [(old, self.matching.there[old]) for old in olds if old in self.matching.there]
        self._contain_outwards(linked)
        # Also inside what was linked just now, from within.
        self._descend([(old, self.matching.there[old]) for old in olds if old in self.matching.there])

    def _divide(self) -> None:
        matching = self.matching
        self.extra += divided(matching.before, matching.after, matching.there, matching.here)
        self.extra += merged(matching.before, matching.after, matching.there, matching.here)


def _speaking(version: _Version) -> Iterator[int]:
    """What its wId speaks for: that of its own, or that which it has as nothing around it was renamed."""
    renamed: set[int] = set()
    for portion in version.portions[1:]:
        is_inside = portion.parent in renamed
        if is_inside or (_is_named(portion) and portion.provision):
            renamed.add(portion.position)
        if portion.eid is not None and (_is_named(portion) or (portion.provision and not is_inside)):
            yield portion.position
