"""One request and one answer as values: what decides needs no framework, and every route answers alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self
from urllib.parse import unquote_to_bytes

from lawpin.http.asgi import Fields
from lawpin.http.caching import Conditions, repr_digest
from lawpin.law.errors import BadParameter, Malformed, UnknownParameter

MAX_QUERY = 4096
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came. `path` and `query` are raw (percent-encoded ASCII); header names are lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    request_id: str

    @property
    def conditions(self) -> Conditions:
        """What the client has already."""
        names = ("if-none-match", "if-modified-since", "if-match", "if-unmodified-since")
        return Conditions(*(self.headers.get(name) for name in names))

    def parameters(self, *known: str) -> dict[str, str]:
        """The query parameters, each at most once.

        Raises:
            UnknownParameter: one that is not among `known`.
            BadParameter: one twice.
            Malformed: it is not percent-encoded UTF-8.
        """
        found: dict[str, str] = {}
        for pair in filter(None, self.query.split("&")):
            name, _, value = (_decode(part) for part in pair.partition("="))
            if name not in known:
                allowed = f"this address knows {', '.join(known)}" if known else "this address knows no parameters"
                message = f"“{name[:80]}” is not a parameter here: {allowed}"
                raise UnknownParameter(message, parameter=name[:80])
            if name in found:
                message = f"the parameter “{name}” stands twice"
                raise BadParameter(message, parameter=name)
            found[name] = value
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; the length of its body and what all answers carry are added when it is sent."""

    status: int
    fields: Fields = ()
    body: bytes = b""

    @classmethod
    def of(cls, status: int, body: bytes, media_type: str, fields: Mapping[str, str]) -> Self:
        """The response with a body of that type, and its digest."""
        digest = repr_digest(sha256(body).digest())
        return cls(status, lines({**fields, "Content-Type": media_type, "Repr-Digest": digest}), body)

    @property
    def location(self) -> str:
        """Where a redirect leads; empty where it is none."""
        return dict(self.fields).get(b"location", b"").decode()


def lines(fields: Mapping[str, str]) -> Fields:
    """Header fields as they are sent."""
    return tuple((name.lower().encode(), value.encode("latin-1")) for name, value in fields.items())


def whole_number(value: str, parameter: str, *, least: int = 0, most: int) -> int:
    """A parameter that counts, `least` to `most`. Raises BadParameter."""
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(most))
    if not is_number or not least <= int(value) <= most:
        message = f"“{value[:80]}” is not a whole number from {least} to {most}"
        raise BadParameter(message, parameter=parameter)
    return int(value)


def _decode(part: str) -> str:
    if _BROKEN_ESCAPE.search(part):
        message = "a percent sign in a query must be followed by two hexadecimal digits"
        raise Malformed(message)
    try:
        return unquote_to_bytes(part.replace("+", " ")).decode("utf-8")
    except UnicodeError:
        message = "the query is not percent-encoded UTF-8"
        raise Malformed(message) from None
