"""/v1/works: what is held, page by page."""

from litestar import Response, get

from lawpin.holdings.listing import Cursor, read_cursor
from lawpin.holdings.store import Filters
from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.exchange import whole_number
from lawpin.law.errors import BadParameter
from lawpin.law.languages import language_code
from lawpin.law.version import STATUSES
from lawpin.wire.work import WorksShape

USUAL_PAGE, LARGEST_PAGE = 50, 500
FILTERS = ("country", "type", "language", "date", "status", "title")


@get("/v1/works")
async def list_works(request: Connection, service: FromService) -> Response[bytes]:
    """A page of the works held, by IRI; every page of one listing shows the store as it was at the first."""
    asked = asked_in(request)
    parameters = asked.parameters("cursor", "limit", *FILTERS)
    filters = {name: parameters[name] for name in FILTERS if name in parameters}
    limit = max(1, whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", most=LARGEST_PAGE))
    head = service.lookup.store.head()
    cursor = read_cursor(parameters["cursor"], filters, head) if "cursor" in parameters else Cursor(head, "")
    found = service.lookup.works(_filters(filters, cursor.seq, service), after=cursor.after, limit=limit + 1)
    page = found[:limit]
    following = Cursor(cursor.seq, page[-1].id).write(filters) if len(found) > limit else None
    return respond(shape_answer(WorksShape(works=page, next=following, seq=cursor.seq), asked, cache=LIVE))


def _filters(asked: dict[str, str], seq: int, service: FromService) -> Filters:
    language = asked.get("language")
    code = None if language is None else language_code(language)
    if language is not None and code is None:
        message = f"“{language[:80]}” is not a language (three letters of ISO 639-2, such as zho)"
        raise BadParameter(message, parameter="language")
    status = next((known for known in STATUSES if known == asked.get("status")), None)
    if "status" in asked and status is None:
        message = f"a status is one of {', '.join(STATUSES)}"
        raise BadParameter(message, parameter="status")
    date = asked.get("date")
    return Filters(
        seq=seq,
        day=service.clock().date(),
        country=asked.get("country"),
        doctype=asked.get("type"),
        language=code,
        status=status,
        title=asked.get("title"),
        since=date,
        # A date is a beginning: 2017 means all of 2017. The tilde sorts after every digit and hyphen.
        until=None if date is None else f"{date}~",
    )
