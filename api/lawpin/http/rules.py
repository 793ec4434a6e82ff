"""What the edge allows: limits, deadlines, hosts, rates. The composition root makes them of the settings."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

# What a body may hold, in bytes.
MAX_BODY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """What is allowed. The defaults are those of an application without a network in front of it.

    `hosts` are the names that the Host field may hold, in lower case and without port; empty: any well-formed one.
    `trusted` are the networks of proxies whose X-Forwarded-For is believed. `reads_per_minute` is what one client may
    ask, 0: no limit. `posts_at_once` and `requests_at_once` are for one process; `body_bytes_at_once` is what the
    bodies that are still arriving or being worked on may hold in memory, together. `document_deadline_s` is the
    deadline of the body of a publication; `writes_per_minute` is what one key may publish, 0: no limit. What waits
    for more than `late_s`, several times in a row, is a queue that grows.
    """

    host_required: bool = False
    hosts: frozenset[str] = frozenset()
    trusted: tuple[IPv4Network | IPv6Network, ...] = ()
    reads_per_minute: int = 0
    requests_at_once: int = 512
    posts_at_once: int = 16
    body_bytes_at_once: int = 64 * 1024 * 1024
    body_deadline_s: float = 10
    logs_every_request: bool = False
    document_deadline_s: float = 60
    writes_per_minute: int = 600
    late_s: float = 0.1


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a body may be: bytes, seconds until it is there, and the media types that are taken (none: any)."""

    size_bytes: int
    deadline_s: float
    media_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further: a reason of the table of problems, a sentence, header fields of the answer."""

    reason: str
    detail: str
    limit: int | None = None
    fields: tuple[tuple[str, str], ...] = ()
