"""What enters a store and what a read of it answers: bodies with their digests, pages, admissions."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, Self

from lawpin.holdings.references import Reference, references_of
from lawpin.law.change import Change
from lawpin.law.errors import IntegrityError
from lawpin.law.portion import Portion
from lawpin.law.version import Version

Form = Literal["json", "xml", "txt"]
FORMS: tuple[Form, ...] = ("json", "xml", "txt")


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
    depends on later versions is not among them.
    """

    portion: Portion
    json: Body
    xml: Body
    txt: Body
    links: str


@dataclass(frozen=True, slots=True)
class Page:
    """A body that can be written as it is, and the links of what stands there."""

    body: Body
    links: str


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
    def references(self) -> tuple[Reference, ...]:
        """What the document points to by Akoma Ntoso IRIs, by provision."""
        return references_of(self.version.id, tuple(rendered.portion for rendered in self.portions))


def checked(body: Body, name: str) -> Body:
    """The body, if it is still what was stored. Raises IntegrityError."""
    if sha256(body.content).digest() != body.sha256:
        message = f"the stored bytes of {name} are damaged"
        raise IntegrityError(message, iri=name)
    return body


def require_next(seq: int, head: int) -> None:
    """Raises ValueError where an entry would leave a gap in the log or stand there twice."""
    if seq != head + 1:
        message = f"entry {seq} cannot follow entry {head}"
        raise ValueError(message)
