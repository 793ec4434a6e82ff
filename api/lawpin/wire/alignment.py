"""Two expressions of a work, provision by provision."""

from typing import Annotated

from pydantic import Field

from lawpin.wire.portion import COUNTERPARTS, EId, Iri, Kind, Num, PairState, WId
from lawpin.wire.shape import Shape


class AlignedShape(Shape):
    """One provision and its counterparts in the other expression."""

    id: Iri
    eid: EId
    wid: WId
    kind: Kind
    num: Num
    state: PairState
    counterparts: Annotated[list[Iri], Field(max_length=COUNTERPARTS, description="The first 100 of them.")]


class ParityShape(Shape):
    """How far both expressions have the same provisions."""

    states: Annotated[dict[PairState, int], Field(description="Provisions of this expression by state.")]
    here: Annotated[int, Field(ge=0, description="Provisions of this expression.")]
    there: Annotated[int, Field(ge=0, description="Provisions of the other one.")]
    missing_here: Annotated[list[Iri], Field(description="Provisions of the other one that this one does not have.")]
    missing_there: Annotated[list[Iri], Field(description="Provisions of this one that the other does not have.")]
    ratio: Annotated[
        float,
        Field(
            ge=0, le=1, description="Provisions of both that have a counterpart among all; 1 is reached by all of them."
        ),
    ]


class AlignmentShape(Shape):
    """Which provision of an expression stands for which of another one, in document order, by component and wId."""

    id: Annotated[Iri, Field(description="This expression.")]
    other: Annotated[Iri, Field(alias="with", description="The other one.")]
    same_version: Annotated[
        bool, Field(description="Whether both render one version; false: the other one is of another version.")
    ]
    parity: ParityShape
    pairs: list[AlignedShape]
