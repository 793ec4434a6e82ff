"""Comparisons as published shapes."""

from collections import Counter
from typing import get_args

from lawpin.holdings.comparing import Comparison
from lawpin.law.differing import Difference
from lawpin.law.diffing import ProvisionChange
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.portion import Portion
from lawpin.wire.diff import (
    ComparedShape,
    DiffShape,
    DiffSummaryShape,
    ProvisionChangeShape,
    State,
    StretchShape,
    WordingDifferenceShape,
)

# What only has another place or number has the words that it had.
_WORDLESS = {"moved", "renumbered"}


def diff_shape(comparison: Comparison, old: ExpressionId, new: ExpressionId) -> DiffShape:
    """The published shape of what changed from one version to another."""
    changes = [_change_shape(change, old, new) for change in comparison.changes]
    counted = Counter(state for change in changes for state in change.states)
    return DiffShape(
        from_=_iri(comparison.old, old),
        to=_iri(comparison.new, new),
        work=str(old.work),
        language=old.language,
        related=comparison.related,
        coarse=comparison.coarse,
        summary=DiffSummaryShape.model_validate(
            {state: counted[state] for state in get_args(State)}
            | {"typographic": sum(change.weight == "typographic" for change in changes)}
        ),
        changes=changes,
    )


def difference_shape(difference: Difference) -> WordingDifferenceShape:
    """The published shape of one difference."""
    old = StretchShape(start=difference.old_start, end=difference.old_end)
    new = StretchShape(start=difference.new_start, end=difference.new_end)
    return WordingDifferenceShape(
        kind="insert" if old.start == old.end else "delete" if new.start == new.end else "replace",
        old=old,
        new=new,
        weight="typographic" if difference.typographic else "substantive",
    )


def _change_shape(change: ProvisionChange, old: ExpressionId, new: ExpressionId) -> ProvisionChangeShape:
    known = change.new or change.old
    is_worded = not _WORDLESS.issuperset(change.states)
    side = new if "split" in change.states else old
    return ProvisionChangeShape(
        wid=None if known is None else known.wid,
        states=list(change.states),
        weight="typographic" if change.typographic else "substantive",
        how=change.how,
        from_=_compared(change.old, old, is_worded=is_worded),
        to=_compared(change.new, new, is_worded=is_worded),
        parts=[shape for part in change.parts if (shape := _compared(part, side, is_worded=True)) is not None],
        differences=[difference_shape(difference) for difference in change.differences],
    )


def _compared(portion: Portion | None, expression: ExpressionId, *, is_worded: bool) -> ComparedShape | None:
    if portion is None:
        return None
    return ComparedShape(
        id=_iri(portion, expression),
        eid=portion.eid,
        kind=portion.kind,
        num=portion.num,
        heading=portion.heading,
        text=portion.text if is_worded else None,
    )


def _iri(portion: Portion, expression: ExpressionId) -> str:
    return str(PortionId(expression, portion.eid, portion.component))
