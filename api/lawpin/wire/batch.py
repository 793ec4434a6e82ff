"""Look-ups of many portions in one request."""

from typing import Annotated

from pydantic import Field

from lawpin.wire.portion import PortionShape, RangeShape
from lawpin.wire.problem import ProblemShape
from lawpin.wire.shape import IRI_EXAMPLE, Shape

MAX_IDS = 200


class BatchRequest(Shape):
    """Up to 200 addresses of expressions, portions or ranges, in any spelling."""

    ids: Annotated[list[str], Field(min_length=1, max_length=MAX_IDS, examples=[[IRI_EXAMPLE]])]


class BatchItem(Shape):
    """The answer to one address: exactly one of `body` and `problem` is not null."""

    id: Annotated[str, Field(description="As asked.")]
    status: Annotated[
        int,
        Field(
            ge=200, le=599, description="What a request for this address as JSON would end with, redirects followed."
        ),
    ]
    body: PortionShape | RangeShape | None
    problem: ProblemShape | None


class BatchShape(Shape):
    """The answers in the order of the question, nothing dropped."""

    portions: list[BatchItem]
