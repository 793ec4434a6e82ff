"""Validators and freshness: entity tags, dates, conditional requests, digests (RFC 9110, 9111, 9530)."""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from lawpin.law.errors import NotAsKnown

PINNED = "public, max-age=31536000, immutable"
FLOATING = "public, max-age=60, stale-while-revalidate=600"
LIVE = "public, max-age=5, stale-while-revalidate=60"
NEVER = "no-store"

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_WEAK = re.compile(rf"W/{_TAG.pattern}")
_TAGS = re.compile(rf"[ \t,]*{_TAG.pattern}(?:[ \t]*,[ \t,]*{_TAG.pattern})*[ \t,]*")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = f"(?P<month>{'|'.join(_MONTHS)})"
_TIME = "(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
# The three forms of RFC 9110 section 5.6.7; the first is the one to send, the others must be read.
_DATES = tuple(
    re.compile(form)
    for form in (
        rf"[A-Z][a-z]{{2}}, (?P<day>[0-9]{{2}}) {_MONTH} (?P<year>[0-9]{{4}}) {_TIME} GMT",
        rf"[A-Z][a-z]{{5,8}}, (?P<day>[0-9]{{2}})-{_MONTH}-(?P<year>[0-9]{{2}}) {_TIME} GMT",
        rf"[A-Z][a-z]{{2}} {_MONTH} (?P<day>[0-9 ][0-9]) {_TIME} (?P<year>[0-9]{{4}})",
    )
)
_CENTURY, _FAR_YEARS = 100, 50


class PreconditionFailed(NotAsKnown):
    """The client wants to read what it knows, and this is not it."""

    reason = "precondition-failed"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a client has already, or wants nothing else than: the fields of RFC 9110 section 13.1, None: not sent."""

    none_match: str | None = None
    modified_since: str | None = None
    match: str | None = None
    unmodified_since: str | None = None

    def require(self, tag: str, modified: datetime | None) -> None:
        """Raises PreconditionFailed where the client wants other bytes (sections 13.1.1 and 13.1.4)."""
        if self.match is not None:
            # By strong comparison: a weak tag names nothing of ours.
            kept = _names(_WEAK.sub("", self.match), tag)
        else:
            kept = _is_as_old(modified, self.unmodified_since) is not False
        if not kept:
            message = "the address has other bytes than the ones that If-Match or If-Unmodified-Since names"
            raise PreconditionFailed(message)

    def spare(self, tag: str, modified: datetime | None) -> bool:
        """Whether the client has the representation with this entity tag, last modified then; None: no one knows.

        Source: RFC 9110 sections 13.1.2 (weak comparison, lists, `*`), 13.1.3, and 13.2.2: a tag outranks a date.
        """
        if self.none_match is not None:
            return _names(self.none_match, tag)
        return _is_as_old(modified, self.modified_since) is True


def _is_as_old(modified: datetime | None, written: str | None) -> bool | None:
    """Whether bytes have not changed since the instant that a field names; None where one of the two is not known."""
    since = None if written is None else read_http_date(written)
    return None if since is None or modified is None else modified.replace(microsecond=0) <= since


def _names(written: str, tag: str) -> bool:
    """Whether a list of entity tags, or `*`, names this one by weak comparison; what is no such list names none."""
    if written.strip() == "*":
        return True
    return _TAGS.fullmatch(written) is not None and tag.strip('"') in _TAG.findall(written)


def named_tags(written: str) -> list[str]:
    """The strong tags in a list of them, without quotation marks; of what is no such list none."""
    strong = _WEAK.sub("", written)
    return _TAG.findall(strong) if _TAGS.fullmatch(strong) else []


def entity_tag(sha256: bytes) -> str:
    """The strong entity tag of bytes with that SHA-256."""
    return f'"{sha256.hex()[:32]}"'


def repr_digest(sha256: bytes) -> str:
    """The Repr-Digest field of bytes with that SHA-256 (RFC 9530)."""
    return f"sha-256=:{b64encode(sha256).decode()}:"


def http_date(moment: datetime) -> str:
    """An instant in UTC as header fields have it, in whole seconds."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def read_http_date(written: str) -> datetime | None:
    """The instant that a header field names; None where it is not a date, which is then as good as not sent."""
    found = next(filter(None, (form.fullmatch(written.strip()) for form in _DATES)), None)
    if found is None:
        return None
    day, hour, minute, second = (int(found[part]) for part in ("day", "hour", "minute", "second"))
    try:
        return datetime(_year(found["year"]), _MONTHS.index(found["month"]) + 1, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _year(written: str) -> int:
    if len(written) > 2:  # noqa: PLR2004 - digits
        return int(written)
    # Two digits that would be more than fifty years ahead are of the century before (RFC 9110 section 5.6.7).
    now = datetime.now(UTC).year  # noqa: TID251 - a century needs no injected clock
    year = now - now % _CENTURY + int(written)
    return year - _CENTURY if year > now + _FAR_YEARS else year
