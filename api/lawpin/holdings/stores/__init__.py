"""The stores by the scheme of their URL. A new store: one module and one line."""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from lawpin.holdings.store import Store
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.stores.sqlite.store import SqliteStore

STORES: MappingProxyType[str, Callable[[str], Store]] = MappingProxyType(
    {
        "memory": lambda _rest: MemoryStore(),
        "sqlite": lambda rest: SqliteStore(Path(rest)),
    }
)
