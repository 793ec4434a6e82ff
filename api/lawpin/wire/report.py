"""Reports of an ingest, and what the store says of itself."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from lawpin.law.version import Naming
from lawpin.wire.portion import Digest, Iri
from lawpin.wire.shape import Shape

Outcome = Literal["stored", "unchanged", "refused", "would-store"]


class FindingShape(Shape):
    """One fault of a document, in words that its author can act on."""

    level: Literal["well-formed", "official", "profile", "house"]
    rule: str
    sentence: str
    line: int | None
    xpath: str | None
    eid: Annotated[str | None, Field(alias="eId")]


class VerdictsShape(Shape):
    """One verdict for each level; null: not reached."""

    well_formed: bool
    official: bool | None
    profile: bool | None
    house: bool | None


class ReportShape(Shape):
    """What an ingest found in one document and did with it."""

    id: Annotated[Iri | None, Field(description="The expression; null where none could be read.")]
    address: Annotated[Naming | None, Field(description="Where the address comes from; null where there is none.")] = (
        None
    )
    source: Annotated[str, Field(description="Name of the file as received.")]
    outcome: Outcome
    reason: Annotated[str | None, Field(description="Slug of the refusal.")]
    detail: Annotated[str | None, Field(description="The refusal in a sentence.")]
    verdicts: VerdictsShape
    findings: list[FindingShape]
    portions: Annotated[int | None, Field(description="Portions cut, the whole included.")]
    kinds: Annotated[dict[str, int], Field(description="Portions by element.")]
    sha256: Annotated[str | None, Field(description="Of the bytes as received; null where none could be read.")]
    digest: Digest | None
    seq: Annotated[int | None, Field(description="Entry of the log; null where nothing was stored.")]
    recorded_at: datetime | None


class CoverageShape(Shape):
    """What is held, counted."""

    works: int
    expressions: int
    portions: int
    countries: dict[str, int]
    types: dict[str, int]
    languages: dict[str, int]
    validity: dict[str, int]
    first_date: str | None
    last_date: str | None
    untranslated: Annotated[list[Iri], Field(description="Works held in one language only (at most 200).")]
    seq: int


class StatusShape(Shape):
    """How fresh this store is."""

    version: Annotated[str, Field(description="Of the software.")]
    seq: Annotated[int, Field(ge=0, description="Newest entry of the log.")]
    recorded_at: Annotated[datetime | None, Field(description="Of that entry; null in an empty store.")]
    works: int
    expressions: int
    portions: int


class HealthShape(Shape):
    """A probe's answer."""

    status: Literal["ok"]
