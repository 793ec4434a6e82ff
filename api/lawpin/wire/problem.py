"""Problem details (RFC 9457): why a request has no other answer, and what would have one."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from lawpin.wire.report import DifferenceShape, FindingShape
from lawpin.wire.shape import Shape


class Fact(Shape):
    """A shape whose members are left out where they do not apply."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class CandidateShape(Fact):
    """One thing that an ambiguous request can mean."""

    id: str
    language: str | None = None
    label: str | None = None


class AvailableShape(Fact):
    """What is held instead."""

    versions: list[str] | None = None
    languages: list[str] | None = None
    formats: list[str] | None = None
    styles: list[str] | None = None


class ProblemShape(Fact):
    """A problem document. Facts that do not apply are left out."""

    type: Annotated[str, Field(description="Page that explains the reason.")]
    title: str
    status: Annotated[int, Field(ge=300, le=599)]
    detail: str
    instance: Annotated[str, Field(description="The request's id, as in the Request-Id header and the log.")]
    reason: Annotated[str, Field(description="Slug; never changes.")]
    iri: str | None = None
    eid: Annotated[str | None, Field(alias="eId")] = None
    position: Annotated[int | None, Field(description="Characters before the fault in the address.")] = None
    nearest: list[str] | None = None
    candidates: list[CandidateShape] | None = None
    available: AvailableShape | None = None
    successor: Annotated[str | None, Field(description="IRI of what to read instead of what is gone.")] = None
    last_version: Annotated[str | None, Field(description="IRI of what is gone where it last stood.")] = None
    first_version: Annotated[str | None, Field(description="IRI of what is not yet here where it first stands.")] = None
    withdrawn_at: datetime | None = None
    withdrawal_reason: Annotated[str | None, Field(description="Why it was withdrawn, in its publisher's words.")] = (
        None
    )
    parameter: str | None = None
    pointer: str | None = None
    line: int | None = None
    xpath: str | None = None
    limit: int | None = None
    scope: Annotated[str | None, Field(description="One that a key would need.")] = None
    findings: list[FindingShape] | None = None
    difference: DifferenceShape | None = None


class ReasonShape(Shape):
    """The page of a reason: what a problem of this type means."""

    reason: str
    status: int
    title: str
    meaning: str
