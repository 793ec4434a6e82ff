"""/metrics: what the server counts, for Prometheus."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from lawpin.http.answering import Connection, FromService, asked_in, respond
from lawpin.http.caching import NEVER
from lawpin.http.exchange import Answer
from lawpin.http.metrics import MEDIA_TYPE, Tally, exposition

FromTally = NamedDependency[SkipValidation[Tally]]


@get("/metrics")
async def metrics(request: Connection, service: FromService, tally: FromTally) -> Response[bytes]:
    """The counts of all processes of this server, in Prometheus's text format."""
    asked_in(request).parameters()
    body = exposition(tally, service.lookup.store, service.version)
    return respond(Answer.of(200, body, MEDIA_TYPE, {"Cache-Control": NEVER}))
