"""Opening a store by its URL."""

from lawpin.holdings.store import Store
from lawpin.holdings.stores import STORES
from lawpin.law.errors import BadParameter


def open_store(url: str) -> Store:
    """The store that a URL names: `memory:`, `sqlite:PATH`.

    Raises:
        BadParameter: no store has that scheme.
        Unavailable: the store is there but cannot be used.
    """
    scheme, _, rest = url.partition(":")
    if scheme not in STORES or (scheme == "sqlite" and not rest):
        message = f"“{url[:80]}” is not a store: write sqlite:PATH or memory:"
        raise BadParameter(message, parameter="store")
    return STORES[scheme](rest)
