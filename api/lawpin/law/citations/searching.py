"""What is searched for: words in any order, phrases in quotation marks; and where they stand in a text.

    移动互联网 安全           both, anywhere in one provision
    "network security" user   the phrase, and the word
    regulat*                  words that begin so

Chinese needs no marks: what stands together is looked for as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lawpin.law.citations.folding import fold
from lawpin.law.citations.squeezing import Squeezed, is_inside_word, squeeze
from lawpin.law.citations.words import Phrase, phrase_of
from lawpin.law.errors import BadParameter, ControlCharacter

LONGEST, MOST_TERMS = 500, 16
_MARKS = dict.fromkeys(map(ord, "“”„‟「」『』＂"), '"')
_TERM = re.compile(r'"([^"]*)"?|([^"\s]+)')
_BEGINNING = "*"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found: its words for the index, and the same squeezed. `open`: it may go on."""

    phrase: Phrase
    squeezed: str
    open: bool


def read_terms(written: str) -> list[Term]:
    """What a query asks for. Raises BadParameter where it asks for nothing, too much, or cannot be read."""
    if len(written) > LONGEST:
        message = f"a query has at most {LONGEST} characters"
        raise BadParameter(message, parameter="q")
    found = [_term(*groups) for groups in _TERM.findall(written.translate(_MARKS))]
    terms = [term for term in found if term.phrase.words]
    if not terms:
        message = "a query has at least one word"
        raise BadParameter(message, parameter="q")
    if len(terms) > MOST_TERMS:
        message = f"a query has at most {MOST_TERMS} words and phrases"
        raise BadParameter(message, parameter="q")
    return terms


def places_of(terms: Iterable[Term], text: str) -> list[tuple[int, int]]:
    """Where the terms stand in a text: code points [start, end), in order, none over another."""
    squeezed = squeeze(text)
    found = sorted(place for term in terms for place in _places(term, squeezed))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _term(quoted: str, bare: str) -> Term:
    is_open = bare.endswith(_BEGINNING)
    try:
        words = fold(quoted or bare.rstrip(_BEGINNING)).text
    except ControlCharacter as fault:
        message = f"a query holds no control characters: {fault.detail}"
        raise BadParameter(message, parameter="q") from None
    phrase = phrase_of(words)
    return Term(Phrase(phrase.words, phrase.open or is_open), squeeze(words).text, is_open)


def _places(term: Term, squeezed: Squeezed) -> Iterator[tuple[int, int]]:
    start = squeezed.text.find(term.squeezed)
    while start >= 0:
        end = start + len(term.squeezed)
        if not is_inside_word(squeezed, start) and (term.open or not is_inside_word(squeezed, end)):
            yield squeezed.at[start], squeezed.at[end - 1] + 1
        start = squeezed.text.find(term.squeezed, end)
