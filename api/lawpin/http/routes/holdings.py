"""What is held, and how this server does."""

import asyncio

from litestar import Response, get

from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE, NEVER
from lawpin.wire.report import HealthShape, StatusShape


@get("/v1/coverage")
async def coverage(request: Connection, service: FromService) -> Response[bytes]:
    """What is held, counted, and what is known to be missing. Counted on a thread: meanwhile others are answered."""
    asked = asked_in(request)
    asked.parameters()
    counted = await asyncio.to_thread(service.lookup.coverage)
    return respond(shape_answer(counted, asked, cache=LIVE))


@get("/v1/status")
async def status(request: Connection, service: FromService) -> Response[bytes]:
    """How fresh this store is."""
    asked = asked_in(request)
    asked.parameters()
    store = service.lookup.store
    totals = store.totals()
    shape = StatusShape(
        version=service.version,
        seq=store.head(),
        recorded_at=service.lookup.recorded_at(),
        works=totals.works,
        expressions=totals.expressions,
        portions=totals.portions,
    )
    return respond(shape_answer(shape, asked, cache=NEVER))


@get("/health/live")
async def live(request: Connection) -> Response[bytes]:
    """Whether the process answers."""
    asked = asked_in(request)
    asked.parameters()
    return respond(shape_answer(HealthShape(status="ok"), asked, cache=NEVER))


@get("/health/ready")
async def ready(request: Connection, service: FromService) -> Response[bytes]:
    """Whether the store answers. An unavailable store is 503."""
    asked = asked_in(request)
    asked.parameters()
    service.lookup.store.head()
    return respond(shape_answer(HealthShape(status="ok"), asked, cache=NEVER))
