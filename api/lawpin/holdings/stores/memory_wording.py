"""The words of the provisions of one version, in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lawpin.holdings.wording import wording_of
from lawpin.law.citations.words import Phrase
from lawpin.law.portion import Portion


class MemoryWording:
    """Which provisions hold which words. `first` is the number of the version's first portion in the store."""

    def __init__(self, first: int, portions: Sequence[Portion]) -> None:
        self.first = first
        self._rows = {position: f" {words} " for position, words in wording_of(portions)}
        self._holding: dict[str, list[int]] = defaultdict(list)
        for position, words in self._rows.items():
            for word in dict.fromkeys(words.split()):
                self._holding[word].append(position)

    def positions(self, phrases: Sequence[Phrase]) -> Iterator[int]:
        """The positions of the provisions that hold all phrases, in order."""
        wanted = [f" {' '.join(phrase.words)}{'' if phrase.open else ' '}" for phrase in phrases]
        whole = [phrase.words[0] for phrase in phrases if len(phrase.words) > 1 or not phrase.open]
        among = min((self._holding.get(word, []) for word in whole), key=len, default=self._rows)
        return (position for position in among if all(words in self._rows[position] for words in wanted))
