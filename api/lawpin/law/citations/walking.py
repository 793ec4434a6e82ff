"""From the steps of a pinpoint to the provision: all of them or nothing, and what may have been meant instead.

Each step looks inside what the one before it found. A step that finds nothing where it looks is never left out; if
the same number stands elsewhere, the address contradicts itself, and both readings are told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lawpin.law.citations.citation import Step
from lawpin.law.citations.structure import Structure
from lawpin.law.citations.units import BASIC as BASIC_RANK
from lawpin.law.citations.units import RANKS
from lawpin.law.jurisdictions.meaning import BASIC, CHILD, DIVISION, NATURAL, Jurisdiction, Kinds
from lawpin.law.portion import Portion

_MOST_HINTS = 20


@dataclass(frozen=True, slots=True)
class Hint:
    """A provision that may have been meant, and why, as a slug."""

    portion: Portion
    why: str


@dataclass(frozen=True, slots=True)
class Walked:
    """Where steps lead: `found` in document order, or nothing and the reason.

    Without `found`, two or more `candidates` are readings of equal right; `suggestions` are help and nothing more.
    """

    found: tuple[Portion, ...] = ()
    candidates: tuple[Hint, ...] = ()
    suggestions: tuple[Hint, ...] = ()
    reason: str | None = None


class Walk:
    """Walks through one version. `here` is the place of the context, None where there is none."""

    def __init__(self, structure: Structure, jurisdiction: Jurisdiction, here: Portion | None) -> None:
        self.structure = structure
        self.jurisdiction = jurisdiction
        self.here = None if here is None else structure.around(here)

    def to(self, steps: Sequence[Step]) -> Walked:
        """Where these steps lead, which are those of one member of a pinpoint."""
        places = [self._start(steps[0])]
        for index, step in enumerate(steps):
            readings = self._readings(places[0], step)
            found = _each_once(portion for reading in readings for portion in reading)
            if not found:
                return self._nowhere(places[0], steps, index)
            several = step.shift is not None and step.shift.count > 1
            if len(found) > 1 and not (several and step is steps[-1]):
                return self._several(found, steps[index + 1 :])
            if self._is_undecided(places[0], step):
                return self._several(found, steps[index + 1 :])
            places = found
        return Walked(tuple(places))

    def _start(self, first: Step) -> Portion:
        """Where the first step looks: in the whole text, or, if it is one for what is in an article, in that here."""
        root = self.structure.root
        if self.here is None or first.shift is not None:
            return root
        meaning = self.jurisdiction.meaning(first.unit)
        if meaning.above or not meaning.inside:
            return root
        for around in reversed(self.structure.path(self.here)):
            inside = self.structure.is_basic_or_inside(around)
            if inside and any(self._kinds_inside(around, kinds) for kinds in meaning.inside):
                return around
        return root

    def _kinds_inside(self, around: Portion, kinds: Kinds) -> bool:
        if kinds == NATURAL:
            return around.kind == self.structure.basic
        return any(child.kind in kinds for child in self.structure.children(around))

    def _readings(self, around: Portion, step: Step) -> list[list[Portion]]:
        if step.shift is not None:
            return [self._shifted(step)]
        meaning = self.jurisdiction.meaning(step.unit)
        inside = self.structure.is_basic_or_inside(around)
        if step.unit in {"bracket", "dotted"} and around is self.structure.root:
            return []
        readings = meaning.inside if inside else meaning.above
        return [self._in(around, kinds, step.keys, value=step.value) for kinds in readings]

    def _is_undecided(self, around: Portion, step: Step) -> bool:
        """Whether a word has several meanings here, though only one of them leads anywhere: section 8."""
        meaning = self.jurisdiction.meaning(step.unit)
        if step.shift is not None or self.structure.is_basic_or_inside(around):
            return False
        has = [kinds for kinds in meaning.above if self._has(kinds)]
        under_part = step.unit == "number" and around is not self.structure.root
        return len(has) > 1 and not under_part

    def _has(self, kinds: Kinds) -> bool:
        return kinds == BASIC or any(self.structure.of_kind(self.structure.root, kind) for kind in kinds)

    def _in(self, around: Portion, kinds: Kinds, keys: Sequence[str], *, value: int | None) -> list[Portion]:
        if kinds == ("preamble",):
            return [p for p in self.structure.portions if p.kind == "preamble" and p.component is None][:1]
        if kinds == NATURAL:
            return self._natural(around, keys, value)
        if kinds == BASIC:
            kinds = (self.structure.basic,)
        for key in keys:
            if kinds == CHILD:
                found = [c for c in self.structure.children(around) if key in self.structure.keys(c)]
            elif kinds == DIVISION:
                found = [
                    c
                    for c in self.structure.children(around)
                    if key in self.structure.keys(c) and c.kind != self.structure.basic
                ]
            else:
                found = [p for kind in kinds for p in self.structure.named(around, kind, key)]
            if found:
                return _outermost(found)
        return []

    def _natural(self, around: Portion, keys: Sequence[str], value: int | None) -> list[Portion]:
        """A natural paragraph: one of those that the article has, or, where it has none, the article as the first."""
        rows = self.structure.children(around)
        if any(child.kind in {"paragraph", "subsection"} for child in rows):
            kinds: Kinds = ("paragraph", "subsection")
            return self._in(around, kinds, keys, value=value)
        return [around] if value == 1 and keys == ("1",) and around.kind == self.structure.basic else []

    def _shifted(self, step: Step) -> list[Portion]:
        """The provisions at a distance from the place of the context: 本条, 前两条."""
        if self.here is None or step.shift is None:
            return []
        meaning = self.jurisdiction.meaning(step.unit)
        for around in reversed(self.structure.path(self.here)):
            inside = self.structure.is_basic_or_inside(around)
            for kinds in dict.fromkeys((*meaning.inside, *meaning.above) if inside else meaning.above):
                natural = kinds == NATURAL and around.kind == self.structure.basic and not step.shift.by
                if natural and not self._kinds_inside(around, ("paragraph", "subsection")):
                    return [around]
                named = (self.structure.basic,) if kinds == BASIC else kinds
                if around.kind in named:
                    return self._row(around, step)
        return []

    def _row(self, anchor: Portion, step: Step) -> list[Portion]:
        shift = step.shift
        is_basic = anchor.kind == self.structure.basic
        around = self.structure.root if is_basic else (self.structure.parent(anchor) or self.structure.root)
        row = [p for p in self.structure.of_kind(around, anchor.kind) if is_basic or p.parent == anchor.parent]
        at = row.index(anchor)
        if shift is None or not shift.by:
            return [anchor]
        first = at - shift.count if shift.by < 0 else at + 1
        found = row[max(first, 0) : first + shift.count] if first >= 0 else []
        return found if len(found) == shift.count else []

    def _several(self, found: Sequence[Portion], rest: Sequence[Step]) -> Walked:
        hints = []
        for portion in found[:_MOST_HINTS]:
            deeper = self._follow(portion, rest)
            if deeper is not None:
                hints.append(Hint(deeper, f"as-{deeper.kind if not rest else portion.kind}"))
        return Walked(candidates=tuple(hints), reason="ambiguous") if hints else Walked(reason="no-such-provision")

    def _follow(self, portion: Portion, rest: Sequence[Step]) -> Portion | None:
        for step in rest:
            found = _each_once(p for reading in self._readings(portion, step) for p in reading)
            if len(found) != 1:
                return None
            portion = found[0]
        return portion

    def _nowhere(self, around: Portion, steps: Sequence[Step], index: int) -> Walked:
        step, rest = steps[index], steps[index + 1 :]
        if step.shift is not None:
            reason = "context-missing" if self.here is None else "no-such-provision"
            return Walked(reason=reason)
        if index and around.kind != self.structure.basic and self._ranks_basic(around, step):
            return self._contradiction(around, step, rest)
        return Walked(suggestions=self._suggestions(around, step, index), reason="no-such-provision")

    def _ranks_basic(self, around: Portion, step: Step) -> bool:
        if self.structure.is_basic_or_inside(around):
            return False
        return BASIC in self.jurisdiction.meaning(step.unit).above or RANKS[step.unit] == BASIC_RANK

    def _contradiction(self, around: Portion, step: Step, rest: Sequence[Step]) -> Walked:
        """第三部分第五条, where article 5 is in part 2: by the article's number, or the fifth article of part 3."""
        hints: list[Hint] = []
        by_number = self._in(self.structure.root, BASIC, step.keys, value=step.value)
        row = self.structure.of_kind(around, self.structure.basic)
        by_order = row[step.value - 1 : step.value] if step.value else []
        for why, places in (("number-elsewhere", by_number), ("position-in-part", by_order)):
            deeper = self._follow(places[0], rest) if len(places) == 1 else None
            if deeper is not None:
                hints.append(Hint(deeper, why))
        if len(hints) > 1:
            return Walked(candidates=tuple(hints), reason="contradiction")
        reason = "contradiction" if hints else "no-such-provision"
        return Walked(suggestions=tuple(hints) or tuple(_ends(row)), reason=reason)

    def _suggestions(self, around: Portion, step: Step, index: int) -> tuple[Hint, ...]:
        hints: list[Hint] = []
        for kind in self.jurisdiction.meaning(step.unit).instead:
            other = self._in(around, BASIC if kind == "basic" else (kind,), step.keys, value=step.value)
            hints += [Hint(portion, "other-unit") for portion in other]
        if step.value is not None and step.keys and step.keys[0] != str(step.value):
            hints += [Hint(p, "without-insertion") for p in self._in_any(around, step, (str(step.value),))]
        hints += _near(self.structure, self._alike(around, step), step)
        if index:
            hints.append(Hint(around, "parent"))
        return tuple({hint.portion.position: hint for hint in reversed(hints)}.values())[::-1][:_MOST_HINTS]

    def _in_any(self, around: Portion, step: Step, keys: Sequence[str]) -> list[Portion]:
        meaning = self.jurisdiction.meaning(step.unit)
        readings = meaning.inside if self.structure.is_basic_or_inside(around) else meaning.above
        return _each_once(p for kinds in readings for p in self._in(around, kinds, keys, value=step.value))

    def _alike(self, around: Portion, step: Step) -> list[Portion]:
        """The provisions of the kinds that a step looks among."""
        meaning = self.jurisdiction.meaning(step.unit)
        readings = meaning.inside if self.structure.is_basic_or_inside(around) else meaning.above
        row: list[Portion] = []
        for kinds in readings:
            if kinds == CHILD:
                row += self.structure.children(around)
            elif kinds != NATURAL:
                named = (self.structure.basic,) if kinds == BASIC else kinds
                row += [p for kind in named for p in self.structure.of_kind(around, kind)]
        return row


def _near(structure: Structure, row: Sequence[Portion], step: Step) -> list[Hint]:
    """The last of a row that is shorter than the number asked for, else the neighbours of the number."""
    numbered = [(int(key), p) for p in row for key in structure.keys(p)[-1:] if key.isdigit() and key.isascii()]
    if not numbered:
        return _ends(row)
    last = max(numbered, key=lambda pair: pair[0])
    if step.value is None or not step.keys or step.value > last[0]:
        return [Hint(last[1], "last")]
    ranked = sorted(numbered, key=lambda pair: abs(pair[0] - (step.value or 0)))
    return [Hint(portion, "nearest") for _, portion in ranked[:2]]


def _ends(row: Sequence[Portion]) -> list[Hint]:
    return [Hint(row[-1], "last")] if row else []


def _outermost(found: Sequence[Portion]) -> list[Portion]:
    """Of provisions of one number those that lie in no other of them."""
    kept: list[Portion] = []
    for portion in sorted(found, key=lambda p: p.position):
        if not kept or portion.position >= kept[-1].end:
            kept.append(portion)
    return kept


def _each_once(found: Iterable[Portion]) -> list[Portion]:
    return list({portion.position: portion for portion in found}.values())
