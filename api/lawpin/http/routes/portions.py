"""/v1/portions: many look-ups in one request."""

import asyncio

from litestar import Response, post

from lawpin.http.answering import Connection, FromService, Service, asked_in, respond
from lawpin.http.exchange import Answer, Asked
from lawpin.http.posting import posted_answer, read_body, unsupported
from lawpin.http.problems import make_problem, problem_of
from lawpin.law.errors import LawError
from lawpin.wire.batch import MAX_IDS, BatchItem, BatchRequest, BatchShape
from lawpin.wire.shape import to_json

# One answer: two hundred articles are a tenth of this. What comes after the bound is asked for by itself.
MAX_ANSWER = 16 * 1024 * 1024
_RULE = f"the body must be {{“ids”: [1 to {MAX_IDS} addresses]}}"


@post("/v1/portions", status_code=200)
async def look_up_portions(request: Connection, service: FromService) -> Response[bytes]:
    """The portions at up to 200 addresses, in order, each with the status that it alone would have."""
    asked = asked_in(request)
    asked.parameters()
    refusal = unsupported(asked, "the addresses")
    if refusal is not None:
        return respond(refusal)
    # Whole, within its deadline and its size: the edge has seen to that.
    return respond(await _answer(read_body(await request.body(), BatchRequest, _RULE).ids, service, asked))


async def _answer(ids: list[str], service: Service, asked: Asked) -> Answer:
    items, weight = [], 0
    for asked_id in ids:
        item = _look_up(asked_id, service, asked) if weight <= MAX_ANSWER else _too_much(asked_id, asked)
        weight += len(to_json(item))
        items.append(item)
        # A batch is many requests: the others in between are not kept waiting.
        await asyncio.sleep(0)
    return posted_answer(BatchShape(portions=items), asked)


def _look_up(asked_id: str, service: Service, asked: Asked) -> BatchItem:
    try:
        shape = service.addresses.shape(asked_id)
    except LawError as fault:
        problem = problem_of(fault, asked.request_id)
        return BatchItem(id=asked_id, status=problem.status, body=None, problem=problem)
    return BatchItem(id=asked_id, status=200, body=shape, problem=None)


def _too_much(asked_id: str, asked: Asked) -> BatchItem:
    detail = f"the answers before this one have more than {MAX_ANSWER} bytes: ask for it in another request"
    problem = make_problem("too-much", detail, asked.request_id, limit=MAX_ANSWER)
    return BatchItem(id=asked_id, status=problem.status, body=None, problem=problem)
