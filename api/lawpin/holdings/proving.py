"""Proving that a portion stands in a version, that the version is in the log, and that the log only grew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson

from lawpin.holdings.admission import FORMS, Form, Page
from lawpin.holdings.records import leaf_of, portion_leaves
from lawpin.holdings.signing import checkpoint_of
from lawpin.holdings.store import Holdings
from lawpin.law.checkpoint import Checkpoint
from lawpin.law.errors import BadParameter, IntegrityError, PortionNotInVersion
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.merkle import (
    Node,
    consistency_proof,
    inclusion_proof,
    is_included,
    leaf_hash,
    root_hash,
    tree_hash,
)
from lawpin.law.version import Version


@dataclass(frozen=True, slots=True)
class Proof:
    """What leads from a portion to a checkpoint.

    `leaf` and `entry` are canonical JSON; `path` leads from the leaf, `position` of `portions`, to `root`, which stands
    in the entry; `log_path` from the entry, number `seq`, to the root of the checkpoint. `digest` is that of the
    portion, `served` the SHA-256 of the body in each form, both hexadecimal.
    """

    leaf: bytes
    position: int
    portions: int
    path: list[bytes]
    root: bytes
    entry: bytes
    seq: int
    log_path: list[bytes]
    checkpoint: Checkpoint
    digest: str
    served: Mapping[Form, str]


@dataclass(frozen=True, slots=True)
class Growth:
    """What shows that the first `old` entries of a log begin the first `size`, and both roots."""

    old: int
    size: int
    old_root: bytes
    root: bytes
    path: list[bytes]


def prove(holdings: Holdings, version: Version, place: PortionId, origin: str) -> Proof:
    """The proof of a place of a held version, recomputed from what is stored.

    Raises:
        PortionNotInVersion: there is no such place.
        IntegrityError: what is stored does not lead to what the log says.
    """
    position, portions = holdings.position(place), holdings.portions(version.id)
    leaves = holdings.log.leaves(version.id)
    if position is None or leaves is None:
        message = f"this version has no “{(place.eid or place.component or '')[:80]}”"
        raise PortionNotInVersion(message, iri=str(place), eId=place.eid)
    portion, digests = portions[position], leaves[position * 64 : position * 64 + 64]
    served = {form: sha256(page.body.content).hexdigest() for form, page in _pages(holdings, place)}
    hashes = portion_leaves(version.id, portions, leaves)
    (entry,) = holdings.changes(after=version.seq - 1, limit=1)
    size = holdings.head()
    made = Proof(
        leaf=leaf_of(str(version.id), version.id.language, portion, digests),
        position=position,
        portions=len(portions),
        path=inclusion_proof(_nodes(hashes), position, len(hashes)),
        root=root_hash(hashes),
        entry=entry,
        seq=version.seq,
        log_path=inclusion_proof(holdings.log.node, version.seq - 1, size),
        checkpoint=checkpoint_of(holdings, size, origin),
        digest=portion.digest,
        served=served,
    )
    _require_sound(made, portion.text)
    return made


def prove_growth(holdings: Holdings, old: int, size: int) -> Growth:
    """That a log of `old` entries became one of `size`. Raises BadParameter where it never had so many."""
    head = holdings.head()
    if not 0 < old <= size <= head:
        message = f"the log has {head} entries: 1 ≤ from ≤ to ≤ {head}"
        raise BadParameter(message, parameter="from")
    node = holdings.log.node
    return Growth(old, size, tree_hash(node, old), tree_hash(node, size), consistency_proof(node, old, size))


def _pages(holdings: Holdings, place: PortionId) -> Iterator[tuple[Form, Page]]:
    for form in FORMS:
        page = holdings.page(place, form)
        if page is not None:
            yield form, page


def _nodes(hashes: Sequence[bytes]) -> Node:
    return lambda level, number: root_hash(hashes[number << level : (number + 1) << level])


def _require_sound(made: Proof, text: str) -> None:
    members = orjson.loads(made.leaf)
    said = orjson.loads(made.entry)
    is_sound = (
        members["text"] == sha256(text.encode()).hexdigest()
        and said["root"] == made.root.hex()
        and is_included(leaf_hash(made.leaf), made.position, made.portions, made.path, made.root)
        and is_included(leaf_hash(made.entry), made.seq - 1, made.checkpoint.size, made.log_path, made.checkpoint.root)
    )
    if not is_sound:
        message = "what is stored does not lead to what the log says of it"
        raise IntegrityError(message)
