"""A document that somebody publishes, and what became of it: values that travel between processes."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import orjson
from pydantic import TypeAdapter

from lawpin.holdings.notes import Key
from lawpin.wire.report import ReportShape

Outcome = Literal["stored", "unchanged", "refused", "would-store"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What its sender believes of the address that the document names. The default believes nothing.

    `new`: that version is not held. `held`: some version of the same language and author is. `current`: the one that
    answers now (for a correction: the one that it corrects) has a body whose SHA-256 begins with one of these 32 hex
    digits.
    """

    new: bool = False
    held: bool = False
    current: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One document as it came. `name` is what its sender calls the request, to be able to send it again.

    `correction` is the reason for which it takes the place of a version with the same date, None for a version of its
    own. Of a dry run nothing is stored.
    """

    key: Key
    source: bytes
    expected: Expected = Expected()
    dry_run: bool = False
    correction: str | None = None
    name: str | None = None

    @property
    def request(self) -> bytes:
        """The SHA-256 of all that makes the request what it is."""
        current = None if self.expected.current is None else sorted(self.expected.current)
        rest = orjson.dumps([self.correction, self.expected.new, self.expected.held, current])
        return sha256(sha256(self.source).digest() + rest).digest()


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication. `id` is that of its report; None: of a dry run none is kept."""

    report: ReportShape
    id: str | None


_PUBLISHED = TypeAdapter(Published)


def dump_published(published: Published) -> bytes:
    """What became of a publication, as JSON."""
    return _PUBLISHED.dump_json(published)


def load_published(stored: bytes) -> Published:
    """What `dump_published` wrote."""
    return _PUBLISHED.validate_json(stored)
