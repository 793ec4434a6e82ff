"""/v1/freshness: which of what a client has is not what stands there now."""

import asyncio
from collections.abc import Iterator

from litestar import Response, post

from lawpin.holdings.admission import FORMS, Body
from lawpin.holdings.freshness import Comparing, Standing
from lawpin.http.answering import Connection, FromService, Service, asked_in, respond
from lawpin.http.caching import entity_tag
from lawpin.http.coding import coded_forms
from lawpin.http.posting import posted_answer, read_body, unsupported
from lawpin.http.problems import problem_of
from lawpin.law.errors import LawError
from lawpin.law.identifiers.ids import PortionId
from lawpin.wire.log import MAX_FRESH, FreshnessItem, FreshnessRequest, FreshnessShape
from lawpin.wire.shape import to_json

_RULE = f"the body must be {{address: entity tag or digest}}, 1 to {MAX_FRESH} of them"
_DIGEST = "sha256:"
# So many addresses are compared before other requests get their turn.
_IN_A_ROW = 50


@post("/v1/freshness", status_code=200)
async def compare_freshness(request: Connection, service: FromService) -> Response[bytes]:
    """Of up to 5,000 addresses those where something else stands than what the client has."""
    asked = asked_in(request)
    asked.parameters()
    refusal = unsupported(asked, "the addresses")
    if refusal is not None:
        return respond(refusal)
    held = read_body(await request.body(), FreshnessRequest, _RULE).root
    seq = service.lookup.store.head()
    comparing = Comparing(service.lookup)
    differing = []
    tags = _Tags(service)
    for number, (iri, tag) in enumerate(held.items()):
        item = _compared(comparing, tags, iri, tag)
        if item is not None:
            differing.append(item)
        if not tag.startswith(_DIGEST) or number % _IN_A_ROW == _IN_A_ROW - 1:
            await asyncio.sleep(0)
    shape = FreshnessShape(differing=differing, checked=len(held), seq=seq)
    return respond(posted_answer(shape, asked))


def _compared(comparing: Comparing, tags: "_Tags", iri: str, tag: str) -> FreshnessItem | None:
    """What differs at one address; None: what the client has is what stands there."""
    try:
        found = comparing.at(iri)
    except LawError as fault:
        problem = problem_of(fault, "")
        return FreshnessItem(id=iri, status=problem.status, reason=fault.reason, current=None, digest=None)
    is_same = tag == found.digest if tag.startswith(_DIGEST) else tags.has(_bare(tag), iri, found)
    if is_same:
        return None
    return FreshnessItem(id=iri, status=200, reason=None, current=str(found.place), digest=found.digest)


def _bare(tag: str) -> str:
    return f'"{tag.removeprefix("W/").strip(chr(34))}"'


class _Tags:
    """The entity tags of what stands at places, in every form and coding; what is stored is coded once in a request."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[PortionId, frozenset[str]] = {}

    def has(self, tag: str, iri: str, found: Standing) -> bool:
        """Whether it is one of those of an address."""
        if found.place not in self._known:
            pages = (self._service.lookup.page(found.place, form) for form in FORMS)
            self._known[found.place] = frozenset(tag for page in pages for tag in _all_tags(page.body.content))
        if tag in self._known[found.place] or iri == str(found.place):
            return tag in self._known[found.place]
        # A floating address has a JSON of its own, which says what was asked for.
        return tag in _all_tags(to_json(self._service.addresses.shape(iri)))


def _all_tags(body: bytes) -> Iterator[str]:
    return (_tag(sent) for sent in (body, *coded_forms(body)))


def _tag(body: bytes) -> str:
    return entity_tag(Body.of(body).sha256)
