"""Keys to publish with: made once, shown once, known by their hash.

A key is `lawpin_`, the id under which it is kept, and a secret of 256 random bits. Of the secret a store has the plain
SHA-256: slow and salted hashes protect what people choose, which can be guessed; to find 256 random bits by trying is
beyond anybody, however fast the hash, and a check costs microseconds in front of every publication. Id and hash are
compared in constant time, and an unknown id costs and answers what a wrong secret does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe

from lawpin.holdings.notes import Key, KeyUse, Notes
from lawpin.holdings.store import Store
from lawpin.law.errors import BadParameter, BeyondScope, Unauthorized
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.scopes import Scope, covered

_ID_BYTES, _SECRET_BYTES = 8, 32
_KEY = re.compile(r"lawpin_([0-9a-f]{16})_([A-Za-z0-9_-]{43})", re.ASCII)
_NO_HASH = bytes(32)


class UnknownKey(BadParameter):
    """No key has that id."""

    reason = "unknown-key"


class EndedKey(Unauthorized):
    """A key that once was good. `key` is its id, `why` what ended it: a word of the audit log."""

    def __init__(self, key: Key, why: str) -> None:
        super().__init__(f"this key is {why}")
        self.key = key
        self.why = why


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key with its secret, which nobody can read again."""

    key: Key
    text: str


def create_key(store: Store, scopes: Iterable[Scope], now: datetime, expires_at: datetime | None = None) -> NewKey:
    """A new key in a store."""
    key_id, secret = token_hex(_ID_BYTES), token_urlsafe(_SECRET_BYTES)
    key = Key(key_id, sha256(secret.encode()).digest(), tuple(scopes), now, expires_at)
    with store.writing() as holdings:
        holdings.notes.keep_key(key)
    return NewKey(key, f"lawpin_{key_id}_{secret}")


def revoke_key(store: Store, key_id: str, now: datetime) -> Key:
    """The key, which is of no use from `now` on; one that was revoked before stays as it is. Raises UnknownKey."""
    with store.writing() as holdings:
        key = _require(holdings.notes, key_id)
        if key.revoked_at is None or now < key.revoked_at:
            key = replace(key, revoked_at=now)
            holdings.notes.keep_key(key)
    return key


def rotate_key(store: Store, key_id: str, now: datetime, overlap: timedelta) -> NewKey:
    """A new key for the same scopes and as long; the old one is revoked when the overlap has passed. Raises UnknownKey.

    A key that has ended cannot be rotated: that is BadParameter.
    """
    key = _require(store.notes, key_id)
    why = ended(key, now)
    if why is not None:
        message = f"the key {key_id} is {why}: create another"
        raise BadParameter(message, parameter="id")
    new = create_key(store, key.scopes, now, key.expires_at)
    revoke_key(store, key_id, now + overlap)
    return new


def find_key(notes: Notes, text: str, now: datetime) -> Key:
    """The key whose text somebody shows.

    Raises:
        Unauthorized: there is none, be it that the id is unknown or the secret wrong.
        EndedKey: it is expired or revoked.
    """
    parts = _KEY.fullmatch(text)
    key_id, secret = parts.groups() if parts else ("", "")
    key = notes.key(key_id)
    shown = sha256(secret.encode()).digest()
    if not compare_digest(shown, _NO_HASH if key is None else key.sha256) or key is None:
        message = "this is no key of ours"
        raise Unauthorized(message)
    why = ended(key, now)
    if why is not None:
        raise EndedKey(key, why)
    return key


def ended(key: Key, now: datetime) -> str | None:
    """What ended a key: `revoked` or `expired`; None while it is of use."""
    if key.revoked_at is not None and key.revoked_at <= now:
        return "revoked"
    if key.expires_at is not None and key.expires_at <= now:
        return "expired"
    return None


def require_scope(key: Key, work: WorkId) -> None:
    """Raises BeyondScope where a key is not for a work."""
    if not covered(key.scopes, work):
        message = f"this key is for {', '.join(map(str, key.scopes))}, not for {work}"
        raise BeyondScope(message, iri=str(work), scope=str(Scope(work.country)))


def note_use(store: Store, use: KeyUse) -> None:
    """Writes a use into the audit log, in a transaction of its own."""
    with store.writing() as holdings:
        holdings.notes.note_use(use)


def _require(notes: Notes, key_id: str) -> Key:
    key = notes.key(key_id)
    if key is None:
        message = f"there is no key “{key_id[:40]}”"
        raise UnknownKey(message, parameter="id")
    return key
