"""Why a place is not in a version: moved, retired, not there yet, or never there. Found by its lineage."""

from collections.abc import Sequence
from itertools import pairwise

from lawpin.holdings.store import Holdings
from lawpin.holdings.successions import there
from lawpin.law.errors import Gone, PortionMoved, PortionNotInVersion, PortionNotYetInVersion, PortionRetired
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.lineage import Course
from lawpin.law.timeline import line_of
from lawpin.law.tracing import trace_back, trace_onward
from lawpin.law.version import Version


def why_absent(
    asked: PortionId, versions: Sequence[Version], holdings: Holdings, nearest: list[str]
) -> PortionNotInVersion | Gone:
    """The error of whoever asks for a place that its version has not; `versions` are all of the work."""
    line = line_of(versions, asked.expression.language, asked.expression.author)[::-1]
    here = next(index for index, version in enumerate(line) if version.id == asked.expression)
    before = next((index for index in range(here - 1, -1, -1) if _stands(asked, line[index], holdings)), None)
    found = None if before is None else _what_became(asked, line[before : here + 1], holdings)
    if found is not None:
        return found
    after = next((version for version in line[here + 1 :] if _stands(asked, version, holdings)), None)
    if before is None and after is not None:
        return _not_yet(asked, line[here : line.index(after) + 1], holdings)
    what = f"component “{asked.component}”" if asked.eid is None else f"“{asked.eid[:80]}”"
    message = f"this version has no {what}"
    return PortionNotInVersion(message, iri=str(asked), eId=asked.eid, nearest=nearest)


def courses(line: Sequence[Version], holdings: Holdings) -> list[Course] | None:
    """The lineages between versions that follow one another, oldest first; None where one is not known."""
    found = [holdings.succession(earlier.id, later.id) for earlier, later in pairwise(line)]
    return None if None in found else [Course(one.lineage) for one in found if one is not None]


def _stands(asked: PortionId, version: Version, holdings: Holdings) -> bool:
    return holdings.position(PortionId(version.id, asked.eid, asked.component)) is not None


def _what_became(asked: PortionId, line: Sequence[Version], holdings: Holdings) -> PortionMoved | PortionRetired | None:
    """What became of a place of the first of these versions in the last one; None where nobody knows."""
    known = courses(line, holdings)
    if known is None:
        return None
    trace = trace_onward((asked.component, asked.eid), known)
    places = [there(place, asked.expression) for place in trace.places]
    if trace.whole and len(places) == 1:
        message = "this provision has another id in this version"
        return PortionMoved(message, trace.places[0], iri=str(asked), eId=asked.eid, nearest=[str(places[0])])
    # The last version that has it whole: what became of it afterwards is told by its successors.
    last = trace_onward((asked.component, asked.eid), known[: _whole_steps(asked, known)])
    last_version = there(last.places[0], line[last.steps].id)
    if not places:
        message = f"this provision was removed: it last stood in the version of {line[last.steps].id.date}"
    else:
        message = "this provision is no longer one of its own: it was split, or merged with another"
    return PortionRetired(
        message,
        iri=str(asked),
        eId=asked.eid,
        successor=str(places[0]) if len(places) == 1 else None,
        candidates=[str(place) for place in places] if len(places) > 1 else None,
        last_version=str(last_version),
    )


def _whole_steps(asked: PortionId, known: Sequence[Course]) -> int:
    """Through how many of these lineages it was still whole."""
    place, steps = (asked.component, asked.eid), 0
    for course in known:
        step = trace_onward(place, [course])
        if step.place is None or not step.whole:
            break
        place, steps = step.place, steps + 1
    return steps


def _not_yet(asked: PortionId, line: Sequence[Version], holdings: Holdings) -> PortionNotYetInVersion:
    """For a place that the last of these versions is the first to have."""
    first = line[-1]
    known = courses(line, holdings) or []
    trace = trace_back((asked.component, asked.eid), reversed(known))
    origins = trace.places if known and trace.steps == len(known) else ()
    message = f"the first version with this id is that of {first.id.date}"
    return PortionNotYetInVersion(
        message,
        iri=str(asked),
        eId=asked.eid,
        first_version=str(PortionId(first.id, asked.eid, asked.component)),
        nearest=[str(there(place, asked.expression)) for place in origins],
    )
