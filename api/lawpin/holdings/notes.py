"""What a store remembers beside the law: keys and their uses, answers to repeat, reports of what was turned away.

Nothing of it is law: no entry of the log, no digest, no dump knows of it. Keys end and answers are forgotten; uses and
reports stay.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lawpin.holdings.admission import Body
from lawpin.law.scopes import Scope


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret, of which `sha256` (32 bytes) is kept. Instants in UTC; None: it does not end so."""

    id: str
    sha256: bytes
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeyUse:
    """What was done or tried with a key. `outcome` is a slug; `about` an IRI, None where it came to none."""

    key: str
    at: datetime
    action: str
    outcome: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A request that its sender gave a name, so that it can be sent again.

    `request` is the SHA-256 of all that makes it what it is. `owner` is the number of the process that began it at
    `at`; `answer` is None as long as that goes on, or if that process died.
    """

    key: str
    name: str
    request: bytes
    at: datetime
    owner: int
    answer: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs the checkpoints of this store: a name, and an Ed25519 private key (32 bytes)."""

    name: str
    secret: bytes


class Notes(Protocol):
    """Reading them."""

    def key(self, key_id: str) -> Key | None:
        """The key with that id; None: there never was one."""

    def all_keys(self) -> tuple[Key, ...]:
        """All keys, those that have ended among them, in the order in which they were made."""

    def key_uses(self, key_id: str | None, limit: int) -> tuple[KeyUse, ...]:
        """The uses of a key (None: of all keys), the newest first."""

    def promise(self, key_id: str, name: str) -> Promise | None:
        """What was sent with a key under a name; None: nothing, or it is forgotten."""

    def turned_away(self, report_id: str) -> Body | None:
        """The report of a document that came with a key and was refused."""

    def signer(self) -> Signer | None:
        """Who signs for this store; None: nobody yet."""


class Noting(Notes, Protocol):
    """Writing them, inside a transaction."""

    def keep_key(self, key: Key) -> None:
        """Adds a key, or changes when the one with that id ends."""

    def note_use(self, use: KeyUse) -> None:
        """Adds a use."""

    def keep_promise(self, promise: Promise, *, forget_before: datetime) -> None:
        """Puts a promise in the place of that with its key and name; forgets those begun before an instant."""

    def break_promise(self, key_id: str, name: str, owner: int) -> None:
        """Forgets a promise that has no answer yet and is of that process."""

    def turn_away(self, report_id: str, report: Body) -> None:
        """Adds a report; the same again changes nothing."""

    def keep_signer(self, signer: Signer) -> None:
        """Keeps the signer; where there is one, that one stays."""
