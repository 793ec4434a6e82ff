"""One text beside another: a place, its counterpart in the other language, and the state of each pair."""

from collections.abc import Sequence

from lawpin.holdings.editions import Editions
from lawpin.holdings.rendering import Rendering
from lawpin.law.alignment import Pair, pair_up
from lawpin.law.errors import LanguageNotHeld
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.portion import Portion
from lawpin.law.timeline import counterpart_versions
from lawpin.law.version import Version
from lawpin.wire.portion import PairShape, ParallelShape


def beside(
    here: Rendering, portion: Portion, language: str, versions: Sequence[Version], editions: Editions
) -> tuple[PortionId | None, ParallelShape]:
    """The counterpart of a portion (None where there is none) and how the two stand to each other.

    Raises:
        LanguageNotHeld: no version in that language stands beside this one.
    """
    version = here.edition.version
    other = next((v for v in counterpart_versions(version, versions) if v.id.language == language), None)
    if other is None:
        languages = sorted({v.id.language for v in versions} - {version.id.language})
        message = f"no text in “{language}” stands beside this one"
        raise LanguageNotHeld(message, iri=here.iri(portion), available={"languages": languages})
    there = editions.of(other)
    pairs = pair_up(here.edition.portions, there.edition.portions)
    own = pairs[portion.position]
    inside = [p for p in pairs[portion.position + 1 : portion.end] if p.portion.provision]
    alignment = ParallelShape(
        expression=str(other.id),
        same_version=_is_same_version(version, other),
        state=own.state,
        pairs=[_pair_shape(pair, there) for pair in inside],
    )
    place = own.counterparts[0] if own.counterparts else None
    return None if place is None else PortionId(other.id, place.eid, place.component), alignment


def _is_same_version(version: Version, other: Version) -> bool:
    """Whether two texts render one version: one the other, or both the same; by date where they do not say."""
    rendered, rendered_there = version.expression.translation_of, other.expression.translation_of
    if rendered is None and rendered_there is None:
        return version.id.date == other.id.date
    return (rendered or version.id) == (rendered_there or other.id)


def _pair_shape(pair: Pair, there: Rendering) -> PairShape:
    return PairShape(
        eid=pair.portion.eid,
        wid=pair.portion.wid,
        state=pair.state,
        counterparts=[there.iri(counterpart) for counterpart in pair.counterparts],
    )
