"""From running text to its citations: found in one pass, each judged as if it had been asked by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lawpin.holdings.judgement import Judgement
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.resolving import Resolver
from lawpin.holdings.titles import Titles
from lawpin.law.citations.citation import Citation, Shift
from lawpin.law.citations.folding import Folded, fold
from lawpin.law.citations.spotted import Setting, Spotted
from lawpin.law.citations.spotting import spot
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_address

MAX_TEXT = 64_000
MAX_EXTRACTED = 500
# Names asked for with slips in one text: each costs a millisecond. Further ones must be written as they are held.
_MOST_ALIKE = 500
# Refusals that say no more than that nothing was cited.
_NOTHING = frozenset({"document-missing", "context-missing", "not-a-citation", "unknown-context"})
# Where a citation says nothing by which two of them differ, their judgement is one.
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Extracted:
    """A citation at [start, end) of a text, in code points and in UTF-16 code units, with its own words."""

    start: int
    end: int
    utf16_start: int
    utf16_end: int
    text: str
    judgement: Judgement


class Extractor:
    """Finds citations in texts and resolves them to the places of a store."""

    def __init__(self, lookup: Lookup, resolver: Resolver) -> None:
        self._titles = Titles(lookup.store)
        self._resolver = resolver

    def extract(self, text: str, context: Address | None = None, on: str | None = None) -> Iterator[Extracted]:
        """The citations of a text, in order. `context`: the document, or the place in it, that the text is about.

        Raises:
            ControlCharacter: the text holds one.
        """
        folded = fold(text)
        units = _Units(text)
        setting = Setting(context is not None, context is not None and context.eid is not None)
        judging = _Judging(self._resolver, folded, context, on)
        for spotted in spot(folded, _Asked(self._titles), setting):
            judgement = judging.judge(spotted)
            if judgement is None:
                continue
            start, end = folded.span(spotted.start, spotted.end)
            yield Extracted(start, end, units.before(start), units.before(end), text[start:end], judgement)


class _Judging:
    """Judges the citations of one text in their order: what is relative belongs to the last one."""

    def __init__(self, resolver: Resolver, folded: Folded, context: Address | None, on: str | None) -> None:
        self._resolver = resolver
        self._folded = folded
        self._context = context
        self._on = on
        self._last: Address | None = None
        self._known: dict[_Key, Judgement] = {}

    def judge(self, spotted: Spotted) -> Judgement | None:
        """None where nothing is cited: a word like "the same article" without one before it."""
        context = self._last if spotted.after_last else self._context
        if context is None and spotted.after_last:
            return None
        judgement = self._judged(spotted.citation, spotted, context)
        if judgement.reason in _NOTHING:
            return None
        place = judgement.targets[-1].id if judgement.targets else None
        self._last = read_address(str(place)) if isinstance(place, PortionId) else None
        return judgement

    def _judged(self, citation: Citation, spotted: Spotted, context: Address | None) -> Judgement:
        words = self._folded.text[spotted.start : spotted.end]
        key = (_key(citation), words.isascii(), None if context is None else str(context))
        if key not in self._known:
            # Of the text only its script counts: a citation that was read has its own offsets in it no more.
            alone = Folded(words, (), ())
            self._known[key] = self._resolver.judge(citation, alone, context, self._on)
        return self._known[key]


class _Asked:
    """Which names are held, asked once for each in a text."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self._held: dict[str, bool] = {}
        self._alike: dict[str, bool] = {}

    def is_held(self, name: str) -> bool:
        if name not in self._held:
            self._held[name] = self._titles.holds(name)
        return self._held[name]

    def resembles(self, name: str) -> bool:
        if name not in self._alike and len(self._alike) < _MOST_ALIKE:
            self._alike[name] = self._titles.resembles(name)
        return self._alike.get(name, False)


class _Units:
    """UTF-16 code units before a code point: two for each character beyond the basic plane."""

    def __init__(self, text: str) -> None:
        is_plain = text.isascii() or max(text, default="") <= "\uffff"
        self._before = None if is_plain else [0, *accumulate(1 + (character > "\uffff") for character in text)]

    def before(self, position: int) -> int:
        return position if self._before is None else self._before[position]


def _key(citation: Citation) -> _Key:
    mention, pinpoint = citation.mention, citation.pinpoint
    named = None if mention is None else (mention.text, mention.relative)
    steps: list[tuple[str, tuple[str, ...], Shift | None]] = []
    for member in pinpoint.members if pinpoint is not None else ():
        steps += [(step.unit, step.keys, step.shift) for step in (*member.steps, *member.until)]
        steps.append(("", (str(len(member.until)),), None))
    return (named, tuple(steps), citation.version, citation.place)
