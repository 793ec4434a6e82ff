"""What was split or merged: words that left a provision and stand, nearly all of them, in one that is new.

    split    an earlier provision lost the words that a new provision of the same kind consists of
    merged   a later provision gained the words that a removed provision of the same kind consisted of

Where the words could come from two provisions that are alike, nothing is claimed.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from lawpin.law.matching import Side, Sort
from lawpin.law.resemblance import Pairs, Resembling, containment

_PART, _WHOLE, _APART, _OVERLAP, _TELLING = 0.8, 0.8, 0.15, 1.4, 6
# Longer texts hold chapters; what is split or merged are provisions that people read at once.
_LONGEST: Final = 20_000


def divided(before: Side, after: Side, there: Mapping[int, int], here: Mapping[int, int]) -> list[tuple[int, int]]:
    """The parts (old, new) of what was split, besides the link that it may have already; by position."""
    return _parts(before, after, there, here)


def merged(before: Side, after: Side, there: Mapping[int, int], here: Mapping[int, int]) -> list[tuple[int, int]]:
    """The parts (old, new) of what was merged, besides the link that it may have already; by position."""
    return [(old, new) for new, old in _parts(after, before, here, there)]


def _parts(wholes: Side, pieces: Side, there: Mapping[int, int], here: Mapping[int, int]) -> list[tuple[int, int]]:
    """Pairs (whole, piece) of a provision on one side and of those on the other side that hold words it lost."""
    fresh = [p.position for p in pieces.portions[1:] if p.position not in here and _is_piece(pieces, p.position)]
    lost = {} if not fresh else _lost(wholes, pieces, there)
    near = _Near(wholes, lost)
    found: dict[int, list[int]] = defaultdict(list)
    for piece in fresh:
        own = pieces.wording(piece).pairs
        candidates = near.to(own, pieces.sort_of(piece))
        held = sorted(((_share(own, pieces, lost[w], there.get(w)), w) for w in candidates), reverse=True)
        if held and held[0][0] >= _PART and (len(held) == 1 or held[1][0] <= held[0][0] - _APART):
            found[held[0][1]].append(piece)
    pairs = [
        (whole, piece)
        for whole, parts in sorted(found.items())
        if _is_whole(wholes.wording(whole).pairs, pieces, parts, there.get(whole))
        for piece in parts
    ]
    return _told_from_all(pairs, wholes, pieces)


class _Near:
    """Positions of one side by the words given for them, to be asked for those near some words."""

    def __init__(self, side: Side, words: Mapping[int, Pairs]) -> None:
        by_sort: dict[Sort, dict[int, Pairs]] = defaultdict(dict)
        for position, pairs in words.items():
            by_sort[side.sort_of(position)][position] = pairs
        self._indexes = {sort: Resembling(members) for sort, members in by_sort.items()}

    def to(self, pairs: Pairs, sort: Sort) -> list[int]:
        return self._indexes[sort].near(pairs) if sort in self._indexes else []


def _told_from_all(pairs: list[tuple[int, int]], wholes: Side, pieces: Side) -> list[tuple[int, int]]:
    """Those pairs of which the piece stands in no other provision of the side of the whole, changed or not."""
    if not pairs:
        return []
    sorts = {wholes.sort_of(whole) for whole, _ in pairs}
    positions = [p.position for p in wholes.portions[1:] if p.provision and wholes.sort_of(p.position) in sorts]
    near = _Near(wholes, {position: wholes.wording(position).pairs for position in positions})
    told = []
    for whole, piece in pairs:
        own = pieces.wording(piece).pairs
        candidates = near.to(own, pieces.sort_of(piece))
        others = [containment(own, wholes.wording(other).pairs) for other in candidates if other != whole]
        if whole in candidates and max(others, default=0.0) <= _PART - _APART:
            told.append((whole, piece))
    return told


def _share(piece: Pairs, pieces: Side, lost: Pairs, kept: int | None) -> float:
    """How much of what a piece has, and the continuation of the whole has not, the whole has lost."""
    own = piece if kept is None else piece - pieces.wording(kept).pairs
    return containment(own, lost) if len(own) >= _TELLING else 0.0


def _lost(wholes: Side, pieces: Side, there: Mapping[int, int]) -> dict[int, Pairs]:
    """The words that provisions have and their continuations, if any, have not."""
    lost = {}
    for portion in wholes.portions[1:]:
        position = portion.position
        if not portion.provision or len(portion.text) > _LONGEST:
            continue
        other = there.get(position)
        if other is None:
            lost[position] = wholes.wording(position).pairs
        elif pieces.words(other) != wholes.words(position) and len(pieces.words(other)) <= _LONGEST:
            lost[position] = wholes.wording(position).pairs - pieces.wording(other).pairs
    return {position: pairs for position, pairs in lost.items() if len(pairs) >= _TELLING}


def _is_piece(side: Side, position: int) -> bool:
    portion = side.portions[position]
    is_short = portion.provision and len(portion.text) <= _LONGEST
    return is_short and side.wording(position).weight >= _TELLING


def _is_whole(whole: Pairs, pieces: Side, parts: list[int], kept: int | None) -> bool:
    """Whether the parts, and what the provision has become itself, make it up."""
    others = [] if kept is None else [kept]
    if len(parts) + len(others) < 2:  # noqa: PLR2004 - one part is no division
        return False
    members = [pieces.wording(part).pairs for part in (*parts, *others)]
    made_of: Pairs = frozenset().union(*members)
    # Copies are no parts.
    is_parted = sum(map(len, members)) <= _OVERLAP * len(made_of)
    return is_parted and containment(whole, made_of) >= _WHOLE
