"""Header fields of answers, as the OpenAPI document describes them."""

from lawpin.http.contract.parameters import Json


def _header(description: str, *, always: bool = True) -> Json:
    return {"description": description, **({"required": True} if always else {}), "schema": {"type": "string"}}


HEADERS: dict[str, Json] = {
    "Request-Id": _header("The request's id, as in the log and in the `instance` of a problem."),
    "Cache-Control": _header("How long the answer may be kept: pinned addresses for ever, floating ones briefly."),
    "Vary": _header("The request's fields that chose among representations.", always=False),
    "ETag": _header("Strong tag of these very bytes."),
    "Last-Modified": _header("When a pinned body was recorded; it has not changed since.", always=False),
    "Memento-Datetime": _header(
        "Since when the text of a pinned address has stood (RFC 7089): midnight UTC of the day from which it counts.",
        always=False,
    ),
    "Link": _header("Typed links (RFC 8288): versions, neighbours, formats.", always=False),
    "Repr-Digest": _header("SHA-256 of the body (RFC 9530)."),
    "Content-Language": _header("The language of the text.", always=False),
    "Document-Valid": {
        **_header("`?0`: the official schema refuses the document; `describedby` links its report.", always=False),
        "example": "?0",
    },
    "Content-Location": _header("The pinned address of what a floating one answered.", always=False),
    "Location": _header("The canonical spelling of the address, or the address of what was created."),
    "WWW-Authenticate": _header("How to show a key (RFC 6750)."),
    "Allow": _header("The methods that are allowed."),
    "Retry-After": _header("Seconds to wait.", always=False),
    # Counts on with every request, so that no example of it could be taken twice.
    "RateLimit": {
        **_header("What is left of the limit, and for how long.", always=False),
        "example": '"reads";r=599;t=60',
    },
    "RateLimit-Policy": _header("The limit: so many reads in so many seconds.", always=False),
}
