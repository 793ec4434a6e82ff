"""Citations in running text, found in one pass from left to right.

    text      = { name [definition] [pinpoint] | relative pinpoint | pinpoint [of name] | ibid. [pinpoint] | anything }

A pinpoint belongs to the name that stands straight before it or after its "of"; else to the context; else, where
it says which article and the text has named one document alone, to that one. What is named and not held stays another
document.
"""

from collections.abc import Iterator
from dataclasses import replace

from lawpin.law.citations.citation import Citation, Member, Mention, Pinpoint, Qualifiers
from lawpin.law.citations.folding import Folded
from lawpin.law.citations.landmarks import AS_AT, DEFINITION, EVENT, JOINT, OF, SENTENCE_END
from lawpin.law.citations.loose import (
    is_article,
    is_counting_something,
    is_of_another,
    is_strong,
    numbered,
)
from lawpin.law.citations.mentions import read_place_word, read_relative, read_thereof
from lawpin.law.citations.neighbours import Neighbours
from lawpin.law.citations.pinpoints import read_bare_pinpoint, read_first_places
from lawpin.law.citations.qualifiers import read_qualifiers
from lawpin.law.citations.spotted import NOTHING_SAID, Document, Named, Names, Setting, Spotted
from lawpin.law.citations.titles import plain

_LONGEST_TITLE, _MOST_DEFINED, _LOOKBACK = 400, 100, 48
_BETWEEN = ' ,:的the版本文"'


def spot(folded: Folded, names: Names, setting: Setting) -> Iterator[Spotted]:
    """The citations of a folded text, in order; of each list its members, of a range the whole.

    Takes time linear in the text, times the cost of asking whether a name is held.
    """
    return _Pass(folded, names, setting).run()


