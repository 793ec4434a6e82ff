"""Law as JSON at rest: versions and portions written for a store and read back, equal.

Canonical JSON is that of RFC 8785 for what occurs here: ASCII member names, no floating point numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import orjson
from pydantic import TypeAdapter

from lawpin.holdings.store import Holdings
from lawpin.law.change import Change
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.merkle import leaf_hash, root_hash
from lawpin.law.notice import Notice, read_subject
from lawpin.law.portion import Portion
from lawpin.law.version import Version

_VERSION = TypeAdapter(Version)
_PORTION = TypeAdapter(Portion)
_TICK = timedelta(microseconds=1)

Json = str | int | None | dict[str, "Json"]


def canonical(members: dict[str, Json]) -> bytes:
    """One JSON object in canonical form (RFC 8785): members by name, no white space, UTF-8."""
    return orjson.dumps(members, option=orjson.OPT_SORT_KEYS)


def dump_version(version: Version) -> bytes:
    """A version as JSON, without the notices about it: those stand in the log, and come after it."""
    return orjson.dumps(replace(version, notices=()))


def load_version(stored: bytes) -> Version:
    """The version that `dump_version` wrote."""
    return _VERSION.validate_json(stored)


def dump_outline(portion: Portion) -> bytes:
    """A portion without its text, which a store keeps once, as the body that it serves."""
    return orjson.dumps(replace(portion, text=""))


def load_portion(outline: bytes, text: str) -> Portion:
    """The portion that `dump_outline` wrote, with its text."""
    return replace(_PORTION.validate_json(outline), text=text)


def portions_root(expression: ExpressionId, portions: Sequence[Portion], leaves: bytes) -> str:
    """The Merkle root over the leaves of all portions, by position, hexadecimal. See docs/digests.md.

    `leaves` are 64 bytes for each: `lawpin.holdings.log`.
    """
    return root_hash(portion_leaves(expression, portions, leaves)).hex()


def portion_leaves(expression: ExpressionId, portions: Sequence[Portion], leaves: bytes) -> list[bytes]:
    """The hashes of the leaves of all portions, by position."""
    name = str(expression)
    return [
        leaf_hash(leaf_of(name, expression.language, portion, leaves[at : at + 64]))
        for at, portion in zip(range(0, len(leaves), 64), portions, strict=True)
    ]


def leaf_of(name: str, language: str, portion: Portion, digests: bytes) -> bytes:
    """The canonical JSON of a portion of the expression `name`; `digests` are its own and that of its text."""
    return canonical(
        {
            "digest": digests[:32].hex(),
            "eId": portion.eid,
            "id": name,
            "language": language,
            "position": portion.position,
            "text": digests[32:].hex(),
        }
    )


def entry_of(change: Change) -> bytes:
    """The canonical entry of the log: these bytes are a leaf of its tree."""
    return canonical(
        {
            "digest": change.digest,
            "expression": None if change.expression is None else str(change.expression),
            "kind": change.kind,
            "legalFrom": change.legal_from,
            "legalTo": change.legal_to,
            "portions": change.portions,
            "previous": None if change.previous is None else str(change.previous),
            "reason": change.reason,
            "recordedAt": instant(change.recorded_at),
            "root": change.root,
            "seq": change.seq,
            "sha256": change.sha256,
            "successor": None if change.successor is None else str(change.successor),
            "work": str(change.work),
        }
    )


def load_notice(entry: bytes) -> Notice:
    """The notice in an entry of the log that is a withdrawal or a restoration."""
    members = orjson.loads(entry)
    successor = members["successor"]
    return Notice(
        seq=members["seq"],
        kind=members["kind"],
        about=read_subject(members["expression"] or members["work"]),
        recorded_at=datetime.fromisoformat(members["recordedAt"]),
        reason=members["reason"],
        successor=None if successor is None else read_subject(successor),
    )


def next_instant(holdings: Holdings, clock: Callable[[], datetime]) -> datetime:
    """The record time of the next transaction: it goes forward, whatever the clock of the machine does."""
    last = last_recorded_at(holdings)
    return clock() if last is None else max(clock(), last + _TICK)


def last_recorded_at(holdings: Holdings) -> datetime | None:
    """The record time of the newest entry; None where there is none."""
    entries = holdings.changes(after=holdings.head() - 1, limit=1)
    return datetime.fromisoformat(orjson.loads(entries[0])["recordedAt"]) if entries and holdings.head() else None


def instant(moment: datetime) -> str:
    """An instant as RFC 3339 in UTC with six decimals: 2026-11-21T18:00:00.000000Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
