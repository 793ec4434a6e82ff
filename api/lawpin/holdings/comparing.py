"""Two versions of a text beside each other: what continues what, through all the versions between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from lawpin.holdings.store import Holdings, Store
from lawpin.law.differing import Effort, differences
from lawpin.law.diffing import ProvisionChange, Scope, Sides, diff, reversed_lineage
from lawpin.law.errors import NotComparable
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.lineage import Course, How, Lineage, Place, least_sure, place_of
from lawpin.law.portion import Portion
from lawpin.law.timeline import line_of
from lawpin.law.version import Version

# Portions of a version: reading more takes longer than a request may.
_LARGEST: Final = 25_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one place to another. `related`: the one is, by lineage, what the other has become.

    `coarse`: the texts differ so much that some differences are not told word by word.
    """

    old: Portion
    new: Portion
    related: bool
    changes: tuple[ProvisionChange, ...]
    coarse: bool


class Comparisons:
    """Compares versions of one store, one pair after the other, on other threads than the store's own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._comparing = Lock()

    def compare(self, old: PortionId, new: PortionId, versions: Sequence[Version]) -> Comparison:
        """What changed between two places of the texts of one line; `versions` are those of their work.

        Raises NotComparable.
        """
        line = [v.id for v in line_of(versions, old.expression.language, old.expression.author)][::-1]
        _require_one_line(old, new, line)
        with self._comparing, self._store.apart() as holdings:
            before, after = (_portions(place, holdings) for place in (old, new))
            onward = _onward(_lineages(line, old.expression, new.expression, holdings), before, after)
            first, second = _at(old, before), _at(new, after)
            effort = Effort()
            related = second.position in {position for position, _ in onward.get(first.position, ())}
            if related:
                changes = tuple(diff(Sides(before, after, onward), Scope(first, second), effort))
            else:
                found = differences(first.text, second.text, effort)
                changes = (ProvisionChange(("changed",), first, second, None, (), found),) if found else ()
            return Comparison(first, second, related, changes, effort.left <= 0)


def _require_one_line(old: PortionId, new: PortionId, line: Sequence[ExpressionId]) -> None:
    if old.expression.work != new.expression.work:
        message = "texts of two works have no common history: compare versions of one"
    elif old.expression.language != new.expression.language:
        message = "texts in two languages are put beside each other with ?parallel=, not compared word by word"
    elif old.expression not in line or new.expression not in line:
        message = "texts of two translators have no common history: compare versions of one"
    elif (old.eid is None and old.component is None) != (new.eid is None and new.component is None):
        message = "a place is compared with a place, a whole text with a whole text"
    else:
        return
    raise NotComparable(message, parameter="to", iri=str(new))


def _portions(place: PortionId, holdings: Holdings) -> tuple[Portion, ...]:
    portions = holdings.portions(place.expression)
    if len(portions) > _LARGEST:
        message = f"this text has more than {_LARGEST} places: too many to compare in one request"
        raise NotComparable(message, iri=str(place.expression), limit=_LARGEST)
    return portions


def _at(place: PortionId, portions: Sequence[Portion]) -> Portion:
    return next(portion for portion in portions if place_of(portion) == (place.component, place.eid))


def _lineages(line: Sequence[ExpressionId], old: ExpressionId, new: ExpressionId, holdings: Holdings) -> list[Lineage]:
    """The lineages from one version to the other, step by step, whichever is the earlier."""
    first, last = line.index(old), line.index(new)
    here, there = min(first, last), max(first, last)
    found = []
    for earlier, later in zip(line[here:there], line[here + 1 : there + 1], strict=True):
        succession = holdings.succession(earlier, later)
        if succession is None:
            message = f"nobody has compared {earlier} and {later} when they were recorded"
            raise NotComparable(message, iri=str(later))
        found.append(succession.lineage)
    return found if first <= last else [reversed_lineage(lineage) for lineage in reversed(found)]


def _onward(
    lineages: Sequence[Lineage], before: Sequence[Portion], after: Sequence[Portion]
) -> Mapping[int, Sequence[tuple[int, How]]]:
    courses = [Course(lineage) for lineage in lineages]
    position = {place_of(portion): portion.position for portion in after}
    found: dict[int, Sequence[tuple[int, How]]] = {}
    for portion in before:
        if portion.provision or portion.position == 0:
            ends = _follow(place_of(portion), courses)
            links = [(position[place], how) for place, how in ends.items() if place in position]
            if links:
                found[portion.position] = links
    return found


def _follow(place: Place, courses: Sequence[Course]) -> dict[Place, How]:
    """Where a place leads, and how that is known: as the least sure of its steps is."""
    reached: dict[Place, How] = {place: "declared"}
    for number, course in enumerate(courses):
        further: dict[Place, How] = {}
        for here, how in reached.items():
            for link in course.onward(here):
                known = link.how if number == 0 else least_sure((how, link.how))
                further.setdefault(link.later, known)
        reached = further
    return reached
