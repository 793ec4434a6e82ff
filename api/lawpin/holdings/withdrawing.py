"""Withdrawing and restoring: entries of the log that change what is read, never what is stored.

What is withdrawn stays where it is, stays in the record of its work and answers with the notice. Restored, it answers
with the same bytes as before.
"""

import re
from collections.abc import Callable
from datetime import datetime

from lawpin.holdings.records import entry_of, next_instant
from lawpin.holdings.store import Holdings, Store, Writing
from lawpin.law.change import Change
from lawpin.law.errors import BadParameter, Conflict, NothingToRestore, UnknownExpression, UnknownWork
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.notice import NoticeKind, Subject, Withdrawal, withdrawal_of
from lawpin.law.version import Version

LONGEST_REASON = 1000
# Controls but the line feed, direction marks, surrogates, what is no character: nothing that a reason needs.
_FORBIDDEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

Clock = Callable[[], datetime]


def withdraw(store: Store, clock: Clock, about: Subject, reason: str, successor: Subject | None = None) -> Change:
    """Withdraws a work or one version; `successor` is what to read instead, held or not. Gives the entry of the log.

    What is withdrawn already gets the new reason and successor.

    Raises:
        UnknownWork, UnknownExpression: it is not held.
        Conflict: it is withdrawn with these very words and that successor.
        BadParameter: the reason is empty, too long or not text; the successor is what is withdrawn.
    """
    with store.writing() as holdings:
        return record_withdrawal(holdings, clock, about, reason, successor)


def record_withdrawal(
    holdings: Writing, clock: Clock, about: Subject, reason: str, successor: Subject | None = None
) -> Change:
    """`withdraw` inside a transaction that is open."""
    words = read_reason(reason)
    if successor is not None and about in {successor, _work_of(successor)}:
        message = "what is withdrawn cannot be its own successor"
        raise BadParameter(message, parameter="successor", iri=str(successor))
    before = _withdrawal(holdings, about)
    if before is not None and (before.reason, before.successor) == (words, successor):
        message = "this is withdrawn already, in the same words"
        raise Conflict(message, iri=str(about))
    return _notify(holdings, clock, "withdrawn", about, reason=words, successor=successor)


def restore(store: Store, clock: Clock, about: Subject, reason: str) -> Change:
    """Lets a withdrawn work or version be read again. Gives the entry of the log.

    What is withdrawn with its work is restored with its work.

    Raises:
        UnknownWork, UnknownExpression: it is not held.
        Conflict: it is not withdrawn, or not by itself.
        BadParameter: the reason is empty, too long or not text.
    """
    with store.writing() as holdings:
        return record_restoration(holdings, clock, about, reason)


def record_restoration(holdings: Writing, clock: Clock, about: Subject, reason: str) -> Change:
    """`restore` inside a transaction that is open."""
    words = read_reason(reason)
    if _withdrawal(holdings, about) is None:
        message = "this is not withdrawn by a notice of its own: there is nothing to restore"
        raise NothingToRestore(message, iri=str(about))
    return _notify(holdings, clock, "restored", about, reason=words)


def read_reason(written: str) -> str:
    """The words of a reason, without white space around them. Raises BadParameter."""
    words = written.strip()
    if not words or len(words) > LONGEST_REASON or _FORBIDDEN.search(words):
        message = f"a reason is text of 1 to {LONGEST_REASON} characters, without control characters"
        raise BadParameter(message, parameter="reason")
    return words


def _notify(
    holdings: Writing, clock: Clock, kind: NoticeKind, about: Subject, *, reason: str, successor: Subject | None = None
) -> Change:
    change = Change(
        seq=holdings.head() + 1,
        kind=kind,
        work=_work_of(about),
        expression=about if isinstance(about, ExpressionId) else None,
        recorded_at=next_instant(holdings, clock),
        reason=reason,
        successor=successor,
    )
    holdings.notify(change, entry_of(change))
    return change


def _withdrawal(holdings: Holdings, about: Subject) -> Withdrawal | None:
    """The withdrawal of the subject itself. Raises UnknownWork and UnknownExpression."""
    versions = holdings.versions(_work_of(about))
    if not versions:
        message = "this work is not held here"
        raise UnknownWork(message, iri=str(about))
    return withdrawal_of(about, _one(versions, about).notices)


def _one(versions: tuple[Version, ...], about: Subject) -> Version:
    found = next((v for v in versions if about in {v.id, v.id.work}), None)
    if found is None:
        message = "this version is not held"
        raise UnknownExpression(message, iri=str(about), available={"versions": [str(v.id) for v in versions]})
    return found


def _work_of(about: Subject) -> WorkId:
    return about if isinstance(about, WorkId) else about.work
