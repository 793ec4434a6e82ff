"""A whole citation, read: what its words say, each of them accounted for.

    citation  = address | [signal] [qualifiers] ( name [qualifiers] [pinpoint] | pinpoint [of name] ) [qualifiers tail]
    name      = 《title》 with what stands before it | a title without marks | 本意见 | ibid. | thereof
    tail      = 规定 | 的规定 | 。

A title without marks ends where the first pinpoint begins that goes to the end of the citation. What no production
reads is `Citation.unread`, and nothing is resolved that has any: 第五条第 or art. 5(2)(a is not article 5.
"""

import re
from dataclasses import replace

from lawpin.law.citations.citation import Citation, Mention, Pinpoint, Qualifiers
from lawpin.law.citations.folding import Folded, fold
from lawpin.law.citations.groups import AND, MAX_MEMBERS
from lawpin.law.citations.mentions import (
    find_marked,
    read_place_word,
    read_relative,
    read_thereof,
)
from lawpin.law.citations.pinpoints import read_bare_pinpoint, read_pinpoint
from lawpin.law.citations.qualifiers import read_qualifiers

MAX_LENGTH = 2000

_ADDRESS = re.compile(r"(?:https?://|/?akn/|urn:)", re.IGNORECASE | re.ASCII)
_SIGNAL = re.compile(
    r"(?:(?:参见|参阅|参照|详见|另见|又见|亦见|见|依据|根据|依照|按照|违反|适用|援引|引自|对照|比较|如|按|依)"
    r"(?=[^之]))|(?:see generally|see also|see,? e\.g\.,?|see|cf\.?|compare|accord|but see|pursuant to|according to|"
    r"under|per|in accordance with|e\.g\.,?)(?![a-z]):?,? ?"
)
_TAIL = re.compile(
    r"[ ,]*(?:(?:之|的|中的?|所)?(?:规定|要求|内容|条文|明确规定|明确|所述|所称|述|称|指出|提出))?(?:的|中)?"
    r"[ .。;,:!?]*"
)
_OUTER = {"(": ")", "[": "]", '"': '"', "'": "'"}
_OF = re.compile(r"[ ,]*(?:of|in|under|to|from|within)(?![a-z]) ?(?:the(?![a-z]) ?)?|[ ]*[,:] ?|的")
_LINKS = " ,，:;.。-、的中之在"
_START = re.compile(
    r"第|§|¶|附件|附录|附表|[本该此同前上次后下](?=[一两二三四五六七八九十]?[条款项点句部编章节])|序言|前言|引言|导言|导语|"
    r"(?<![a-z0-9.])[0-9]|(?<![a-z])[a-z]|[一二三四五六七八九十百廿卅]"
)
_QUALIFIED = re.compile(
    r"[,(\[]| (?=as |in |of [0-9jfmasond]|version|dated|issued)|截至|截止|[英中法德日俄韩]文|[英中]译|"
    r"[0-9〇一二](?=[0-9〇一二三四五六七八九]{3}年)"
)
_LONGEST_QUALIFIERS = 200
_YEARS = range(1900, 2100)
_LONGEST_BRACKET = 120


def read_citation(text: str) -> tuple[Folded, Citation]:
    """The folded input and what it says; all offsets of the citation count characters of the folded text.

    Raises:
        ControlCharacter: the input holds one.
    """
    folded = fold(text)
    bare = folded.text.strip(" .。;,'\"<>《》()[]")
    if _ADDRESS.match(bare):
        return folded, Citation(iri=_unfolded(text))
    start, end = _inside(folded.lower)
    return folded, _Reader(folded.lower[:end]).read(start)


def _unfolded(text: str) -> str:
    # An address is compared by its own characters: only what has no glyph goes.
    shown = "".join(fold(character).text and character for character in text.strip())
    return shown.strip(" \"'“”‘’<>《》()（）[]【】。；，;,")


