"""The words of provisions, for an index: what stands in a provision and in none inside it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawpin.law.citations.layout import lay_out
from lawpin.law.citations.words import words_of
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.portion import Portion


@dataclass(frozen=True, slots=True)
class Spot:
    """A provision whose own words hold what was asked for. `number` counts all portions of the store, as recorded."""

    number: int
    expression: ExpressionId
    position: int


def wording_of(portions: Sequence[Portion]) -> Iterator[tuple[int, str]]:
    """The position and the words, parted by spaces, of each provision of an expression that has words of its own."""
    own: dict[int, list[str]] = defaultdict(list)
    for stretch, words in lay_out(portions).own_words():
        own[stretch.place.portion.position].extend(words_of(words))
    for position in sorted(own):
        if own[position]:
            yield position, " ".join(own[position])
