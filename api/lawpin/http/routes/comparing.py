"""/v1/diff: what changed between two versions, or two places in them."""

import asyncio

from litestar import Response, get

from lawpin.holdings.comparison_shapes import diff_shape
from lawpin.http.answering import Connection, FromService, Service, asked_in, respond
from lawpin.http.caching import LIVE
from lawpin.http.diff_page import diff_page
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS, Format
from lawpin.http.negotiation import NotAcceptable, choose_format
from lawpin.http.representing import BY_FORMAT, Manner, made, represent
from lawpin.law.errors import BadParameter, MalformedAddress, PortionMoved
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_address
from lawpin.wire.diff import DiffShape
from lawpin.wire.shape import to_json

PAGE = Format("html", "json", ("text/html", "application/xhtml+xml"), "text/html; charset=utf-8")
_FORMS = (FORMATS["json"], PAGE)
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@get("/v1/diff")
async def diff(request: Connection, service: FromService) -> Response[bytes]:
    """What changed from one text or place to another. Compared on a thread: meanwhile others are answered."""
    asked = asked_in(request)
    parameters = asked.parameters("from", "to")
    form = choose_format(asked.headers.get("accept"), _FORMS)
    if form is None:
        message = "this is served as json, html"
        raise NotAcceptable(message, available={"formats": ["json", "html"]})
    old, new = (_place(service, parameters, name) for name in ("from", "to"))
    versions = service.lookup.versions(old.expression.work)
    comparison = await asyncio.to_thread(service.comparisons.compare, old, new, versions)
    return respond(_answer(diff_shape(comparison, old.expression, new.expression), form, asked))


def _answer(shape: DiffShape, form: Format, asked: Asked) -> Answer:
    is_page = form is PAGE
    content = diff_page(shape) if is_page else to_json(shape)
    fields = {"Content-Security-Policy": _POLICY} if is_page else {}
    manner = Manner.of(LIVE, vary=BY_FORMAT, fields=fields)
    return represent(made(content, asked), form, manner).under(asked.conditions)


def _place(service: Service, parameters: dict[str, str], name: str) -> PortionId:
    """The pinned place that a parameter names, in any spelling and by any id that it has had."""
    if not parameters.get(name):
        message = "two addresses are compared: ?from= and ?to=, each of a text or of a place in one"
        raise BadParameter(message, parameter=name)
    try:
        address = service.addresses.settled(read_address(parameters[name]))
    except MalformedAddress as fault:
        raise MalformedAddress(fault.detail, **{**fault.facts, "parameter": name}) from None
    if address.language is None or address.last or address.view or address.suffix:
        message = "this is not the address of a text or of one place in it, without a view and without a format"
        raise BadParameter(message, parameter=name, iri=address.bare)
    version = service.lookup.version(address)
    place = PortionId(version.id, address.eid, address.component)
    if not service.lookup.holds(version, address):
        try:
            service.lookup.page(place, "txt")
        except PortionMoved as fault:
            component, eid = fault.now
            return PortionId(version.id, eid, component)
    return place