def _inside(lower: str) -> tuple[int, int]:
    """The citation without outer brackets, quotation marks, white space and closing punctuation."""
    start, end = 0, len(lower)
    while start < end:
        bare = lower[start:end]
        if bare[-1] in " 。;,!?" or (bare[-1] == "." and not bare[-2:-1].isdigit()):
            end -= 1
        elif bare[0] in " ,;:。、":
            start += 1
        elif _OUTER.get(bare[0]) == bare[-1] and end - start > 1 and _is_outer(bare):
            start, end = start + 1, end - 1
        else:
            return start, end
    return start, end


def _is_outer(bare: str) -> bool:
    opening, closing = bare[0], bare[-1]
    if opening == closing:
        return bare.count(opening) == 2  # noqa: PLR2004 - the two ends
    depth = 0
    for position, character in enumerate(bare):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return position == len(bare) - 1
    return False


class _Reader:
    """One citation: the folded text in lower case, up to its end."""

    def __init__(self, lower: str) -> None:
        self.lower = lower
        self.end = len(lower)

    def read(self, start: int) -> Citation:
        if len(AND.findall(self.lower)) > MAX_MEMBERS:
            return Citation(unread=((start, self.end),))
        at = self._after_signals(start)
        said, at = self._before_name(at)
        found = self._relative(at) or self._pinpoint_first(at) or self._marked(at) or self._unmarked(at)
        return replace(found, version=said | found.version)

    def _before_name(self, at: int) -> tuple[Qualifiers, int]:
        """Which version the words before the name mean: as at 2018, …; English translation of …; 英文版《…》."""
        said, end = read_qualifiers(self.lower, at)
        of = _OF.match(self.lower, end) if said.language else None
        begin = of.end() if of else end + len(self.lower[end:]) - len(self.lower[end:].lstrip(_LINKS))
        is_version = (
            said.on or said.edition or said.faulty or (said.language and (of or self.lower[begin : begin + 1] == "《"))
        )
        return (said, begin) if is_version and begin < self.end else (Qualifiers(), at)

    def _after_signals(self, at: int) -> int:
        for _ in range(3):
            found = _SIGNAL.match(self.lower, at)
            if found is None or found.end() >= self.end:
                return at
            at = found.end()
        return at

    def _relative(self, at: int) -> Citation | None:
        place = read_place_word(self.lower, at)
        if place is not None:
            return self._after_name(Mention("", at, place, relative=True), place, place=True)
        mention = read_relative(self.lower, at)
        return None if mention is None else self._after_name(mention, mention.end)

    def _pinpoint_first(self, at: int) -> Citation | None:
        pinpoint = read_pinpoint(self.lower, at) or self._whole_bare(at)
        if pinpoint is None:
            return None
        said, end = read_qualifiers(self.lower, pinpoint.end)
        if self._is_over(end):
            return Citation(None, pinpoint, said)
        thereof = read_thereof(self.lower, pinpoint.end)
        if thereof is not None:
            return self._tail(Mention("", pinpoint.end, thereof, relative=True), pinpoint, Qualifiers(), thereof)
        of = _OF.match(self.lower, pinpoint.end)
        begin = of.end() if of else pinpoint.end
        if of is None and self.lower[begin : begin + 1] not in {"《", '"', " "}:
            return Citation(None, pinpoint, unread=((pinpoint.end, self.end),))
        return self._name_after(pinpoint, begin)

    def _whole_bare(self, at: int) -> Pinpoint | None:
        """5.2, 二、5 at the beginning, where nothing else is named."""
        pinpoint = read_bare_pinpoint(self.lower, at)
        if pinpoint is None:
            return None
        of = _OF.match(self.lower, pinpoint.end)
        return pinpoint if self._is_over(pinpoint.end) or (of and self.lower[of.start() : of.end()].strip()) else None

    def _name_after(self, pinpoint: Pinpoint, at: int) -> Citation:
        at += len(self.lower[at : self.end]) - len(self.lower[at : self.end].lstrip(" "))
        relative = read_relative(self.lower, at)
        if relative is not None:
            return self._tail(relative, pinpoint, Qualifiers(), relative.end)
        marked = find_marked(self.lower, at, self.end)
        if marked is not None:
            mention = Mention(self.lower[at : marked[1]], *marked, marked=True)
            return self._tail(mention, pinpoint, Qualifiers(), marked[1])
        end, said = self._before_qualifiers(at, self.end)
        mention = Mention(self.lower[at:end], at, end)
        return Citation(mention, pinpoint, said) if end > at else Citation(None, pinpoint, unread=((at, self.end),))

    def _marked(self, at: int) -> Citation | None:
        marked = find_marked(self.lower, at, self.end)
        if marked is None:
            return None
        return self._after_name(Mention(self.lower[at : marked[1]], marked[0], marked[1], marked=True), marked[1])

    def _after_name(self, mention: Mention, at: int, *, place: bool = False) -> Citation:
        said, end = read_qualifiers(self.lower, at)
        if self._is_over(end):
            return Citation(mention, None, said, place)
        begin = end + len(self.lower[end : self.end]) - len(self.lower[end : self.end].lstrip(_LINKS))
        if self.lower.startswith("at ", begin):
            begin += 3
        pinpoint = read_pinpoint(self.lower, begin) or read_bare_pinpoint(self.lower, begin)
        if pinpoint is None:
            return Citation(mention, None, said, place, unread=((end, self.end),))
        return self._tail(mention, pinpoint, said, pinpoint.end)

    def _tail(self, mention: Mention | None, pinpoint: Pinpoint | None, said: Qualifiers, at: int) -> Citation:
        further, end = read_qualifiers(self.lower, at)
        unread = () if self._is_over(end) else ((end, self.end),)
        return Citation(mention, pinpoint, said | further, unread=unread)

    def _unmarked(self, at: int) -> Citation:
        best: Citation | None = None
        headed: tuple[int, Pinpoint | None] | None = None  # a number with its heading: , II. Promoting …
        reached = at
        for found in _START.finditer(self.lower, at, self.end):
            if found.start() < reached or found.start() == at:
                continue
            here = found.start()
            pinpoint = read_pinpoint(self.lower, here) or (self._bare_after_name(here) if best is None else None)
            if pinpoint is None and headed is None and self._is_after_comma(at, here):
                headed = (here, read_bare_pinpoint(self.lower, here))
            if pinpoint is None:
                continue
            reached = pinpoint.end
            is_whole = not self._tail(None, pinpoint, Qualifiers(), pinpoint.end).unread
            if not is_whole and best is not None:
                continue
            end, said = self._before_qualifiers(at, here)
            citation = self._tail(Mention(self.lower[at:end], at, end), pinpoint, said, pinpoint.end)
            if is_whole:
                return citation
            best = citation
        if best is None and headed is not None and headed[1] is not None:
            end, said = self._before_qualifiers(at, headed[0])
            best = self._tail(Mention(self.lower[at:end], at, end), headed[1], said, headed[1].end)
        if best is not None:
            return best
        end, said = self._before_qualifiers(at, self.end)
        return Citation(Mention(self.lower[at:end], at, end), None, said)

    def _is_after_comma(self, at: int, here: int) -> bool:
        """Whether a comma stands before, and not one inside brackets: (May 5, 2015)."""
        near = max(at, here - _LONGEST_BRACKET)
        opened, closed = self.lower.rfind("(", near, here), self.lower.rfind(")", near, here)
        return self.lower[here - 2 : here] == ", " and opened <= closed

    def _bare_after_name(self, here: int) -> Pinpoint | None:
        pinpoint = read_bare_pinpoint(self.lower, here)
        if pinpoint is None or not self._is_over(pinpoint.end):
            return None
        first = pinpoint.members[0].steps[0]
        return None if first.unit == "number" and first.value in _YEARS else pinpoint

    def _before_qualifiers(self, at: int, end: int) -> tuple[int, Qualifiers]:
        """Where a name ends that is followed by qualifiers up to `end`, and what they say."""
        within = self.lower[:end].rstrip(_LINKS)
        for found in _QUALIFIED.finditer(within, max(at + 1, end - _LONGEST_QUALIFIERS)):
            said, reached = read_qualifiers(within, found.start())
            if reached == len(within) and reached > found.start():
                return len(within[: found.start()].rstrip(_LINKS)), said
        return len(within), Qualifiers()

    def _is_over(self, at: int) -> bool:
        found = _TAIL.match(self.lower, at)
        return (found.end() if found else at) >= self.end
