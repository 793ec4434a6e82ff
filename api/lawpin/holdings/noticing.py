"""Withdrawing and restoring with a key: the notice and the use of the key in one transaction."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from lawpin.holdings.keys import note_use, require_scope
from lawpin.holdings.notes import Key, KeyUse
from lawpin.holdings.store import Holdings, Store, Writing
from lawpin.holdings.withdrawing import read_reason, record_restoration, record_withdrawal
from lawpin.law.change import Change
from lawpin.law.errors import LawError, Unavailable
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.notice import Notice, NoticeKind, Subject


@dataclass(frozen=True, slots=True)
class Announcement:
    """Somebody withdraws a subject, or restores it; only who withdraws names a successor."""

    key: Key
    kind: NoticeKind
    about: Subject
    reason: str
    successor: Subject | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """The notice that stands in the log; `is_new`: it was written there now."""

    notice: Notice
    is_new: bool


def announce(store: Store, clock: Callable[[], datetime], announcement: Announcement) -> Announced:
    """What stands in the log of an announcement; where its subject has this very notice already, that one.

    Raises:
        BeyondScope: the key is not for the work.
        NothingToRestore: the subject was never withdrawn.
        UnknownWork, UnknownExpression, BadParameter: as `lawpin.holdings.withdrawing`.
    """
    key, about = announcement.key, announcement.about
    action = "withdraw" if announcement.kind == "withdrawn" else "restore"
    try:
        require_scope(key, _work_of(about))
        with store.writing() as holdings:
            announced = _announce(holdings, clock, announcement)
            outcome = "stored" if announced.is_new else "unchanged"
            holdings.notes.note_use(KeyUse(key.id, clock(), action, outcome, str(about)))
    except LawError as fault:
        with suppress(Unavailable):
            note_use(store, KeyUse(key.id, clock(), action, fault.reason, str(about)))
        raise
    return announced


def _announce(holdings: Writing, clock: Callable[[], datetime], announcement: Announcement) -> Announced:
    newest = _newest(holdings, announcement.about)
    said = (announcement.kind, read_reason(announcement.reason), announcement.successor)
    if newest is not None and (newest.kind, newest.reason, newest.successor) == said:
        return Announced(newest, is_new=False)
    kind, reason, successor = said
    if kind == "withdrawn":
        change = record_withdrawal(holdings, clock, announcement.about, reason, successor)
    else:
        change = record_restoration(holdings, clock, announcement.about, reason)
    return Announced(_notice(change, announcement), is_new=True)


def _notice(change: Change, announcement: Announcement) -> Notice:
    return Notice(
        change.seq,
        announcement.kind,
        announcement.about,
        change.recorded_at,
        change.reason or announcement.reason,
        change.successor,
    )


def _newest(holdings: Holdings, about: Subject) -> Notice | None:
    """The newest notice about a subject itself; None: there is none, or it is not held."""
    versions = holdings.versions(_work_of(about))
    notices = {notice.seq: notice for version in versions for notice in version.notices if notice.about == about}
    return notices[max(notices)] if notices else None


def _work_of(about: Subject) -> WorkId:
    return about if isinstance(about, WorkId) else about.work
