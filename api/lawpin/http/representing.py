"""A body as a response: validators, freshness, links, and the fields that keep active content harmless."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lawpin.holdings.coding import CODINGS
from lawpin.holdings.store import Body, Page
from lawpin.http.caching import entity_tag, is_unchanged, repr_digest
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import Format
from lawpin.http.negotiation import choose_coding

_HARMLESS = "default-src 'none'; sandbox"
# Below this a body fits one packet with its header fields.
_WORTH_CODING = 1024


@dataclass(frozen=True, slots=True)
class Manner:
    """How a body is sent: how long it may be kept, whether its format was negotiated, fields and links besides."""

    cache: str
    negotiated: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    links: str = ""


def represent(page: Page, form: Format, asked: Asked, manner: Manner) -> Answer:
    """The answer with a page: 200, or 304 where the request already has these bytes.

    Every coding of a body is a representation with a tag and a digest of its own.
    """
    tag = entity_tag(page.body.sha256)
    fields = {"ETag": tag, "Cache-Control": manner.cache, **manner.fields}
    fields["Vary"] = "Accept, Accept-Encoding" if manner.negotiated else "Accept-Encoding"
    if is_unchanged(asked.headers.get("if-none-match"), tag):
        return Answer(304, headers=fields)
    fields["Repr-Digest"] = repr_digest(page.body.sha256)
    if page.coding is not None:
        fields["Content-Encoding"] = page.coding
    if page.links or manner.links:
        fields["Link"] = ", ".join(filter(None, (page.links, manner.links)))
    if form.is_active:
        fields["Content-Security-Policy"] = _HARMLESS
    return Answer(200, page.body.content, form.content_type, fields)


def made(content: bytes, asked: Asked, links: str = "") -> Page:
    """A page of bytes that no store holds, in the coding that the request prefers where that is worth it."""
    coding = choose_coding(asked.headers.get("accept-encoding")) if len(content) >= _WORTH_CODING else None
    sent = content if coding is None else CODINGS[coding](content)
    return Page(Body.of(sent), links, coding)
