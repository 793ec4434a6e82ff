"""The one port to law at rest. What is stored is never altered: a store grows by admissions and nothing else.

Every read sees one committed state. A body that is not what was stored raises IntegrityError, never wrong text.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Generic, Literal, Protocol, Self, TypeVar

from lawpin.holdings.coding import Coding
from lawpin.holdings.references import references_of
from lawpin.law.change import Change
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId
from lawpin.law.portion import Portion
from lawpin.law.version import Status, Version

Form = Literal["json", "xml", "txt"]
FORMS: tuple[Form, ...] = ("json", "xml", "txt")
# Of files that were refused so many are remembered, the newest.
KEPT_REFUSALS = 1000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes as they are served, and their SHA-256 (32 bytes) as it was when they were stored."""

    content: bytes
    sha256: bytes

    @classmethod
    def of(cls, content: bytes) -> Self:
        """The body with these bytes."""
        return cls(content, sha256(content).digest())


@dataclass(frozen=True, slots=True)
class Rendered:
    """A portion and everything that a read of it answers.

    `links` are its typed links (RFC 8288), those to translations as known when it was recorded, like its JSON; what
    depends on later versions is not among them. `coded` holds its bodies in content codings, where that is worth it.
    """

    portion: Portion
    json: Body
    xml: Body
    txt: Body
    links: str
    coded: Mapping[Form, Mapping[Coding, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A representation that can be written as it is, and what its header fields need.

    `coding` is the content coding of the body, None for the bytes themselves.
    """

    body: Body
    links: str
    coding: Coding | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """One version as it enters a store: all of it or nothing.

    `portions` by position; `report` is the JSON of the ingest's report; `entry` the canonical JSON of `change`, whose
    `seq` is the head of the store plus one.
    """

    version: Version
    portions: tuple[Rendered, ...]
    report: Body
    change: Change
    entry: bytes

    @property
    def references(self) -> Mapping[WorkId, int]:
        """How often the document points to each other work by an Akoma Ntoso IRI."""
        return references_of(self.version.id.work, self.portions[0].portion.spans)


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


@dataclass(frozen=True, slots=True)
class Totals:
    """What a store holds, counted."""

    works: int
    expressions: int
    portions: int


@dataclass(frozen=True, slots=True)
class First(Generic[Item]):
    """The first of what there is, and how many there are."""

    total: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A work that is not held, and how many references in how many held expressions point to it."""

    work: WorkId
    references: int
    expressions: int


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken in, without its folder and its text. `sha256` None: its bytes could not be read.

    `reason` is a slug; `at` the instant in UTC; `expression` what it is by its metadata, None where they name none.
    """

    name: str
    sha256: str | None
    reason: str
    at: datetime
    expression: ExpressionId | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a store holds, counted, and what that says is missing, at entry `seq`.

    `countries`, `types` and `years` (of the date of the work, four digits) count works; `languages` and `validity`
    (True: the official schema accepts it) count expressions. `dates` are the first and the last of a work, None where
    no work has one. `untranslated` are originals beside which no expression in another language stands, neither as
    their translation nor at their date; `masters` what held translations were made from and is not held; both by IRI.
    `wanted` begins with the most referred to.
    """

    seq: int
    totals: Totals
    countries: Mapping[str, int]
    types: Mapping[str, int]
    years: Mapping[str, int]
    dates: tuple[str, str] | None
    languages: Mapping[str, int]
    validity: Mapping[bool, int]
    untranslated: First[ExpressionId]
    masters: First[ExpressionId]
    wanted: First[Wanted]


class Holdings(Protocol):
    """Reading."""

    def head(self) -> int:
        """The newest entry of the log; 0 in an empty store."""

    def totals(self) -> Totals:
        """Everything held, counted."""

    def versions(self, work: WorkId) -> tuple[Version, ...]:
        """All versions of a work, newest first; empty where the work is not held."""

    def works(self, filters: Filters, *, after: str, limit: int) -> tuple[WorkId, ...]:
        """Works with at least one version that passes, by IRI, those that sort after `after`."""

    def respelt(self, iri: str) -> tuple[WorkId, ...]:
        """The works whose IRI differs from this one in letter case alone, by IRI."""

    def portions(self, expression: ExpressionId, start: int = 0, end: int | None = None) -> tuple[Portion, ...]:
        """The portions with positions in [start, end), by position; empty where the expression is not held."""

    def eids(self, expression: ExpressionId) -> tuple[str, ...]:
        """The eIds of the main text, in any order, at the cost of an index; empty where it is not held."""

    def position(self, place: PortionId) -> int | None:
        """The position of a place; None where it is not in that version or the version is not held."""

    def page(self, place: PortionId, form: Form, coding: Coding | None = None) -> Page | None:
        """What a pinned look-up answers, in a content coding where it is kept in that one, else without.

        The whole expression as `xml` is the document byte for byte as received.
        """

    def report(self, expression: ExpressionId) -> Body | None:
        """The report of the ingest that admitted the version."""

    def changes(self, *, after: int, limit: int) -> Sequence[bytes]:
        """The canonical entries with seq > after, in order, at most `limit`."""

    def inventory(self, limit: int) -> Inventory:
        """Everything held, counted, and at most `limit` of each kind that is missing. Its cost grows with the store."""

    def refusals(self, limit: int) -> First[RefusedFile]:
        """Files refused and not taken in since, the newest first; older ones than the last 1,000 are forgotten."""


class Writing(Holdings, Protocol):
    """One transaction: it sees the committed state and what it has admitted itself."""

    def admit(self, admission: Admission) -> None:
        """Adds one version with its entry.

        Raises:
            Conflict: the expression is held already.
            ValueError: the entry is not the next of the log.
        """

    def refuse(self, files: Iterable[RefusedFile]) -> None:
        """Remembers files that were not taken in, each once, until their bytes or their expression are admitted."""


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


def checked(body: Body, name: str) -> Body:
    """The body, if it is still what was stored. Raises IntegrityError."""
    if sha256(body.content).digest() != body.sha256:
        message = f"the stored bytes of {name} are damaged"
        raise IntegrityError(message, iri=name)
    return body


def require_next(admission: Admission, head: int) -> None:
    """Raises ValueError where an admission's entry would leave a gap in the log or stand there twice."""
    if not admission.change.seq == admission.version.seq == head + 1:
        message = f"entry {admission.change.seq} cannot follow entry {head}"
        raise ValueError(message)
