"""From a citation to the provisions that it means, or to the refusal that says why not.

    read ── bind ── walk ── check ── judgement
    grammar document all steps claims

One answer is right or there is none: nothing is left out of an address to make it fit, what contradicts itself has two
readings or none, and what no rule reads is refused.
"""

from collections.abc import Sequence
from dataclasses import replace

from lawpin.holdings.addressed import Addressed
from lawpin.holdings.agreeing import agreed
from lawpin.holdings.binding import Binder, Bound
from lawpin.holdings.claims import Claims
from lawpin.holdings.judgement import Judgement, Place, Refusal, refused
from lawpin.holdings.lookup import Lookup
from lawpin.law.citations.addressed import ordered, part_address
from lawpin.law.citations.citation import Citation, Member
from lawpin.law.citations.folding import Folded, is_han
from lawpin.law.citations.labels import label, pin
from lawpin.law.citations.reading import MAX_LENGTH, read_citation
from lawpin.law.citations.structure import Structure
from lawpin.law.citations.walking import Hint, Walk, Walked
from lawpin.law.errors import ControlCharacter
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.portion import Portion

MAX_TARGETS = 1000
_MOST_HINTS = 20
_SENTENCES = {
    "no-such-provision": "this version has no such provision",
    "ambiguous": "several provisions answer to it",
    "contradiction": "the parts of the address contradict each other",
    "context-missing": "it is relative to a provision, and the context is none",
    "range-reversed": "the range ends before it begins",
    "range-unlike": "the two ends of the range are not of one kind",
    "too-many": f"a citation has at most {MAX_TARGETS} provisions",
}


