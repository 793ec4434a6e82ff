"""Quotations: words in, the provisions where they stand out."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lawpin.law.citations.differing import Change
from lawpin.law.citations.quotation import How
from lawpin.wire.portion import EId, Iri, Language
from lawpin.wire.shape import Shape

QuoteStatus = Literal["resolved", "ambiguous", "not_found", "invalid"]
Offset = Annotated[int, Field(ge=0, description="In Unicode code points.")]
_QUOTE = "加快第五代移动通信（5G）技术研发"


class QuoteRequest(Shape):
    """Words that somebody quotes: `quote`, or `exact` of a W3C TextQuoteSelector; exactly one of the two."""

    quote: Annotated[str | None, Field(description="At most 10,000 characters.", examples=[_QUOTE])] = None
    type: Literal["TextQuoteSelector"] | None = None
    exact: Annotated[str | None, Field(description="The same, as a TextQuoteSelector has it.")] = None
    prefix: Annotated[str | None, Field(description="Words before it: they choose among several places.")] = None
    suffix: Annotated[str | None, Field(description="Words after it, likewise.")] = None
    language: Annotated[
        str | None, Field(description="Chooses where the same provision says it in several; all are searched.")
    ] = None
    context: Annotated[
        str | None, Field(description="Address of a work, a text or a portion: chooses among several places.")
    ] = None
    on: Annotated[
        str | None,
        Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="Only versions that stood on that day."),
    ] = None

    @model_validator(mode="after")
    def _has_one_quotation(self) -> Self:
        if (self.quote is None) == (self.exact is None):
            message = "give `quote` or `exact`, one of the two"
            raise ValueError(message)
        return self


class SelectorShape(Shape):
    """A TextQuoteSelector of the Web Annotation Data Model (W3C, 2017) over the text of one portion."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class QuoteTargetShape(Shape):
    """A provision where the words, or some of them, stand: [start, end) of its `text`."""

    id: Iri
    eid: EId
    work: Iri
    label: str
    language: Language
    start: Offset
    end: Offset
    selector: SelectorShape


class QuoteCandidateShape(Shape):
    """A provision that may be meant; `why` is a slug."""

    id: Iri
    eid: EId
    work: Iri
    label: str
    language: Language
    why: str
    start: Offset
    end: Offset


class QuotedDifferenceShape(Shape):
    """Words [start, end) of the quotation that are not those of the text, or words of the text that it leaves out."""

    change: Change
    quoted: str
    held: str
    start: Offset
    end: Offset
    negation: Annotated[bool, Field(description="Whether a negation (不, 无, not, no...) came, went or changed.")]
    number: Annotated[bool, Field(description="Whether a number changed.")]


class QuoteWarningShape(Shape):
    """Something to know about the answer; `code` is a slug."""

    code: str
    detail: str


class QuoteShape(Shape):
    """Where a quotation stands. `match` is null where it stands nowhere; `targets` are those of a resolved one."""

    input: Annotated[str, Field(description="The quotation as given.")]
    status: QuoteStatus
    match: How | None
    similarity: Annotated[float | None, Field(ge=0, le=1, description="1 where nothing but writing differs.")]
    targets: Annotated[list[QuoteTargetShape], Field(description="Every provision with words of it, in order.")]
    candidates: Annotated[list[QuoteCandidateShape], Field(description="Where it is ambiguous: all places.")]
    suggestions: Annotated[list[QuoteCandidateShape], Field(description="What may help where it is not found.")]
    diff: Annotated[list[QuotedDifferenceShape], Field(description="Empty unless `match` is `fuzzy`.")]
    reason: Annotated[str | None, Field(description="A slug that says why it is not resolved.")]
    language: Language | None
    on: str | None
    warnings: list[QuoteWarningShape]
