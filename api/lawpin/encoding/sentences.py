"""Running Chinese text to sentences and clauses. The pieces put together are the text again, character for character.

A sentence ends with 。 ！ or ？ that stands in no brackets and no quotation marks. A clause ends with ； under the same
condition. Inside them a mark belongs to what is quoted: （五条。） “去吧。” Where a closing mark follows the 。 and
text follows that, only the sense says whether a sentence ended (“好。”他说 against “好。”下一句): that is not taken
as an end, but reported, as are brackets and quotation marks without a partner, which enclose nothing.
"""

from dataclasses import dataclass
from itertools import accumulate

ENDS = "。！？"
CLAUSE_END = "；"
_PAIRS = dict(zip("“‘（《〈「『【〔([", "”’）》〉」』】〕)]", strict=True))
_CLOSING = frozenset(_PAIRS.values())


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the marks do not decide; `position` counts code points from 0."""

    position: int
    rule: str
    sentence: str


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences in order; what follows the last end is one too. Put together they are `text`."""
    return _cut(text, ENDS)


def split_clauses(sentence: str) -> tuple[str, ...]:
    """The clauses of a sentence that enumerates by ；, each with its mark; otherwise the sentence alone."""
    return _cut(sentence, CLAUSE_END)


def doubts_in(text: str) -> tuple[Doubt, ...]:
    """Places that a person should look at, in order."""
    enclosed, unpaired = _enclosures(text)
    found = [
        Doubt(position, "unpaired-mark", f"“{text[position]}” has no partner here and encloses nothing")
        for position in unpaired
    ]
    ends = (at for at, character in enumerate(text) if character in ENDS and enclosed[at])
    for position in ends:
        after = _after_closing(text, position + 1)
        if after > position + 1 and _goes_on(text, after, enclosed):
            words = f"{text[position]} before a closing mark was not taken as the end of a sentence"
            found.append(Doubt(position, "enclosed-end", words))
    return tuple(sorted(found, key=lambda doubt: doubt.position))


def _cut(text: str, marks: str) -> tuple[str, ...]:
    enclosed, _ = _enclosures(text)
    pieces: list[str] = []
    start = 0
    for position, character in enumerate(text):
        is_last_of_run = text[position + 1 : position + 2] not in tuple(marks)
        if character in marks and not enclosed[position] and is_last_of_run:
            pieces.append(text[start : position + 1])
            start = position + 1
    rest = text[start:]
    if pieces and not rest.strip():
        return (*pieces[:-1], pieces[-1] + rest)
    return (*pieces, rest) if rest else tuple(pieces)


def _after_closing(text: str, position: int) -> int:
    while text[position : position + 1] in _CLOSING:
        position += 1
    return position


def _goes_on(text: str, position: int, enclosed: list[bool]) -> bool:
    """Whether text follows that is not held to what stands before by a mark of its own."""
    return position < len(text) and not enclosed[position] and text[position] not in "，、；：。！？"


def _enclosures(text: str) -> tuple[list[bool], tuple[int, ...]]:
    """For each position whether a pair of marks encloses it, and the positions of marks without partner."""
    opened: list[int] = []
    waiting = dict.fromkeys(_CLOSING, 0)
    changes = [0] * (len(text) + 1)
    unpaired: list[int] = []
    for position, character in enumerate(text):
        if character in _PAIRS:
            opened.append(position)
            waiting[_PAIRS[character]] += 1
        elif character in _CLOSING and not waiting[character]:
            unpaired.append(position)
        elif character in _CLOSING:
            partner = opened.pop()
            while _PAIRS[text[partner]] != character:
                waiting[_PAIRS[text[partner]]] -= 1
                unpaired.append(partner)
                partner = opened.pop()
            waiting[character] -= 1
            changes[partner] += 1
            changes[position + 1] -= 1
    return [depth > 0 for depth in accumulate(changes)], (*unpaired, *opened)