class _Pass:
    def __init__(self, folded: Folded, names: Names, setting: Setting) -> None:
        self._lower = folded.lower
        # Quoted words are no part of a pinpoint: which of them are a provision's, resolving it says.
        self._bare = self._lower.replace('"', "\0")
        self._text = folded.text
        self._setting = setting
        self._near = Neighbours(folded.text, self._lower, names)
        self._at = self._done = 0
        self._documents: list[Document] = []
        self._names: set[str] = set()
        self._sentence_named = 0
        self._has_last = False

    def run(self) -> Iterator[Spotted]:
        readers = {
            "mark": self._marked,
            "relative": self._relative,
            "place": self._place,
            "pinpoint": self._pinpoint,
            "bare": self._numbers,
            "definition": self._definition,
        }
        for event in EVENT.finditer(self._lower):
            if event.start() < self._at or event.lastgroup is None:
                continue
            self._at = event.start() + 1
            for spotted in readers[event.lastgroup](event.start()):
                self._has_last = True
                yield spotted

    def _marked(self, at: int) -> Iterator[Spotted]:
        closing = self._closing(at)
        name = self._lower[at + 1 : closing] if closing is not None else ""
        if closing is None or not name or (self._lower[at] == '"' and not self._near.is_name(name)):
            return
        document = self._near.document(name)
        said, end = self._defined(closing + 1, document)
        yield from self._named(Named(at, end, document, said=said))

    def _named(self, named: Named) -> Iterator[Spotted]:
        """The citations that begin with a name; without a pinpoint behind it the name is only remembered."""
        self._remember(named.document, named.end)
        self._at = self._done = named.end
        joint = JOINT.match(self._lower, named.end)
        begin = joint.end() if joint else named.end
        pinpoint = self._read(begin) or self._read_bare(begin)
        if pinpoint is not None:
            yield from self._cited(pinpoint, before=named)

    def _definition(self, at: int) -> Iterator[Spotted]:
        """A definition behind a name that no mark shows."""
        before = self._near.before(at, self._done)
        if before is not None and before.document is not None:
            said, end = self._defined(at, before.document)
            yield from self._named(replace(before, end=end, said=said))

    def _relative(self, at: int) -> Iterator[Spotted]:
        mention = read_relative(self._lower, at)
        if mention is None:
            return
        joint = JOINT.match(self._lower, mention.end)
        pinpoint = self._read(joint.end() if joint else mention.end)
        if pinpoint is not None:
            yield from self._cited(pinpoint, before=Named(at, mention.end, self._meant(mention.text), relative=True))

    def _place(self, at: int) -> Iterator[Spotted]:
        end = read_place_word(self._lower, at)
        is_word = self._lower[at] != "i" or self._lower[at : at + 4] == "ibid" or self._text[at : at + 3] == "Id."
        if end is None or not is_word or not (self._has_last or self._setting.has_place):
            return
        joint = JOINT.match(self._lower, end)
        pinpoint = self._read(joint.end() if joint else end)
        self._at = self._done = end if pinpoint is None else pinpoint.end
        first = None if pinpoint is None else replace(pinpoint, members=pinpoint.members[:1])
        mention = Mention("", at, end, relative=True)
        stop = end - (self._lower[end - 1] == ".") if first is None else _own_end(first.members[0])
        yield Spotted(Citation(mention, first, Qualifiers(), place=True), at, stop, after_last=self._has_last)

    def _pinpoint(self, at: int) -> Iterator[Spotted]:
        pinpoint = self._read(at)
        if pinpoint is None:
            return
        self._at = pinpoint.end
        thereof = read_thereof(self._lower, pinpoint.end)
        if thereof is not None:
            yield from self._cited(pinpoint, after=Named(pinpoint.end, thereof, self._meant(""), relative=True))
            return
        before = self._before(pinpoint.start)
        after = self._after(pinpoint.end)
        if before is not None and after is not None and len(pinpoint.members) > 1:
            # A, art. 5; article 6 of B.
            first = replace(pinpoint, members=pinpoint.members[:-1], end=pinpoint.members[-2].end)
            yield from self._cited(first, before=before)
            pinpoint = replace(pinpoint, members=pinpoint.members[-1:], start=pinpoint.members[-1].start)
        if after is not None:
            yield from self._cited(pinpoint, after=after)
        elif before is not None:
            yield from self._cited(pinpoint, before=before)
        else:
            self._done = pinpoint.end
            yield from self._alone(pinpoint)

    def _before(self, start: int) -> Named | None:
        """The name straight before a pinpoint, remembered with what it defines."""
        before = self._near.before(start, self._done)
        if before is None:
            return None
        self._remember(before.document, before.end)
        said, _end = self._defined(before.end, before.document)
        return replace(before, said=said)

    def _after(self, end: int) -> Named | None:
        """The name behind a pinpoint and its "of"."""
        of = OF.match(self._lower, end)
        after = self._near.after(of.end()) if of else None
        if after is None or of is None or not self._is_name_after(after, of[0]):
            return None
        if not after.relative:
            return after
        return replace(after, document=self._meant(self._lower[after.start : after.end]))

    def _numbers(self, at: int) -> Iterator[Spotted]:
        """5(2) and 5.2, which are something of a document only behind its name."""
        before = self._near.before(at, self._done)
        pinpoint = self._read_bare(at) if before is not None and before.document and before.document.is_held else None
        if pinpoint is not None:
            yield from self._cited(pinpoint, before=before)

    def _alone(self, pinpoint: Pinpoint) -> Iterator[Spotted]:
        """A pinpoint without a name: of the context, or of the one document that the text has named."""
        if is_of_another(self._text, pinpoint) or is_counting_something(self._lower, pinpoint):
            return
        is_shifted = any(step.shift for member in pinpoint.members for step in member.steps)
        if is_shifted and (self._has_last or self._setting.has_place):
            yield from self._cited(pinpoint, after_last=self._has_last and not self._setting.has_place)
        elif self._setting.has_document:
            if not self._other_in_sentence(pinpoint.start) and is_strong(pinpoint, has_place=self._setting.has_place):
                yield from self._cited(pinpoint, is_loose=True)
        elif len(self._names) == 1 and is_article(pinpoint):
            document = self._documents[0]
            if document.is_held:
                yield from self._cited(pinpoint, before=Named(pinpoint.start, pinpoint.start, document))

    def _cited(
        self,
        pinpoint: Pinpoint,
        *,
        before: Named | None = None,
        after: Named | None = None,
        after_last: bool = False,
        is_loose: bool = False,
    ) -> Iterator[Spotted]:
        self._at = self._done = pinpoint.end if after is None else after.end
        named = before or after
        mention = None if named is None else self._mention(named)
        if named is not None and mention is None:
            return
        if after is not None:
            self._remember(after.document, after.end)
        last = len(pinpoint.members) - 1
        first = before.start if before is not None else pinpoint.start
        said = self._as_at(first, self._at) | (named.said if named is not None else NOTHING_SAID)
        for position, member in enumerate(pinpoint.members):
            start = before.start if before is not None and position == 0 else member.start
            end = after.end if after is not None and position == last else _own_end(member)
            place = Pinpoint((replace(member, claims=()),), member.start, end)
            citation = Citation(mention, place, said)
            yield Spotted(citation, start, end, after_last, is_loose)

    def _mention(self, named: Named) -> Mention | None:
        """The name as it is resolved; None where it is a type word that nothing defines."""
        if named.document is not None:
            return Mention(named.document.name, named.start, named.end, marked=True)
        if self._setting.has_document:
            kind = plain(self._lower[named.start : named.end])
            text = read_relative(self._lower, named.start) if named.relative else None
            return Mention(
                text.text if text else kind if not named.relative else "", named.start, named.end, relative=True
            )
        return None

    def _meant(self, kind: str) -> Document | None:
        """The document that a relative word means: the one of its kind that was named last."""
        word = read_relative(kind, 0)
        bare = word.text if word else kind
        named = next((one for one in reversed(self._documents) if one.is_of_kind(bare)), None)
        if named is None and not self._setting.has_document:
            return self._near.last_held(self._at, lambda document: document.is_of_kind(bare))
        return named

    def _is_name_after(self, after: Named, of: str) -> bool:
        """Whether what follows "of" is a name; after other prepositions only what is known or begins like one."""
        if after.relative or of.lstrip(" ,").startswith("of"):
            return True
        return bool(after.document and after.document.is_held) or self._lower[after.start] in '《"'

    def _other_in_sentence(self, start: int) -> bool:
        """Whether the sentence has named another document before: it is more likely that one's."""
        named = bool(self._documents) and not self._documents[-1].is_held
        return named and not SENTENCE_END.search(self._lower[self._sentence_named : start])

    def _remember(self, document: Document | None, end: int) -> None:
        if document is not None:
            self._sentence_named = end
            self._names.add(document.name)
            if not self._documents or self._documents[-1] != document:
                self._documents.append(document)

    def _defined(self, at: int, document: Document | None) -> tuple[Qualifiers, int]:
        """Where the definitions and qualifiers behind a name end; the short names in them are remembered."""
        found = DEFINITION.match(self._lower, at)
        short = plain(next((part for part in found.groups() if part), "")) if found else ""
        if document is not None and short and len(self._near.defined) < _MOST_DEFINED:
            self._near.defined[short.removeprefix("the ")] = document
        said, end = read_qualifiers(self._lower, at)
        is_open = found is not None and found.end() > end and found[0][:1] not in {"(", "["}
        return said, found.end() if found is not None and is_open else end

    def _as_at(self, start: int, end: int) -> Qualifiers:
        """The version that words before a citation at [start, end) or behind it say; they are no part of it."""
        low = max(0, start - _LOOKBACK)
        behind = read_qualifiers(self._lower, end)[0]
        said = replace(behind, dates=(), numbers=(), language=None)
        for found in AS_AT.finditer(self._lower, low, start):
            before, until = read_qualifiers(self._lower, found.start())
            if before.on is not None and not self._lower[until:start].strip(_BETWEEN):
                return said | before
        return said

    def _read(self, at: int) -> Pinpoint | None:
        pinpoint = read_first_places(self._bare, at)
        return None if pinpoint is None else numbered(self._text, pinpoint)

    def _read_bare(self, at: int) -> Pinpoint | None:
        pinpoint = read_bare_pinpoint(self._bare, at)
        if pinpoint is None or any(len(member.steps) < 2 for member in pinpoint.members):  # noqa: PLR2004 - 5.2, not 5
            return None
        return pinpoint

    def _closing(self, at: int) -> int | None:
        """Where the mark closes that opens here; titles nest (〈〉), and are no longer than titles are."""
        limit = min(len(self._lower), at + _LONGEST_TITLE)
        if self._lower[at] == '"':
            closing = self._lower.find('"', at + 1, limit)
            return None if closing < 0 else closing
        if self._lower.find("》", at, limit) < 0:
            return None
        depth = 0
        for position in range(at, limit):
            depth += (self._lower[position] == "《") - (self._lower[position] == "》")
            if depth == 0:
                return position
        return None


def _own_end(member: Member) -> int:
    return max(step.end for step in (*member.steps, *member.until) if step.end <= member.end)
