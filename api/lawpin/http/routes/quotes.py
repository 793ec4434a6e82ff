"""/v1/quotes: from quoted words to the provisions where they stand."""

from datetime import date

from litestar import Response, post

from lawpin.holdings.quoted import Asked as Quoted
from lawpin.holdings.quoted import answer
from lawpin.http.answering import Connection, FromService, asked_in, respond
from lawpin.http.caching import NEVER
from lawpin.http.exchange import Answer
from lawpin.http.formats import FORMATS
from lawpin.http.posting import read_body, unsupported
from lawpin.http.representing import Manner, made, represent
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.reader import read_address
from lawpin.law.languages import language_code
from lawpin.wire.quotes import QuoteRequest
from lawpin.wire.shape import to_json

_RULE = "the body must be {“quote”: words, “language”?, “context”?, “on”?} or a TextQuoteSelector"


@post("/v1/quotes", status_code=200)
async def find_quotation(request: Connection, service: FromService) -> Response[bytes]:
    """Where words stand, or why they do not: the outcome is in the body."""
    asked = asked_in(request)
    asked.parameters()
    refusal = unsupported(asked, "the quotation")
    if refusal is not None:
        return respond(refusal)
    quoted = _read(read_body(await request.body(), QuoteRequest, _RULE))
    shape = answer(quoted, service.quoting)
    whole = represent(made(to_json(shape), asked), FORMATS["json"], Manner.of(NEVER)).whole
    # A tag would be one of the resource, which this is not.
    return respond(Answer(whole.status, tuple(field for field in whole.fields if field[0] != b"etag"), whole.body))


def _read(body: QuoteRequest) -> Quoted:
    """Raises BadParameter and MalformedAddress."""
    return Quoted(
        text=body.exact or body.quote or "",
        language=_language(body.language),
        context=None if body.context is None else _context(body.context),
        on=None if body.on is None else _day(body.on),
        prefix=body.prefix or "",
        suffix=body.suffix or "",
    )


def _language(written: str | None) -> str | None:
    code = None if written is None else language_code(written)
    if written is not None and code is None:
        message = "a language is three letters of ISO 639-2, such as zho"
        raise BadParameter(message, parameter="language")
    return code


def _context(written: str) -> Address:
    return read_address(written)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = "the day is not one of the calendar"
        raise BadParameter(message, parameter="on") from None
