"""/v1/extract: from running text to its citations."""

import asyncio

from litestar import Response, post

from lawpin.holdings.extracting import MAX_EXTRACTED, MAX_TEXT, Extracted
from lawpin.http.answering import Connection, FromService, asked_in, respond
from lawpin.http.posting import posted_answer, read_body, unsupported
from lawpin.http.routes.citations import citation_shape, read_context, read_day
from lawpin.wire.extraction import ExtractedShape, ExtractionRequest, ExtractionShape

_RULE = f"the body must be {{“text”: at most {MAX_TEXT:,} characters}}"
# Citations between two moments at which other requests have their turn.
_IN_A_ROW = 10


@post("/v1/extract", status_code=200)
async def extract_citations(request: Connection, service: FromService) -> Response[bytes]:
    """The citations of a text with their places, up to 500 of them."""
    asked = asked_in(request)
    asked.parameters()
    refusal = unsupported(asked, "the text")
    if refusal is not None:
        return respond(refusal)
    question = read_body(await request.body(), ExtractionRequest, _RULE)
    context, on = read_context(question.context), read_day(question.on)
    citations: list[ExtractedShape] = []
    following = None
    for extracted in service.extractor.extract(question.text, context, on):
        if len(citations) == MAX_EXTRACTED:
            following = extracted.start
            break
        citations.append(_shape(extracted))
        if len(citations) % _IN_A_ROW == 0:
            await asyncio.sleep(0)
    return respond(posted_answer(ExtractionShape(citations=citations, next=following), asked))


def _shape(extracted: Extracted) -> ExtractedShape:
    return ExtractedShape(
        start=extracted.start,
        end=extracted.end,
        utf16_start=extracted.utf16_start,
        utf16_end=extracted.utf16_end,
        text=extracted.text,
        **dict(citation_shape(extracted.text, extracted.judgement)),
    )
