"""What a citation comes to: the answer to it, before it is written as JSON."""

from dataclasses import dataclass
from typing import Literal

from lawpin.law.identifiers.ids import PortionId, WorkId

Outcome = Literal["resolved", "ambiguous", "not_found", "invalid"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a citation leads to, or may have meant: `why` is a slug, None for a target.

    Of a work without a place `id` is the work.
    """

    id: PortionId | WorkId
    label: str
    why: str | None = None

    @property
    def eid(self) -> str | None:
        """The eId; None for a whole document."""
        return self.id.eid if isinstance(self.id, PortionId) else None

    @property
    def work(self) -> WorkId:
        """The work."""
        return self.id.expression.work if isinstance(self.id, PortionId) else self.id


@dataclass(frozen=True, slots=True)
class Remark:
    """Something beside the address that does not agree with it: `code` is a slug, `detail` a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to one citation.

    `targets` are all provisions, in the order of the citation; there are none but where it is resolved. `language` and
    `on` are what the citation itself says. `normalized` is the citation in its canonical form, None where nothing is
    resolved. `detail` is a sentence about `reason`.
    """

    outcome: Outcome
    targets: tuple[Place, ...] = ()
    candidates: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()
    reason: str | None = None
    detail: str | None = None
    language: str | None = None
    on: str | None = None
    remarks: tuple[Remark, ...] = ()
    normalized: str | None = None


class Refusal(Exception):
    """A citation that comes to nothing, raised where that is seen."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(judgement.reason)
        self.judgement = judgement


def refused(
    outcome: Outcome,
    reason: str,
    detail: str,
    *,
    candidates: tuple[Place, ...] = (),
    suggestions: tuple[Place, ...] = (),
) -> Refusal:
    """The refusal of a citation."""
    return Refusal(Judgement(outcome, candidates=candidates, suggestions=suggestions, reason=reason, detail=detail))
