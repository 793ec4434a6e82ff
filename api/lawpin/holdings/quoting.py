"""Quotations: from words to the provisions where they stand, over everything held."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lawpin.holdings.lookup import Lookup
from lawpin.holdings.passages import Passage, Passages
from lawpin.holdings.wording import Spot
from lawpin.law.citations.eliding import find_elided
from lawpin.law.citations.layout import Laid, Place
from lawpin.law.citations.nearness import find_similar
from lawpin.law.citations.quotation import Match, Quotation, find_verbatim
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.timeline import current, line_of, readable
from lawpin.law.version import Version, begins

# So many pieces of texts are read for one quotation: those that stand now, and of others.
_CURRENT, _OTHERS = 16, 4
# Another place must be this much less similar, else both may be meant.
_MARGIN = 0.08
_BROAD = 3
# Of a quotation with many ellipses so many parts, the longest, are looked for.
_TELLING = 4

Find = Callable[[Quotation, Laid], list[Match] | str]


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a quotation in a version, with the provisions that it touches."""

    match: Match
    laid: Laid
    version: Version
    places: tuple[Place, ...]

    @property
    def is_translated(self) -> bool:
        """Whether the version is a translation."""
        return self.version.expression.translation_of is not None

    @property
    def key(self) -> tuple[WorkId, tuple[tuple[str | None, str | None], ...]]:
        """What the same provisions have in every version and language."""
        return self.version.id.work, tuple(place.portion.lineage for place in self.places)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found: places that are as good as each other, or why there are none.

    `is_older`: they stand in versions that others have followed; `is_cut`: there may be more of them.
    """

    found: tuple[Found, ...]
    reason: str = "not-in-text"
    is_older: bool = False
    is_cut: bool = False


class Quoting:
    """Quotations over one store."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._passages = Passages(lookup.store)

    def seek(self, quotation: Quotation, on: date | None) -> Sought:
        """Where a quotation stands; the best kind of match that there is, all places of it.

        Versions that are current (`on` that day) come first; others count only where it stands in none of those and
        no day was asked for.
        """
        find: Find = find_elided if quotation.is_elided else find_verbatim
        parts = _texts(quotation)
        whole = self._passages.spots(parts) if len(parts) == 1 else ()
        sought = self._search(quotation, whole, find, on, may_be_cut=True)
        for level in (0, 1):
            if sought.found:
                break
            telling = sorted(parts, key=len, reverse=True)[:_TELLING]
            spots = [spot for part in telling for spot in self._passages.probed(part, level)]
            sought = self._search(quotation, spots, find, on)
            if not sought.found and not quotation.is_elided:
                sought = self._search(quotation, spots, find_similar, on)
        return sought

    def _search(
        self, quotation: Quotation, spots: Iterable[Spot], find: Find, on: date | None, *, may_be_cut: bool = False
    ) -> Sought:
        now, others, is_cut = self._pieces(spots, on)
        reasons: list[str] = []
        for pieces, is_older in ((now, False), ((), False) if on else (others, True)):
            found: list[Found] = []
            for version, passage in pieces:
                laid = self._passages.laid(passage)
                matches = find(quotation, laid)
                if isinstance(matches, str):
                    reasons.append(matches)
                else:
                    found.extend(_found(match, laid, version) for match in matches)
            if found:
                return Sought(_best(found), is_older=is_older, is_cut=is_cut and may_be_cut)
        return Sought((), _plainest(reasons))

    def _pieces(
        self, spots: Iterable[Spot], on: date | None
    ) -> tuple[list[tuple[Version, Passage]], list[tuple[Version, Passage]], bool]:
        """The pieces in which spots stand: in current versions, in others, and whether some were left out."""
        now: dict[Passage, Version] = {}
        others: dict[Passage, Version] = {}
        is_cut = False
        seen: set[tuple[ExpressionId, int]] = set()
        for spot in spots:
            version, stands = self._standing(spot.expression, on)
            if version.withdrawal is not None:
                continue
            chosen, most = (now, _CURRENT) if stands else (others, _OTHERS)
            if len(chosen) >= most:
                is_cut = is_cut or stands
                continue
            # Spots that stand close together are in one piece as a rule: not worth asking each time.
            if (spot.expression, spot.position // _BROAD) in seen:
                continue
            seen.add((spot.expression, spot.position // _BROAD))
            chosen[self._passages.around(spot)] = version
        return [(v, p) for p, v in now.items()], [(v, p) for p, v in others.items()], is_cut

    def _standing(self, expression: ExpressionId, on: date | None) -> tuple[Version, bool]:
        """The version of an expression, and whether it is the one that answers now or on a day."""
        versions = self._lookup.versions(expression.work)
        version = next(v for v in versions if v.id == expression)
        line = line_of(versions, expression.language, expression.author)
        if on is None:
            return version, current(line, self._lookup.today()) == version
        then = (other for other in readable(line) if begins(other.expression) <= on.isoformat())
        return version, next(then, None) == version


def _texts(quotation: Quotation) -> list[str]:
    """The words of each part as given."""
    return list(quotation.part_texts) if quotation.is_elided else [quotation.text]


def _found(match: Match, laid: Laid, version: Version) -> Found:
    touched = dict.fromkeys(place for span in match.spans for place in laid.touched(*span))
    return Found(match, laid, version, _smallest(laid, touched))


def _smallest(laid: Laid, places: Iterable[Place]) -> tuple[Place, ...]:
    """The places without those that are around others of them."""
    listed = list(places)
    around = {portion.position for place in listed for portion in laid.ancestors(place)}
    return tuple(place for place in listed if place.portion.position not in around)


def _best(found: Sequence[Found]) -> tuple[Found, ...]:
    """The places of the best kind of match; of fuzzy ones those nearly as similar as the best."""
    exact = tuple(one for one in found if one.match.how == "exact")
    if exact:
        return exact
    if found[0].match.how != "fuzzy":
        return tuple(found)
    ordered = sorted(found, key=lambda one: -one.match.similarity)
    bound = ordered[0].match.similarity - _MARGIN
    best = [one for one in ordered if one.match.similarity > bound]
    return tuple(_apart(best))


def _apart(found: Sequence[Found]) -> Iterator[Found]:
    """Places without those that overlap a better one in the same text."""
    taken: list[Found] = []
    for one in found:
        start, end = one.match.spans[0]
        overlaps = any(
            other.version.id == one.version.id
            and other.laid is one.laid
            and start < other.match.spans[0][1]
            and other.match.spans[0][0] < end
            for other in taken
        )
        if not overlaps:
            taken.append(one)
            yield one


# The reason that says most comes first.
_REASONS = ("stitched", "out-of-order", "far-apart", "other-title", "too-different", "fragment-too-short")


def _plainest(reasons: Sequence[str]) -> str:
    return next((reason for reason in _REASONS if reason in reasons), "not-in-text")
