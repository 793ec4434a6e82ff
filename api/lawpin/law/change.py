"""One entry of the log: what happened to which work or expression, in the order in which it was committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.notice import Subject

ChangeKind = Literal["published", "corrected", "translated", "withdrawn", "restored", "id-moved", "metadata"]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry. `seq` counts from 1 without gaps, in commit order, and is never reused.

    `expression` is None where it is about a whole work. `recorded_at` is UTC and never goes backwards.

    Of an entry that admits a version, `sha256` is that of the bytes as received, `digest` of the canonical document,
    `root` the Merkle root over the portions' leaves, all hexadecimal; `portions` counts those leaves; `previous` is the
    version of the same language that came before, None for the first: the wIds affected by the change are the
    difference of the two outlines, both kept for ever. A withdrawal and a restoration admit nothing: these are None,
    and so is `successor`, which names what is to be read instead, in every other entry.
    """

    seq: int
    kind: ChangeKind
    work: WorkId
    expression: ExpressionId | None
    recorded_at: datetime
    previous: ExpressionId | None = None
    sha256: str | None = None
    digest: str | None = None
    root: str | None = None
    portions: int | None = None
    legal_from: str | None = None
    legal_to: str | None = None
    reason: str | None = None
    successor: Subject | None = None
