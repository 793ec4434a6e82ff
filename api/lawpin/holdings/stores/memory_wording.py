"""The words of the provisions of one version, in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lawpin.holdings.admission import Admission
from lawpin.holdings.wording import Spot, wording_of
from lawpin.law.citations.words import Phrase
from lawpin.law.identifiers.ids import ExpressionId


class MemoryWording:
    """Which provisions hold which words. `first` is the number of the version's first portion in the store."""

    def __init__(self, first: int, admission: Admission) -> None:
        self._first = first
        self._expression, self._seq = admission.version.id, admission.version.seq
        portions = [rendered.portion for rendered in admission.portions]
        self._rows = {position: f" {words} " for position, words in wording_of(portions)}
        self._holding: dict[str, list[int]] = defaultdict(list)
        for position, words in self._rows.items():
            for word in dict.fromkeys(words.split()):
                self._holding[word].append(position)

    def spots(self, phrases: Sequence[Phrase], seq: int, inside: ExpressionId | None) -> Iterator[Spot]:
        """The provisions that hold all phrases, in order; none where it is of a later entry or another expression."""
        if self._seq > seq or inside not in {None, self._expression}:
            return
        wanted = [f" {' '.join(phrase.words)}{'' if phrase.open else ' '}" for phrase in phrases]
        whole = [phrase.words[0] for phrase in phrases if len(phrase.words) > 1 or not phrase.open]
        among = min((self._holding.get(word, []) for word in whole), key=len, default=self._rows)
        for position in among:
            if all(words in self._rows[position] for words in wanted):
                yield Spot(self._first + position, self._expression, position)
