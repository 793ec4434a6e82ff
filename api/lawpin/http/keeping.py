"""Answers kept in memory for those who ask next: many read the same few laws."""

from random import Random

from lawpin.http.representing import Representation

# Together, one alone, and what each takes beside its own bytes: keys, tuples, objects.
_TOGETHER, _ALONE, _BESIDE = 16 * 1024 * 1024, 16 * 1024, 1500
# One in so many answers is kept: what is asked often gets in soon, and what is asked once costs next to nothing.
_ONE_IN = 4

# A path, and what the request accepts: formats and codings.
Key = tuple[bytes, bytes | None, bytes | None]


class Kept:
    """Representations by what was asked. Where there are too many, one from anywhere makes room.

    From anywhere, as an order of age keeps nothing when more addresses than there is room for are asked in turns, which
    is what crawlers do.
    """

    def __init__(self) -> None:
        self._found: dict[Key, Representation] = {}
        self._weights: list[tuple[Key, int]] = []
        self._weight = 0
        self._offered = 0
        self._chance = Random(0)  # noqa: S311 - nothing hangs on whether somebody guesses it

    def get(self, key: Key) -> Representation | None:
        """What was kept; None where it was not, or made room."""
        return self._found.get(key)

    def offer(self, key: Key, found: Representation) -> None:
        """Keeps one that is not there yet, or not."""
        self._offered += 1
        if self._offered % _ONE_IN:
            return
        weight = _weight(key, found)
        if weight > _ALONE:
            return
        while self._weight + weight > _TOGETHER:
            self._make_room()
        self._found[key] = found
        self._weights.append((key, weight))
        self._weight += weight

    def _make_room(self) -> None:
        place = int(self._chance.random() * len(self._weights))
        (key, weight), self._weights[place] = self._weights[place], self._weights[-1]
        self._weights.pop()
        self._weight -= weight
        del self._found[key]


def _weight(key: Key, found: Representation) -> int:
    sent = sum(len(name) + len(value) for name, value in found.whole.fields)
    return _BESIDE + sum(map(len, filter(None, key))) + sent + len(found.whole.body)
