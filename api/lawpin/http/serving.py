"""Serving: granian's processes, each with its own view of the store."""

import resource
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from signal import SIG_DFL, SIGTERM, signal
from tempfile import TemporaryDirectory

from granian.constants import Interfaces
from granian.http import HTTP1Settings, HTTP2Settings

from lawpin.holdings.opening import open_store
from lawpin.holdings.press import ProcessPress
from lawpin.http.app import make_app
from lawpin.http.asgi import Application
from lawpin.http.clock import utc_now
from lawpin.http.coding import coded_forms
from lawpin.http.draining import Drain
from lawpin.http.logs import Form, logging_config
from lawpin.http.metrics import Tally
from lawpin.http.rules import Rules
from lawpin.http.workers import Place, Workers

# Connections at once: backpressure counts idle ones too, and 10,000 of those cost 25 MB.
_CONNECTIONS = 16_384
_HEADER_DEADLINE_MS = 5_000
# Twice what the edge takes, so that most of what is too large is refused with a problem document, not by the server.
_HEADER_BYTES = 64 * 1024
_STREAMS = 128
_STOP_DEADLINE_S = 30


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and with how many processes; `log_form` is that of their log lines."""

    host: str
    port: int
    workers: int
    log_form: Form = "json"


def serve(store_url: str, listening: Listening, rules: Rules, *, on_start: Callable[[], None]) -> None:
    """Serves until told to stop; requests under way are finished. `on_start` is called once it listens."""
    _raise_descriptors()
    server = Workers(
        "lawpin",
        address=listening.host,
        port=listening.port,
        workers=listening.workers,
        interface=Interfaces.ASGINL,
        backlog=4096,
        backpressure=_CONNECTIONS // listening.workers,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_DEADLINE_MS, max_buffer_size=_HEADER_BYTES),
        http2_settings=HTTP2Settings(max_headers_size=_HEADER_BYTES, max_concurrent_streams=_STREAMS),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_DEADLINE_S,
        log_access=False,
        log_dictconfig=logging_config(listening.log_form),
    )
    server.on_startup(on_start)
    with TemporaryDirectory(prefix="lawpin-counts-") as folder:
        loader = partial(_load_in_worker, store_url, rules, Path(folder))
        server.serve(target_loader=loader, wrap_loader=False)


def _load_in_worker(store_url: str, rules: Rules, counts: Path, place: Place) -> Application:
    # A fork has the handlers of the main process, which only note the signal: until it has its own, it may just die.
    signal(SIGTERM, SIG_DFL)
    place.take()
    drain = Drain(place.listener)
    application = drain.announced_by(load_application(store_url, rules, counts))
    drain.watch()
    place.say_loaded()
    return application


def load_application(store_url: str, rules: Rules | None = None, counts: Path | None = None) -> Application:
    """The application of one process. A store in memory is this process's own, and filled here.

    `counts` is the folder where all processes of this server leave what they counted.
    """
    store = open_store(store_url)
    if store.head() == 0:
        # Schemas and their libraries: only a process that must fill its store carries them.
        from lawpin.holdings.corpus import fill_if_empty  # noqa: PLC0415

        fill_if_empty(store, utc_now)
    press = None if store_url.startswith("memory:") else ProcessPress(store_url, utc_now, coded_forms)
    return make_app(store, rules=rules or Rules(), tally=Tally(counts), press=press)


def _raise_descriptors() -> None:
    """As many descriptors as the system lets this user have: every connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
