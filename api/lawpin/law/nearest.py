"""What may have been meant by an id that is not there: help for people, never applied by itself."""

import re
from collections.abc import Iterable
from heapq import nsmallest

_NUMBER = re.compile(r"[0-9]+")
_FAR = 1_000_000


def nearest_ids(wanted: str, held: Iterable[str], count: int = 3) -> list[str]:
    """The ids that share most of their beginning with the wanted one, the numerically nearest first."""
    folded, number = wanted.lower(), _last_number(wanted)

    def distance(candidate: str) -> tuple[int, int, int]:
        shared = _shared_beginning(folded, candidate.lower())
        return (-_steps(folded, shared), abs(number - _last_number(candidate)), len(candidate))

    return nsmallest(count, held, key=distance)


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
