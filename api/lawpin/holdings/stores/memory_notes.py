"""What a store in memory keeps beside the law."""

from dataclasses import dataclass, field
from datetime import datetime

from typing_extensions import override

from lawpin.holdings.admission import Body, checked
from lawpin.holdings.notes import Key, KeyUse, Noting, Promise, Signer


@dataclass(frozen=True, slots=True)
class MemoryNotes(Noting):
    """Notes that are gone with their process."""

    kept_keys: dict[str, Key] = field(default_factory=dict)
    uses: list[KeyUse] = field(default_factory=list)
    promises: dict[tuple[str, str], Promise] = field(default_factory=dict)
    reports: dict[str, Body] = field(default_factory=dict)
    signers: list[Signer] = field(default_factory=list)

    def fork(self) -> "MemoryNotes":
        """A copy that can be changed alone."""
        uses, signers = list(self.uses), list(self.signers)
        return MemoryNotes(dict(self.kept_keys), uses, dict(self.promises), dict(self.reports), signers)

    @override
    def key(self, key_id: str) -> Key | None:
        return self.kept_keys.get(key_id)

    @override
    def all_keys(self) -> tuple[Key, ...]:
        return tuple(sorted(self.kept_keys.values(), key=lambda key: key.created_at))

    @override
    def key_uses(self, key_id: str | None, limit: int) -> tuple[KeyUse, ...]:
        found = [use for use in reversed(self.uses) if key_id in {None, use.key}]
        return tuple(found[:limit])

    @override
    def promise(self, key_id: str, name: str) -> Promise | None:
        return self.promises.get((key_id, name))

    @override
    def turned_away(self, report_id: str) -> Body | None:
        report = self.reports.get(report_id)
        return None if report is None else checked(report, f"the report {report_id}")

    @override
    def keep_key(self, key: Key) -> None:
        self.kept_keys[key.id] = key

    @override
    def note_use(self, use: KeyUse) -> None:
        self.uses.append(use)

    @override
    def keep_promise(self, promise: Promise, *, forget_before: datetime) -> None:
        for name in [name for name, kept in self.promises.items() if kept.at < forget_before]:
            del self.promises[name]
        self.promises[promise.key, promise.name] = promise

    @override
    def break_promise(self, key_id: str, name: str, owner: int) -> None:
        promise = self.promises.get((key_id, name))
        if promise is not None and promise.owner == owner and promise.answer is None:
            del self.promises[key_id, name]

    @override
    def turn_away(self, report_id: str, report: Body) -> None:
        self.reports.setdefault(report_id, report)

    @override
    def signer(self) -> Signer | None:
        return next(iter(self.signers), None)

    @override
    def keep_signer(self, signer: Signer) -> None:
        if not self.signers:
            self.signers.append(signer)