class Resolver:
    """Resolves citations to the places of a store."""

    def __init__(self, lookup: Lookup) -> None:
        self._binder = Binder(lookup)
        self._addressed = Addressed(lookup, self._binder)
        self._claims = Claims(self._binder)

    def resolve(self, written: str, context: Address | None = None, on: str | None = None) -> Judgement:
        """The judgement of one citation as it was written. `context`: what bare and relative forms belong to.

        `on`: the day (YYYY-MM-DD) whose version is meant where the citation does not say.
        """
        if len(written) > MAX_LENGTH:
            return Judgement("invalid", reason="too-long", detail=f"a citation has at most {MAX_LENGTH} characters")
        parted = part_address(written)
        if parted is None:
            return self._resolve(written, context, on)
        words, address = (self._resolve(part, context, on) for part in parted)
        return agreed(words, address, self._is_inside)

    def _resolve(self, written: str, context: Address | None, on: str | None) -> Judgement:
        try:
            folded, citation = read_citation(ordered(written))
        except ControlCharacter as fault:
            return Judgement("invalid", reason=fault.reason, detail=fault.detail)
        if not folded.text.strip(" .,;:。、\"'()[]《》"):
            return Judgement("invalid", reason="empty", detail="there is nothing to read")
        return self.judge(citation, folded, context, on)

    def judge(
        self, citation: Citation, folded: Folded, context: Address | None = None, on: str | None = None
    ) -> Judgement:
        """The judgement of a citation that was read already; `folded` is the text that its offsets count in."""
        said = citation.version
        try:
            judgement = self._judged(citation, folded, context, on)
        except Refusal as refusal:
            judgement = refusal.judgement
        by_context = citation.mention is None or citation.mention.relative
        fixed = context.language if context is not None and by_context else None
        language = judgement.language or said.language or fixed
        return replace(judgement, language=language, on=judgement.on or said.on)

    def _judged(self, citation: Citation, folded: Folded, context: Address | None, on: str | None) -> Judgement:
        if citation.iri is not None:
            return self._addressed.judge(citation.iri, context, on)
        bound = self._binder.bind(citation, context, on)
        language = "zho" if any(map(is_han, folded.text)) else "eng"
        rest = " ".join(folded.lower[start:end] for start, end in citation.unread)
        if citation.pinpoint is None:
            return self._whole(citation, bound, rest, language)
        judged = [self._member(bound, member, language) for member in citation.pinpoint.members]
        pairs = [places for places in judged if isinstance(places, tuple)]
        faults = [fault for fault in judged if isinstance(fault, Judgement)]
        if faults:
            raise Refusal(_together(faults))
        targets = [portion for places in pairs for portion in places]
        if len(targets) > MAX_TARGETS:
            raise refused("not_found", "too-many", _SENTENCES["too-many"])
        self._claims.check(bound, citation.pinpoint.members, pairs, rest, language)
        return self._resolved(bound, targets, pairs, language)

    def _whole(self, citation: Citation, bound: Bound, rest: str, language: str) -> Judgement:
        if rest:
            place = self._claims.headed(bound, rest)
            if place is None:
                raise refused("not_found", "unread", f"“{rest[:80]}” is not understood as a place in the document")
        else:
            place = bound.here if citation.place and bound.here is not None else bound.structure.root
        return self._resolved(bound, [place], [(place,)], language)

    def _is_inside(self, inner: Place, outer: Place) -> bool:
        """Whether a place is another one, or lies in it, in whichever version."""
        if inner.work != outer.work or outer.eid is None:
            return inner.work == outer.work
        portions = self._binder.around(inner.id) if isinstance(inner.id, PortionId) else ()
        return any(portion.eid == outer.eid for portion in portions)

    def _member(self, bound: Bound, member: Member, language: str) -> tuple[Portion, ...] | Judgement:
        walk = Walk(bound.structure, bound.jurisdiction, bound.here)
        first = walk.to(member.steps)
        if not first.found:
            return self._refusal(bound, first, language)
        if not member.until:
            return first.found
        last = walk.to(member.until)
        if not last.found:
            return self._refusal(bound, last, language)
        row = _row(bound.structure, first.found[0], last.found[0])
        return row if isinstance(row, tuple) else Judgement("not_found", reason=row, detail=_SENTENCES[row])

    def _refusal(self, bound: Bound, walked: Walked, language: str) -> Judgement:
        outcome = "ambiguous" if walked.candidates else "not_found"
        reason = walked.reason or "no-such-provision"
        return Judgement(
            "ambiguous" if outcome == "ambiguous" else "not_found",
            candidates=self._hints(bound, walked.candidates, language),
            suggestions=self._hints(bound, walked.suggestions, language),
            reason=reason,
            detail=_SENTENCES.get(reason),
            remarks=bound.remarks,
        )

    def _hints(self, bound: Bound, hints: Sequence[Hint], language: str) -> tuple[Place, ...]:
        return tuple(self.place(bound, hint.portion, language, hint.why) for hint in hints)

    def place(self, bound: Bound, portion: Portion, language: str, why: str | None = None) -> Place:
        """A portion as an answer names it."""
        title = self._binder.title(bound.version, language)
        written = label(bound.structure, portion, title, language)
        return Place(PortionId(bound.version.id, portion.eid, portion.component), written, why)

    def _resolved(
        self, bound: Bound, targets: Sequence[Portion], rows: Sequence[Sequence[Portion]], language: str
    ) -> Judgement:
        title = self._binder.title(bound.version, language)
        first = label(bound.structure, rows[0][0], title, language)
        to, also = ("至", "、") if language == "zho" else (" to ", ", ")
        pins = [pin(bound.structure, row[0], language) for row in rows]
        ends = ["" if len(row) == 1 else to + pin(bound.structure, row[-1], language) for row in rows]
        named = first.removesuffix(pins[0])
        normalized = named + also.join(map("".join, zip(pins, ends, strict=True)))
        return Judgement(
            "resolved",
            targets=tuple(self.place(bound, portion, language) for portion in targets),
            remarks=bound.remarks,
            normalized=normalized,
        )


def _row(structure: Structure, first: Portion, last: Portion) -> tuple[Portion, ...] | str:
    """All provisions from one to another of the same kind, or why there are none."""
    if first.kind != last.kind or (first.kind != structure.basic and first.parent != last.parent):
        return "range-unlike"
    if last.position < first.position:
        return "range-reversed"
    row = structure.of_kind(structure.root, first.kind)
    between = tuple(p for p in row if first.position <= p.position <= last.position)
    if first.kind != structure.basic:
        between = tuple(p for p in between if p.parent == first.parent)
    return between if len(between) <= MAX_TARGETS else "too-many"


def _together(faults: Sequence[Judgement]) -> Judgement:
    """One refusal for a list: of what is not there, where anything is not; with the help for all of them."""
    missing = [fault for fault in faults if fault.outcome != "ambiguous"]
    first = (missing or faults)[0]
    suggestions = {str(place.id): place for fault in faults for place in fault.suggestions}
    candidates = {} if missing else {str(place.id): place for fault in faults for place in fault.candidates}
    return replace(
        first,
        suggestions=tuple(suggestions.values())[:_MOST_HINTS],
        candidates=tuple(candidates.values())[:_MOST_HINTS],
    )
