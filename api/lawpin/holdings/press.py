"""Where publications are worked on: never on the thread that answers reads, one after the other.

Checking and recording a document of a megabyte is seconds of work. A store that other processes can open is published
into by one of those; a store in memory by a thread, beside which reads wait their turn.
"""

import asyncio
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from signal import SIG_UNBLOCK, SIGTERM, pthread_sigmask
from typing import Protocol

from typing_extensions import override

from lawpin.holdings.opening import open_store
from lawpin.holdings.publication import Publication, Published
from lawpin.holdings.store import Store
from lawpin.holdings.workforce import Died, Workforce
from lawpin.law.errors import Unavailable

_LESS_URGENT = 5
Clock = Callable[[], datetime]
Coded = Callable[[bytes], Iterable[bytes]]


class Desk(Protocol):
    """What publishes: `lawpin.holdings.publishing.Publisher`, which is too heavy for a process that only reads."""

    def publish(self, publication: Publication) -> Published:
        """What became of a document."""


class Press(Protocol):
    """Publishes, sooner or later."""

    async def publish(self, publication: Publication) -> Published:
        """What became of a document. Raises as `Publisher.publish`."""


class ThreadPress(Press):
    """A thread of this process; `begin` is called there, when the first document comes."""

    def __init__(self, begin: Callable[[], Desk]) -> None:
        self._begin = begin
        self._desk: Desk | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="press")

    @override
    async def publish(self, publication: Publication) -> Published:
        return await asyncio.wrap_future(self._thread.submit(self._publish, publication))

    def _publish(self, publication: Publication) -> Published:
        self._desk = self._desk or self._begin()
        return self._desk.publish(publication)


class ProcessPress(Press):
    """A process, begun when the first document comes, and ended with this one."""

    def __init__(self, url: str, clock: Clock, coded: Coded) -> None:
        self._begin = partial(_begin_there, url, clock, coded)
        self._force: Workforce[Desk] | None = None

    @override
    async def publish(self, publication: Publication) -> Published:
        if self._force is None:
            self._force = Workforce(1, self._begin)
        published = await asyncio.wrap_future(self._force.ask(_publish, publication))
        if isinstance(published, Died):
            message = "the process that worked on it ended: it is stored as a whole or not at all; send it again"
            raise Unavailable(message)
        return published


def begin(store: Store, clock: Clock, coded: Coded) -> Desk:
    """A desk over a store that is open; the rest as in `Publisher`."""
    # Schemas and their libraries: only who publishes carries them.
    from lawpin.akn.checking import Checker  # noqa: PLC0415
    from lawpin.holdings.publishing import Publisher  # noqa: PLC0415

    return Publisher(store, Checker(), clock, coded)


def _begin_there(url: str, clock: Clock, coded: Coded) -> Desk:
    # A server's process blocks it, for itself; this one is to end when it is told to.
    pthread_sigmask(SIG_UNBLOCK, {SIGTERM})
    # Reads go first where there are fewer cores than work.
    os.nice(_LESS_URGENT)
    return begin(open_store(url), clock, coded)


def _publish(desk: Desk, publication: Publication) -> Published:
    return desk.publish(publication)
