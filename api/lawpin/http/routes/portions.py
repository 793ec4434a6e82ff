"""/v1/portions: many look-ups in one request."""

from litestar import Response, post
from pydantic import ValidationError

from lawpin.http.answering import Connection, FromService, Service, asked_in, respond
from lawpin.http.caching import NEVER
from lawpin.http.exchange import Answer, Asked
from lawpin.http.problems import make_problem, problem_answer, problem_of
from lawpin.law.errors import LawError, Malformed, MalformedAddress
from lawpin.law.identifiers.reader import read_address
from lawpin.wire.batch import MAX_IDS, BatchItem, BatchRequest, BatchShape
from lawpin.wire.portion import PortionShape, RangeShape
from lawpin.wire.shape import to_json

MAX_BODY = 1024 * 1024


@post("/v1/portions", status_code=200)
async def look_up_portions(request: Connection, service: FromService) -> Response[bytes]:
    """The portions at up to 200 addresses, in order, each with the status that it alone would have."""
    asked = asked_in(request)
    asked.parameters()
    if asked.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        problem = make_problem("unsupported-media-type", "send the addresses as application/json", asked.request_id)
        return respond(problem_answer(problem, asked, Accept="application/json"))
    ids = _read_ids(await request.body())
    items = [_look_up(asked_id, service, asked) for asked_id in ids]
    body = to_json(BatchShape(portions=items))
    return respond(Answer(200, body, "application/json", {"Cache-Control": NEVER}))


def _read_ids(body: bytes) -> list[str]:
    try:
        return BatchRequest.model_validate_json(body).ids
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        pointer = "".join(f"/{step}" for step in first["loc"])
        message = f"the body must be {{“ids”: [1 to {MAX_IDS} addresses]}}: {first['msg']}"
        raise Malformed(message, pointer=pointer or "/") from None


def _look_up(asked_id: str, service: Service, asked: Asked) -> BatchItem:
    try:
        shape = _shape(asked_id, service)
    except LawError as fault:
        problem = problem_of(fault, asked.request_id)
        return BatchItem(id=asked_id, status=problem.status, body=None, problem=problem)
    return BatchItem(id=asked_id, status=200, body=shape, problem=None)


def _shape(asked_id: str, service: Service) -> PortionShape | RangeShape:
    address = read_address(asked_id)
    if address.language is None or address.view is not None:
        message = "a batch looks up texts: this is the address of a work or of a view"
        raise MalformedAddress(message, position=len(str(address.work)), iri=address.bare)
    return service.addresses.shape(address, asked_id)
