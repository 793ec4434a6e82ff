"""Validators and freshness: entity tags, conditional requests, digests of representations (RFC 9110, 9111, 9530)."""

import re
from base64 import b64encode

PINNED = "public, max-age=31536000, immutable"
FLOATING = "public, max-age=60, stale-while-revalidate=600"
LIVE = "public, max-age=5, stale-while-revalidate=60"
NEVER = "no-store"

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


def entity_tag(sha256: bytes) -> str:
    """The strong entity tag of bytes with that SHA-256."""
    return f'"{sha256.hex()[:32]}"'


def repr_digest(sha256: bytes) -> str:
    """The Repr-Digest field of bytes with that SHA-256 (RFC 9530)."""
    return f"sha-256=:{b64encode(sha256).decode()}:"


def is_unchanged(if_none_match: str | None, tag: str) -> bool:
    """Whether If-None-Match names the tag (RFC 9110 section 13.1.2: weak comparison, lists, `*`)."""
    if if_none_match is None:
        return False
    if if_none_match.strip() == "*":
        return True
    return tag.strip('"') in _TAG.findall(if_none_match)
