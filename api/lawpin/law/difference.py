"""Where two encodings of one version differ: the smallest places whose canonical XML is not the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lawpin.law.portion import Portion

# A place: its component and its id there.
_Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """Places by eId, those of a component after its name (`!annex_1~art_1`), in document order.

    A changed place is listed where nothing smaller inside it is listed: the item, not its article. An encoding whose
    metadata alone are others differs in none.
    """

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether a place differs."""
        return bool(self.changed or self.added or self.removed)


def difference(before: Sequence[Portion], after: Sequence[Portion]) -> Difference:
    """What of `after` is not as in `before`; both by position, whole expressions first. Linear in their length."""
    old, new = ({_key(portion): portion for portion in side[1:]} for side in (before, after))
    removed = [portion.position for portion in before[1:] if _key(portion) not in new]
    added = [portion.position for portion in after[1:] if _key(portion) not in old]
    others = [
        portion.position
        for portion in after[1:]
        if (there := old.get(_key(portion))) is not None and there.digest != portion.digest
    ]
    gone, come = _counts(removed, len(before)), _counts([*added, *others], len(after))
    smallest = []
    for position in others:
        portion = after[position]
        there = old[_key(portion)]
        is_within = come[portion.end] - come[position + 1] or gone[there.end] - gone[there.position]
        if not is_within:
            smallest.append(position)
    return Difference(
        tuple(_name(after[position]) for position in smallest),
        tuple(_name(portion) for portion in _outermost(after, added)),
        tuple(_name(portion) for portion in _outermost(before, removed)),
    )


def _counts(positions: Sequence[int], length: int) -> list[int]:
    """How many of the positions stand before each one, 0 to `length`."""
    marks = [0] * length
    for position in positions:
        marks[position] = 1
    return [0, *accumulate(marks)]


def _outermost(portions: Sequence[Portion], positions: Sequence[int]) -> Iterator[Portion]:
    """What came or went as a whole, without what came or went with it."""
    end = 0
    for position in positions:
        if position >= end:
            yield portions[position]
            end = portions[position].end


def _key(portion: Portion) -> _Key:
    return portion.component, portion.eid


def _name(portion: Portion) -> str:
    component = "" if portion.component is None else f"!{portion.component}"
    eid = "" if portion.eid is None else f"~{portion.eid}"
    return f"{component}{eid}" if component else portion.eid or ""
