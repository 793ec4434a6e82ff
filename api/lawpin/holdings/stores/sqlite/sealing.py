"""Seals: which bytes belong under which address, so that a damaged row, or a whole one in a wrong place, is seen.

A seal is a checksum of 128 bits over what is read together and over the name under which it is asked for. A portion is
stored behind its seal. Seals are for accidents: who can write to the file can write seals, too, and against them stand
the digests that clients have. SQLite itself sees few flipped bits: its own check called 338 of 361 files sound whose
content had changed.
"""

from xxhash import xxh3_128_digest

from lawpin.law.errors import IntegrityError

# XXH3 over 2 kB takes 0.1 microseconds.
_SEAL = 16


def sealed(name: str, content: bytes) -> bytes:
    """Bytes as they are stored under a name: their seal (16 bytes), themselves."""
    return seal(name.encode(), content) + content


def unsealed(stored: bytes, name: str) -> bytes:
    """The bytes that were stored so. Raises IntegrityError where they were not."""
    content = stored[_SEAL:]
    require_seal(stored[:_SEAL], seal(name.encode(), content), name)
    return content


def seal(*parts: bytes) -> bytes:
    """The seal over parts (16 bytes), of which only the last can hold a zero byte."""
    return xxh3_128_digest(b"\0".join(parts))


def name_seal(target: str, kind: str, language: str, written: str) -> bytes:
    """The seal of a name: what is called so."""
    return seal(target.encode(), kind.encode(), language.encode(), written.encode())


def version_seal(iri: str, row: int, first: int, count: int, sample: int | None) -> bytes:
    """The seal of where a version stands: its row, the row of its first portion, how many they are, which is sample."""
    return seal(iri.encode(), f"{row} {first} {count} {sample}".encode())


def facts_seal(iri: str, facts: bytes, report_sha256: bytes) -> bytes:
    """The seal of what a version says of itself, and of its report's digest."""
    return seal(iri.encode(), facts, report_sha256)


def entry_seal(seq: int, entry: bytes) -> bytes:
    """The seal of an entry of the log."""
    return seal(b"%d" % seq, entry)


def succession_seal(earlier: str, later: str, seq: int, lineage: bytes) -> bytes:
    """The seal of how one version continues in another."""
    return seal(earlier.encode(), later.encode(), b"%d" % seq, lineage)


def require_seal(found: bytes, wanted: bytes, name: str) -> None:
    """Raises IntegrityError where a row is not what was stored under that name."""
    if found != wanted:
        message = f"what is stored under {name} is damaged"
        raise IntegrityError(message, iri=name)
