"""Following one provision through the versions of a line, onward or back."""

from collections.abc import Iterable
from dataclasses import dataclass

from lawpin.law.lineage import Course, Link, Place


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a provision was followed to.

    `places` are those where it stands at the end: several where it was split on the way, none where it was removed.
    `steps` counts the versions through which it was followed to the last one that has it. `whole`: it was neither
    split nor merged with another, so that what stands at the end is the very provision.
    """

    places: tuple[Place, ...]
    steps: int
    whole: bool

    @property
    def place(self) -> Place | None:
        """The one place where it stands at the end; None where there is none, or more than one."""
        return self.places[0] if len(self.places) == 1 else None


def trace_onward(place: Place, courses: Iterable[Course]) -> Trace:
    """Where a provision of an earlier version continues, through the lineages that follow one another."""
    places: tuple[Place, ...] = (place,)
    whole, steps = True, 0
    for steps, course in enumerate(courses, 1):
        links = _distinct(link for here in places for link in course.onward(here))
        found = tuple(dict.fromkeys(link.later for link in links))
        if not found:
            return Trace((), steps - 1, whole)
        whole = whole and len(found) == 1 and len(course.back(found[0])) == 1
        places = found
    return Trace(places, steps, whole)


def trace_back(place: Place, courses: Iterable[Course]) -> Trace:
    """What a provision of a later version continues, through the lineages before it, the latest first."""
    places: tuple[Place, ...] = (place,)
    whole, steps = True, 0
    for steps, course in enumerate(courses, 1):
        links = _distinct(link for here in places for link in course.back(here))
        found = tuple(dict.fromkeys(link.earlier for link in links))
        if not found:
            return Trace((), steps - 1, whole)
        whole = whole and len(found) == 1 and len(course.onward(found[0])) == 1
        places = found
    return Trace(places, steps, whole)


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(links))
