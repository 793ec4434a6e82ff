"""The log as published: events, freshness, proofs."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, RootModel

from lawpin.law.change import ChangeKind
from lawpin.wire.shape import IRI_EXAMPLE, Shape

MAX_FRESH = 5000
Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class AffectedShape(Shape):
    """A provision that an event affected, by its lineage; digests as in its JSON."""

    component: Annotated[str | None, Field(description="The component whose ids these are; null: the main text.")]
    wid: Annotated[str | None, Field(alias="wId", description="Null: the whole of a component or of the text.")]
    old: Annotated[str | None, Field(description="Its digest before; null: it was not there.")]
    new: Annotated[str | None, Field(description="Its digest from then on; null: it is not there any more.")]


class EventShape(Shape):
    """One entry of the log, and what it did."""

    seq: Annotated[int, Field(ge=1)]
    kind: ChangeKind
    work: str
    expression: Annotated[str | None, Field(description="Null: it is about the whole work.")]
    previous: Annotated[str | None, Field(description="The version of the same language before this one.")]
    sha256: Annotated[Hex | None, Field(description="Of the bytes as received.")]
    digest: Annotated[str | None, Field(description="Of the canonical document.")]
    root: Annotated[Hex | None, Field(description="The Merkle root over the portions.")]
    portions: Annotated[int | None, Field(description="How many leaves that root is made of.")]
    legal_from: str | None
    legal_to: str | None
    recorded_at: datetime
    reason: str | None
    successor: str | None
    affected: Annotated[list[AffectedShape], Field(description="Provisions with another digest than before.")]


class ChangesShape(Shape):
    """A part of the log, in its order. The events after a number are the same for ever."""

    events: list[EventShape]
    next: Annotated[int, Field(description="What to give as `after` for what follows, now or later.")]
    head: Annotated[int, Field(description="The newest entry of the log.")]
    floor: Annotated[int, Field(description="The entries after this one are kept; 0: all of them.")]


class FreshnessRequest(RootModel[dict[str, str]]):
    """What a client has: for up to 5,000 addresses an entity tag, or a digest as in the JSON of what stands there."""

    root: Annotated[
        dict[str, str],
        Field(min_length=1, max_length=MAX_FRESH, examples=[{IRI_EXAMPLE: "sha256:" + "0" * 64}]),
    ]


class FreshnessItem(Shape):
    """An address where something else stands than what the client has."""

    id: Annotated[str, Field(description="As asked.")]
    status: Annotated[int, Field(description="200: other bytes; else what a request for it ends with: 404, 410...")]
    reason: Annotated[str | None, Field(description="The slug of the problem; null with 200.")]
    current: Annotated[str | None, Field(description="The pinned address of what stands there now.")]
    digest: Annotated[str | None, Field(description="The digest of what stands there now.")]


class FreshnessShape(Shape):
    """Only what differs, is gone or is unknown, in the order of the question."""

    differing: list[FreshnessItem]
    checked: int
    seq: Annotated[int, Field(description="The state of the store that was compared.")]


class ServedShape(Shape):
    """SHA-256 of the body in each form, without a content coding."""

    json_: Annotated[Hex, Field(alias="json")]
    xml: Hex
    txt: Hex


class ProofShape(Shape):
    """What leads from a portion to a signed checkpoint; docs/digests.md says how to check it."""

    id: str
    leaf: Annotated[str, Field(description="The portion as a leaf: canonical JSON.")]
    position: int
    portions: int
    path: Annotated[list[Hex], Field(description="From the leaf to the root in the entry, the nearest first.")]
    entry: Annotated[str, Field(description="The entry of the log that admitted the version: canonical JSON.")]
    seq: Annotated[int, Field(description="Of the entry; its leaf is number seq - 1.")]
    size: Annotated[int, Field(description="How many entries the checkpoint covers.")]
    log_path: Annotated[list[Hex], Field(description="From the entry to the root of the checkpoint.")]
    checkpoint: Annotated[str, Field(description="A signed note (C2SP).")]
    verifier: Annotated[str, Field(description="The public key that signs, as signed notes write it.")]
    received: Annotated[Hex, Field(description="SHA-256 of the document as received.")]
    canonical: Annotated[str, Field(description="The digest of the portion.")]
    served: ServedShape


class ConsistencyShape(Shape):
    """What shows that the first `from` entries begin the first `to`."""

    from_: Annotated[int, Field(alias="from")]
    to: int
    from_root: Hex
    root: Hex
    path: list[Hex]
