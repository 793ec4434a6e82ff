"""Works: what is held of a law, in which languages and versions."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from lawpin.law.version import Naming
from lawpin.wire.portion import Digest, Iri, Known, Language, On, Status
from lawpin.wire.shape import Shape


class AgentShape(Shape):
    """Who made it; `role` as the document names it."""

    name: str
    role: str | None


class DateShape(Shape):
    """A date of the work, named as the document names it."""

    name: str | None
    date: str


class WithdrawalShape(Shape):
    """That a work or a version is not to be read any more; it stays in the record."""

    since: Annotated[datetime, Field(description="When it was withdrawn.")]
    reason: Annotated[str, Field(description="Why, in its publisher's words.")]
    successor: Annotated[Iri | None, Field(description="What to read instead; null: nothing is named.")]


class WorkVersionShape(Shape):
    """One expression of a work."""

    id: Iri
    address: Annotated[Naming, Field(description="Where its address comes from.")]
    aliases: Annotated[list[str], Field(description="Other IRIs of the expression, as its publisher writes them.")]
    language: Language
    date: str
    revision: Annotated[int, Field(ge=1)]
    title: str | None
    authoritative: bool | None
    translation_of: Iri | None
    contributors: list[AgentShape]
    current: bool
    stale: bool
    valid: Annotated[bool, Field(description="Whether the official Akoma Ntoso schema accepts the document.")]
    draft: Annotated[bool, Field(description="Written in the namespace of a draft of AKN 3.0, and judged as 3.0.")]
    digest: Digest
    legal_from: str | None
    legal_to: str | None
    recorded_at: datetime
    superseded_at: datetime | None
    status: Status
    withdrawn: Annotated[WithdrawalShape | None, Field(description="By itself or with its work; null: readable.")]
    reason: Annotated[str | None, Field(description="Of a correction, in its publisher's words; else null.")]
    license: str | None
    seq: Annotated[int, Field(ge=1, description="Its entry in the log.")]


class RelationShape(Shape):
    """A relation to another work."""

    kind: str
    id: Iri


class WorkShape(Shape):
    """A work with all its versions, newest first."""

    id: Iri
    address: Annotated[Naming, Field(description="Where the address of the version shown first comes from.")]
    titles: Annotated[dict[str, str], Field(description="By language.")]
    aliases: Annotated[list[str], Field(description="Other names and IRIs of the work, as its publisher writes them.")]
    authors: list[AgentShape]
    dates: list[DateShape]
    country: str
    type: str
    subtype: str | None
    status: Status
    withdrawn: Annotated[WithdrawalShape | None, Field(description="Of the whole work; null: readable.")]
    license: str | None
    versions: list[WorkVersionShape]
    relations: list[RelationShape]
    on: On
    known: Known
    resolved_from: str | None = None


class WorkVersionsShape(Shape):
    """All versions of a work, newest first."""

    id: Iri
    withdrawn: Annotated[WithdrawalShape | None, Field(description="Of the whole work; null: readable.")]
    languages: Annotated[list[Language], Field(description="In which it is held, those of originals first.")]
    versions: list[WorkVersionShape]
    on: On
    known: Known


class WorksShape(Shape):
    """A page of works by IRI; `next` is null on the last page. All pages of one listing show the store at `seq`."""

    works: list[WorkShape]
    next: Annotated[str | None, Field(description="Cursor of the next page; null on the last.")]
    seq: Annotated[int, Field(ge=0)]
