"""Between Litestar and our answers: what a route is given, and how its answer leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.types import HTTPScope
from pydantic import BaseModel

from lawpin.holdings.comparing import Comparisons
from lawpin.holdings.extracting import Extractor
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.press import Press
from lawpin.holdings.quoting import Quoting
from lawpin.holdings.resolving import Resolver
from lawpin.holdings.searching import Searching
from lawpin.http.addresses import Addresses
from lawpin.http.edge import asked_of
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.negotiation import require_acceptable
from lawpin.http.representing import BY_FORMAT, Manner, made, represent
from lawpin.wire.shape import to_json

Connection = Request[Any, Any, Any]


@dataclass(slots=True)
class Waiting:
    """How many requests wait for something to happen."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """What the routes answer from. `clock` gives now in UTC; `version` is that of the software."""

    lookup: Lookup
    addresses: Addresses
    clock: Callable[[], datetime]
    version: str
    press: Press
    quoting: Quoting
    resolver: Resolver
    searching: Searching
    comparisons: Comparisons
    extractor: Extractor
    waiting: Waiting = field(default_factory=Waiting)


FromService = NamedDependency[SkipValidation[Service]]


def asked_in(request: Connection) -> Asked:
    """The request as a value."""
    scope: HTTPScope = request.scope
    return asked_of(dict(scope))


def shape_answer(shape: BaseModel, asked: Asked, *, cache: str, links: str = "") -> Answer:
    """A JSON answer that can be revalidated. Raises NotAcceptable where JSON is refused."""
    require_acceptable(asked.headers.get("accept"), FORMATS["json"])
    manner = Manner.of(cache, vary=BY_FORMAT, links=links)
    return represent(made(to_json(shape), asked), FORMATS["json"], manner).under(asked.conditions)


def respond(answer: Answer) -> Response[bytes]:
    """Our answer as Litestar's, which writes the charset of text itself."""
    headers = {name.decode(): value.decode("latin-1") for name, value in answer.fields}
    media_type = headers.pop("content-type", None)
    if media_type is not None and media_type.startswith("text/"):
        media_type = media_type.removesuffix("; charset=utf-8")
    return Response(content=answer.body, status_code=answer.status, media_type=media_type, headers=headers)
