"""Opening a store by its URL."""

from pathlib import Path

from lawpin.holdings.store import Store
from lawpin.holdings.stores import STORES
from lawpin.law.errors import BadParameter, Unavailable


def open_held(url: str) -> Store:
    """The store that a URL names, which must be there already. Raises as `open_store`, Unavailable where it is not."""
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite" and rest and not Path(rest).exists():
        message = f"there is no store at {rest}"
        raise Unavailable(message)
    return open_store(url)


def open_store(url: str) -> Store:
    """The store that a URL names: `memory:`, `sqlite:PATH`; a new one is made where there is none.

    Raises:
        BadParameter: no store has that scheme.
        Unavailable: the store is there but cannot be used.
    """
    scheme, _, rest = url.partition(":")
    if scheme not in STORES or (scheme == "sqlite" and not rest):
        # The scheme alone: what follows may hold a password.
        message = f"“{scheme[:20]}:” is no kind of store: write sqlite:PATH or memory:"
        raise BadParameter(message, parameter="store")
    return STORES[scheme](rest)
