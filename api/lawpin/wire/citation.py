"""Citations and what they come to."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lawpin.wire.portion import EId, Language
from lawpin.wire.shape import IRI_EXAMPLE, Shape

MAX_CITATIONS = 250
CITATION_EXAMPLE = "《关于促进移动互联网健康有序发展的意见》第五条第二项"

Context = Annotated[
    str | None,
    Field(
        description="The IRI of the work, expression or portion that bare and relative citations (第五条, 前条, ibid.) "
        "belong to. An expression fixes the language.",
        examples=[IRI_EXAMPLE],
    ),
]
Day = Annotated[
    str | None,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="The day whose version is meant where a citation does not say; without it the current version.",
        examples=["2018-01-01"],
    ),
]


class CitationRequest(Shape):
    """One citation (`q`) or up to 250 (`citations`), exactly one of the two, as they were written."""

    q: Annotated[str | None, Field(examples=[CITATION_EXAMPLE])] = None
    citations: Annotated[list[str] | None, Field(min_length=1, max_length=MAX_CITATIONS)] = None
    context: Context = None
    on: Day = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.q is None) == (self.citations is None):
            message = "exactly one of “q” and “citations” is needed"
            raise ValueError(message)
        return self


class TargetShape(Shape):
    """A provision that a citation means."""

    id: Annotated[
        str,
        Field(
            description="Its pinned IRI: in the language and version that the citation or the context says, else in "
            "the current version of the original.",
            examples=[IRI_EXAMPLE],
        ),
    ]
    eid: EId
    work: Annotated[str, Field(description="The IRI of its work.")]
    label: Annotated[str, Field(description="The place as a citation, in the script of the one that was asked.")]


class HintShape(TargetShape):
    """A place that may have been meant; never applied by itself. Of a work without a place `id` is the work."""

    why: Annotated[
        str, Field(description="A slug: how it comes in.", examples=["other-unit", "last", "title-near", "as-part"])
    ]


class WarningShape(Shape):
    """Something in the citation beside its address that does not agree with the document."""

    code: Annotated[str, Field(examples=["issuer-differs", "date-differs"])]
    detail: str


class CitationShape(Shape):
    """What one citation comes to. Only a `resolved` one has targets, and then all of them exist."""

    input: Annotated[str, Field(description="As asked.", examples=[CITATION_EXAMPLE])]
    status: Annotated[
        Literal["resolved", "ambiguous", "not_found", "invalid"],
        Field(
            description="`resolved`: every provision is among the targets, ranges and lists expanded, in order. "
            "`ambiguous`: the candidates are readings of equal right, or no document is said. `not_found`: it was "
            "read, and what it names is not held here. `invalid`: it is no citation."
        ),
    ]
    targets: list[TargetShape]
    candidates: list[HintShape]
    suggestions: list[HintShape]
    reason: Annotated[str | None, Field(description="Why nothing is resolved, as a slug; null where it is.")]
    detail: Annotated[str | None, Field(description="The same as a sentence.")]
    language: Annotated[Language | None, Field(description="The language, if the citation or its context says one.")]
    on: Annotated[str | None, Field(description="The day of the version, if the citation says one.")]
    warnings: list[WarningShape]
    normalized: Annotated[str | None, Field(description="The canonical citation, which resolves to the same.")]


class CitationsShape(Shape):
    """The answers in the order of the question, one for each."""

    results: list[CitationShape]
