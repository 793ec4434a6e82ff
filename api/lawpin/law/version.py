"""Expressions: what a document says of itself, and what the store recorded when it took it in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.notice import Notice, Withdrawal, withdrawal_of

Status = Literal["unknown", "prospective", "in-force", "expired"]
STATUSES: tuple[Status, ...] = ("unknown", "prospective", "in-force", "expired")

# Where an address comes from: the FRBR IRIs, other FRBR values, the digest of the document, the operator's mapping,
# or the number of a correction.
Naming = Literal["declared", "derived", "assigned", "mapped", "corrected"]


@dataclass(frozen=True, slots=True)
class Agent:
    """Who made a work or an expression; `role` as the document names it (author, translator...)."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date of a work with its name, both as the document writes them."""

    name: str | None
    date: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text comes from. None: the document does not say. `sha256` is that of the file as received."""

    source: str | None = None
    retrieved: str | None = None
    sha256: str | None = None
    publisher: str | None = None
    credit: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """What a document says of itself, read once when it arrives.

    `translation_of` is the master that it renders; None for an original. `authoritative` None means that the document
    does not say. Legal dates are those of its metadata, half-open, None where it has none: never guessed.
    `aliases` are other names and IRIs of the work, `iris` other IRIs of this expression, as written. `named_after` is
    the publisher's identifier of the work that a derived address was made of, None where it was made of none.
    """

    id: ExpressionId
    doctype: str
    title: str | None
    aliases: tuple[str, ...] = ()
    authors: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    dates: tuple[NamedDate, ...] = ()
    subtype: str | None = None
    authoritative: bool | None = None
    translation_of: ExpressionId | None = None
    legal_from: date | None = None
    legal_to: date | None = None
    provenance: Provenance = Provenance()
    is_draft: bool = False
    naming: Naming = "declared"
    named_after: str | None = None
    iris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """An expression as recorded: entry `seq` of the log, at `recorded_at` (UTC).

    `digest` is the hexadecimal SHA-256 of the document's exclusive canonical XML, `sha256` that of its bytes as
    received; `valid` says whether the official schema accepts it. `reason` is that of a correction. `notices` are those
    of the log about it and about its work, by `seq`, as far as they are known.
    """

    expression: Expression
    seq: int
    recorded_at: datetime
    digest: str
    sha256: str
    valid: bool = True
    reason: str | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def id(self) -> ExpressionId:
        """The address of its expression."""
        return self.expression.id

    @property
    def withdrawal(self) -> Withdrawal | None:
        """Why it is not to be read: its own withdrawal, else that of its work; None where it is readable."""
        if not self.notices:
            return None
        return withdrawal_of(self.id, self.notices) or withdrawal_of(self.id.work, self.notices)


def with_notices(versions: Iterable[Version], notices: Sequence[Notice]) -> tuple[Version, ...]:
    """Versions of one work, each with those of the notices that are about it or about the work."""
    return tuple(
        replace(version, notices=tuple(n for n in notices if n.about in {version.id, version.id.work}))
        for version in versions
    )


def begins(expression: Expression) -> str:
    """The ISO date from which a version counts: the legal one where it is stated, else that in its address."""
    return expression.id.date if expression.legal_from is None else expression.legal_from.isoformat()


def status_on(expression: Expression, day: date) -> Status:
    """The legal status that the metadata give on a day; `unknown` without legal dates, once its own date has come."""
    if begins(expression) > day.isoformat():
        return "prospective"
    if expression.legal_from is None and expression.legal_to is None:
        return "unknown"
    if expression.legal_to is not None and day >= expression.legal_to:
        return "expired"
    return "in-force"
