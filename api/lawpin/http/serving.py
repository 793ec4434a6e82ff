"""Serving: granian's processes, each with its own view of the store."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from lawpin.holdings.opening import open_store
from lawpin.http.app import make_app, utc_now
from lawpin.http.edge import Application

# Connections at once: backpressure counts idle ones too, and 10,000 of those cost 25 MB.
_CONNECTIONS = 16_384
_HEADER_DEADLINE_MS = 5_000
_STOP_DEADLINE_S = 30


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and with how many processes."""

    host: str
    port: int
    workers: int


def serve(store_url: str, listening: Listening, *, on_start: Callable[[], None]) -> None:
    """Serves until told to stop; requests under way are finished. `on_start` is called once it listens."""
    server = Server(
        "lawpin",
        address=listening.host,
        port=listening.port,
        workers=listening.workers,
        interface=Interfaces.ASGINL,
        backlog=4096,
        backpressure=_CONNECTIONS // listening.workers,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_DEADLINE_MS),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_DEADLINE_S,
        log_access=False,
    )
    server.on_startup(on_start)
    server.serve(target_loader=partial(load_application, store_url), wrap_loader=False)


def load_application(store_url: str) -> Application:
    """The application of one process. A store in memory is this process's own, and filled here."""
    store = open_store(store_url)
    if store.head() == 0:
        # Schemas and their libraries: only a process that must fill its store carries them.
        from lawpin.holdings.corpus import fill_if_empty  # noqa: PLC0415

        fill_if_empty(store, utc_now)
    return make_app(store)
