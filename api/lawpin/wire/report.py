"""Reports of an ingest, and what the store says of itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from lawpin.law.version import Naming
from lawpin.wire.portion import Digest, Iri
from lawpin.wire.shape import Shape

# Of each kind that is missing, coverage names so many.
LISTED = 200
# Of each kind of difference, a report names so many places.
LISTED_DIFFERENCES = 50
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


def _publishable(name: str) -> str:
    # Names of files are bytes: what is no UTF-8 in one cannot be published.
    return name.encode("utf-8", "replace").decode()


def _is_valid(members: Mapping[str, Any]) -> bool:
    verdicts = members.get("verdicts")
    return isinstance(verdicts, VerdictsShape) and verdicts.official is True


_Places = Annotated[list[str], Field(max_length=LISTED_DIFFERENCES)]


class DifferenceShape(Shape):
    """Where a document differs from what is stored: eIds in document order, those of a component after its name.

    Nothing is listed where the metadata alone are others.
    """

    changed: Annotated[_Places, Field(description="Other text or markup; the smallest places.")]
    added: Annotated[_Places, Field(description="Not in what is stored, with all that is in them.")]
    removed: Annotated[_Places, Field(description="Only in what is stored, with all that is in them.")]
    total: Annotated[int, Field(ge=0, description="How many there are of all three kinds; 50 of each are listed.")]


class ReportShape(Shape):
    """What an ingest found in one document and did with it."""

    id: Annotated[Iri | None, Field(description="The expression; null where none could be read.")]
    address: Annotated[Naming | None, Field(description="Where the address comes from; null where there is none.")] = (
        None
    )
    source: Annotated[str, BeforeValidator(_publishable), Field(description="Name of the file as received.")]
    outcome: Outcome
    reason: Annotated[str | None, Field(description="Slug of the refusal.")]
    detail: Annotated[str | None, Field(description="The refusal in a sentence.")]
    verdicts: VerdictsShape
    valid: Annotated[bool, Field(description="Whether the official Akoma Ntoso schema accepts the document.")] = Field(
        default_factory=_is_valid
    )
    difference: Annotated[
        DifferenceShape | None,
        Field(description="Of a correction from what it corrects, of a conflict from what is stored; else null."),
    ] = None
    findings: list[FindingShape]
    portions: Annotated[int | None, Field(description="Portions cut, the whole included.")]
    kinds: Annotated[dict[str, int], Field(description="Portions by element.")]
    sha256: Annotated[str | None, Field(description="Of the bytes as received; null where none could be read.")]
    digest: Digest | None
    seq: Annotated[int | None, Field(description="Entry of the log; null where nothing was stored.")]
    recorded_at: datetime | None


class WantedWorkShape(Shape):
    """A work that is referred to and not held."""

    id: Iri
    references: Annotated[int, Field(ge=1, description="References to it in everything held.")]
    expressions: Annotated[int, Field(ge=1, description="Held expressions that they stand in.")]


class WantedWorksShape(Shape):
    """Works that are referred to and not held, the most referred to first."""

    total: Annotated[int, Field(ge=0)]
    first: Annotated[list[WantedWorkShape], Field(max_length=LISTED)]


class ExpressionsShape(Shape):
    """Expressions by IRI."""

    total: Annotated[int, Field(ge=0)]
    first: Annotated[list[Iri], Field(max_length=LISTED)]


class RefusedFileShape(Shape):
    """A file that was not taken in."""

    name: Annotated[str, Field(description="Its name without the folder.")]
    sha256: Annotated[str | None, Field(description="Of its bytes; null where they could not be read.")]
    id: Annotated[Iri | None, Field(description="The expression that it is by its metadata; null: it names none.")]
    reason: Annotated[str, Field(description="Slug of the refusal.")]
    at: datetime


class RefusedFilesShape(Shape):
    """Files refused and not taken in since, the newest first; of more than 1,000 the oldest are forgotten."""

    total: Annotated[int, Field(ge=0)]
    first: Annotated[list[RefusedFileShape], Field(max_length=LISTED)]


class MissingShape(Shape):
    """What is known to be missing: how many there are, and the first 200 of each kind."""

    works: Annotated[WantedWorksShape, Field(description="Referred to in held texts by Akoma Ntoso IRIs, not held.")]
    originals: Annotated[ExpressionsShape, Field(description="What held translations were made from, not held.")]
    translations: Annotated[
        ExpressionsShape, Field(description="Held originals beside which no other language of that version stands.")
    ]
    files: Annotated[RefusedFilesShape, Field(description="Refused by an ingest.")]


class WithdrawnShape(Shape):
    """Of what is held, what is not to be read."""

    works: Annotated[int, Field(ge=0, description="Withdrawn as a whole.")]
    expressions: Annotated[int, Field(ge=0, description="Withdrawn by themselves or with their work.")]


class CoverageShape(Shape):
    """What is held, counted, and what is known to be missing."""

    works: int
    expressions: int
    portions: int
    withdrawn: WithdrawnShape
    countries: Annotated[dict[str, int], Field(description="Works by country.")]
    types: Annotated[dict[str, int], Field(description="Works by document type.")]
    years: Annotated[dict[str, int], Field(description="Works by the year of their date.")]
    first_date: Annotated[str | None, Field(description="Of a work; null where none has a date.")]
    last_date: Annotated[str | None, Field(description="Of a work; null where none has a date.")]
    undated: Annotated[int, Field(ge=0, description="Works whose documents give no date.")]
    languages: Annotated[dict[str, int], Field(description="Expressions by language.")]
    validity: Annotated[
        dict[Literal["valid", "invalid"], int],
        Field(description="Expressions by the verdict of the official schema."),
    ]
    missing: MissingShape
    seq: Annotated[int, Field(ge=0, description="The entry of the log up to which is counted.")]


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
