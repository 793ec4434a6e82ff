"""Words that a citation says stand somewhere, compared with the words that do: headings, quotations."""

from collections.abc import Iterator, Sequence

from lawpin.holdings.binding import Binder, Bound
from lawpin.holdings.judgement import Place, refused
from lawpin.law.citations.citation import Claim, Member
from lawpin.law.citations.labels import label
from lawpin.law.citations.structure import Structure, squeezed
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.portion import Portion

_SHORTEST = 2
_MOST = 5

# What begins something that must follow: art. 5(, arts. 5-.
_BROKEN_OFF = "-~([/&+§"


class Claims:
    """Compares claims with the texts of a work, in every language that it is held in."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder

    def check(
        self,
        bound: Bound,
        members: Sequence[Member],
        rows: Sequence[Sequence[Portion]],
        rest: str,
        language: str,
    ) -> None:
        """Nothing where all that is claimed is so. Raises Refusal where the words stand elsewhere, or nowhere."""
        for member, row in zip(members, rows, strict=True):
            for claim in member.claims:
                place = self._claimed_of(bound, row[0], claim, len(member.steps))
                if not self._says(bound, place, squeezed(claim.text)):
                    raise self._elsewhere(bound, row[0], claim.text, language)
        if not squeezed(rest):
            if any(mark in rest for mark in _BROKEN_OFF):
                raise refused("not_found", "unread", f"the citation breaks off after “{rest[:80].strip()}”")
            return
        (target, *others) = [portion for row in rows for portion in row]
        words = squeezed(rest)
        headed = not others and any(words == squeezed(p.heading or "") for p in self._alike(bound, target))
        if headed:
            return
        if self.headed(bound, rest) is not None:
            raise self._elsewhere(bound, target, rest, language)
        raise refused("not_found", "unread", f"“{rest[:80]}” is not understood; nothing is left out of a citation")

    def headed(self, bound: Bound, written: str) -> Portion | None:
        """The one provision that has this heading, in any language; None where there is not exactly one."""
        words = squeezed(written)
        if len(words) < _SHORTEST:
            return None
        found = {
            p.eid: p
            for structure in self._structures(bound)
            for p in structure.provisions
            if p.heading and squeezed(p.heading) == words
        }
        if len(found) != 1:
            return None
        (eid,) = found
        return next((p for p in bound.structure.provisions if p.eid == eid), None)

    def _claimed_of(self, bound: Bound, found: Portion, claim: Claim, depth: int) -> Portion:
        """The provision around what was found whose words are claimed: of 第二部分“…”第五条 the part."""
        path = bound.structure.path(found)
        above = depth - claim.depth
        return path[-1 - above] if 0 <= above < len(path) else found

    def _says(self, bound: Bound, place: Portion, words: str) -> bool:
        if len(words) < _SHORTEST or words in bound.structure.words(place):
            return True
        others = self._structures(bound)[1:]
        return any(words in other.words(p) for other in others for p in other.provisions if p.eid == place.eid)

    def _alike(self, bound: Bound, place: Portion) -> Iterator[Portion]:
        yield place
        for structure in self._structures(bound)[1:]:
            yield from (p for p in structure.provisions if p.eid == place.eid)

    def _structures(self, bound: Bound) -> list[Structure]:
        return [bound.structure, *map(self._binder.structure, self._binder.siblings(bound.version))]

    def _elsewhere(self, bound: Bound, named: Portion, written: str, language: str) -> Exception:
        words = squeezed(written)
        eids = {p.eid for structure in self._structures(bound) for p in structure.saying(words)}
        found = [p for p in bound.structure.provisions if p.eid in eids]
        if not found:
            return refused("not_found", "words-differ", f"“{written[:80]}” does not stand there, nor elsewhere in it")
        title = self._binder.title(bound.version, language)
        hints = (("as-numbered", named), *(("has-the-words", p) for p in found[:_MOST]))
        places = tuple(
            Place(PortionId(bound.version.id, p.eid, p.component), label(bound.structure, p, title, language), why)
            for why, p in hints
        )
        message = f"“{written[:80]}” stands in another place than the citation names"
        return refused("ambiguous", "contradiction", message, candidates=places)
