"""Which version answers: pure decisions over the versions of one work.

Two axes: `on`, the day whose law is asked for, and `known`, the instant as of which the store knew of it. What was
recorded later is left out (`as_known`), and the rest is asked about the day. A version counts from its legal date where
the metadata state one, else from the date in its address; intervals are half-open.

Versions of one language are ordered by date, then revision. A second translation (an author segment) never answers
for the first: each author has a line of versions of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self, assert_never

from lawpin.law.errors import LanguageNotHeld, NoVersionForDate, UnknownExpression, Withdrawn
from lawpin.law.identifiers.address import Address, Current, InForceOn, Original, Pinned
from lawpin.law.notice import Notice, Subject, Withdrawal
from lawpin.law.version import Status, Version, begins, status_on


@dataclass(frozen=True, slots=True)
class Times:
    """What a reader asks for: the law of a day, and what was known at an instant (UTC). None: he does not say."""

    on: date | None = None
    known: datetime | None = None


NOW = Times()


@dataclass(frozen=True, slots=True)
class PointInTime:
    """The day whose law is told, and the instant (UTC) as of which it was known."""

    on: date
    known: datetime

    @classmethod
    def recorded(cls, version: Version) -> Self:
        """When a version was recorded: what is told at its own address is told as of then, for ever."""
        return cls(version.recorded_at.date(), version.recorded_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a version stands among the others at a point in time."""

    at: PointInTime
    superseded_at: datetime | None
    current: bool
    status: Status
    stale: bool


def as_known(versions: Iterable[Version], known: datetime) -> tuple[Version, ...]:
    """The versions that were recorded at an instant (UTC), with the notices that were, in the same order."""
    return tuple(
        _with_only(version, [notice for notice in version.notices if notice.recorded_at <= known])
        for version in versions
        if version.recorded_at <= known
    )


def as_of(versions: Iterable[Version], seq: int) -> tuple[Version, ...]:
    """The versions as the log told of them when its newest entry was `seq`, in the same order."""
    return tuple(
        _with_only(version, [notice for notice in version.notices if notice.seq <= seq])
        for version in versions
        if version.seq <= seq
    )


def _with_only(version: Version, notices: Sequence[Notice]) -> Version:
    return version if len(notices) == len(version.notices) else replace(version, notices=tuple(notices))


def last_told(versions: Iterable[Version]) -> datetime:
    """The instant of the newest entry about these versions (at least one): what is known of them since then."""
    return max(at for v in versions for at in (v.recorded_at, *(notice.recorded_at for notice in v.notices)))


def standing(version: Version, versions: Sequence[Version], at: PointInTime) -> Standing:
    """How `version` stands among `versions` of its work (itself included) at a point in time."""
    recorded = as_known(versions, at.known)
    line = line_of(recorded, version.id.language, version.id.author)
    later = superseded_by(line, version)
    answering = current(line, at.on)
    return Standing(
        at=at,
        superseded_at=None if later is None else max(later.recorded_at, version.recorded_at),
        current=answering is not None and answering.id == version.id,
        status=_status_among(line, version, at.on),
        stale=is_stale(version, recorded),
    )


def _status_among(line: Sequence[Version], version: Version, day: date) -> Status:
    """The legal status on a day: a text is in force until a later one is, where both state since when."""
    status = status_on(version.expression, day)
    followed = any(
        status_on(v.expression, day) != "prospective"
        for v in _later(line, version)
        if v.expression.legal_from is not None
    )
    return "expired" if status == "in-force" and followed else status


def _later(line: Sequence[Version], version: Version) -> Iterator[Version]:
    return (v for v in readable(line) if (v.id.date, v.id.revision) > (version.id.date, version.id.revision))


def is_stale(version: Version, versions: Iterable[Version]) -> bool:
    """Whether a translation renders a version that has been followed by another; never true of an original."""
    master = version.expression.translation_of
    if master is None:
        return False
    line = readable(line_of(versions, master.language, master.author))
    return any((v.id.date, v.id.revision) > (master.date, master.revision) for v in line)


def counterpart_versions(version: Version, versions: Iterable[Version]) -> tuple[Version, ...]:
    """The versions in other languages that stand beside this one, one of each line; by language, then author.

    Of a line it is that of the same date, else the newest. Second translations (with an author) never stand in for the
    first: they follow it. What is withdrawn stands nowhere.
    """
    others: dict[tuple[str, str], list[Version]] = {}
    for other in newest_first(readable(versions)):
        if other.id.language != version.id.language:
            others.setdefault((other.id.language, other.id.author or ""), []).append(other)
    return tuple(nearest_version(version, line) for _, line in sorted(others.items()))


