"""/v1/search: provisions by their words, page by page."""

from datetime import date
from urllib.parse import urlencode

from litestar import Response, get

from lawpin.holdings.listing import Cursor, read_cursor
from lawpin.holdings.searching import Search
from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.exchange import whole_number
from lawpin.law.citations.searching import read_terms
from lawpin.law.errors import BadCursor, BadParameter
from lawpin.law.identifiers.reader import read_address
from lawpin.law.languages import language_code
from lawpin.wire.links import link
from lawpin.wire.search import SearchShape

USUAL_PAGE, LARGEST_PAGE = 20, 100
_FILTERS = ("q", "language", "under", "on")


@get("/v1/search")
async def search(request: Connection, service: FromService) -> Response[bytes]:
    """A page of hits; every page of one search shows the store as it was at the first."""
    asked = asked_in(request)
    parameters = asked.parameters("cursor", "limit", *_FILTERS)
    filters = {name: parameters[name] for name in _FILTERS if name in parameters}
    limit = whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", least=1, most=LARGEST_PAGE)
    head = service.lookup.store.head()
    cursor = read_cursor(parameters["cursor"], filters, head) if "cursor" in parameters else Cursor(head, "0")
    found = service.searching.page(_search(filters, cursor.seq), after=_number(cursor.after), limit=limit)
    following = None if found.following is None else Cursor(cursor.seq, str(found.following)).write(filters)
    links = "" if following is None else link(f"/v1/search?{urlencode({**parameters, 'cursor': following})}", "next")
    shape = SearchShape(hits=found.shapes, next=following, seq=cursor.seq)
    return respond(shape_answer(shape, asked, cache=LIVE, links=links))


def _search(asked: dict[str, str], seq: int) -> Search:
    """Raises BadParameter and MalformedAddress."""
    return Search(
        terms=read_terms(asked.get("q", "")),
        seq=seq,
        language=_language(asked),
        under=None if "under" not in asked else read_address(asked["under"]),
        on=_day(asked),
    )


def _language(asked: dict[str, str]) -> str | None:
    code = language_code(asked.get("language", "zho"))
    if code is None:
        message = "a language is three letters of ISO 639-2, such as zho"
        raise BadParameter(message, parameter="language")
    return code if "language" in asked else None


def _day(asked: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(asked["on"]) if "on" in asked else None
    except ValueError:
        day = None
    if "on" in asked and (day is None or day.isoformat() != asked["on"]):
        message = "a day is YYYY-MM-DD"
        raise BadParameter(message, parameter="on")
    return day


def _number(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) < 16):  # noqa: PLR2004 - more than any store holds
        message = "this cursor is not one of a search: take it from `next`"
        raise BadCursor(message, parameter="cursor")
    return int(after)
