"""/v1/ingests: documents that are published, and the reports of what became of them."""

import re
from collections.abc import Mapping

from litestar import Response, get, post
from litestar.params import FromPath

from lawpin.holdings.publication import Expected, Publication, Published
from lawpin.holdings.reports import find_report
from lawpin.holdings.withdrawing import read_reason
from lawpin.http.answering import Connection, FromService, asked_in, respond
from lawpin.http.caching import NEVER, PINNED, named_tags
from lawpin.http.doors import DOCUMENT_BYTES, KEY
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.negotiation import require_acceptable
from lawpin.http.problems import make_problem, problem_answer
from lawpin.http.representing import BY_FORMAT, Manner, made, represent
from lawpin.law.errors import BadParameter, NoSuchResource
from lawpin.wire.links import link
from lawpin.wire.shape import to_json

_NAME = re.compile(r'"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255})')
_DRY = {"true": True, "false": False}
_CREATED, _OK = 201, 200


@post("/v1/ingests", status_code=_CREATED, request_max_body_size=DOCUMENT_BYTES)
async def publish(request: Connection, service: FromService) -> Response[bytes]:
    """Publishes the document in the body. That the sender may, and what it sends, the door has seen to."""
    asked = asked_in(request)
    require_acceptable(asked.headers.get("accept"), FORMATS["json"])
    parameters = asked.parameters("dryRun", "correction")
    publication = Publication(
        key=request.scope["state"][KEY],
        source=await request.body(),
        expected=_expected(asked),
        correction=_correction(parameters),
        dry_run=_is_dry(parameters.get("dryRun", "false")),
        name=_name(asked),
    )
    return respond(_answer(await service.press.publish(publication), asked))


@get("/v1/ingests/{report:str}")
async def read_report(request: Connection, service: FromService, report: FromPath[str]) -> Response[bytes]:
    """What became of a document, for ever."""
    asked = asked_in(request)
    asked.parameters()
    require_acceptable(asked.headers.get("accept"), FORMATS["json"])
    found = find_report(report, service.lookup.store)
    if found is None:
        message = "no report has this id: of a dry run none is kept"
        raise NoSuchResource(message)
    content, admitted = found
    links = "" if admitted is None else link(str(admitted), "describes")
    page = represent(made(content, asked), FORMATS["json"], Manner.of(PINNED, vary=BY_FORMAT, links=links))
    return respond(page.under(asked.conditions))


def _answer(published: Published, asked: Asked) -> Answer:
    """201 for a new version, a problem for a refusal, else 200; all with the way to the report that is kept."""
    told = published.report
    fields = {} if published.id is None else {"Link": link(_address(published.id), "describedby")}
    if told.outcome == "refused":
        findings = [finding.model_dump() for finding in told.findings]
        difference = None if told.difference is None else told.difference.model_dump()
        facts = {"iri": told.id, "findings": findings, "difference": difference}
        problem = make_problem(told.reason or "refused", told.detail or "it is refused", asked.request_id, **facts)
        return problem_answer(problem, asked, **fields)
    if told.outcome == "stored":
        fields |= {"Location": _address(published.id or "")}
    status = _CREATED if told.outcome == "stored" else _OK
    return Answer.of(status, to_json(told), "application/json", {"Cache-Control": NEVER, **fields})


def _address(report_id: str) -> str:
    return f"/v1/ingests/{report_id}"


def _is_dry(written: str) -> bool:
    if written not in _DRY:
        message = "dryRun is true or false"
        raise BadParameter(message, parameter="dryRun")
    return _DRY[written]


def _correction(parameters: Mapping[str, str]) -> str | None:
    """The reason of a correction, None where it is none. Raises BadParameter."""
    if "correction" not in parameters:
        return None
    try:
        return read_reason(parameters["correction"])
    except BadParameter as fault:
        raise BadParameter(fault.detail, parameter="correction") from None


def _expected(asked: Asked) -> Expected:
    """What the conditions of the request say of what is held. Raises BadParameter for those that say nothing here."""
    conditions = asked.conditions
    if conditions.none_match is not None and conditions.none_match.strip() != "*":
        message = "If-None-Match takes * here: only if this version is not held yet"
        raise BadParameter(message, parameter="If-None-Match")
    if conditions.unmodified_since is not None:
        message = "say by If-Match what you expect to be held: versions are told apart by their bytes, not by dates"
        raise BadParameter(message, parameter="If-Unmodified-Since")
    new = conditions.none_match is not None
    if conditions.match is None:
        return Expected(new=new)
    if conditions.match.strip() == "*":
        return Expected(new=new, held=True)
    return Expected(new=new, current=frozenset(named_tags(conditions.match)))


def _name(asked: Asked) -> str | None:
    """What the sender calls the request, quoted (a string of RFC 9651) or bare. Raises BadParameter."""
    written = asked.headers.get("idempotency-key")
    if written is None:
        return None
    found = _NAME.fullmatch(written.strip())
    if found is None:
        message = "an Idempotency-Key is 1 to 255 visible characters of ASCII in quotation marks"
        raise BadParameter(message, parameter="Idempotency-Key")
    return found[1] or found[2]
