"""What no route should see: over-long, unreadable or ambiguous requests. Pure decisions over the raw request."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from lawpin.http.exchange import MAX_QUERY
from lawpin.http.rules import Refusal, Rules
from lawpin.law.identifiers.reader import MAX_LENGTH

MAX_FIELDS = 80
MAX_FIELD_BYTES = 32 * 1024

Fields = Sequence[tuple[bytes, bytes]]

# Visible ASCII is all that a path or a query may hold as it is.
_NOT_ASCII = re.compile(rb"[^\x21-\x7e]")
_BACKSLASH = re.compile(rb"\\|%5c", re.IGNORECASE)
# A name of 254 characters and a port.
_LONGEST_HOST = 260
# A name, an IPv4 address, or an IPv6 address in brackets; the empty port is allowed by RFC 3986.
_HOST = re.compile(rb"([A-Za-z0-9](?:[A-Za-z0-9_.-]{0,253})|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{0,5})?")


def refuse_target(path: bytes, query: bytes) -> Refusal | None:
    """Why a path and a query are not even read; None where they are."""
    if len(path) > MAX_LENGTH or len(query) > MAX_QUERY:
        limit = MAX_LENGTH if len(path) > MAX_LENGTH else MAX_QUERY
        detail = f"an address has at most {MAX_LENGTH} characters and a query {MAX_QUERY}"
        return Refusal("malformed-request", detail, limit)
    if _NOT_ASCII.search(path) or _NOT_ASCII.search(query):
        detail = "an address is ASCII without white space: percent-encode everything else as UTF-8"
        return Refusal("malformed-request", detail)
    if not path.startswith(b"/") and path != b"*":
        # The server gives no path for `CONNECT host:port`, nor for `GET host:port`.
        return Refusal("malformed-request", "the target of the request is no path")
    return None


def refuse_fields(fields: Fields, http_version: str, rules: Rules) -> Refusal | None:
    """Why header fields are not accepted (RFC 9112 section 3.2 for Host); None where they are."""
    if len(fields) > MAX_FIELDS or sum(map(len, chain.from_iterable(fields))) > MAX_FIELD_BYTES:
        detail = f"a request has at most {MAX_FIELDS} header fields with {MAX_FIELD_BYTES} bytes together"
        return Refusal("headers-too-large", detail, MAX_FIELD_BYTES)
    named = dict(fields)
    if len(named) < len(fields) and sum(name == b"host" for name, _ in fields) > 1:
        return Refusal("malformed-request", "the Host field stands twice")
    host = named.get(b"host")
    if not host:
        # The server gives an empty field for none.
        if rules.host_required and http_version == "1.1":
            return Refusal("malformed-request", "HTTP/1.1 wants a Host field")
        return None
    if len(host) > _LONGEST_HOST:
        return Refusal("malformed-request", "the Host field holds no host")
    return _refuse_host(host, rules.hosts)


def is_multipart(fields: Fields) -> bool:
    """Whether a body is sent as multipart: nothing here takes forms or files."""
    return any(name == b"content-type" and value.lstrip().lower().startswith(b"multipart/") for name, value in fields)


def has_condition(fields: Fields) -> bool:
    """Whether the client may have the bytes already."""
    return any(name in {b"if-none-match", b"if-modified-since"} for name, _ in fields)


@lru_cache(maxsize=256)
def _refuse_host(host: bytes, hosts: frozenset[str]) -> Refusal | None:
    parts = _HOST.fullmatch(host)
    if parts is None:
        return Refusal("malformed-request", "the Host field holds no host")
    if hosts and parts[1].decode().lower() not in hosts:
        return Refusal("malformed-request", "this server does not answer for that host")
    return None
