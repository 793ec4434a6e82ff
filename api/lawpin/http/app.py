"""The composition root: a store, the routes over it, the edge around them."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import cast

from litestar import Litestar, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException

from lawpin.holdings.comparing import Comparisons
from lawpin.holdings.extracting import Extractor
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.press import Press, ThreadPress, begin
from lawpin.holdings.quoting import Quoting
from lawpin.holdings.resolving import Resolver
from lawpin.holdings.searching import Searching
from lawpin.holdings.store import Store
from lawpin.http.addresses import Addresses
from lawpin.http.answering import Connection, Service, asked_in, respond
from lawpin.http.asgi import Application
from lawpin.http.clock import utc_now
from lawpin.http.coding import coded_forms
from lawpin.http.contract.operations import OPERATIONS
from lawpin.http.doors import make_doors
from lawpin.http.edge import edge
from lawpin.http.front import Front
from lawpin.http.metrics import Tally
from lawpin.http.problems import make_problem, problem_answer, problem_of
from lawpin.http.routes import (
    citations,
    comparing,
    contract,
    entry,
    extraction,
    freshness,
    holdings,
    law,
    log,
    metrics,
    notices,
    portions,
    publishing,
    quotes,
    search,
    works,
)
from lawpin.http.rules import MAX_BODY, Rules
from lawpin.law.errors import LawError

ROUTES = (
    law.law,
    entry.entry,
    works.list_works,
    freshness.compare_freshness,
    *(log.list_changes, log.checkpoint, log.consistency),
    portions.look_up_portions,
    *(publishing.publish, publishing.read_report, notices.withdraw, notices.restore),
    quotes.find_quotation,
    *(citations.resolve_citation, citations.resolve_citations),
    search.search,
    comparing.diff,
    extraction.extract_citations,
    *(holdings.coverage, holdings.status, holdings.live, holdings.ready, metrics.metrics),
    *(contract.openapi, contract.docs, contract.docs_asset, contract.schemas, contract.schema, contract.problem_page),
)
_REASON_BY_STATUS = {404: "no-such-resource", 405: "method-not-allowed", 413: "too-much", 415: "unsupported-media-type"}
_log = logging.getLogger("lawpin.http")


def make_app(
    store: Store,
    clock: Callable[[], datetime] = utc_now,
    *,
    rules: Rules = Rules(),  # noqa: B008 - frozen
    tally: Tally | None = None,
    press: Press | None = None,
) -> Application:
    """The ASGI application that serves a store.

    `tally` None: it counts for itself alone. `press` None: what is published is worked on by a thread.
    """
    counts = tally or Tally()
    lookup = Lookup(store, clock)
    addresses = Addresses(lookup)
    presses = press or ThreadPress(partial(begin, store, clock, coded_forms))
    resolver = Resolver(lookup)
    functions = Quoting(lookup), resolver, Searching(lookup), Comparisons(store), Extractor(lookup, resolver)
    service = Service(lookup, addresses, clock, version("lawpin"), presses, *functions)

    def provide_service() -> Service:
        return service

    def provide_tally() -> Tally:
        return counts

    app = Litestar(
        route_handlers=ROUTES,
        dependencies={
            "service": Provide(provide_service, sync_to_thread=False),
            "tally": Provide(provide_tally, sync_to_thread=False),
        },
        exception_handlers={LawError: _law_error, HTTPException: _http_error, Exception: _any_error},
        state=State({"service": service}),
        openapi_config=None,
        request_max_body_size=MAX_BODY,
        logging_config=None,
    )
    posted, read = (frozenset(one.path for one in OPERATIONS if one.method == method) for method in ("post", "get"))
    routes = law.law_first(cast("Application", app), service)
    doors = make_doors(store, clock, rules)
    return edge(routes, first=Front(lookup).answer, posted=posted, read=read, doors=doors, rules=rules, tally=counts)


def _law_error(request: Connection, fault: LawError) -> Response[bytes]:
    asked = asked_in(request)
    return respond(problem_answer(problem_of(fault, asked.request_id), asked))


def _http_error(request: Connection, fault: HTTPException) -> Response[bytes]:
    asked = asked_in(request)
    usual = "malformed-request" if fault.status_code < 500 else "internal-error"  # noqa: PLR2004 - RFC 9110
    slug = _REASON_BY_STATUS.get(fault.status_code, usual)
    if fault.status_code >= 500:  # noqa: PLR2004 - RFC 9110
        _log.error("request %s failed", asked.request_id, exc_info=fault)
    facts = {"limit": MAX_BODY} if slug == "too-much" else {}
    problem = make_problem(slug, _WORDS.get(slug, fault.detail), asked.request_id, **facts)
    return respond(
        problem_answer(problem, asked, **({"Allow": _allowed(fault)} if slug == "method-not-allowed" else {}))
    )


def _allowed(fault: HTTPException) -> str:
    """The methods of a path, as the router says them, with those that the edge adds."""
    said = next((value for name, value in (fault.headers or {}).items() if name.lower() == "allow"), "GET")
    methods = {method.strip() for method in said.split(",")} | {"OPTIONS"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


_WORDS = {
    "no-such-resource": "nothing is served at this path; / lists what is",
    "method-not-allowed": "this path does not take this method",
    "too-much": f"a body has at most {MAX_BODY} bytes",
}


def _any_error(request: Connection, fault: Exception) -> Response[bytes]:
    asked = asked_in(request)
    _log.error("request %s failed", asked.request_id, exc_info=fault)
    return respond(problem_answer(make_problem("internal-error", "the server failed", asked.request_id), asked))
