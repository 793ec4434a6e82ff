"""What provisions point to, and what points to them."""

from typing import Annotated, Literal

from pydantic import Field

from lawpin.wire.portion import EId, Heading, Iri, Kind, Language, Num, WId
from lawpin.wire.shape import Shape

WrittenIri = Annotated[str, Field(description="The IRI as the document writes it.")]
Until = Annotated[str | None, Field(description="Of a range (`rref`) the last place, as written; null: it is none.")]
Start = Annotated[
    int | None, Field(ge=0, description="Where its words begin in the text; null: it has none (metadata, collections).")
]
End = Annotated[int | None, Field(ge=0, description="Where they end; offsets count Unicode code points.")]
Words = Annotated[str | None, Field(description="Its words; null where it has none.")]


class ReferenceShape(Shape):
    """One reference of a text."""

    start: Start
    end: End
    text: Words
    kind: Kind
    href: WrittenIri
    until: Until
    target: Annotated[
        Iri | None, Field(description="What it points to, canonically; null: it is no Akoma Ntoso IRI, or ambiguous.")
    ]
    held: Annotated[bool, Field(description="Whether the work that it points to is held here.")]
    resolved: Annotated[
        Iri | None, Field(description="The pinned place where it leads today, of a work its IRI; null: nowhere here.")
    ]
    reason: Annotated[
        str | None,
        Field(description="Slug of why it leads nowhere here; null where it does, or is no Akoma Ntoso IRI."),
    ]


class ReferencesShape(Shape):
    """A page of the references of a text, in the order of its words; those without words are last."""

    id: Iri
    direction: Literal["out"] = "out"
    references: list[ReferenceShape]
    total: Annotated[int, Field(ge=0)]
    next: Annotated[str | None, Field(description="Cursor of the next page; null on the last.")]


class MentionShape(Shape):
    """One reference in a provision that points to what was asked about."""

    start: Start
    end: End
    text: Words
    kind: Kind
    href: WrittenIri
    until: Until
    target: Iri


class ReferrerShape(Shape):
    """A provision that points there."""

    id: Iri
    expression: Iri
    title: Annotated[str | None, Field(description="The title of the text that it stands in.")]
    language: Language
    eid: EId
    wid: WId
    kind: Kind
    num: Num
    heading: Heading
    current: Annotated[bool, Field(description="Whether floating addresses of its language lead to that text today.")]
    mentions: list[MentionShape]


class ReferrersShape(Shape):
    """A page of the provisions that point to something or into it; all pages show the store at `seq`."""

    id: Iri
    direction: Literal["in"] = "in"
    versions: Annotated[Literal["current", "all"], Field(description="Of which texts.")]
    held: Annotated[bool, Field(description="Whether the work that is pointed to is held here.")]
    referrers: list[ReferrerShape]
    next: Annotated[str | None, Field(description="Cursor of the next page; null on the last.")]
    seq: Annotated[int, Field(ge=0)]
