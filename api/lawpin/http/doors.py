"""Who may send something that changes what is held: asked before one byte of the body is read (RFC 6750).

The key is looked for on the thread that answers, which costs what a look-up costs. What is written about it (a use of a
key that has ended) is written on another, as it may have to wait for a publication.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from lawpin.akn.reading import DEFAULT_LIMITS
from lawpin.holdings.keys import EndedKey, find_key, note_use
from lawpin.holdings.notes import Key, KeyUse
from lawpin.holdings.store import Store
from lawpin.http.asgi import Fields, Scope
from lawpin.http.limiting import Limiter
from lawpin.http.rules import Allowance, Refusal, Rules
from lawpin.law.errors import Unauthorized

DOCUMENT_BYTES = DEFAULT_LIMITS.size_bytes
DOCUMENT_TYPES = ("application/akn+xml", "application/xml")
_NOTICE_BYTES = 64 * 1024
# More of them would keep their bodies in memory, and reads out.
_AT_ONCE = 128
# Where the request's key is found, once it came through a door.
KEY = "key"
_CHALLENGE = 'Bearer realm="lawpin"'
_LONGEST = 200


class Door:
    """The way to one path. `action` is how the audit log calls what is done there."""

    def __init__(
        self,
        action: str,
        allowance: Allowance,
        store: Store,
        clock: Callable[[], datetime],
        limiter: Limiter | None = None,
    ) -> None:
        self.allowance = allowance
        self.under_way = 0
        self._action = action
        self._store = store
        self._clock = clock
        self._limiter = limiter

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Counts who is on the way while the block lasts."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1

    async def refuse(self, scope: Scope) -> Refusal | None:
        """Why the sender may not send this; None: it may, and its key is in the state of the scope."""
        if self.under_way > _AT_ONCE:
            return Refusal("overloaded", "too many publications are under way")
        now = self._clock()
        try:
            key = find_key(self._store.notes, _shown(scope["headers"]), now)
        except _NoKey as fault:
            return _refusal(fault, None)
        except EndedKey as fault:
            await asyncio.to_thread(note_use, self._store, KeyUse(fault.key.id, now, self._action, fault.why))
            return _refusal(fault, "invalid_token")
        except Unauthorized as fault:
            return _refusal(fault, "invalid_token")
        scope["state"][KEY] = key
        return self._refuse_rate(key) or self._refuse_type(scope["headers"])

    def _refuse_rate(self, key: Key) -> Refusal | None:
        if self._limiter is None:
            return None
        is_allowed, fields = self._limiter.count(key.id)
        wait_s = dict(fields).get(b"retry-after", b"1").decode()
        detail = "this key publishes more than it may in a minute: wait as long as Retry-After says"
        return None if is_allowed else Refusal("rate-limited", detail, fields=(("Retry-After", wait_s),))

    def _refuse_type(self, fields: Fields) -> Refusal | None:
        taken = ", ".join(self.allowance.media_types)
        media_type, _, parameters = _field(fields, b"content-type").lower().partition(";")
        if media_type.strip() not in self.allowance.media_types or not _is_utf8(parameters):
            detail = f"send {taken} in UTF-8"
            return Refusal("unsupported-media-type", detail, fields=(("Accept", taken),))
        if _field(fields, b"content-encoding").strip().lower() not in {"", "identity"}:
            detail = "send the body without a content coding"
            return Refusal("unsupported-media-type", detail, fields=(("Accept-Encoding", "identity"),))
        return None


def make_doors(store: Store, clock: Callable[[], datetime], rules: Rules) -> dict[str, Door]:
    """The doors by path; one key may go through all of them together as often as the rules say."""
    limiter = Limiter(rules.writes_per_minute, ()) if rules.writes_per_minute else None
    documents = Allowance(DOCUMENT_BYTES, rules.document_deadline_s, DOCUMENT_TYPES)
    notices = Allowance(_NOTICE_BYTES, rules.body_deadline_s, ("application/json",))
    return {
        "/v1/ingests": Door("publish", documents, store, clock, limiter),
        "/v1/withdrawals": Door("withdraw", notices, store, clock, limiter),
        "/v1/restorations": Door("restore", notices, store, clock, limiter),
    }


class _NoKey(Unauthorized):
    """Nobody showed one."""


def _shown(fields: Fields) -> str:
    """The text of the key. Raises _NoKey."""
    scheme, _, text = _field(fields, b"authorization").strip().partition(" ")
    if scheme.lower() != "bearer" or not text or len(text) > _LONGEST:
        message = "this takes a key: Authorization: Bearer lawpin_..."
        raise _NoKey(message)
    return text.strip()


def _refusal(fault: Unauthorized, error: str | None) -> Refusal:
    challenge = _CHALLENGE if error is None else f'{_CHALLENGE}, error="{error}"'
    return Refusal(fault.reason, fault.detail, fields=(("WWW-Authenticate", challenge),))


def _field(fields: Fields, name: bytes) -> str:
    return ", ".join(value.decode("latin-1") for known, value in fields if known == name)


def _is_utf8(parameters: str) -> bool:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in {"utf-8", "utf8"}:
            return False
    return True
