"""The one port to law at rest. What is stored is never altered: a store grows by entries of its log and nothing else.

Every read sees one committed state. A body that is not what was stored raises IntegrityError, never wrong text.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lawpin.holdings.admission import Admission, Body, Form, Page
from lawpin.holdings.inventory import First, Inventory, RefusedFile, Totals
from lawpin.holdings.log import Log
from lawpin.holdings.names import Name
from lawpin.holdings.notes import Notes, Noting
from lawpin.holdings.references import Referrer
from lawpin.holdings.successions import Succession
from lawpin.holdings.wording import Spot
from lawpin.law.change import Change
from lawpin.law.citations.words import Phrase
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId
from lawpin.law.portion import Portion
from lawpin.law.version import Status, Version


@dataclass(frozen=True, slots=True)
class Filters:
    """Which works a listing shows; None means all. `title` is a part of any title, letter case aside.

    `seq` is the state of the store that is listed: versions recorded later do not count. `day` is that on which the
    legal status is judged; `since` and `until` bound the date of the work, both included.
    """

    seq: int
    day: date
    country: str | None = None
    doctype: str | None = None
    language: str | None = None
    status: Status | None = None
    title: str | None = None
    since: str | None = None
    until: str | None = None


class Holdings(Protocol):
    """Reading."""

    def head(self) -> int:
        """The newest entry of the log; 0 in an empty store."""

    def totals(self) -> Totals:
        """Everything held, counted."""

    def versions(self, work: WorkId) -> tuple[Version, ...]:
        """All versions of a work with the notices about them, newest first; empty where the work is not held."""

    def works(self, filters: Filters, *, after: str, limit: int) -> tuple[WorkId, ...]:
        """Works with at least one version that passes, by IRI, those that sort after `after`."""

    def respelt(self, iri: str) -> tuple[WorkId, ...]:
        """The works whose IRI differs from this one in letter case alone, by IRI."""

    def named(self, key: int, limit: int) -> tuple[Name, ...]:
        """The names kept under a key (`names`), each once, in the order in which they came; at most `limit`."""

    def portions(self, expression: ExpressionId, start: int = 0, end: int | None = None) -> tuple[Portion, ...]:
        """The portions with positions in [start, end), by position; empty where the expression is not held."""

    def eids(self, expression: ExpressionId) -> tuple[str, ...]:
        """The eIds of the main text, in any order, at the cost of an index; empty where it is not held."""

    def position(self, place: PortionId) -> int | None:
        """The position of a place; None where it is not in that version or the version is not held."""

    def page(self, place: PortionId, form: Form) -> Page | None:
        """What a pinned look-up answers; None where the version has no such place.

        The whole expression as `xml` is the document byte for byte as received.
        """

    def spots(
        self, phrases: Sequence[Phrase], *, seq: int, after: int, limit: int, inside: ExpressionId | None = None
    ) -> tuple[Spot, ...]:
        """Provisions whose own words hold all of the phrases (at least one), as recorded up to entry `seq`.

        In the order of their numbers, those above `after`, at most `limit`; of one expression, or of all (None).
        """

    def succession(self, earlier: ExpressionId, later: ExpressionId) -> Succession | None:
        """How the provisions of a version continue in a later one, as known now; None where nobody has compared them.

        Neighbours of a line always have been.
        """

    def report(self, expression: ExpressionId) -> Body | None:
        """The report of the ingest that admitted the version."""

    def changes(self, *, after: int, limit: int) -> Sequence[bytes]:
        """The canonical entries with seq > after, in order, at most `limit`."""

    def pointed(self, work: WorkId, prefix: str = "") -> tuple[str, ...]:
        """The keys of the places of a work that held texts point to (see `references`), those that begin so, sorted.

        The work itself need not be held.
        """

    def referrers(
        self, work: WorkId, key: str, *, after: tuple[int, int], until: int, limit: int
    ) -> tuple[Referrer, ...]:
        """What points to that place of a work, by seq and position, at most `limit`.

        Those after the given seq and position, recorded by entry `until` of the log.
        """

    def inventory(self, limit: int) -> Inventory:
        """Everything held, counted, and at most `limit` of each kind that is missing. Its cost grows with the store."""

    def refusals(self, limit: int) -> First[RefusedFile]:
        """Files refused and not taken in since, the newest first; older ones than the last 1,000 are forgotten."""

    @property
    def log(self) -> Log:
        """What is kept beside the entries of the log."""

    @property
    def notes(self) -> Notes:
        """What is kept beside the law."""


class Writing(Holdings, Protocol):
    """One transaction: it sees the committed state and what it has admitted itself."""

    def admit(self, admission: Admission) -> None:
        """Adds one version with its entry.

        Raises:
            Conflict: the expression is held already.
            ValueError: the entry is not the next of the log.
        """

    def notify(self, change: Change, entry: bytes) -> None:
        """Adds an entry that admits nothing: a withdrawal or a restoration, and its canonical JSON.

        Raises:
            ValueError: the entry is not the next of the log.
        """

    def relate(self, succession: Succession) -> None:
        """Adds how one held version continues in another; it takes the place of what was known, which is kept."""

    def declare(self, succession: Succession, entry: bytes) -> None:
        """Adds a succession that somebody has declared, with its entry of the log.

        Raises ValueError: the entry is not the next of the log.
        """

    def refuse(self, files: Iterable[RefusedFile]) -> None:
        """Remembers files that were not taken in, each once, until their bytes or their expression are admitted."""

    @property
    def notes(self) -> Noting:
        """What is kept beside the law, to be changed in this transaction."""


class Store(Holdings, Protocol):
    """A store that can be written to; one writer at a time, the others wait."""

    def writing(self) -> AbstractContextManager[Writing]:
        """A transaction: committed when the block ends, undone when it raises or the process dies."""

    def apart(self) -> AbstractContextManager[Holdings]:
        """One committed state, to be read on another thread than the store's own."""

    def hold(self) -> None:
        """Until `let_go`, reads may go on seeing what the first of them saw: cheaper for look-ups in a row.

        To be let go of soon: what is held keeps the store from tidying up behind its writers.
        """

    def let_go(self) -> None:
        """Reads see what was committed last again."""

    def close(self) -> None:
        """Gives back what the store holds of the machine; nothing stored depends on it."""
