"""Which portion of one language stands for which of another: by component and wId, never by guess."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lawpin.law.portion import Portion

Lineage = tuple[str | None, str | None]
PairState = Literal["equal", "split", "merged", "missing", "moved"]


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


def _by_lineage(portions: Sequence[Portion]) -> dict[Lineage, list[Portion]]:
    found: dict[Lineage, list[Portion]] = defaultdict(list)
    for portion in portions:
        found[portion.lineage].append(portion)
    return found


def _pair(
    portion: Portion,
    here: Sequence[Portion],
    there: Sequence[Portion],
    by_lineage: dict[Lineage, list[Portion]],
    twins: dict[Lineage, list[Portion]],
) -> Pair:
    counterparts = tuple(by_lineage.get(portion.lineage, ()))
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
