"""/v1/resolve: from citations to provisions."""

import asyncio
import re
from datetime import date as calendar_date

from litestar import Response, get, post

from lawpin.holdings.judgement import Judgement, Place
from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.posting import posted_answer, read_body, unsupported
from lawpin.law.errors import BadParameter, MalformedAddress
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.reader import read_address
from lawpin.wire.citation import (
    MAX_CITATIONS,
    CitationRequest,
    CitationShape,
    CitationsShape,
    HintShape,
    TargetShape,
    WarningShape,
)

_HOST = re.compile(r"https?://[^/?#]*(?=/)", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RULE = f"the body must be {{“q”: citation}} or {{“citations”: [1 to {MAX_CITATIONS} of them]}}"


@get("/v1/resolve")
async def resolve_citation(request: Connection, service: FromService) -> Response[bytes]:
    """What one citation comes to."""
    asked = asked_in(request)
    parameters = asked.parameters("q", "context", "on")
    if "q" not in parameters:
        message = "the parameter “q” with the citation is needed"
        raise BadParameter(message, parameter="q")
    context, on = read_context(parameters.get("context")), read_day(parameters.get("on"))
    judgement = service.resolver.resolve(parameters["q"], context, on)
    return respond(shape_answer(citation_shape(parameters["q"], judgement), asked, cache=LIVE))


@post("/v1/resolve", status_code=200)
async def resolve_citations(request: Connection, service: FromService) -> Response[bytes]:
    """What a citation in the body comes to, or each of up to 250, in order."""
    asked = asked_in(request)
    asked.parameters()
    refusal = unsupported(asked, "the citations")
    if refusal is not None:
        return respond(refusal)
    question = read_body(await request.body(), CitationRequest, _RULE)
    context, on = read_context(question.context), read_day(question.on)
    results = []
    for written in question.citations or [question.q or ""]:
        results.append(citation_shape(written, service.resolver.resolve(written, context, on)))
        # A batch is many requests: the others in between are not kept waiting.
        await asyncio.sleep(0)
    return respond(posted_answer(results[0] if question.citations is None else CitationsShape(results=results), asked))


def read_context(written: str | None) -> Address | None:
    """The address that a context is, without its host. Raises BadParameter."""
    if written is None:
        return None
    found = _HOST.match(written)
    try:
        return read_address(written[found.end() :] if found else written)
    except MalformedAddress as fault:
        message = f"the context is not an address: {fault.detail}"
        raise BadParameter(message, parameter="context") from None


def read_day(written: str | None) -> str | None:
    """A day of the calendar, as it is written. Raises BadParameter."""
    if written is None:
        return None
    try:
        is_day = _DAY.fullmatch(written) is not None and calendar_date.fromisoformat(written) is not None
    except ValueError:
        is_day = False
    if is_day:
        return written
    message = f"“{written[:80]}” is not a day (YYYY-MM-DD)"
    raise BadParameter(message, parameter="on")


def citation_shape(written: str, judgement: Judgement) -> CitationShape:
    """The published shape of a judgement."""
    return CitationShape(
        input=written,
        status=judgement.outcome,
        targets=[target_shape(place) for place in judgement.targets],
        candidates=[_hint(place) for place in judgement.candidates],
        suggestions=[_hint(place) for place in judgement.suggestions],
        reason=judgement.reason,
        detail=judgement.detail,
        language=judgement.language,
        on=judgement.on,
        warnings=[WarningShape(code=remark.code, detail=remark.detail) for remark in judgement.remarks],
        normalized=judgement.normalized,
    )


def target_shape(place: Place) -> TargetShape:
    """The published shape of a place."""
    return TargetShape(id=str(place.id), eid=place.eid, work=str(place.work), label=place.label)


def _hint(place: Place) -> HintShape:
    return HintShape(id=str(place.id), eid=place.eid, work=str(place.work), label=place.label, why=place.why or "near")