def nearest_version(version: Version, line: Sequence[Version]) -> Version:
    """The version of a line (newest first, at least one) that stands beside this one: of its date, else the newest."""
    return next((v for v in line if v.id.date == version.id.date), line[0])


def newest_first(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Versions by date and revision, newest first; of one date originals before translations, then by language."""
    by_name = sorted(versions, key=_originals_first)
    return tuple(sorted(by_name, key=lambda version: (version.id.date, version.id.revision), reverse=True))


def _originals_first(version: Version) -> tuple[bool, str, str]:
    return (version.expression.translation_of is not None, version.id.language, version.id.author or "")


def line_of(versions: Iterable[Version], language: str, author: str | None = None) -> tuple[Version, ...]:
    """The versions in one language by one author, newest first."""
    return newest_first(v for v in versions if v.id.language == language and v.id.author == author)


def readable(versions: Iterable[Version]) -> tuple[Version, ...]:
    """The versions that are not withdrawn, in the same order."""
    return tuple(version for version in versions if version.withdrawal is None)


def current(line: Sequence[Version], day: date) -> Version | None:
    """The version of one line (newest first) that answers on a day: the newest that is not prospective.

    Where the metadata give no legal dates the newest answers whose own date has come. Where all are prospective the
    first answers. A withdrawn version answers for nothing, so that
    what it took the place of stands again. None where no version is left.
    """
    left = readable(line)
    in_force = (v for v in left if status_on(v.expression, day) != "prospective")
    return next(in_force, left[-1] if left else None)


def superseded_by(line: Sequence[Version], version: Version) -> Version | None:
    """The version that took the place of this one: the first recorded of its corrections and of those of later dates.

    What arrives afterwards, of whatever date, changes nothing in that. None: nothing has followed it. Of a version
    that arrived late it is one that was already there.
    """
    return min(_later(line, version), key=lambda v: v.seq, default=None)


def select(versions: Sequence[Version], address: Address, day: date) -> Version:
    """The version that an address with a language names, seen from a day.

    Raises:
        LanguageNotHeld: the work is not held in that language (or not by that author).
        UnknownExpression: the pinned version is not held.
        NoVersionForDate: all versions begin after the date asked for.
        Withdrawn: what it names is withdrawn.
    """
    line = line_of(versions, address.language or "", address.author)
    if not line:
        languages = sorted({v.id.language for v in versions})
        message = f"this work is not held in “{address.language}”" + (f" by {address.author}" if address.author else "")
        raise LanguageNotHeld(message, iri=address.bare, available={"languages": languages})
    found: Version | None
    match address.moment:
        case Pinned(date=pinned, revision=revision):
            found = next((v for v in line if (v.id.date, v.id.revision) == (pinned, revision)), None)
        case InForceOn(date=moment):
            found = _first_readable([v for v in line if begins(v.expression) <= _last_day(moment)])
            if found is None:
                message = f"the first version held is of {line[-1].id.date}; none applies on {moment}"
                raise NoVersionForDate(message, iri=address.bare, available=_available(line))
        case Original():
            # The original is that one and no other: what came after it does not stand in for it.
            found = _first_readable([v for v in line if v.id.date == line[-1].id.date])
        case Current() | None:
            found = current(line, day) or line[0]
        case _ as unreachable:
            assert_never(unreachable)
    if found is None:
        message = "this version is not held"
        raise UnknownExpression(message, iri=address.bare, available=_available(line))
    require_readable(found)
    return found


def require_readable(version: Version) -> None:
    """Raises Withdrawn, with what is said of it, where a version is not to be read."""
    withdrawal = version.withdrawal
    if withdrawal is not None:
        raise withdrawn(withdrawal, version.id)


def withdrawn(withdrawal: Withdrawal, asked: Subject) -> Withdrawn:
    """The error of whoever asks for what is withdrawn, by itself or with its work."""
    whole = "" if withdrawal.about == asked else f", with the whole of {withdrawal.about}"
    return Withdrawn(
        f"this was withdrawn{whole}: {withdrawal.reason}",
        iri=str(asked),
        successor=None if withdrawal.successor is None else str(withdrawal.successor),
        withdrawn_at=withdrawal.since.isoformat(),
        withdrawal_reason=withdrawal.reason,
    )


def _first_readable(versions: Sequence[Version]) -> Version | None:
    """The first that is not withdrawn; where all are, the first; None of none."""
    return next(iter(readable(versions)), versions[0] if versions else None)


def _available(line: Sequence[Version]) -> dict[str, list[str]]:
    return {"versions": [str(v.id) for v in line]}


def _last_day(moment: str) -> str:
    # A month or a year means its last day: 2017 holds every version of 2017.
    return {4: f"{moment}-12-31", 7: f"{moment}-31"}.get(len(moment), moment)
