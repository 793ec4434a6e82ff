"""What the store holds of a place, put together for those who write citations."""

from lawpin.holdings.lookup import Lookup
from lawpin.law.citations.citing import Source
from lawpin.law.citations.pinpointing import steps_to
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.jurisdictions import JURISDICTIONS
from lawpin.law.version import Version


def source_of(lookup: Lookup, version: Version, place: PortionId) -> Source:
    """A place of a held version, ready to be cited. Raises PortionNotInVersion."""
    position = lookup.store.position(place)
    if position is None:
        # In no format: the error says why.
        lookup.page(place, "txt")
    structure = lookup.structure(version)
    country = version.id.work.country.partition("-")[0]
    return Source(
        expression=version.expression,
        titles=_titles(lookup, version),
        iri=str(place),
        steps=steps_to(structure, structure.portions[position or 0]),
        jurisdiction=JURISDICTIONS.get(country, JURISDICTIONS["generic"]),
    )


def _titles(lookup: Lookup, version: Version) -> dict[str, str]:
    """The titles of the work by language: those of originals first, then of the newest."""
    titles: dict[str, str] = {}
    for held in sorted(lookup.versions(version.id.work), key=lambda held: held.expression.translation_of is not None):
        if held.expression.title:
            titles.setdefault(held.id.language, held.expression.title)
    return titles
