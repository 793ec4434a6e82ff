"""Memento: the text that stood at an instant, on the axis of the law and not of the record. Source: RFC 7089.

A version is the state of its floating address from the day from which it counts, at midnight UTC: the legal day where
its metadata state one, else the day in its address. When lawpin recorded it plays no part.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from lawpin.law.identifiers.address import Address, Current, InForceOn
from lawpin.law.timeline import readable
from lawpin.law.version import Expression, Version, begins


def memento_datetime(expression: Expression) -> datetime:
    """The instant (UTC) from which a version is the state of its floating address."""
    written = begins(expression)
    # The first day of a year or month that is all that is known.
    day = date.fromisoformat(f"{written}-01-01"[:10] if len(written) != len("2017-01") else f"{written}-01")
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def mementos(line: Sequence[Version], today: date) -> tuple[Version, ...]:
    """The versions of one line that are or were the state of its floating address, the oldest first.

    What is withdrawn is none; what is still to come is none, unless there is nothing else.
    """
    ordered = sorted(readable(line), key=lambda v: (memento_datetime(v.expression), v.id.date, v.id.revision))
    begun = tuple(version for version in ordered if memento_datetime(version.expression).date() <= today)
    return begun or tuple(ordered[:1])


def address_at(address: Address, instant: datetime, today: date) -> Address:
    """The address of what was the state of a floating one at an instant (UTC); from today on it is the current."""
    day = instant.date()
    moment = Current() if day >= today else InForceOn(day.isoformat())
    return Address(address.work, address.language, moment, address.author, address.component, address.eid, address.last)
