"""Which held works a written name means: the titles of a store, asked for by what people write.

    equal after folding -> the issuer's or the year's part of it -> usual short names -> slips -> near names, as a help

The first step that finds something decides. What a slip hides is told by `law.citations.likeness`, which forgives no
word of a subject. Each step is a few searches in an index, whatever a store holds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lawpin.holdings.aliases import Aliases
from lawpin.holdings.names import Name, plain_title
from lawpin.holdings.store import Holdings
from lawpin.law.citations.attribution import Attribution, attributions, years
from lawpin.law.citations.folding import fold
from lawpin.law.citations.kinds import is_local, stem
from lawpin.law.citations.likeness import Difference, difference
from lawpin.law.citations.titles import (
    alias_number,
    is_generic,
    is_slippery,
    names_of,
    number,
    parts,
    plain,
    slip_keys,
    slippery,
)
from lawpin.law.errors import ControlCharacter
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.languages import UNKNOWN

How = Literal["exact", "alias", "slip"]
Search = Callable[[str], Iterable[Name]]

# Of what an index gives under one key, for a decision and for a suggestion.
_MOST_HELD, _MOST_NEAR = 50, 16
_SUGGESTED, _COMPARED, _PARTS_ASKED, _LEAST_SHARED = 3, 8, 24, 2
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Held:
    """A held work under the title by which it was found. `expression`: the identifier was one of that expression."""

    work: WorkId
    title: str
    language: str
    expression: ExpressionId | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A held work whose title is near what was written, which has `given` where the title has `held`."""

    work: WorkId
    title: str
    language: str
    given: str
    held: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a name means. No work: not held here; several: they are all called so, by IRI.

    `issuer` and `number` stood before and after the title (an issuer, a year; a number, a date), without punctuation.
    `is_generic`: a type word alone (《意见》, "the Opinions"), which names nothing by itself.
    """

    works: tuple[Held, ...] = ()
    how: How | None = None
    issuer: str = ""
    number: str = ""
    near: tuple[Near, ...] = ()
    is_generic: bool = False


class Titles:
    """The titles in a store."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._aliases = Aliases(holdings)

    def find(self, written: str) -> Found:
        """What a name means, folded or as it was written: with brackets, an issuer and a number or without them."""
        if len(written) > _LONGEST:
            return Found()
        identified = self._aliases.find(written)
        if identified:
            return Found(tuple(_identified(target, written) for target in identified), "exact")
        try:
            readings = attributions(fold(written).text)
        except ControlCharacter:
            return Found()
        if any(is_generic(reading.title) for reading in readings[:1]):
            return Found(is_generic=True)
        decided = self._decided(readings)
        if decided is not None:
            return decided
        return Found(near=self._near(readings[0])) if readings else Found()

    def resembles(self, name: str) -> bool:
        """Whether folded text names a held work, with slips and with what may stand around a title."""
        return self._decided(tuple(one for one in attributions(name) if not is_generic(one.title))) is not None

    def _decided(self, readings: Sequence[Attribution]) -> Found | None:
        steps: tuple[tuple[How, Search], ...] = (("exact", self._exact), ("alias", self._alias), ("slip", self._slip))
        for how, search in steps:
            for reading in readings:
                works = _works(name for name in search(reading.title) if self._fits(name, reading))
                if works:
                    return Found(works, how, reading.issuer, reading.number)
        return None

    def holds(self, name: str) -> bool:
        """Whether folded text is, as a whole, a held title or a usual name that one makes; slips are not forgiven."""
        title = plain(name)
        return bool(title) and not is_generic(title) and any((*self._exact(title), *self._alias(title)))

    def _exact(self, title: str) -> Iterable[Name]:
        return (name for name in self._named(number("exact", title)) if plain_title(name.written) == title)

    def _alias(self, title: str) -> Iterable[Name]:
        return self._named(alias_number(title))

    def _slip(self, title: str) -> Iterable[Name]:
        if not is_slippery(title):
            return ()
        near = dict.fromkeys(name for key in sorted(slip_keys(title)) for name in self._named(key))
        return [name for name in near if any(told is None for told in _differences(title, name))]

    def _named(self, key: int, limit: int = _MOST_HELD) -> tuple[Name, ...]:
        return tuple(name for name in self._holdings.named(key, limit) if name.kind == "title")

    def _fits(self, name: Name, reading: Attribution) -> bool:
        """Whether nothing around the title makes it another's: the year of another act, a local government's paper."""
        titled, around = years(name.written), years(f"{reading.issuer} {reading.number}")
        if titled and around and not titled & around:
            return False
        if not is_local(reading.issuer):
            return True
        versions = self._holdings.versions(_work(name))
        authors = {plain_title(agent.name) for version in versions for agent in version.expression.authors}
        return any(author and (author in reading.issuer or reading.issuer in author) for author in authors)

    def _near(self, asked: Attribution) -> tuple[Near, ...]:
        """Works with parts of their titles in common with what was asked, those with the fewest other words first."""
        weights: defaultdict[Name, float] = defaultdict(float)
        for part in parts(asked.title)[:_PARTS_ASKED]:
            # A part that few titles have says more.
            names = self._named(number("part", part), _MOST_NEAR)
            for name in names:
                weights[name] += 1 / len(names)
        likely = sorted(weights, key=lambda name: (-weights[name], name.written, str(name.target)))[:_COMPARED]
        told = ((_least_different(asked.title, name), name) for name in likely)
        near: dict[WorkId, Near] = {}
        for differs, name in sorted(told, key=lambda pair: (len(pair[0].given + pair[0].held), str(pair[1].target))):
            if differs.shared >= max(_LEAST_SHARED, _size(differs.given), _size(differs.held)):
                work = _work(name)
                near.setdefault(work, Near(work, name.written, name.language, differs.given, differs.held))
        return tuple(near.values())[:_SUGGESTED]


def _differences(title: str, name: Name) -> Iterator[Difference | None]:
    held = plain_title(name.written)
    return (difference(title, form) for form in slippery(held, names_of(held)))


def _least_different(title: str, name: Name) -> Difference:
    held = plain_title(name.written)
    told = (difference(title, form) for form in (held, *names_of(held)))
    least = min((one for one in told if one is not None), key=lambda one: len(one.given + one.held), default=None)
    if least is None:
        return Difference("", "", 0)
    full = {stem(word): word for word in held.split()}
    return Difference(least.given, " ".join(full.get(word, word) for word in least.held.split()), least.shared)


def _size(words: str) -> int:
    """In the units of `Difference.shared`: words, of Chinese characters."""
    return len(words.split()) if words.isascii() else len(words)


def _works(names: Iterable[Name]) -> tuple[Held, ...]:
    held = {_work(name): name for name in names}
    return tuple(Held(work, held[work].written, held[work].language) for work in sorted(held, key=str))


def _identified(target: WorkId | ExpressionId, written: str) -> Held:
    if isinstance(target, WorkId):
        return Held(target, written, UNKNOWN)
    return Held(target.work, written, target.language, target)


def _work(name: Name) -> WorkId:
    return name.target if isinstance(name.target, WorkId) else name.target.work
