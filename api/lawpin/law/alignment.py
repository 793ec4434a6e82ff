"""Which portion of one language stands for which of another: by component and wId, never by guess."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from lawpin.law.portion import Portion

Lineage = tuple[str | None, str | None]
PairState = Literal["equal", "split", "merged", "missing", "moved"]
PAIR_STATES: tuple[PairState, ...] = get_args(PairState)


@dataclass(frozen=True, slots=True)
class Pair:
    """One portion and its counterparts, in document order; none where the state is `missing`.

    `split`: one here, several there. `merged`: several here, one there. `moved`: the counterpart stands under another
    provision. The others are `equal`.
    """

    portion: Portion
    counterparts: tuple[Portion, ...]
    state: PairState


def pair_up(here: Sequence[Portion], there: Sequence[Portion]) -> tuple[Pair, ...]:
    """Every portion of `here` with its counterparts, in the order of `here`; both are whole expressions by position."""
    by_lineage = _by_lineage(there)
    twins = _by_lineage(here)
    return tuple(_pair(portion, here, there, by_lineage, twins) for portion in here)


@dataclass(frozen=True, slots=True)
class Parity:
    """How far two expressions have the same provisions, the whole of each aside.

    `states` counts the provisions of the one by state, all states named; `here` and `there` are how many each has.
    `missing_here` are provisions of the other that have no counterpart in the one, `missing_there` the reverse, both in
    document order. `ratio` is the share of all provisions of both that have a counterpart, 1 where there are none at
    all; it is cut after four decimals, so that only full parity is 1.
    """

    states: Mapping[PairState, int]
    here: int
    there: int
    missing_here: tuple[Portion, ...]
    missing_there: tuple[Portion, ...]
    ratio: float


def parity(pairs: Sequence[Pair], there: Sequence[Portion]) -> Parity:
    """How far the expression of these pairs (of `pair_up`) and the other one, by position, have the same provisions."""
    inside = pairs[1:]
    own = [pair for pair in inside if pair.portion.provision]
    others = [portion for portion in there[1:] if portion.provision]
    states = Counter(pair.state for pair in own)
    lineages = {pair.portion.lineage for pair in inside}
    missing_here = tuple(portion for portion in others if portion.lineage not in lineages)
    missing_there = tuple(pair.portion for pair in own if pair.state == "missing")
    total = len(own) + len(others)
    paired = total - len(missing_here) - len(missing_there)
    ratio = 1.0 if total == 0 else paired * _DECIMALS // total / _DECIMALS
    by_state = {state: states[state] for state in PAIR_STATES}
    return Parity(by_state, len(own), len(others), missing_here, missing_there, ratio)


_DECIMALS = 10_000


def _by_lineage(portions: Sequence[Portion]) -> dict[Lineage, tuple[Portion, ...]]:
    found: dict[Lineage, list[Portion]] = defaultdict(list)
    for portion in portions:
        found[portion.lineage].append(portion)
    # One tuple for all twins: each with its own would be a square of what a document repeats.
    return {lineage: tuple(alike) for lineage, alike in found.items()}


def _pair(
    portion: Portion,
    here: Sequence[Portion],
    there: Sequence[Portion],
    by_lineage: Mapping[Lineage, tuple[Portion, ...]],
    twins: Mapping[Lineage, tuple[Portion, ...]],
) -> Pair:
    counterparts = by_lineage.get(portion.lineage, ())
    return Pair(portion, counterparts, _state(portion, counterparts, here, there, len(twins[portion.lineage])))


def _state(
    portion: Portion, counterparts: tuple[Portion, ...], here: Sequence[Portion], there: Sequence[Portion], twins: int
) -> PairState:
    if not counterparts:
        return "missing"
    if len(counterparts) > twins:
        return "split"
    if len(counterparts) < twins:
        return "merged"
    same_parent = _parent(portion, here) == _parent(counterparts[0], there)
    return "equal" if same_parent else "moved"


def _parent(portion: Portion, portions: Sequence[Portion]) -> Lineage | None:
    return None if portion.parent is None else portions[portion.parent].lineage
