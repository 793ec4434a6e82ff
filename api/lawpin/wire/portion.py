"""The central body: a portion of one version in one language; and what is made of portions."""

from datetime import date as Day  # noqa: N812 - `date` is a member
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from lawpin.wire.shape import IRI_EXAMPLE, Shape

Iri = Annotated[str, Field(description="Canonical Akoma Ntoso IRI, without host.", examples=[IRI_EXAMPLE])]
Digest = Annotated[
    str,
    Field(
        pattern="^sha256:[0-9a-f]{64}$",
        description="SHA-256 over the exclusive canonical XML of the element: the same in JSON, XML and outline.",
    ),
]
EId = Annotated[str | None, Field(alias="eId", description="The element's id in this expression; null for the whole.")]
WId = Annotated[str | None, Field(alias="wId", description="The id of the same provision in all expressions.")]
Num = Annotated[str | None, Field(description="The number as printed; null where none is printed.")]
Heading = Annotated[str | None, Field(description="The heading as printed; null where none is printed.")]
Language = Annotated[str, Field(pattern="^[a-z]{3}$", description="ISO 639-2/T.", examples=["zho"])]
Kind = Annotated[str, Field(description="The Akoma Ntoso element.", examples=["article", "item"])]
On = Annotated[Day, Field(description="The day whose law is told: `status` and `current` hold on it.")]
Known = Annotated[datetime, Field(description="The record time as of which everything is told that can change.")]
PairState = Literal["equal", "split", "merged", "missing", "moved"]
# Of a provision that many share a wId with, so many are named: more are a fault of the document.
COUNTERPARTS = 100
Status = Literal["unknown", "prospective", "in-force", "expired"]


Component = Annotated[
    str | None,
    Field(description="The document inside the document to which eId belongs (`!annex_1`); null: the main text."),
]
NamedBy = Annotated[
    Literal["eId", "xml:id", "GUID", "wId", "id"],
    Field(description="The attribute in which the document has this id; another than eId where no eId names it."),
]


class SpanShape(Shape):
    """Inline markup over `text`: [start, end) in Unicode code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    kind: Kind
    href: Annotated[str | None, Field(description="The target as the document writes it.")] = None


class NoteShape(Shape):
    """An editorial note beside the text; it is no part of the text."""

    text: str
    author: str | None
    date: str | None


class AncestorShape(Shape):
    """One step of the way from the whole text to the portion, the outermost first."""

    id: Iri
    eid: EId
    kind: Kind
    num: Num
    heading: Heading


class ContextShape(Shape):
    """Where a portion stands: what is around it, and the nearest of its kind before and after it in the text."""

    ancestors: list[AncestorShape]
    previous: Iri | None
    next: Iri | None


class VersionShape(Shape):
    """The version that a portion belongs to. Legal dates are half-open; null is "not stated", never a guess."""

    date: Annotated[str, Field(description="Date of the version, as in its IRI.", examples=["2017-01-15"])]
    revision: Annotated[int, Field(ge=1, description="Counts encodings of this version.")]
    legal_from: str | None
    legal_to: str | None
    recorded_at: Annotated[datetime, Field(description="When this store recorded the version (UTC).")]
    superseded_at: Annotated[datetime | None, Field(description="When a later version was recorded, as of `known`.")]
    status: Annotated[Status, Field(description="Legal status, on `on` as of `known`.")]
    current: Annotated[
        bool, Field(description="Whether floating addresses of its language led here, on `on` as of `known`.")
    ]
    valid: Annotated[bool, Field(description="Whether the official Akoma Ntoso schema accepts the document.")]


class TranslationShape(Shape):
    """The same provision in another language; a second translation of a language follows the first."""

    language: Language
    id: Iri
    author: Annotated[
        str | None, Field(description="What tells a second translation from the first; null: this is it.")
    ]
    translators: Annotated[list[str], Field(description="Who translated it, as its document names them.")]
    authoritative: Annotated[bool | None, Field(description="Null: its document does not say.")]
    stale: Annotated[bool, Field(description="Whether its source has moved on to a later version.")]


class ProvenanceShape(Shape):
    """Where the text comes from; null where nobody recorded it."""

    source: str | None
    retrieved: str | None
    sha256: str | None
    publisher: str | None
    credit: str | None


class ChildShape(Shape):
    """A provision inside the portion; `text` and `spans` only where `children` is empty or leaves words out."""

    id: Iri
    eid: EId
    wid: WId
    kind: Kind
    num: Num
    heading: Heading
    text: str | None
    spans: list[SpanShape]
    child_count: Annotated[int, Field(ge=0, description="Provisions directly inside, shown or not.")]
    children: "list[ChildShape]"


class PairShape(Shape):
    """One provision and its counterparts in the other language."""

    eid: EId
    wid: WId
    state: PairState
    counterparts: Annotated[list[Iri], Field(max_length=COUNTERPARTS, description="The first 100 of them.")]


class ParallelShape(Shape):
    """How a portion stands to the other language: of the portion itself and of each provision inside it."""

    expression: Iri
    same_version: Annotated[bool, Field(description="False: the other language is of another version.")]
    state: PairState
    pairs: list[PairShape]


class PortionShape(Shape):
    """One portion of one version in one language."""

    id: Iri
    work: Iri
    expression: Iri
    component: Component = None
    eid: EId
    named_by: NamedBy = "eId"
    wid: WId
    kind: Kind
    title: Annotated[str | None, Field(description="The title of the text; null for anything but the whole.")]
    num: Num
    heading: Heading
    text: Annotated[str, Field(description="The whole portion in document order, number and heading included.")]
    spans: list[SpanShape]
    children: list[ChildShape]
    notes: list[NoteShape]
    language: Language
    digest: Digest
    context: ContextShape
    version: VersionShape
    translations: list[TranslationShape]
    provenance: ProvenanceShape
    license: str | None
    on: On
    known: Known
    resolved_from: Annotated[str | None, Field(description="What was asked, if it was not the pinned id.")] = None
    parallel: Annotated[
        "dict[str, PortionShape | None] | None",
        Field(description="By language, as asked with ?parallel=; null inside: nothing corresponds."),
    ] = None
    alignment: Annotated[
        dict[str, ParallelShape] | None, Field(description="By language, with ?parallel=: the state of each pair.")
    ] = None


class RangeShape(Shape):
    """Portions in document order, from the first named to the last."""

    id: Iri
    expression: Iri
    portions: list[PortionShape]
    on: On
    known: Known
    resolved_from: str | None = None


class OutlineNode(Shape):
    """One line of an outline."""

    id: Iri
    eid: EId
    wid: WId
    kind: Kind
    num: Num
    heading: Heading
    digest: Digest
    children: "list[OutlineNode]"


class OutlineShape(Shape):
    """The outline of an expression."""

    id: Iri
    valid: Annotated[bool, Field(description="Whether the official Akoma Ntoso schema accepts the document.")]
    toc: list[OutlineNode]
    on: On
    known: Known
