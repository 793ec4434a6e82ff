"""The history of one provision: the distinct texts that it has had."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from lawpin.wire.diff import How, Weight, WordingDifferenceShape
from lawpin.wire.portion import Digest, EId, Heading, Iri, Language, Num, WId
from lawpin.wire.shape import Shape


class StandingShape(Shape):
    """One version in which a text stood. Legal dates are half-open; null is "not stated", never a guess."""

    id: Iri
    eid: EId
    num: Num
    date: Annotated[str, Field(description="Date of the version, as in its IRI.", examples=["2017-01-15"])]
    revision: Annotated[int, Field(ge=1)]
    legal_from: str | None
    legal_to: str | None
    recorded_at: datetime
    digest: Digest


class TextStateShape(Shape):
    """One text of a provision, as its newest version here has it, and all versions that followed each other with it."""

    text: str
    num: Num
    heading: Heading
    how: How
    weight: Annotated[Weight | None, Field(description="What changed from the text before; null for the first.")]
    differences: Annotated[
        list[WordingDifferenceShape],
        Field(description="From the text before (`old`) to this one (`new`), numbers included."),
    ]
    versions: Annotated[list[StandingShape], Field(min_length=1, description="Newest first.")]


class HistoryEdgeShape(Shape):
    """Where a provision comes from, or what became of it, in a version; `provisions` are the others concerned."""

    state: Literal["first-version", "added", "removed", "split", "merged"]
    version: Iri
    provisions: list[Iri]


class HistoryShape(Shape):
    """The texts of one provision, newest first: two that follow each other differ in their wording.

    Without `?typographic=true` texts that differ in print alone are one. Withdrawn versions are left out.
    """

    id: Iri
    wid: WId
    work: Iri
    language: Language
    typographic: Annotated[bool, Field(description="Whether texts that differ in print alone are told apart.")]
    origin: HistoryEdgeShape
    end: Annotated[HistoryEdgeShape | None, Field(description="Null: it stands in the newest version.")]
    texts: Annotated[list[TextStateShape], Field(min_length=1)]
