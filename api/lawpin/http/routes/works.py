"""/v1/works: what is held, page by page."""

from urllib.parse import urlencode

from litestar import Response, get

from lawpin.holdings.listing import Cursor, read_cursor
from lawpin.holdings.store import Filters
from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.exchange import whole_number
from lawpin.http.filtering import country, doctype, folded, is_date, one_of
from lawpin.law.languages import language_code
from lawpin.law.version import STATUSES
from lawpin.wire.links import link
from lawpin.wire.work import WorksShape

USUAL_PAGE, LARGEST_PAGE = 50, 500
FILTERS = ("country", "type", "language", "date", "status", "title", "alias")


@get("/v1/works")
async def list_works(request: Connection, service: FromService) -> Response[bytes]:
    """A page of the works held, by IRI; every page of one listing shows the store as it was at the first."""
    asked = asked_in(request)
    parameters = asked.parameters("cursor", "limit", *FILTERS)
    filters = {name: parameters[name] for name in FILTERS if name in parameters}
    limit = whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", least=1, most=LARGEST_PAGE)
    head = service.lookup.store.head()
    cursor = read_cursor(parameters["cursor"], filters, head) if "cursor" in parameters else Cursor(head, "")
    alias = folded(filters, "alias", str.strip, "an empty alias names nothing: leave the parameter out")
    among = None if alias is None else service.lookup.called(alias)
    wanted = _filters(filters, cursor.seq, service)
    found = service.lookup.works(wanted, after=cursor.after, limit=limit + 1, among=among)
    page = found[:limit]
    following = Cursor(cursor.seq, page[-1].id).write(filters) if len(found) > limit else None
    links = "" if following is None else link(f"/v1/works?{urlencode({**parameters, 'cursor': following})}", "next")
    shape = WorksShape(works=page, next=following, seq=cursor.seq)
    return respond(shape_answer(shape, asked, cache=LIVE, links=links))


def _filters(asked: dict[str, str], seq: int, service: FromService) -> Filters:
    date = asked.get("date")
    return Filters(
        seq=seq,
        day=service.clock().date(),
        country=country(asked),
        doctype=doctype(asked),
        language=folded(asked, "language", language_code, "a language is three letters of ISO 639-2, such as zho"),
        status=one_of(asked, "status", {status: status for status in STATUSES}),
        title=folded(asked, "title", str.strip, "an empty title names nothing: leave the parameter out"),
        since=folded(asked, "date", is_date, "a date is YYYY, YYYY-MM or YYYY-MM-DD"),
        # A date is a beginning: 2017 means all of 2017. The tilde sorts after every digit and hyphen.
        until=None if date is None else f"{date}~",
    )
