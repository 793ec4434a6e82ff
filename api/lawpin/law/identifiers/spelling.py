"""How one segment of an address is spelt: percent-encoding, decoded once and strictly, written in one way only."""

import re
from urllib.parse import quote, unquote_to_bytes

from lawpin.law.errors import MalformedAddress

# RFC 3986 pchar: what may stand in a path segment as it is.
_PLAIN = "-._~!$&'()*+,;=:@"
# Nearly every segment: nothing to escape, no dot that could begin a suffix.
_AS_IT_IS = re.compile(r"[A-Za-z0-9_~-]+")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}" for n in range(17))
# C0, DEL, C1, surrogates, bidi controls, noncharacters, backslash: never part of an identifier.
_FORBIDDEN = re.compile(
    rf"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069{_NONCHARACTERS}]"
)
# Between two eIds: from the one to the other. No id may hold it, or it would read as a range of two others.
RANGE = "->"
# An address has at most 2,048 characters; half of them are left to what stands before the id.
_LONGEST_ID = 1024
_LONGEST_COMPONENT = 128
FORMATS = ("json", "xml", "html", "txt")
# re.ASCII: without it the long s is an s and the Kelvin sign a k.
_SUFFIX = re.compile(r"\.(json|xml|akn|html|txt)\Z", re.IGNORECASE | re.ASCII)


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
    except UnicodeError:
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
    if _AS_IT_IS.fullmatch(text):
        return text
    written = quote(text, safe=_PLAIN)
    suffix = _SUFFIX.search(written)
    return f"{written[: suffix.start()]}%2E{suffix[1]}" if suffix else written


def is_identifier(text: str) -> bool:
    """Whether a document's own id may become part of an address: one that can be read back, and as itself alone."""
    if not text or RANGE in text or _FORBIDDEN.search(text):
        return False
    return len(encode_segment(text)) <= _LONGEST_ID


def is_component_name(text: str) -> bool:
    """Whether a name may stand after the exclamation mark: `!main` is the main text, and a tilde begins an id."""
    written = encode_segment(text)
    return is_identifier(text) and len(written) <= _LONGEST_COMPONENT and "~" not in text and text.lower() != "main"


def split_suffix(raw: str) -> tuple[str, str | None]:
    """An address without its format suffix, and the format (`akn` is `xml`); None where there is no suffix.

    One slash after the suffix is dropped with it, as after any address.
    """
    suffix = _SUFFIX.search(raw.removesuffix("/"))
    if not suffix:
        return raw, None
    name = suffix[1].lower()
    return raw[: suffix.start()], "xml" if name == "akn" else name
