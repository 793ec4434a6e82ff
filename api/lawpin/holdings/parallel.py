"""One text beside another: a place, its counterpart in the other language, and the state of each pair."""

from collections.abc import Sequence
from datetime import date

from lawpin.holdings.editions import Editions
from lawpin.holdings.rendering import Rendering
from lawpin.law.alignment import Pair, pair_up, parity
from lawpin.law.errors import BadParameter, LanguageNotHeld, MalformedAddress
from lawpin.law.identifiers.address import Address, Current
from lawpin.law.identifiers.ids import PortionId, WorkId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.portion import Portion
from lawpin.law.timeline import counterpart_versions, line_of, nearest_version, readable, select
from lawpin.law.version import Version
from lawpin.wire.alignment import AlignedShape, AlignmentShape, ParityShape
from lawpin.wire.portion import COUNTERPARTS, PairShape, ParallelShape


def beside(
    here: Rendering, portion: Portion, language: str, versions: Sequence[Version], editions: Editions
) -> tuple[PortionId | None, ParallelShape]:
    """The counterpart of a portion (None where there is none) and how the two stand to each other.

    A second translation is named with its author after the language (`eng/someone`).

    Raises:
        LanguageNotHeld: no version in that language stands beside this one.
    """
    version = here.edition.version
    beside_it = {_line_name(v): v for v in counterpart_versions(version, versions)}
    other = beside_it.get(language)
    if other is None:
        message = f"no text in “{language}” stands beside this one"
        raise LanguageNotHeld(message, iri=here.iri(portion), available={"languages": list(beside_it)})
    there = editions.of(other)
    pairs = pair_up(here.edition.portions, there.edition.portions)
    own = pairs[portion.position]
    inside = [p for p in pairs[portion.position + 1 : portion.end] if p.portion.provision]
    alignment = ParallelShape(
        expression=str(other.id),
        same_version=is_same_version(version, other),
        state=own.state,
        pairs=[_pair_shape(pair, there) for pair in inside],
    )
    place = own.counterparts[0] if own.counterparts else None
    return None if place is None else PortionId(other.id, place.eid, place.component), alignment


def other_version(written: str, version: Version, versions: Sequence[Version], day: date) -> Version:
    """The other expression of the same work that somebody names by language, by the end of its IRI, or by its IRI.

    A language (`eng`, `eng/someone`) is the version in it that stands beside this one, of its own language the current
    one.

    Raises:
        BadParameter: it names nothing of this work.
        LanguageNotHeld, UnknownExpression, NoVersionForDate: it is not held.
        Withdrawn: it is not to be read.
    """
    address = _read_other(written, version.id.work)
    line = readable(line_of(versions, address.language or "", address.author))
    is_own = (address.language, address.author) == (version.id.language, version.id.author)
    if line and isinstance(address.moment, Current) and not is_own:
        return nearest_version(version, line)
    return select(versions, address, day)


def alignment_shape(here: Rendering, there: Rendering) -> AlignmentShape:
    """All provisions of one expression with their counterparts in another, and how far both have the same."""
    portions, others = here.edition.portions, there.edition.portions
    pairs = pair_up(portions, others)
    found = parity(pairs, others)
    return AlignmentShape(
        id=here.iri(portions[0]),
        other=there.iri(others[0]),
        same_version=is_same_version(here.edition.version, there.edition.version),
        parity=ParityShape(
            states=dict(found.states),
            here=found.here,
            there=found.there,
            missing_here=[there.iri(portion) for portion in found.missing_here],
            missing_there=[here.iri(portion) for portion in found.missing_there],
            ratio=found.ratio,
        ),
        pairs=[
            AlignedShape(
                id=here.iri(pair.portion),
                eid=pair.portion.eid,
                wid=pair.portion.wid,
                kind=pair.portion.kind,
                num=pair.portion.num,
                state=pair.state,
                counterparts=_counterparts(pair, there),
            )
            for pair in pairs[1:]
            if pair.portion.provision
        ],
    )


def is_same_version(version: Version, other: Version) -> bool:
    """Whether two texts render one version: one the other, or both the same; by date where they do not say."""
    rendered, rendered_there = version.expression.translation_of, other.expression.translation_of
    if rendered is None and rendered_there is None:
        return version.id.date == other.id.date
    return (rendered or version.id) == (rendered_there or other.id)


def _line_name(version: Version) -> str:
    return version.id.language if version.id.author is None else f"{version.id.language}/{version.id.author}"


def _read_other(written: str, work: WorkId) -> Address:
    message = "`with` names a language (eng) or an expression (eng@2017-01-15) of this work"
    try:
        address = read_address(written if written.startswith("/") else f"{work}/{written}")
    except MalformedAddress as fault:
        raise BadParameter(message, parameter="with") from fault
    is_expression = address.language is not None and address == Address(
        work, address.language, address.moment, address.author
    )
    if not is_expression:
        raise BadParameter(message, parameter="with")
    return address


def _pair_shape(pair: Pair, there: Rendering) -> PairShape:
    return PairShape(
        eid=pair.portion.eid, wid=pair.portion.wid, state=pair.state, counterparts=_counterparts(pair, there)
    )


def _counterparts(pair: Pair, there: Rendering) -> list[str]:
    return [there.iri(counterpart) for counterpart in pair.counterparts[:COUNTERPARTS]]
