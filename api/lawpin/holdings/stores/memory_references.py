"""What texts point to, in memory."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from lawpin.holdings.admission import Admission
from lawpin.holdings.inventory import Wanted
from lawpin.holdings.references import Referrer
from lawpin.law.identifiers.ids import WorkId


@dataclass(slots=True)
class MemoryReferences:
    """By the work that is pointed to and by key: who points there, by seq and position, with how often."""

    _by_work: dict[WorkId, dict[str, tuple[tuple[Referrer, int], ...]]] = field(default_factory=dict)

    def fork(self) -> "MemoryReferences":
        """The same, to be added to."""
        return MemoryReferences(dict(self._by_work))

    def add(self, admission: Admission) -> None:
        """Adds what one version points to; versions come in the order of the log."""
        version, added = admission.version, defaultdict[WorkId, list[tuple[str, Referrer, int]]](list)
        for found in admission.references:
            added[found.work].append((found.key, Referrer(version.id, version.seq, found.position), found.times))
        for work, references in added.items():
            keys = dict(self._by_work.get(work, {}))
            for key, referrer, times in references:
                keys[key] = (*keys.get(key, ()), (referrer, times))
            self._by_work[work] = keys

    def pointed(self, work: WorkId, prefix: str) -> tuple[str, ...]:
        """As the port has it."""
        return tuple(sorted(key for key in self._by_work.get(work, {}) if key.startswith(prefix)))

    def referrers(self, work: WorkId, key: str) -> tuple[Referrer, ...]:
        """All that point to a place, by seq and position."""
        return tuple(
            sorted(
                (one for one, _ in self._by_work.get(work, {}).get(key, ())), key=lambda one: (one.seq, one.position)
            )
        )

    def wanted(self, held: Collection[WorkId]) -> list[Wanted]:
        """The works that are pointed to and not held, the most wanted first."""
        found = []
        for work in self._by_work.keys() - set(held):
            pointing = [one for each in self._by_work[work].values() for one in each]
            expressions = {referrer.expression for referrer, _ in pointing}
            found.append(Wanted(work, sum(times for _, times in pointing), len(expressions)))
        return sorted(found, key=lambda wanted: (-wanted.references, str(wanted.work)))
