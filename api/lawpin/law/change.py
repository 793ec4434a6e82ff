"""One entry of the log: what happened to which expression, in the order in which it was committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lawpin.law.identifiers.ids import ExpressionId

ChangeKind = Literal["published", "corrected", "translated", "withdrawn", "restored", "id-moved", "metadata"]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry. `seq` counts from 1 without gaps, in commit order, and is never reused.

    `sha256` is that of the bytes as received, `digest` of the canonical document, `root` the Merkle root over the
    portions' leaves, all hexadecimal; `portions` counts those leaves. `previous` is the version of the same language
    that came before, None for the first: the wIds affected by the change are the difference of the two outlines,
    both kept for ever. `recorded_at` is UTC and never goes backwards.
    """

    seq: int
    kind: ChangeKind
    expression: ExpressionId
    previous: ExpressionId | None
    sha256: str
    digest: str
    root: str
    portions: int
    legal_from: str | None
    legal_to: str | None
    recorded_at: datetime
    reason: str | None = None
