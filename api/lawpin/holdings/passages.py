"""Pieces of held texts, laid out, in which words may stand: found by the index, a few of the last ones kept."""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lawpin.holdings.store import Holdings
from lawpin.holdings.wording import Spot
from lawpin.law.citations.folding import fold
from lawpin.law.citations.layout import Laid, lay_out
from lawpin.law.citations.words import Phrase, phrase_of
from lawpin.law.identifiers.ids import ExpressionId

# A piece is as much of the text around a spot as has no more code points than this: most laws as a whole.
_LARGEST = 40_000
# Code points of pieces kept in memory; one takes some fifty bytes laid out and squeezed.
_KEPT = 1_500_000
# A phrase of more words is cut: its first words find it as well.
_LONGEST_PHRASE = 64
_MOST_SPOTS, _SPOTS_OF_PROBE = 400, 60
# Rows of words that are looked for one by one where the whole is not there: so long, so many, in so long a quotation.
_PROBES = ((4, 14, 1 << 20), (2, 14, 28))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text: the portion at `position` and all inside it."""

    expression: ExpressionId
    position: int


class Passages:
    """Pieces of the texts of one store."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._laid: OrderedDict[Passage, Laid] = OrderedDict()
        self._weight = 0

    def spots(self, parts: Iterable[str]) -> tuple[Spot, ...]:
        """The provisions that hold the words of every part as they stand in it, at most 400."""
        phrases = [cut(phrase) for phrase in map(_phrase, parts) if phrase.words]
        return self._spots(phrases, _MOST_SPOTS) if phrases else ()

    def probed(self, text: str, level: int) -> list[Spot]:
        """Provisions that hold short rows of the text's words, the texts with most of them first, others left out.

        Rows that stand in very many provisions say nothing. `level` 0: rows of four words, 1: of two in short texts.
        """
        size, count, longest = _PROBES[level]
        words = _phrase(text).words
        if len(words) > longest:
            return []
        starts = range(0, max(1, len(words) - size + 1), max(1, -(-(len(words) - size + 1) // count)))
        rows = dict.fromkeys(words[start : start + size] for start in starts)
        found: Counter[Spot] = Counter()
        for row in rows:
            spots = self._spots([Phrase(row)], _SPOTS_OF_PROBE) if row else ()
            if len(spots) < _SPOTS_OF_PROBE:
                found.update(spots)
        texts: Counter[ExpressionId] = Counter()
        for spot, votes in found.items():
            texts[spot.expression] += votes
        least = max(texts.values(), default=0) / 2
        chosen = [spot for spot, _ in found.most_common() if texts[spot.expression] >= least]
        return sorted(chosen, key=lambda spot: -texts[spot.expression])

    def around(self, spot: Spot) -> Passage:
        """The piece in which a spot stands."""
        position = 0
        (portion,) = self._holdings.portions(spot.expression, 0, 1)
        if len(portion.text) <= _LARGEST:
            return Passage(spot.expression, position)
        position = spot.position
        (portion,) = self._holdings.portions(spot.expression, position, position + 1)
        while portion.parent:
            (around,) = self._holdings.portions(spot.expression, portion.parent, portion.parent + 1)
            if len(around.text) > _LARGEST:
                break
            portion = around
        return Passage(spot.expression, portion.position)

    def laid(self, passage: Passage) -> Laid:
        """The piece laid out."""
        if passage in self._laid:
            self._laid.move_to_end(passage)
            return self._laid[passage]
        (first,) = self._holdings.portions(passage.expression, passage.position, passage.position + 1)
        laid = lay_out(self._holdings.portions(passage.expression, passage.position, first.end))
        self._laid[passage] = laid
        self._weight += len(laid.text)
        while self._weight > _KEPT and len(self._laid) > 1:
            _, gone = self._laid.popitem(last=False)
            self._weight -= len(gone.text)
        return laid

    def _spots(self, phrases: Sequence[Phrase], limit: int) -> tuple[Spot, ...]:
        return self._holdings.spots(phrases, seq=self._holdings.head(), after=0, limit=limit)


def cut(phrase: Phrase) -> Phrase:
    """A phrase of at most as many words as an index is asked for at once."""
    if len(phrase.words) <= _LONGEST_PHRASE:
        return phrase
    return Phrase(phrase.words[:_LONGEST_PHRASE])


def _phrase(part: str) -> Phrase:
    # Folded as a whole, so that words which a line break parted are one again.
    return phrase_of(fold(part).text)
