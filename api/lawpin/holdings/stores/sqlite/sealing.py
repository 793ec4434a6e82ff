"""Seals: which bytes belong under which address, so that a damaged row, or a whole one in a wrong place, is seen.

The bodies of a row have digests of their own. Its seal is a SHA-256 over those digests, over whatever else of the row
is read, and over the name under which it is asked for. SQLite itself sees few flipped bits: its own check called 338
of 361 files sound whose content had changed.
"""

from collections.abc import Sequence
from hashlib import sha256

from lawpin.law.errors import IntegrityError


def seal(*parts: bytes) -> bytes:
    """The seal over parts (32 bytes); each counts with its length, so that no two rows read alike."""
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()


def portion_seal(iri: str, links: str, digests: Sequence[bytes]) -> bytes:
    """The seal of a portion under its IRI; `digests` are those of its JSON, XML, text and outline."""
    return seal(iri.encode(), links.encode(), *digests)


def version_seal(iri: str, first: int, count: int, facts: bytes, report_sha256: bytes) -> bytes:
    """The seal of a version: where its portions stand, how many they are, its facts, the digest of its report."""
    return seal(iri.encode(), b"%d" % first, b"%d" % count, facts, report_sha256)


def entry_seal(seq: int, entry: bytes) -> bytes:
    """The seal of an entry of the log."""
    return seal(b"%d" % seq, entry)


def require_seal(found: bytes, wanted: bytes, name: str) -> None:
    """Raises IntegrityError where a row is not what was stored under that name."""
    if found != wanted:
        message = f"what is stored under {name} is damaged"
        raise IntegrityError(message, iri=name)
