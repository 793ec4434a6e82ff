"""/v1/works: what is held, page by page."""

import re
from collections.abc import Callable, Mapping
from datetime import date as calendar_date
from typing import TypeVar
from urllib.parse import urlencode

from litestar import Response, get

from lawpin.holdings.listing import Cursor, read_cursor
from lawpin.holdings.store import Filters
from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.exchange import whole_number
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.reader import DOCTYPES
from lawpin.law.languages import language_code
from lawpin.law.version import STATUSES
from lawpin.wire.links import link
from lawpin.wire.work import WorksShape

USUAL_PAGE, LARGEST_PAGE = 50, 500
Value = TypeVar("Value", bound=str)
_COUNTRY = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
FILTERS = ("country", "type", "language", "date", "status", "title")


@get("/v1/works")
async def list_works(request: Connection, service: FromService) -> Response[bytes]:
    """A page of the works held, by IRI; every page of one listing shows the store as it was at the first."""
    asked = asked_in(request)
    parameters = asked.parameters("cursor", "limit", *FILTERS)
    filters = {name: parameters[name] for name in FILTERS if name in parameters}
    limit = whole_number(parameters.get("limit", str(USUAL_PAGE)), "limit", least=1, most=LARGEST_PAGE)
    head = service.lookup.store.head()
    cursor = read_cursor(parameters["cursor"], filters, head) if "cursor" in parameters else Cursor(head, "")
    found = service.lookup.works(_filters(filters, cursor.seq, service), after=cursor.after, limit=limit + 1)
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
        country=_folded(asked, "country", _is_country, "a country is its ISO 3166-1 code, such as cn"),
        doctype=_one_of(asked, "type", DOCTYPES),
        language=_folded(asked, "language", language_code, "a language is three letters of ISO 639-2, such as zho"),
        status=_one_of(asked, "status", {status: status for status in STATUSES}),
        title=_folded(asked, "title", str.strip, "an empty title names nothing: leave the parameter out"),
        since=_folded(asked, "date", _is_date, "a date is YYYY, YYYY-MM or YYYY-MM-DD"),
        # A date is a beginning: 2017 means all of 2017. The tilde sorts after every digit and hyphen.
        until=None if date is None else f"{date}~",
    )


def _folded(asked: Mapping[str, str], name: str, read: Callable[[str], str | None], rule: str) -> str | None:
    """The value of a filter as `read` gives it; None where it is not asked for. Raises BadParameter."""
    if name not in asked:
        return None
    value = read(asked[name])
    if not value:
        raise BadParameter(rule, parameter=name)
    return value


def _one_of(asked: Mapping[str, str], name: str, known: Mapping[str, Value]) -> Value | None:
    """The value of a filter that has a closed list, letter case aside. Raises BadParameter."""
    if name not in asked:
        return None
    value = known.get(asked[name].lower())
    if value is None:
        message = f"{name} is one of {', '.join(known.values())}"
        raise BadParameter(message, parameter=name)
    return value


def _is_country(written: str) -> str | None:
    return written.lower() if _COUNTRY.fullmatch(written) else None


def _is_date(written: str) -> str | None:
    if not _DATE.fullmatch(written):
        return None
    try:
        calendar_date.fromisoformat(f"{written}-01-01" if len(written) == len("2017") else f"{written}-01"[:10])
    except ValueError:
        return None
    return written
