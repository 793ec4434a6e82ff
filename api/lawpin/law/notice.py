"""Notices: a work or an expression is withdrawn, or is to be read again. Nothing is erased by either.

A work and each of its expressions are withdrawn apart: what is withdrawn with its work and by itself is readable when
both have been restored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.identifiers.reader import read_address

NoticeKind = Literal["withdrawn", "restored"]
# What can be withdrawn. A place cannot: its words stand in the texts around it as well.
Subject = WorkId | ExpressionId


@dataclass(frozen=True, slots=True)
class Notice:
    """One entry of the log about a subject. `successor` names what to read instead, held or not; None: nothing."""

    seq: int
    kind: NoticeKind
    about: Subject
    recorded_at: datetime
    reason: str
    successor: Subject | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a subject is not to be read, `since` when, and why in the newest words given for it."""

    about: Subject
    since: datetime
    reason: str
    successor: Subject | None


def read_subject(iri: str) -> Subject:
    """The work or the version that an IRI names, in any spelling.

    Raises:
        MalformedAddress: it names neither, but a place, a view, a file or whichever version is in force.
    """
    address = read_address(iri)
    subject = address.work if address.language is None else address.pinned()
    if subject is None or str(subject) != str(address):
        message = "this names neither a work nor one version of it (language@date)"
        raise MalformedAddress(message, iri=address.bare)
    return subject


def withdrawal_of(about: Subject, notices: Iterable[Notice]) -> Withdrawal | None:
    """The withdrawal of a subject that these notices, in the order of the log, leave in place; None: it is readable."""
    found: Withdrawal | None = None
    for notice in notices:
        if notice.about != about:
            continue
        if notice.kind == "restored":
            found = None
        else:
            since = notice.recorded_at if found is None else found.since
            found = Withdrawal(about, since, notice.reason, notice.successor)
    return found
