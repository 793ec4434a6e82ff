"""How a worker stops: first it takes no more connections, then it says goodbye on those it has, then it ends.

granian does all three at once, and closes a connection it has taken before the request on it has arrived: its client
sees a reset. So a worker that is told to stop keeps granian running while these seconds pass.
"""

import os
import select
import sys
from collections.abc import Awaitable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIG_BLOCK, SIG_UNBLOCK, SIGINT, SIGTERM, pthread_sigmask, sigwait
from threading import Event, Thread
from time import sleep

from lawpin.http.asgi import Application, Message, Receive, Scope, Send

# For connections that were being made when the whole server was told to stop: nobody else will take them.
_TAKING_S = 0.5
# For the request on a connection just taken, and for one more answer to whoever asks all the time.
_ANSWERING_S = 0.5
_CLOSE = (b"connection", b"close")
_EPOLL = Path("anon_inode:[eventpoll]")


@dataclass(frozen=True, slots=True)
class Drain:
    """The end of this process's part in the queue of `listener`, a descriptor it has from the main process."""

    listener: int
    _begun: Event = field(default_factory=Event)

    def watch(self) -> None:
        """From now on SIGTERM reaches granian only after the drain, and SIGINT never: it is for the main process."""
        pthread_sigmask(SIG_BLOCK, {SIGINT, SIGTERM})
        Thread(target=self._wait, name="drain", daemon=True).start()

    def announced_by(self, application: Application) -> Application:
        """The application, whose answers close their HTTP/1 connection once the drain has begun."""

        def handle(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
            # HTTP/2 has a message of its own for it, which granian sends.
            if self._begun.is_set() and scope["http_version"] != "2":
                return application(scope, receive, _with_close(send))
            return application(scope, receive, send)

        return handle

    def _wait(self) -> None:
        sigwait({SIGTERM})
        self._begun.set()
        try:
            sleep(_TAKING_S)
            _leave_queue(self.listener)
            sleep(_ANSWERING_S)
        finally:
            # Blocked in all other threads, so it comes to this one, and Python hands it to granian's handler.
            pthread_sigmask(SIG_UNBLOCK, {SIGTERM})
            os.kill(os.getpid(), SIGTERM)


def _with_close(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], _CLOSE]}
        await send(message)

    return sending


def _leave_queue(listener: int) -> None:
    # The successor takes from the same socket, so that it cannot be closed: this process is no longer told of it.
    if sys.platform != "linux":
        return
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            if entry.readlink() == _EPOLL:
                with closing(select.epoll.fromfd(os.dup(int(entry.name)))) as poll:
                    poll.unregister(listener)
