"""Withdrawals and restorations, asked for and told."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from lawpin.wire.portion import Iri
from lawpin.wire.shape import Shape

_ABOUT = Field(
    description="A work, or one version of it (`language@date`).",
    examples=["/akn/cn/statement/opinions/2017-01-15/mobile-internet/eng@2017-01-15"],
)
_REASON = Field(description="Why, in words for readers; it stays in the log.", min_length=1, max_length=1000)


class WithdrawalRequest(Shape):
    """What is not to be read any more."""

    iri: Annotated[str, _ABOUT]
    reason: Annotated[str, _REASON]
    successor: Annotated[
        str | None, Field(description="What to read instead, a work or a version, held or not; null: nothing.")
    ] = None


class RestorationRequest(Shape):
    """What is to be read again."""

    iri: Annotated[str, _ABOUT]
    reason: Annotated[str, _REASON]


class NoticeShape(Shape):
    """An entry of the log that says that something is withdrawn or restored."""

    id: Annotated[Iri, Field(description="The work or the version.")]
    kind: Literal["withdrawn", "restored"]
    reason: str
    successor: Annotated[Iri | None, Field(description="What to read instead; null: nothing is named.")]
    seq: Annotated[int, Field(ge=1, description="Entry of the log.")]
    recorded_at: datetime
