"""Listings of works: which are shown, by one rule for every store, and where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson

from lawpin.holdings.records import canonical
from lawpin.holdings.store import Filters
from lawpin.law.errors import BadCursor
from lawpin.law.version import Version, status_on


def passes(versions: Sequence[Version], filters: Filters) -> bool:
    """Whether a work with these versions is listed: one of them, recorded by `filters.seq`, must meet all filters."""
    return any(_meets(version, filters) for version in versions if version.seq <= filters.seq)


def _meets(version: Version, filters: Filters) -> bool:
    work, expression = version.id.work, version.expression
    wanted = (
        (filters.country, work.country),
        (filters.doctype, work.doctype),
        (filters.language, version.id.language),
        (filters.status, status_on(expression, filters.day)),
    )
    if any(asked is not None and asked != held for asked, held in wanted):
        return False
    if filters.title is not None and filters.title.casefold() not in (expression.title or "").casefold():
        return False
    return (filters.since or "") <= work.date and (filters.until is None or work.date <= filters.until)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a listing goes on: after which IRI, and which state of the store it shows."""

    seq: int
    after: str

    def write(self, filters: Mapping[str, str]) -> str:
        """The cursor as text, bound to the filters that it was made with."""
        members = canonical({"after": self.after, "filters": _digest(filters), "seq": self.seq})
        return urlsafe_b64encode(members).decode().rstrip("=")


def read_cursor(written: str, filters: Mapping[str, str], head: int) -> Cursor:
    """The cursor of a page. Raises BadCursor where it is not one of ours, or was made with other filters."""
    try:
        members = orjson.loads(urlsafe_b64decode(written + "=" * (-len(written) % 4)))
        cursor = Cursor(members["seq"], members["after"])
    except (ValueError, TypeError, KeyError):
        raise _bad_cursor() from None
    is_sound = isinstance(cursor.after, str) and type(cursor.seq) is int and 0 <= cursor.seq <= head
    # Written again it must be the same: whoever made it had the same filters.
    if not is_sound or cursor.write(filters) != written:
        raise _bad_cursor()
    return cursor


def _bad_cursor() -> BadCursor:
    message = "this cursor is not one of this listing: take it from `next`, with the same filters"
    return BadCursor(message, parameter="cursor")


def _digest(filters: Mapping[str, str]) -> str:
    return sha256(canonical(dict(filters))).hexdigest()[:16]
