"""Lineage: which provision of a later version continues which of an earlier one, and how that is known.

`declared`   the documents say so with a wId, or an operator has said so
`same-id`    the same id, and nothing in the words speaks against it
`matched`    found by the words under another id: see `lawpin.law.matching`

One provision that continues in several was split, several that continue in one were merged. What continues in nothing
was removed, what continues nothing was inserted. Nothing is guessed: where two candidates are alike none is taken.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lawpin.law.portion import Portion

How = Literal["declared", "same-id", "matched"]
SUREST: tuple[How, ...] = ("declared", "same-id", "matched")
# A place in a version: its component, its eId. Both None: the whole.
Place = tuple[str | None, str | None]


def place_of(portion: Portion) -> Place:
    """Where a portion stands in its version."""
    return portion.component, portion.eid


@dataclass(frozen=True, slots=True)
class Link:
    """One provision of an earlier version and one of a later version that continues it, wholly or in part."""

    earlier: Place
    later: Place
    how: How


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the provisions of one version continue in another: what is not as it was.

    A place that stands in neither `removed` nor `links` continues under its own id, known as `kept` says. `removed`
    and `inserted` are in document order, `links` in that of the earlier version.
    """

    kept: How
    links: tuple[Link, ...] = ()
    removed: tuple[Place, ...] = ()
    inserted: tuple[Place, ...] = ()


class Course:
    """A lineage made ready to be followed from place to place, either way."""

    def __init__(self, lineage: Lineage) -> None:
        self._kept = lineage.kept
        self._onward = _grouped((link.earlier, link) for link in lineage.links)
        self._back = _grouped((link.later, link) for link in lineage.links)
        self._removed, self._inserted = frozenset(lineage.removed), frozenset(lineage.inserted)

    def onward(self, place: Place) -> tuple[Link, ...]:
        """Where a place of the earlier version continues: several where it was split, none where it was removed."""
        if place in self._removed:
            return ()
        return self._onward.get(place) or (Link(place, place, self._kept),)

    def back(self, place: Place) -> tuple[Link, ...]:
        """What a place of the later version continues: several where they were merged, none where it is new."""
        if place in self._inserted:
            return ()
        return self._back.get(place) or (Link(place, place, self._kept),)


def least_sure(hows: Iterable[How]) -> How:
    """How something is known that takes all of these (at least one)."""
    return max(hows, key=SUREST.index)


def _grouped(pairs: Iterable[tuple[Place, Link]]) -> Mapping[Place, tuple[Link, ...]]:
    found: dict[Place, list[Link]] = defaultdict(list)
    for place, link in pairs:
        found[place].append(link)
    return {place: tuple(links) for place, links in found.items()}


def lineage_of(earlier: Sequence[Portion], later: Sequence[Portion], links: Iterable[Link], kept: How) -> Lineage:
    """The lineage between two whole versions (by position) that these links make: all links, also plain ones."""
    known = tuple(dict.fromkeys(links))
    continued, continuing = {link.earlier for link in known}, {link.later for link in known}
    branching = _branching(known)
    plain = {link for link in known if link.earlier == link.later and link.how == kept} - branching
    return Lineage(
        kept=kept,
        links=tuple(link for link in known if link not in plain),
        removed=tuple(place for place in map(place_of, earlier) if place not in continued),
        inserted=tuple(place for place in map(place_of, later) if place not in continuing),
    )


def _branching(links: Sequence[Link]) -> set[Link]:
    onward, back = _grouped((link.earlier, link) for link in links), _grouped((link.later, link) for link in links)
    return {link for link in links if len(onward[link.earlier]) > 1 or len(back[link.later]) > 1}


def declared_over(lineage: Lineage, moves: Sequence[tuple[Place | None, Place | None]]) -> Lineage:
    """A lineage in which what is declared takes the place of what was found about the same provisions.

    A move leads from a place to the one that continues it; to None: it was removed; from None: it continues nothing.
    Several from one place are a split, several to one place a merger. All else stays as it was found: what was claimed
    of a place that is declared, on either side, is withdrawn.
    """
    course = Course(lineage)
    olds = {old for old, _ in moves if old is not None}
    news = {new for _, new in moves if new is not None}
    # What kept its id without a word was a claim, too, of either side of a move.
    touched = {
        *(link for old in olds for link in course.onward(old)),
        *(link for new in news for link in course.back(new)),
    }
    declared = [Link(old, new, "declared") for old, new in moves if old is not None and new is not None]
    kept = [link for link in lineage.links if link not in touched]
    continued = {link.earlier for link in (*declared, *kept)}
    continuing = {link.later for link in (*declared, *kept)}
    removed = [*lineage.removed, *olds, *(link.earlier for link in touched)]
    inserted = [*lineage.inserted, *news, *(link.later for link in touched)]
    return Lineage(
        kept=lineage.kept,
        links=tuple(dict.fromkeys((*declared, *kept))),
        removed=tuple(dict.fromkeys(place for place in removed if place not in continued)),
        inserted=tuple(dict.fromkeys(place for place in inserted if place not in continuing)),
    )
