"""What is kept beside the law in the same file: keys, their uses, promises, reports of what was turned away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import apsw
from typing_extensions import override

from lawpin.holdings.admission import Body, checked
from lawpin.holdings.notes import Key, KeyUse, Notes, Noting, Promise, Signer
from lawpin.holdings.records import instant
from lawpin.holdings.stores.sqlite.faults import in_words_of_the_law
from lawpin.law.errors import IntegrityError, Malformed
from lawpin.law.scopes import read_scope

_KEYS = "SELECT id, sha256, scopes, created_at, expires_at, revoked_at FROM api_key"
_KEEP_KEY = """
INSERT INTO api_key (id, sha256, scopes, created_at, expires_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
"""
_USES = """
SELECT api_key, at, action, outcome, about FROM api_key_use
WHERE ?1 IS NULL OR api_key = ?1 ORDER BY id DESC LIMIT ?2
"""
_PROMISE = "SELECT api_key, name, request, at, owner, answer FROM promise WHERE api_key = ? AND name = ?"
_KEEP_PROMISE = """
INSERT OR REPLACE INTO promise (api_key, name, request, at, owner, answer) VALUES (?, ?, ?, ?, ?, ?)
"""

# Any: as in `reading`.
_Row = tuple[Any, ...]


class NotesReading(Notes):
    """The notes of a file, on the connection of whoever reads the rest."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    @override
    def key(self, key_id: str) -> Key | None:
        rows = self._noted(f"{_KEYS} WHERE id = ?", key_id)
        return _key(rows[0]) if rows else None

    @override
    def all_keys(self) -> tuple[Key, ...]:
        return tuple(_key(row) for row in self._noted(f"{_KEYS} ORDER BY created_at, rowid"))

    @override
    def key_uses(self, key_id: str | None, limit: int) -> tuple[KeyUse, ...]:
        rows = self._noted(_USES, key_id, limit)
        return tuple(KeyUse(key, _moment(at), action, outcome, about) for key, at, action, outcome, about in rows)

    @override
    def promise(self, key_id: str, name: str) -> Promise | None:
        rows = self._noted(_PROMISE, key_id, name)
        if not rows:
            return None
        key, name, request, at, owner, answer = rows[0]
        return Promise(key, name, request, _moment(at), owner, answer)

    @override
    def turned_away(self, report_id: str) -> Body | None:
        rows = self._noted("SELECT report, sha256 FROM turned_away WHERE id = ?", report_id)
        return checked(Body(*rows[0]), f"the report {report_id}") if rows else None

    @override
    def signer(self) -> Signer | None:
        rows = self._noted("SELECT name, secret FROM signer")
        return Signer(*rows[0]) if rows else None

    def _noted(self, sql: str, *bindings: str | int | None) -> list[_Row]:
        with in_words_of_the_law():
            rows = self._connection.execute(sql, bindings).fetchall()
        return rows  # noqa: RET504 - for a type checker, the block may swallow what was raised


class NotesWriting(NotesReading, Noting):
    """The same inside a transaction that writes."""

    @override
    def keep_key(self, key: Key) -> None:
        scopes = " ".join(map(str, key.scopes))
        ends = (None if moment is None else instant(moment) for moment in (key.expires_at, key.revoked_at))
        self._connection.execute(_KEEP_KEY, (key.id, key.sha256, scopes, instant(key.created_at), *ends))

    @override
    def note_use(self, use: KeyUse) -> None:
        self._connection.execute(
            "INSERT INTO api_key_use (api_key, at, action, outcome, about) VALUES (?, ?, ?, ?, ?)",
            (use.key, instant(use.at), use.action, use.outcome, use.about),
        )

    @override
    def keep_promise(self, promise: Promise, *, forget_before: datetime) -> None:
        self._connection.execute("DELETE FROM promise WHERE at < ?", (instant(forget_before),))
        row = (promise.key, promise.name, promise.request, instant(promise.at), promise.owner, promise.answer)
        self._connection.execute(_KEEP_PROMISE, row)

    @override
    def break_promise(self, key_id: str, name: str, owner: int) -> None:
        sql = "DELETE FROM promise WHERE api_key = ? AND name = ? AND owner = ? AND answer IS NULL"
        self._connection.execute(sql, (key_id, name, owner))

    @override
    def turn_away(self, report_id: str, report: Body) -> None:
        self._connection.execute(
            "INSERT INTO turned_away (id, sha256, report) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (report_id, report.sha256, report.content),
        )

    @override
    def keep_signer(self, signer: Signer) -> None:
        row = (signer.name, signer.secret)
        self._connection.execute("INSERT INTO signer (id, name, secret) VALUES (1, ?, ?) ON CONFLICT DO NOTHING", row)


@contextmanager
def _sound() -> Iterator[None]:
    try:
        yield
    except (Malformed, ValueError) as fault:
        message = f"the file of the store is damaged: {fault}"
        raise IntegrityError(message) from fault


@_sound()
def _key(row: _Row) -> Key:
    key_id, digest, scopes, created_at, expires_at, revoked_at = row
    return Key(
        key_id,
        digest,
        tuple(map(read_scope, scopes.split())),
        _moment(created_at),
        None if expires_at is None else _moment(expires_at),
        None if revoked_at is None else _moment(revoked_at),
    )


@_sound()
def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
