"""Which version is meant: the versions of a work, remembered as long as nothing is recorded, and the choice of one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from lawpin.holdings.records import last_recorded_at
from lawpin.holdings.store import Filters, Store
from lawpin.law.errors import NoVersionForDate, UnknownWork
from lawpin.law.identifiers.address import Address, Current, InForceOn
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.notice import withdrawal_of
from lawpin.law.timeline import (
    NOW,
    PointInTime,
    Times,
    as_known,
    current,
    last_told,
    line_of,
    require_readable,
    select,
    withdrawn,
)
from lawpin.law.version import Version

Clock = Callable[[], datetime]

_REMEMBERED_WORKS = 4096
_SUGGESTIONS = 3


class Choosing:
    """Choices among the versions in one store. `clock` gives now in UTC."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self._clock = clock
        self._versions: dict[WorkId, tuple[int, tuple[Version, ...]]] = {}

    def versions(self, work: WorkId, known: datetime | None = None) -> tuple[Version, ...]:
        """All versions of a work, newest first; those that were known at an instant, None: now.

        Raises:
            UnknownWork: it is not held.
            NoVersionForDate: nothing of it was known then.
        """
        held = self._held(work)
        if known is None:
            return held
        recorded = as_known(held, known)
        if not recorded:
            first = min(version.recorded_at for version in held)
            message = f"nothing of this work was known then: its first version was recorded at {first.isoformat()}"
            available = {"versions": [str(version.id) for version in held]}
            raise NoVersionForDate(message, iri=str(work), parameter="known", available=available)
        return recorded

    def version(self, address: Address, times: Times = NOW) -> Version:
        """The version that an address with a language names, today or at the times that are asked for.

        Raises:
            UnknownWork, LanguageNotHeld, UnknownExpression, NoVersionForDate: it is not held; the error says what is.
            Withdrawn: it is not to be read, now or then.
        """
        versions = self.versions(address.work, times.known)
        if times.on is not None and isinstance(address.moment, Current | None):
            address = replace(address, moment=InForceOn(times.on.isoformat()))
        chosen = select(versions, address, self._day(times))
        if times.known is not None:
            # Which text was meant then stays so; whether it may be read is asked now.
            require_readable(next(v for v in self._held(address.work) if v.id == chosen.id))
        return chosen

    def point(self, work: WorkId, times: Times = NOW) -> PointInTime:
        """The point in time that is asked about a work; without any, it is today as known since its newest entry."""
        known = last_told(self._held(work)) if times.known is None else times.known
        return PointInTime(self._day(times), known)

    def current(self, version: Version) -> Version | None:
        """The version that floating addresses of the same language and author lead to today."""
        versions = self._held(version.id.work)
        return current(line_of(versions, version.id.language, version.id.author), self.today())

    def current_versions(self, work: WorkId, times: Times = NOW) -> tuple[Version, ...]:
        """The current version of each language, originals first. Raises as `versions`."""
        versions = self.versions(work, times.known)
        languages = dict.fromkeys(v.id.language for v in versions)
        lines = (line_of(versions, language) for language in languages)
        found = (current(line, self._day(times)) for line in lines)
        return tuple(version for version in found if version is not None)

    def require_work(self, work: WorkId, times: Times = NOW) -> None:
        """Raises Withdrawn where a work is withdrawn as a whole, and as `versions`."""
        withdrawal = withdrawal_of(work, self.versions(work, times.known)[0].notices)
        if withdrawal is not None:
            raise withdrawn(withdrawal, work)

    def now(self) -> datetime:
        """This instant, in UTC."""
        return self._clock()

    def today(self) -> date:
        """The day on which laws are in force or not."""
        return self._clock().date()

    def recorded_at(self) -> datetime | None:
        """When the newest entry of the log was recorded; None in an empty store."""
        return last_recorded_at(self.store)

    def _held(self, work: WorkId) -> tuple[Version, ...]:
        head = self.store.head()
        known = self._versions.get(work)
        if known is not None and known[0] == head:
            return known[1]
        versions = self.store.versions(work)
        if not versions:
            raise self._unknown_work(work)
        if len(self._versions) >= _REMEMBERED_WORKS:
            self._versions.clear()
        self._versions[work] = (head, versions)
        return versions

    def _day(self, times: Times) -> date:
        if times.on is not None:
            return times.on
        return self.today() if times.known is None else times.known.date()

    def _unknown_work(self, work: WorkId) -> UnknownWork:
        filters = Filters(self.store.head(), self.today())
        # Works that begin as this one does, to the last step that any of them shares with it.
        steps = str(work).split("/")
        for shared in range(len(steps) - 1, 2, -1):
            beginning = "/".join(steps[:shared]) + "/"
            near = self.store.works(filters, after=beginning, limit=_SUGGESTIONS)
            nearest = [str(found) for found in near if str(found).startswith(beginning)]
            if nearest:
                break
        else:
            nearest = []
        message = "this work is not held here"
        return UnknownWork(message, iri=str(work), nearest=nearest)
