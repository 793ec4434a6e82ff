"""Errors in the words of the law: what was asked for, why it cannot be had, what can be had instead.

The message is for people, the facts are fields for programs; `reason` is a slug that never changes once published.
Which status code an error becomes is decided at the HTTP edge alone.

    LawError
    ├── Malformed                 the request or identifier cannot be read
    │   ├── MalformedAddress        not an Akoma Ntoso address; `position` says where
    │   ├── ControlCharacter        a text with a character that no text holds; `position` says where
    │   └── BadParameter            a query parameter that is unknown or has no meaning
    │       └── BadScope              not what a key can be for
    ├── NotHeld                   well asked, but not here
    │   ├── UnknownWork · UnknownExpression · LanguageNotHeld · NoVersionForDate
    │   ├── PortionNotInVersion
    │   │   ├── PortionMoved          it has another id there, `now`
    │   │   └── PortionNotYetInVersion  `first_version` has it
    │   └── NoSuchResource          no address of ours looks like that
    ├── Gone                      held once under that name, and kept in the record; `successor` says what to read
    │   ├── Withdrawn               by a notice, which says why
    │   └── PortionRetired          removed, split or merged; `last_version` is the last that has it as it was
    ├── Ambiguous                 several things answer to it; `candidates` lists them
    ├── Refused                   a document that is not taken in
    │   ├── NoAddress               there is no document in it that could have an address
    │   ├── Invalid                 its findings say why
    │   └── Conflict                other bytes are stored under that address for ever
    │       └── NothingToRestore      it is not withdrawn
    ├── NotAllowed                who asks may not
    │   ├── Unauthorized            no key, or none that is of use
    │   └── BeyondScope             a key for other works; `scope` is the one that it lacks
    ├── NotAsKnown                what is held is not what the publisher believes to be held
    ├── ConditionRequired         who changes this has to say what it is now
    ├── UnderWay                  the same request has been sent before and is being worked on
    ├── OtherRequest              another request has been sent under that name
    ├── Unavailable               the store cannot answer now
    │   └── Overloaded              too much at once
    └── IntegrityError            what is stored is not what was stored
"""

from typing import ClassVar

Fact = str | int | bool | None | list[str] | dict[str, list[str]]


class LawError(Exception):
    """An answer of "no" with its reason.

    `detail` is a sentence for people; `facts` are what a program needs to go on, JSON-ready, keyed by the names of
    the published problem (`iri`, `eId`, `nearest`, `candidates`, `available`, `parameter`, `position`, `line`...).
    """

    reason: ClassVar[str] = "law-error"

    def __init__(self, detail: str, **facts: Fact) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts: dict[str, Fact] = facts


class Malformed(LawError):
    reason = "malformed-request"


class MalformedAddress(Malformed):
    reason = "malformed-address"


class ControlCharacter(Malformed):
    reason = "control-character"


class BadParameter(Malformed):
    reason = "bad-parameter"


class UnknownParameter(BadParameter):
    reason = "unknown-parameter"


class NotComparable(BadParameter):
    reason = "not-comparable"


class BadCursor(BadParameter):
    reason = "bad-cursor"


class BadScope(BadParameter):
    reason = "bad-scope"


class NotHeld(LawError):
    reason = "not-held"


class UnknownWork(NotHeld):
    reason = "unknown-work"


class UnknownExpression(NotHeld):
    reason = "unknown-expression"


class LanguageNotHeld(NotHeld):
    reason = "language-not-held"


class NoVersionForDate(NotHeld):
    reason = "no-version-for-date"


class PortionNotInVersion(NotHeld):
    reason = "portion-not-in-version"


class PortionNotYetInVersion(PortionNotInVersion):
    reason = "portion-not-yet-in-version"


class PortionMoved(PortionNotInVersion):
    """Asked for by an id of earlier versions; `now` is where it stands in this one, a component and an eId."""

    def __init__(self, detail: str, now: tuple[str | None, str | None], **facts: Fact) -> None:
        super().__init__(detail, **facts)
        self.now = now


class NoSuchResource(NotHeld):
    reason = "no-such-resource"


class Gone(LawError):
    reason = "gone"


class Withdrawn(Gone):
    reason = "withdrawn"


class PortionRetired(Gone):
    reason = "retired-portion"


class Ambiguous(LawError):
    reason = "ambiguous"


class Refused(LawError):
    reason = "refused"


class NoAddress(Refused):
    reason = "no-address"


class Invalid(Refused):
    reason = "invalid-document"


class Conflict(Refused):
    reason = "conflicting-version"


class NothingToRestore(Conflict):
    reason = "nothing-to-restore"


class NotAllowed(LawError):
    reason = "not-allowed"


class Unauthorized(NotAllowed):
    reason = "unauthorized"


class BeyondScope(NotAllowed):
    reason = "beyond-scope"


class NotAsKnown(LawError):
    reason = "precondition-failed"


class ConditionRequired(LawError):
    reason = "precondition-required"


class UnderWay(LawError):
    reason = "request-under-way"


class OtherRequest(LawError):
    reason = "other-request"


class Unavailable(LawError):
    reason = "unavailable"


class Overloaded(Unavailable):
    reason = "overloaded"


class IntegrityError(LawError):
    reason = "integrity-error"
