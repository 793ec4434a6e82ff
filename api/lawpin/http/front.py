"""What is asked most, answered first: the canonical address of a pinned place, without taking the address apart.

The answer is the one that `Addresses` gives, from the same stored page by the same function; a test compares them.
Whatever is not of that form, or not there, is left to `Addresses`, and so are all refusals. Answers are kept for those
who ask next, within a bound of memory, until the store or the day is another one.
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic

from lawpin.holdings.lookup import Lookup
from lawpin.http.addresses import TEXT_FORMATS
from lawpin.http.asgi import Scope
from lawpin.http.caching import PINNED, Conditions
from lawpin.http.coding import Coding
from lawpin.http.exchange import Answer
from lawpin.http.formats import FORMATS, Format
from lawpin.http.keeping import Kept
from lawpin.http.mementos import memento_fields, memento_links, original_of
from lawpin.http.negotiation import choose_coding, choose_format
from lawpin.http.relations import version_fields, version_links
from lawpin.http.representing import BY_CODING, BY_FORMAT, Manner, Representation, coded, represent
from lawpin.law.errors import LawError
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_address

# How long look-ups in a row share one view of the store, and may not yet name a version just recorded. Seconds.
_SHARED_S = 0.02
_NEVER = 0.0
_REMEMBERED_VERSIONS = 4096
# An address without anything that is ever escaped; that it is canonical is found out once for each version.
_PLAIN = re.compile(rb"(/akn/[^~!?]+@[0-9-]+)(?:/~([A-Za-z0-9_-]+))?(?:\.(json|xml|txt))?")
_READS = frozenset({"GET", "HEAD"})
_RARE = frozenset({b"if-match", b"if-unmodified-since"})
_LONGEST_BYTES = 1024
_OF_SUFFIX = {suffix.encode(): form for suffix, form in FORMATS.items()}


@lru_cache(maxsize=256)
def _format_of(accept: bytes | None) -> Format | None:
    return choose_format(_text(accept), TEXT_FORMATS)


@lru_cache(maxsize=256)
def _coding_of(accept_encoding: bytes | None) -> Coding | None:
    return choose_coding(_text(accept_encoding))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A version that was asked for, and how its texts are sent."""

    version: ExpressionId
    original: str
    negotiated: Manner
    of_suffix: Manner


class Front:
    """Answers reads of stored pages in one process."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._seen: dict[bytes, _Seen] = {}
        self._kept = Kept()
        # Until when the view is shared; in the past where none is held.
        self._until = _NEVER
        self._timer: asyncio.TimerHandle | None = None
        self._state: tuple[int, date] | None = None

    def answer(self, scope: Scope, path: bytes) -> Answer | None:
        """The answer to a read of a stored page at a raw path; None: it is another request, or takes more to answer."""
        try:
            answer = self._stored(scope, path)
        except LawError:
            answer = None
        if answer is None:
            self._let_go()
        return answer

    def _stored(self, scope: Scope, path: bytes) -> Answer | None:
        sent = scope["headers"]
        fields = dict(sent)
        # A repeated field is one list, and conditions that can fail are rare: those who read everything read them.
        if len(fields) != len(sent) or not _RARE.isdisjoint(fields):
            return None
        if b"@" not in path or scope["query_string"] or scope["method"] not in _READS:
            return None
        key = (path, fields.get(b"accept"), fields.get(b"accept-encoding"))
        # Kept by what was sent: nobody needs this much to say what he reads.
        if sum(map(len, filter(None, key))) > _LONGEST_BYTES:
            return None
        if monotonic() > self._until:
            self._hold()
        found = self._kept.get(key)
        if found is None:
            found = self._look_up(*key)
            if found is None:
                return None
            self._kept.offer(key, found)
        none_match, since = fields.get(b"if-none-match"), fields.get(b"if-modified-since")
        if none_match is None and since is None:
            return found.whole
        return found.under(Conditions(_text(none_match), _text(since)))

    def _look_up(self, path: bytes, accept: bytes | None, accept_encoding: bytes | None) -> Representation | None:
        parts = _PLAIN.fullmatch(path)
        if parts is None:
            return None
        iri, eid, suffix = parts.groups()
        form = _OF_SUFFIX[suffix] if suffix else _format_of(accept)
        if form is None:
            return None
        seen = self._seen.get(iri) or self._see(iri)
        page = self._lookup.store.page(PortionId(seen.version, _text(eid)), form.form)
        if page is None:
            return None
        manner = seen.of_suffix if suffix else seen.negotiated
        tail = f"/~{_text(eid)}" if eid else ""
        states = memento_links(seen.original, tail, f".{_text(suffix)}" if suffix else "")
        return represent(coded(page, _coding_of(accept_encoding)), form, manner, states)

    def _see(self, iri: bytes) -> _Seen:
        """What the answers of a version share. Raises LawError where it is not the canonical IRI of a held version."""
        version = self._lookup.version(read_address(iri.decode("latin-1")))
        if str(version.id).encode() != iri:
            message = "this is another spelling"
            raise LawError(message)
        links = version_links(version, self._lookup.versions(version.id.work), self._lookup.current(version))
        fields = version_fields(version) | memento_fields(version, self._lookup.today())
        negotiated, of_suffix = (
            Manner.of(PINNED, vary=vary, fields=fields, links=links, modified=version.recorded_at)
            for vary in (BY_FORMAT, BY_CODING)
        )
        if len(self._seen) >= _REMEMBERED_VERSIONS:
            self._seen.clear()
        self._seen[iri] = seen = _Seen(version.id, original_of(version.id), negotiated, of_suffix)
        return seen

    def _hold(self) -> None:
        """Takes a view of the store for the next look-ups, and forgets what was true of another state or day."""
        self._let_go()
        self._until = monotonic() + _SHARED_S
        self._lookup.store.hold()
        self._timer = asyncio.get_running_loop().call_later(_SHARED_S, self._let_go)
        state = (self._lookup.store.head(), self._lookup.today())
        if state != self._state:
            self._seen.clear()
            self._kept = Kept()
            self._state = state

    def _let_go(self) -> None:
        """Lets go of the view that look-ups share: whatever comes next sees what was recorded last."""
        if self._until != _NEVER:
            self._until = _NEVER
            self._lookup.store.let_go()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _text(sent: bytes | None) -> str | None:
    return None if sent is None else sent.decode("latin-1")
