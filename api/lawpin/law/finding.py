"""What a check found in a document: the unit of every validation report."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["well-formed", "official", "profile", "house"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one document, in words that its author can act on.

    `rule` is a slug that never changes once published. `line` counts from 1 in the file as received;
    `xpath` is absolute with positions; `eid` is the nearest ancestor-or-self that carries one. None means that
    the fault has no such place.
    """

    level: Level
    rule: str
    sentence: str
    line: int | None = None
    xpath: str | None = None
    eid: str | None = None
