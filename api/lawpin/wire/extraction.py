"""Running text and the citations in it."""

from typing import Annotated

from pydantic import Field

from lawpin.wire.citation import CITATION_EXAMPLE, CitationShape, Context, Day
from lawpin.wire.shape import Shape

MAX_TEXT = 64_000


class ExtractionRequest(Shape):
    """A text, and what it is about."""

    text: Annotated[
        str,
        Field(
            max_length=MAX_TEXT,
            description="Plain text of at most 64,000 code points, as it was written: offsets count in it.",
            examples=[f"参见{CITATION_EXAMPLE}、第四项。"],
        ),
    ]
    context: Context = None
    on: Day = None


class ExtractedShape(CitationShape):
    """A citation where it stands in the text; the other members are those of a citation that is resolved by itself."""

    start: Annotated[
        int,
        Field(ge=0, description="Where it begins, in Unicode code points: at the name of its document, if it has one."),
    ]
    end: Annotated[int, Field(ge=0, description="Where it ends, not included, in Unicode code points.")]
    utf16_start: Annotated[
        int,
        Field(ge=0, description="The same as `start` in UTF-16 code units, as browsers count."),
    ]
    utf16_end: Annotated[int, Field(ge=0, description="The same as `end` in UTF-16 code units, as browsers count.")]
    text: Annotated[str, Field(description="The text from `start` to `end`.", examples=[CITATION_EXAMPLE])]


class ExtractionShape(Shape):
    """The citations of a text in their order: one for each member of a list, one for a range."""

    citations: list[ExtractedShape]
    next: Annotated[
        int | None,
        Field(
            description="Where to go on, in code points: an answer has at most 500 citations. Null where the whole "
            "text was read."
        ),
    ]
