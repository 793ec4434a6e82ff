"""Search over the provisions of the versions that stand, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lawpin.holdings.lookup import Lookup
from lawpin.holdings.rendering import version_shape
from lawpin.holdings.wording import Spot
from lawpin.law.citations.searching import Term, places_of
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.portion import Portion
from lawpin.law.timeline import PointInTime, as_of, current, last_told, line_of, readable, standing
from lawpin.law.version import Version, begins
from lawpin.wire.search import HitShape, PlaceShape, SnippetShape

# So many provisions are looked at for one page: where few of them pass, the page is short and the next goes on.
_STEP, _MOST_LOOKED_AT = 200, 2000
_MOST_MATCHES, _AROUND = 50, 60


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, and where. `on` None: now; `under` None: everywhere; `seq` is the state of the store."""

    terms: Sequence[Term]
    seq: int
    language: str | None = None
    under: Address | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Hits with the number after which the next page begins; None: there are no more."""

    shapes: list[HitShape]
    following: int | None


class Searching:
    """Searches of one store."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def page(self, search: Search, *, after: int, limit: int) -> Hits:
        """The hits whose numbers follow `after`, at most `limit`. Raises UnknownWork where `under` is not held."""
        hits: list[HitShape] = []
        known: dict[ExpressionId, Version | None] = {}
        last = after
        for looked_at, spot in enumerate(self._spots(search, after)):
            if len(hits) == limit or looked_at == _MOST_LOOKED_AT:
                return Hits(hits, last)
            last = spot.number
            if spot.expression not in known:
                known[spot.expression] = self._version(spot.expression, search)
            version = known[spot.expression]
            if version is not None and self._is_under(spot, search.under):
                hits.append(self._hit(spot, version, search))
        return Hits(hits, None)

    def _spots(self, search: Search, after: int) -> Iterator[Spot]:
        if search.under is None:
            yield from self._spots_in(None, search, after)
            return
        versions = sorted(self._lookup.versions(search.under.work), key=lambda version: version.seq)
        for version in versions:
            if self._version(version.id, search) is not None:
                yield from self._spots_in(version.id, search, after)

    def _spots_in(self, expression: ExpressionId | None, search: Search, after: int) -> Iterator[Spot]:
        phrases = [term.phrase for term in search.terms]
        while True:
            spots = self._lookup.store.spots(phrases, seq=search.seq, after=after, limit=_STEP, inside=expression)
            yield from spots
            if len(spots) < _STEP:
                return
            after = spots[-1].number

    def _version(self, expression: ExpressionId, search: Search) -> Version | None:
        """The version of an expression where it answers, in that state of the store and on that day; else None."""
        under = search.under
        pinned = None if under is None else under.pinned()
        languages = {search.language, None if under is None else under.language} - {None}
        if languages - {expression.language}:
            return None
        versions = [v for v in self._lookup.versions(expression.work) if v.seq <= search.seq]
        line = readable(line_of(versions, expression.language, expression.author))
        if pinned is not None:
            answers = next((v for v in line if v.id == pinned), None)
        elif search.on is not None:
            answers = next((v for v in line if begins(v.expression) <= search.on.isoformat()), None)
        else:
            answers = current(line, self._lookup.today())
        return answers if answers is not None and answers.id == expression else None

    def _is_under(self, spot: Spot, under: Address | None) -> bool:
        if under is None or (under.eid is None and under.component is None):
            return True
        store = self._lookup.store
        around = store.position(PortionId(spot.expression, under.eid, under.component))
        if around is None:
            return False
        (portion,) = store.portions(spot.expression, around, around + 1)
        return portion.position <= spot.position < portion.end

    def _hit(self, spot: Spot, version: Version, search: Search) -> HitShape:
        (portion,) = self._lookup.store.portions(spot.expression, spot.position, spot.position + 1)
        versions = as_of(self._lookup.versions(version.id.work), search.seq)
        at = PointInTime(search.on or self._lookup.today(), last_told(versions))
        matches = places_of(search.terms, portion.text)[:_MOST_MATCHES]
        return HitShape(
            id=str(PortionId(version.id, portion.eid, portion.component)),
            eid=portion.eid,
            work=str(version.id.work),
            title=version.expression.title,
            kind=portion.kind,
            num=portion.num,
            heading=portion.heading,
            language=version.id.language,
            snippet=_snippet(portion, matches),
            matches=[PlaceShape(start=start, end=end) for start, end in matches],
            version=version_shape(version, standing(version, versions, at)),
        )


def _snippet(portion: Portion, matches: Sequence[tuple[int, int]]) -> SnippetShape:
    first, last = matches[0] if matches else (0, 0)
    start = max(0, first - _AROUND)
    end = min(len(portion.text), max(last, first) + _AROUND)
    return SnippetShape(text=portion.text[start:end], start=start, end=end)
