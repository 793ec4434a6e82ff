"""Looking things up: from an identifier to what stands there, or to the error that says why not."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from threading import Lock

from lawpin.holdings.absence import why_absent
from lawpin.holdings.admission import Form, Page
from lawpin.holdings.aliases import Aliases
from lawpin.holdings.choosing import Choosing, Clock
from lawpin.holdings.editions import Editions
from lawpin.holdings.inventory import Inventory
from lawpin.holdings.listing import passes
from lawpin.holdings.parallel import alignment_shape, beside, other_version
from lawpin.holdings.ranges import outermost
from lawpin.holdings.rendering import Rendering, translation_shapes, version_shape
from lawpin.holdings.store import Filters, Store
from lawpin.holdings.works import coverage_shape, work_shape
from lawpin.law.citations.structure import Structure
from lawpin.law.errors import BadParameter, LawError
from lawpin.law.identifiers.address import Address, Pinned
from lawpin.law.identifiers.ids import ExpressionId, PortionId, RangeId, WorkId
from lawpin.law.portion import Portion
from lawpin.law.timeline import NOW, PointInTime, Times, as_known, as_of, last_told, require_readable, standing
from lawpin.law.version import Version
from lawpin.wire.alignment import AlignmentShape
from lawpin.wire.portion import OutlineShape, PortionShape, RangeShape
from lawpin.wire.report import LISTED, CoverageShape
from lawpin.wire.work import WorkShape

_SUGGESTIONS = 3


class Lookup(Choosing):
    """Reads of one store. `clock` gives now in UTC.

    Where a point in time is given, versions and translations are told as of then; None: as of now.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._editions = Editions(store)
        self._counting = Lock()
        self._counted: Inventory | None = None

    def page(self, place_id: PortionId, form: Form) -> Page:
        """The stored representation of a pinned place.

        Raises:
            UnknownWork, LanguageNotHeld, UnknownExpression, PortionNotInVersion, PortionRetired: there is none.
        """
        page = self.store.page(place_id, form)
        if page is None:
            raise self._not_there(place_id)
        return page

    def portion(self, place_id: PortionId, *, depth: int | None = None, at: PointInTime | None = None) -> PortionShape:
        """A place with `depth` levels of children, None: the usual ones. Raises as `page`."""
        rendering, portion = self.find(place_id)
        version = rendering.edition.version
        seen = at or self.point(version.id.work)
        recorded = as_known(self.versions(version.id.work), seen.known)
        translations = translation_shapes(version, portion, recorded, self._editions.find)
        return rendering.portion(portion, standing(version, recorded, seen), translations, depth)

    def stored_portion(self, place_id: PortionId, at: PointInTime | None = None) -> PortionShape:
        """A place at the usual depth. Raises as `page`.

        The text is the stored page's: what this costs does not grow with the document.
        """
        stored = PortionShape.model_validate_json(self.page(place_id, "json").body.content)
        seen = at or self.point(place_id.expression.work)
        recorded = as_known(self.versions(place_id.expression.work), seen.known)
        version = next(v for v in recorded if v.id == place_id.expression)
        position = self.store.position(place_id) or 0
        (portion,) = self.store.portions(version.id, position, position + 1)
        return stored.model_copy(
            update={
                "version": version_shape(version, standing(version, recorded, seen)),
                "translations": translation_shapes(version, portion, recorded, self._editions.find),
                "on": seen.on,
                "known": seen.known,
            }
        )

    def in_parallel(
        self, place_id: PortionId, languages: Sequence[str], depth: int | None = None, at: PointInTime | None = None
    ) -> PortionShape:
        """A place with its counterparts in other languages (`eng`, `eng/someone`).

        Raises LanguageNotHeld and as `page`.
        """
        rendering, portion = self.find(place_id)
        seen = at or self.point(place_id.expression.work)
        # What was known then and has been withdrawn since is not to be read.
        versions = [v for v in self.versions(place_id.expression.work) if v.recorded_at <= seen.known]
        found = {language: beside(rendering, portion, language, versions, self._editions) for language in languages}
        counterparts = {
            language: None if there is None else self.portion(there, depth=depth, at=seen)
            for language, (there, _) in found.items()
        }
        alignment = {language: pairs for language, (_, pairs) in found.items()}
        own = self.portion(place_id, depth=depth, at=seen)
        return own.model_copy(update={"parallel": counterparts, "alignment": alignment})

    def range(self, asked: RangeId, *, depth: int | None = None, at: PointInTime | None = None) -> RangeShape:
        """The whole provisions from one place to another, in document order.

        Raises:
            BadParameter: the second place stands before the first.
            PortionNotInVersion: one of them is not there.
        """
        seen = at or self.point(asked.expression.work)
        members = [
            self.portion(PortionId(asked.expression, p.eid, p.component), depth=depth, at=seen)
            for p in self.members(asked)
        ]
        expression = str(asked.expression)
        return RangeShape(id=str(asked), expression=expression, portions=members, on=seen.on, known=seen.known)

    def range_text(self, asked: RangeId) -> str:
        """The text of a range: that of its members, each on lines of its own. Raises as `range`."""
        return "\n".join(portion.text for portion in self.members(asked))

    def work(self, work: WorkId, times: Times = NOW) -> WorkShape:
        """The record of a work, also of a withdrawn one, which says so. Raises as `versions`."""
        return work_shape(self.versions(work, times.known), self.point(work, times))

    def called(self, alias: str) -> tuple[WorkId, ...]:
        """The works that carry another name or IRI, or of which an expression does, by IRI; at most a hundred."""
        found = Aliases(self.store).find(alias)
        return tuple(sorted({one if isinstance(one, WorkId) else one.work for one in found}, key=str))

    def works(
        self, filters: Filters, *, after: str, limit: int, among: Sequence[WorkId] | None = None
    ) -> list[WorkShape]:
        """The records of works that pass, as the store stood at `filters.seq`, by IRI; of all, or of those `among`."""
        if among is None:
            found = self.store.works(filters, after=after, limit=limit)
        else:
            passing = (work for work in among if str(work) > after and passes(self.versions(work), filters))
            found = tuple(islice(passing, limit))
        listed = (as_of(self.versions(work), filters.seq) for work in found)
        return [work_shape(versions, PointInTime(filters.day, last_told(versions))) for versions in listed]

    def examples(self, count: int = 4) -> list[str]:
        """Addresses to try: of the first work, a version of it and its deepest provisions; none in an empty store."""
        works = self.store.works(Filters(self.store.head(), self.today()), after="", limit=1)
        texts = self.current_versions(works[0]) if works else ()
        if not texts:
            return [str(work) for work in works]
        leaves = [p for p in self.store.portions(texts[0].id) if p.provision and p.end == p.position + 1]
        middle = leaves[len(leaves) // 2] if leaves else None
        places = [] if middle is None else [str(PortionId(text.id, middle.eid)) for text in texts]
        return [str(works[0]), *(str(text.id) for text in texts[:1]), *places][:count]

    def report(self, version: Version) -> bytes:
        """The JSON of the report of the ingest that admitted a held version."""
        report = self.store.report(version.id)
        return b"" if report is None else report.content

    def structure(self, version: Version) -> Structure:
        """The provisions of a version as citations name them."""
        return self._editions.structure(version)

    def outline(self, version: Version, at: PointInTime | None = None) -> OutlineShape:
        """The outline of an expression."""
        return self._editions.of(version).outline(at or self.point(version.id.work))

    def other(self, version: Version, written: str, times: Times = NOW) -> Version:
        """The other expression of the work that somebody names; raises as `other_version`, and Withdrawn."""
        versions = self.versions(version.id.work)
        seen = self.point(version.id.work, times)
        found = other_version(written, version, as_known(versions, seen.known), seen.on)
        require_readable(next(v for v in versions if v.id == found.id))
        return found

    def alignment(self, version: Version, other: Version) -> AlignmentShape:
        """The provisions of one expression beside those of another of the same work."""
        return alignment_shape(self._editions.of(version), self._editions.of(other))

    def same(self, version: Version, portion: Portion) -> Portion | None:
        """The same provision, by component and wId, in another version of its work; None where it is not there."""
        return self._editions.find(version, portion)

    def holds(self, version: Version, address: Address) -> bool:
        """Whether the place of an address (the first one of a range) is in that version."""
        return self.store.position(PortionId(version.id, address.eid, address.component)) is not None

    def respelt(self, version: Version, address: Address) -> Address | None:
        """The address with its eIds as the version writes them; None where one is not there in any letter case."""
        if address.eid is None or address.component is not None:
            return None
        ids = self._editions.ids(version)
        first = ids.respelt(address.eid)
        last = None if address.last is None else ids.respelt(address.last)
        if first is None or (address.last is not None and last is None):
            return None
        found = replace(address, eid=first, last=last)
        return None if found == address else found

    def respelt_works(self, work: WorkId) -> tuple[WorkId, ...]:
        """The works whose IRI differs from this one in letter case alone, by IRI."""
        return self.store.respelt(str(work))

    def coverage(self) -> CoverageShape:
        """What is held, counted, and what is missing; counted anew only when something was recorded.

        For another thread than the store's own: in a large store it takes a while.
        """
        with self._counting, self.store.apart() as holdings:
            if self._counted is None or self._counted.seq != holdings.head():
                self._counted = holdings.inventory(LISTED)
            return coverage_shape(self._counted, holdings.refusals(LISTED))

    def members(self, asked: RangeId) -> list[Portion]:
        """The whole provisions of a range, in document order. Raises as `range`."""
        rendering, first = self.find(PortionId(asked.expression, asked.first, asked.component))
        _, last = self.find(PortionId(asked.expression, asked.last, asked.component))
        if last.position < first.position:
            message = f"“{asked.last}” stands before “{asked.first}”: a range follows the text"
            raise BadParameter(message, parameter="eId", iri=str(asked))
        return list(outermost(rendering.edition.portions, first, last))

    def find(self, place_id: PortionId) -> tuple[Rendering, Portion]:
        """A place and the edition that it stands in. Raises as `page`."""
        position = self.store.position(place_id)
        if position is None:
            raise self._not_there(place_id)
        version = next(v for v in self.versions(place_id.expression.work) if v.id == place_id.expression)
        rendering = self._editions.of(version)
        return rendering, rendering.edition.portions[position]

    def _not_there(self, place_id: PortionId) -> LawError:
        """Why there is nothing at a place: raises where even its version is not held."""
        version = self.version(_address(place_id.expression))
        near = self._editions.ids(version).nearest(place_id.eid or "", _SUGGESTIONS)
        nearest = [str(PortionId(version.id, eid)) for eid in near]
        return why_absent(place_id, self.versions(version.id.work), self.store, nearest)


def _address(expression: ExpressionId) -> Address:
    pinned = Pinned(expression.date, expression.revision)
    return Address(expression.work, expression.language, pinned, expression.author)
