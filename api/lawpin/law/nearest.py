"""What may have been meant by an id that is not there: help for people, never applied by itself."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from heapq import nsmallest

_NUMBER = re.compile(r"[0-9]+")
_FAR = 1_000_000
# Ids on either side of where the wanted one would stand: its siblings and theirs are among them.
_AROUND = 50

_Key = tuple[tuple[int, str], ...]


class Ids:
    """The ids of one version, made ready for questions about ids that are not among them.

    A question costs the same however many ids there are.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ordered = sorted(ids, key=_natural)
        self._folded: dict[str, list[str]] = defaultdict(list)
        for held in self._ordered:
            self._folded[held.casefold()].append(held)

    def __len__(self) -> int:
        return len(self._ordered)

    def nearest(self, wanted: str, count: int = 3) -> list[str]:
        """Ids near the wanted one, the nearest first."""
        here = bisect_left(self._ordered, _natural(wanted), key=_natural)
        return nearest_ids(wanted, self._ordered[max(0, here - _AROUND) : here + _AROUND], count)

    def respelt(self, wanted: str) -> str | None:
        """The one id that is the wanted one but for letter case; None where there is not exactly one."""
        alike = self._folded.get(wanted.casefold(), [])
        return alike[0] if len(alike) == 1 else None


def nearest_ids(wanted: str, held: Iterable[str], count: int = 3) -> list[str]:
    """The ids that share most of their beginning with the wanted one, the numerically nearest first."""
    folded, number = wanted.lower(), _last_number(wanted)

    def distance(candidate: str) -> tuple[int, int, int]:
        shared = _shared_beginning(folded, candidate.lower())
        return (-_steps(folded, shared), abs(number - _last_number(candidate)), len(candidate))

    return nsmallest(count, held, key=distance)


def _natural(text: str) -> _Key:
    """A sort key that counts: art_9 before art_10."""
    parts = re.split(r"([0-9]{1,18})", text.casefold())
    return tuple((int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in parts)


def _shared_beginning(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _steps(text: str, shared: int) -> int:
    """How much of an id is shared, counted in its whole steps (part_2, art_5, item)."""
    return sum(1 for end in re.finditer(r"__|_|$", text) if end.start() <= shared)


def _last_number(text: str) -> int:
    # All of them, then the last: a pattern that looks ahead for another takes minutes on a thousand digits.
    found = _NUMBER.findall(text)
    return int(found[-1][:6]) if found else _FAR
