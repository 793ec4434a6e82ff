"""/v1/changes, /v1/checkpoint, /v1/consistency: the log, what it was when, and that it only grew."""

import asyncio
from collections.abc import Mapping

from litestar import Response, get

from lawpin.holdings.events import Wanted, changes
from lawpin.holdings.proving import prove_growth
from lawpin.holdings.signing import checkpoint_of, sign, signer_of
from lawpin.http.answering import Connection, FromService, Service, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.exchange import whole_number
from lawpin.http.filtering import country, doctype
from lawpin.http.formats import FORMATS
from lawpin.http.negotiation import require_acceptable
from lawpin.http.representing import BY_FORMAT, Manner, made, represent
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.reader import read_work_id
from lawpin.wire.log import ConsistencyShape

USUAL_PAGE, LARGEST_PAGE = 100, 1000
LONGEST_WAIT_S = 30
_LARGEST = 2**53
# Waiting requests look at the store so often; all together they cost less than a hundred look-ups a second each.
_LOOK_S = 0.1
# More of them are answered at once: who waits is under way, and must not keep readers out.
_MOST_WAITING = 64


@get("/v1/changes")
async def list_changes(request: Connection, service: FromService) -> Response[bytes]:
    """Events after an entry of the log, in order; `wait` seconds for the next one where there is none yet."""
    asked = asked_in(request)
    parameters = asked.parameters("after", "limit", "wait", "work", "country", "type")
    after = whole_number(parameters.get("after", "0"), "after", most=_LARGEST)
    limit = whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", least=1, most=LARGEST_PAGE)
    wait_s = whole_number(parameters.get("wait", "0"), "wait", most=LONGEST_WAIT_S)
    wanted = Wanted(_work(parameters), country(parameters), doctype(parameters))
    page = changes(service.lookup.store, wanted, after=after, limit=limit)
    if not page.events and wait_s and service.waiting.count < _MOST_WAITING:
        service.waiting.count += 1
        try:
            await _grown(service, max(after, page.next), wait_s)
        finally:
            service.waiting.count -= 1
        page = changes(service.lookup.store, wanted, after=page.next, limit=limit)
    return respond(shape_answer(page, asked, cache=LIVE))


async def _grown(service: Service, seq: int, wait_s: float) -> None:
    """Returns when the log has an entry after `seq`, at the latest after some seconds."""
    for _ in range(int(wait_s / _LOOK_S)):
        if service.lookup.store.head() > seq:
            return
        await asyncio.sleep(_LOOK_S)


@get("/v1/checkpoint")
async def checkpoint(request: Connection, service: FromService) -> Response[bytes]:
    """What the log is now, as a signed note."""
    asked = asked_in(request)
    asked.parameters()
    require_acceptable(asked.headers.get("accept"), FORMATS["txt"])
    store = service.lookup.store
    signer = signer_of(store)
    note = sign(checkpoint_of(store, store.head(), signer.name), signer)
    manner = Manner.of(LIVE, vary=BY_FORMAT)
    return respond(represent(made(note.encode(), asked), FORMATS["txt"], manner).under(asked.conditions))


@get("/v1/consistency")
async def consistency(request: Connection, service: FromService) -> Response[bytes]:
    """What shows that an older log begins a newer one; `to` is the newest entry where it is not said."""
    asked = asked_in(request)
    parameters = asked.parameters("from", "to")
    if "from" not in parameters:
        message = "say how many entries the older log had"
        raise BadParameter(message, parameter="from")
    store = service.lookup.store
    old = whole_number(parameters["from"], "from", least=1, most=_LARGEST)
    size = whole_number(parameters["to"], "to", least=1, most=_LARGEST) if "to" in parameters else store.head()
    grown = prove_growth(store, old, size)
    shape = ConsistencyShape(
        from_=grown.old,
        to=grown.size,
        from_root=grown.old_root.hex(),
        root=grown.root.hex(),
        path=[step.hex() for step in grown.path],
    )
    # Both roots are for ever; without `to` the answer grows with the log.
    return respond(shape_answer(shape, asked, cache=LIVE))


def _work(parameters: Mapping[str, str]) -> str | None:
    return str(read_work_id(parameters["work"])) if "work" in parameters else None
