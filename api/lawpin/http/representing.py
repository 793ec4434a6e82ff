"""A body as a response: validators, freshness, links, and the fields that keep active content harmless."""

from collections.abc import Mapping

from lawpin.holdings.store import Body
from lawpin.http.caching import entity_tag, is_unchanged, repr_digest
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import Format

_HARMLESS = "default-src 'none'; sandbox"


def represent(
    body: Body,
    form: Format,
    asked: Asked,
    *,
    cache: str,
    links: str = "",
    vary: bool = True,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """The answer with this body: 200, or 304 where the request already has it.

    `vary` says that the format was negotiated; `links` is the value of the Link field.
    """
    tag = entity_tag(body.sha256)
    common = {"ETag": tag, "Cache-Control": cache, **(headers or {})}
    if vary:
        common["Vary"] = "Accept"
    if is_unchanged(asked.headers.get("if-none-match"), tag):
        return Answer(304, headers=common)
    common["Repr-Digest"] = repr_digest(body.sha256)
    if links:
        common["Link"] = links
    if form.is_active:
        common["Content-Security-Policy"] = _HARMLESS
    return Answer(200, body.content, form.content_type, common)
