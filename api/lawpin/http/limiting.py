"""How much one client may ask: a sliding minute for each, by the address of its connection or by its key.

Pinned bodies and 304 answers are free: they cost less than counting them. A batch counts as many reads.
"""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from time import time  # noqa: TID251 - `limits` says in time since the epoch when a window ends

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from lawpin.http.asgi import Fields, Scope

# What a batch of up to 200 look-ups counts, in reads: they share one request's costs.
POST_WEIGHT = 20
_WINDOW_S = 60
_LOCAL = "local"

Networks = Iterable[IPv4Network | IPv6Network]


class Limiter:
    """Counts what clients ask of this process."""

    def __init__(self, reads_per_minute: int, trusted: Networks) -> None:
        self._item = RateLimitItemPerMinute(reads_per_minute)
        self._trusted = tuple(trusted)
        self._windows = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._policy = f'"reads";q={reads_per_minute};w={_WINDOW_S}'.encode()

    def take(self, scope: Scope, weight: int = 1) -> tuple[bool, Fields]:
        """Whether the client may ask this, and the RateLimit fields of the answer."""
        return self.count(client_of(scope, self._trusted), weight)

    def count(self, client: str, weight: int = 1) -> tuple[bool, Fields]:
        """The same for a client by its name."""
        allowed = self._windows.hit(self._item, client, cost=weight)
        ends_at, remaining = self._windows.get_window_stats(self._item, client)
        wait_s = max(1, min(_WINDOW_S, round(ends_at - time())))
        fields: Fields = (
            (b"ratelimit", f'"reads";r={remaining if allowed else 0};t={wait_s}'.encode()),
            (b"ratelimit-policy", self._policy),
        )
        return allowed, fields if allowed else (*fields, (b"retry-after", str(wait_s).encode()))


def client_of(scope: Scope, trusted: Networks) -> str:
    """The address that asks: the peer, or the last in X-Forwarded-For that no trusted proxy added itself.

    Of an IPv6 address the network of 64 bits, which one subscriber has to itself.
    """
    peer = scope.get("client")
    address = peer[0] if peer else _LOCAL
    hops = [address]
    if trusted:
        forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
        hops = [*forwarded.decode("latin-1").split(","), address]
    found = address
    for hop in reversed(hops):
        known = _read(hop)
        if known is None:
            break
        found = known
        if not any(ip_address(known) in network for network in trusted):
            break
    return _subscriber(found)


def _read(hop: str) -> str | None:
    try:
        return str(ip_address(hop.strip()))
    except ValueError:
        return None


def _subscriber(address: str) -> str:
    known = _read(address)
    if known is None:
        return address
    ip = ip_address(known)
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped) if ip.ipv4_mapped else str(IPv6Network((int(ip) >> 64 << 64, 64)))
    return known
