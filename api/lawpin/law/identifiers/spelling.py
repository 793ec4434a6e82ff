"""How one segment of an address is spelt: percent-encoding, decoded once and strictly, written in one way only."""

import re
from urllib.parse import quote, unquote_to_bytes

from lawpin.law.errors import MalformedAddress

# RFC 3986 pchar: what may stand in a path segment as it is.
_PLAIN = "-._~!$&'()*+,;=:@"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# C0, DEL, C1, surrogates, bidi controls, noncharacters, backslash: never part of an identifier.
_FORBIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\\\\\ud800-\\udfff\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufdd0-\\ufdef\\ufffe\\uffff]"
)
FORMATS = ("json", "xml", "html", "txt")
_SUFFIX = re.compile(r"\.(json|xml|akn|html|txt)$", re.IGNORECASE)


def decode_segment(raw: str, position: int) -> str:
    """The text of a segment whose first character stands at `position` of the address (counted from 0).

    Raises:
        MalformedAddress: a bad escape, bytes that are not UTF-8, or a character that no identifier may hold.
    """
    bad = _PERCENT.search(raw)
    if bad:
        message = "a percent sign must be followed by two hexadecimal digits"
        raise MalformedAddress(message, position=position + bad.start())
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        message = "the percent-encoded bytes are not UTF-8"
        raise MalformedAddress(message, position=position) from None
    if _FORBIDDEN.search(text):
        message = "control characters, direction marks and backslashes cannot be part of an address"
        raise MalformedAddress(message, position=position)
    if text in {".", ".."}:
        message = "an address has no relative segments"
        raise MalformedAddress(message, position=position)
    return text


def encode_segment(text: str) -> str:
    """The one spelling of a segment; a dot that would read as a format suffix is escaped."""
    written = quote(text, safe=_PLAIN)
    suffix = _SUFFIX.search(written)
    return f"{written[: suffix.start()]}%2E{suffix[1]}" if suffix else written


def is_identifier(text: str) -> bool:
    """Whether a document's own id may become part of an address."""
    return bool(text) and not _FORBIDDEN.search(text)


def split_suffix(raw: str) -> tuple[str, str | None]:
    """An address without its format suffix, and the format (`akn` is `xml`); None where there is no suffix."""
    suffix = _SUFFIX.search(raw)
    if not suffix:
        return raw, None
    name = suffix[1].lower()
    return raw[: suffix.start()], "xml" if name == "akn" else name
