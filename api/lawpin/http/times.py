"""The two time axes of a read: `on`, the day whose law is asked for, and `known`, as of when.

What was known by the newest entry of the log can never be another thing, as record time goes forward only: such an
answer lasts for ever. Of any later instant, also of one to come, nothing more can be said than what is known now: that
is the answer, it says as of which entry it is given, and it is kept briefly.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lawpin.holdings.choosing import Choosing
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.address import Address, InForceOn, Pinned
from lawpin.law.timeline import NOW, PointInTime, Times
from lawpin.law.version import Version

TIMES = ("on", "known")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# RFC 3339. In a query a plus sign is a space, and who writes one means the plus.
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(\.[0-9]{1,9})?"
    r"(?:[Zz]|([+ -])((?:[01][0-9]|2[0-3]):[0-5][0-9]))",
    re.ASCII,
)
_MICROSECONDS = 7
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a request asks of time. `fixed`: what it asks for was known by an entry of the log, and stays so."""

    times: Times = NOW
    fixed: bool = False

    def at(self, choosing: Choosing, version: Version, address: Address) -> PointInTime:
        """The point in time at which a text is told: that of its recording where it is pinned and nothing is asked."""
        if self.is_plain and isinstance(address.moment, Pinned):
            return PointInTime.recorded(version)
        return choosing.point(version.id.work, self.times)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is asked of time."""
        return self.times == NOW


def read_times(parameters: Mapping[str, str], address: Address, choosing: Choosing) -> Seen:
    """What the parameters `on` and `known` ask for, at an address.

    Raises:
        BadParameter: one is no day or no instant, or the address names a day as well.
    """
    on = _day(parameters["on"]) if "on" in parameters else None
    if on is not None and isinstance(address.moment, InForceOn):
        message = "the address names the day already: leave one of the two out"
        raise BadParameter(message, parameter="on", iri=address.bare)
    if "known" not in parameters:
        return Seen(Times(on))
    known = _instant(parameters["known"])
    newest = choosing.recorded_at()
    if newest is None or known <= newest:
        return Seen(Times(on, known), fixed=newest is not None)
    return Seen(Times(on or min(known, choosing.now()).date(), newest))


def _day(written: str) -> date:
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    message = f"“{written[:80]}” is not a day: write YYYY-MM-DD"
    raise BadParameter(message, parameter="on")


def _instant(written: str) -> datetime:
    found = _INSTANT.fullmatch(written)
    if found is not None:
        day, time, fraction, sign, offset = found.groups()
        sign = "-" if sign == "-" else "+"
        zone = f"{sign}{offset}" if offset else "+00:00"
        try:
            return datetime.fromisoformat(f"{day}T{time}{_microseconds(fraction)}{zone}").astimezone(UTC)
        except OverflowError:
            # Of the first or the last year there is, in a far zone.
            return _FIRST if sign == "+" else _LAST
        except ValueError:
            pass
    message = f"“{written[:80]}” is not an instant: write it as RFC 3339 has it, such as 2026-11-21T18:00:00Z"
    raise BadParameter(message, parameter="known")


def _microseconds(fraction: str | None) -> str:
    return "" if fraction is None else fraction[:_MICROSECONDS].ljust(_MICROSECONDS, "0")
