"""The history of one provision: its distinct texts through the versions of a line, found by its lineage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Final

from lawpin.holdings.comparison_shapes import difference_shape
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.store import Holdings
from lawpin.law.differing import Effort, differences
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.lineage import Course, How, Link, Place, least_sure, place_of
from lawpin.law.portion import Portion
from lawpin.law.timeline import line_of
from lawpin.law.typography import fold_typography
from lawpin.law.version import Version
from lawpin.wire.history import HistoryEdgeShape, HistoryShape, StandingShape, TextStateShape

# A page is made while others wait.
_STEPS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Stood:
    """The provision in one version; `how` says how it continues the one before, None for the first."""

    version: Version
    portion: Portion
    how: How | None


def history(lookup: Lookup, place_id: PortionId, *, typographic: bool, known: datetime | None = None) -> HistoryShape:
    """The distinct texts of a provision, newest first; those that differ in print alone are one unless asked for.

    Those that were recorded at an instant, None: now; what is withdrawn now is left out in either case.

    Raises as `Lookup.page`.
    """
    _, portion = lookup.find(place_id)
    version_id = place_id.expression
    held = lookup.versions(version_id.work)
    versions = [version for version in held if known is None or version.recorded_at <= known]
    line = line_of(versions, version_id.language, version_id.author)[::-1]
    here = next(index for index, version in enumerate(line) if version.id == version_id)
    thread = _Thread(line, lookup.store)
    before, origin = thread.back(place_of(portion), here)
    after, end = thread.onward(place_of(portion), here)
    places = [*reversed(before), (here, place_of(portion), None), *after]
    hows = _hows(before, after)
    stood = [
        _Stood(line[index], _portion(line[index].id, place, lookup.store), hows.get(index))
        for index, place, _ in places
        if line[index].withdrawal is None or index == here
    ]
    return HistoryShape(
        id=str(place_id),
        wid=portion.wid,
        work=str(version_id.work),
        language=version_id.language,
        typographic=typographic,
        origin=origin,
        end=end,
        texts=_texts(stood, typographic=typographic)[::-1],
    )


_Step = tuple[int, Place, How | None]


def _hows(before: Sequence[_Step], after: Sequence[_Step]) -> dict[int, How]:
    """How the provision in each version is known to be that of the version before."""
    # A step back says how the later version of the two is known to continue the earlier.
    found = {index + 1: how for index, _, how in before if how is not None}
    return found | {index: how for index, _, how in after if how is not None}


class _Thread:
    """One line of versions, oldest first, to be followed from place to place."""

    def __init__(self, line: Sequence[Version], holdings: Holdings) -> None:
        self._line, self._holdings = line, holdings

    def back(self, place: Place, here: int) -> tuple[list[_Step], HistoryEdgeShape]:
        """Where it stood before, the latest first, and where it comes from."""
        steps: list[_Step] = []
        for index in range(here - 1, -1, -1):
            course = self._course(index)
            links = () if course is None else course.back(place)
            shared = () if course is None or len(links) != 1 else course.onward(links[0].earlier)
            if len(links) != 1 or len(shared) != 1:
                state = "merged" if len(links) > 1 else "split" if links else "added"
                sources = [link.earlier for link in links]
                return steps, self._edge(state, index + 1, sources, index)
            place = links[0].earlier
            steps.append((index, place, links[0].how))
        return steps, self._edge("first-version", 0, [], 0)

    def onward(self, place: Place, here: int) -> tuple[list[_Step], HistoryEdgeShape | None]:
        """Where it stands afterwards, and what became of it; None: it still stands in the last version."""
        steps: list[_Step] = []
        for index in range(here, len(self._line) - 1):
            course = self._course(index)
            links: Sequence[Link] = () if course is None else course.onward(place)
            shared = () if course is None or len(links) != 1 else course.back(links[0].later)
            if len(links) != 1 or len(shared) != 1:
                state = "split" if len(links) > 1 else "merged" if links else "removed"
                return steps, self._edge(state, index + 1, [link.later for link in links], index + 1)
            place = links[0].later
            steps.append((index + 1, place, links[0].how))
        return steps, None

    def _course(self, index: int) -> Course | None:
        found = self._holdings.succession(self._line[index].id, self._line[index + 1].id)
        return None if found is None else Course(found.lineage)

    def _edge(self, state: str, at: int, places: Sequence[Place], index: int) -> HistoryEdgeShape:
        iris = [str(PortionId(self._line[index].id, eid, component)) for component, eid in places]
        return HistoryEdgeShape.model_validate(
            {"state": state, "version": str(self._line[at].id), "provisions": sorted(iris)}
        )


def _portion(expression: ExpressionId, place: Place, holdings: Holdings) -> Portion:
    component, eid = place
    position = holdings.position(PortionId(expression, eid, component)) or 0
    (portion,) = holdings.portions(expression, position, position + 1)
    return portion


def _texts(stood: Sequence[_Stood], *, typographic: bool) -> list[TextStateShape]:
    """The states of a text, oldest first."""

    def words(one: _Stood) -> str:
        text = one.portion.text.removeprefix(one.portion.num or "").lstrip()
        return text if typographic else fold_typography(text)

    runs = [list(members) for _, members in groupby(stood, key=words)]
    effort = Effort(_STEPS)
    states = [_state(run, None, effort) for run in runs[:1]]
    return states + [_state(run, before, effort) for before, run in pairwise(runs)]


def _state(run: Sequence[_Stood], before: Sequence[_Stood] | None, effort: Effort) -> TextStateShape:
    newest = run[-1].portion
    older = None if before is None else before[-1].portion
    found = () if older is None else differences(older.text, newest.text, effort)
    hows = [one.how for one in run if one.how is not None]
    print_alone = bool(found) and all(difference.typographic for difference in found)
    return TextStateShape(
        text=newest.text,
        num=newest.num,
        heading=newest.heading,
        how=least_sure(hows) if hows else None,
        weight=None if older is None else "typographic" if print_alone else "substantive",
        differences=[difference_shape(difference) for difference in found],
        versions=list(_standings(run))[::-1],
    )


def _standings(run: Sequence[_Stood]) -> Iterator[StandingShape]:
    for one in run:
        expression = one.version.expression
        yield StandingShape(
            id=str(PortionId(one.version.id, one.portion.eid, one.portion.component)),
            eid=one.portion.eid,
            num=one.portion.num,
            date=one.version.id.date,
            revision=one.version.id.revision,
            legal_from=None if expression.legal_from is None else expression.legal_from.isoformat(),
            legal_to=None if expression.legal_to is None else expression.legal_to.isoformat(),
            recorded_at=one.version.recorded_at,
            digest=f"sha256:{one.portion.digest}",
        )
