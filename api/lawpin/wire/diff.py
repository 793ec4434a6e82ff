"""What changed between two versions, or two places in them."""

from typing import Annotated, Literal

from pydantic import Field

from lawpin.wire.portion import EId, Heading, Iri, Kind, Language, Num, WId
from lawpin.wire.shape import Shape

State = Literal["added", "removed", "moved", "renumbered", "split", "merged", "changed"]
Weight = Annotated[
    Literal["substantive", "typographic"],
    Field(
        description="Typographic: only the width of characters, white space, or the shape of quotation marks, dashes, "
        "brackets and stops. Every letter, number and other mark is substantive."
    ),
]
How = Annotated[
    Literal["declared", "same-id", "matched"] | None,
    Field(description="How the two are known to be one provision; null where nothing had to be known."),
]


class StretchShape(Shape):
    """[start, end) in Unicode code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class WordingDifferenceShape(Shape):
    """One difference: what stands at `old` in the text of `from` stands at `new` in that of `to`."""

    kind: Literal["insert", "delete", "replace"]
    old: StretchShape
    new: StretchShape
    weight: Weight


class ComparedShape(Shape):
    """One provision in one of the two versions; `text` where its words matter to the change."""

    id: Iri
    eid: EId
    kind: Kind
    num: Num
    heading: Heading
    text: str | None


class ProvisionChangeShape(Shape):
    """What happened to one provision. What happened inside it to others is told of those."""

    wid: WId
    states: Annotated[list[State], Field(min_length=1)]
    weight: Weight
    how: How
    from_: Annotated[ComparedShape | None, Field(alias="from", description="Null: it is new.")]
    to: Annotated[ComparedShape | None, Field(description="Null: it is gone.")]
    parts: Annotated[
        list[ComparedShape], Field(description="What it was split into (in `to`), or merged from (in `from`).")
    ]
    differences: list[WordingDifferenceShape]


class DiffSummaryShape(Shape):
    """How many provisions each state has, and how many have changed in print alone (among `changed`)."""

    added: int
    removed: int
    moved: int
    renumbered: int
    split: int
    merged: int
    changed: int
    typographic: int


class DiffShape(Shape):
    """What changed from one text or place to another, in the order of the later one."""

    from_: Annotated[Iri, Field(alias="from")]
    to: Iri
    work: Iri
    language: Language
    related: Annotated[
        bool, Field(description="Whether `to` is what `from` has become; where not, only their words are compared.")
    ]
    coarse: Annotated[
        bool, Field(description="Whether the texts differ so much that not all of it is told word by word.")
    ]
    summary: DiffSummaryShape
    changes: list[ProvisionChangeShape]
