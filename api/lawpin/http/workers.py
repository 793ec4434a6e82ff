"""granian's main process, with queues of connections that outlive the workers.

By itself granian has each worker listen on a socket of its own, and what waits in its queue when the worker ends is
reset. Here the main process listens, before the first worker and longer than any: a worker takes from the queue of its
place, and so does its successor. One queue for all would do as well, but who is quickest then takes nearly everything.
Names with an underscore are granian's own, of 2.8.
"""

import ctypes
import logging
import multiprocessing
import os
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from time import monotonic
from typing import Protocol

from granian._granian import ListenerSpec, SocketHolder
from granian.server.mp import MPServer, WorkerProcess

from lawpin.http.asgi import Application

_LOAD_DEADLINE_S = 60
# Classic BPF over a TCP header (code, jump if true, jump if false, operand): drops what has SYN and not ACK.
_NOBODY_NEW = (
    (0x30, 0, 0, 13),  # load the byte of the flags
    (0x54, 0, 0, 0x12),  # keep SYN and ACK
    (0x15, 0, 1, 0x02),  # SYN alone?
    (0x06, 0, 0, 0),  # drop it
    (0x06, 0, 0, 0xFFFFFFFF),  # take it whole
)
_SO_ATTACH_FILTER = 26
_LOADED = b"loaded"
_log = logging.getLogger("lawpin.http")


@dataclass(frozen=True, slots=True)
class Place:
    """What a worker has from the main process: its queue, as a descriptor, and those of the others."""

    listener: int
    others: tuple[int, ...]
    _loaded: Connection

    def take(self) -> None:
        """Lets go of the other queues: a socket is closed when the last process has closed it."""
        for other in self.others:
            os.close(other)

    def say_loaded(self) -> None:
        """Tells the main process that this one can serve."""
        with self._loaded as saying:
            saying.send_bytes(_LOADED)


class Worker(Protocol):
    """What granian has without types."""

    idx: int
    interrupt_by_parent: bool

    def start(self) -> None:
        """Starts the process, and a thread that sees it end."""

    def is_alive(self) -> bool:
        """Whether it has not been seen to end."""

    def join(self, timeout: float) -> None:
        """Waits for its end, so many seconds at most."""

    def terminate(self) -> None:
        """Sends it SIGTERM."""

    def kill(self) -> None:
        """Sends it SIGKILL."""


class Workers(MPServer):
    """granian's server, whose workers are replaced when their successors have loaded."""

    def _init_shared_socket(self) -> None:
        # Only Linux gives every one of several sockets its share; elsewhere one queue is for all.
        number = self.workers if sys.platform == "linux" else 1
        self._queues = [self._listen() for _ in range(number)]
        self._loaded: dict[int, Connection] = {}

    def _listen(self) -> tuple[SocketHolder, socket.socket]:
        holder = ListenerSpec(self.bind_addr, self.bind_port, self.backlog).build()
        listener = socket.socket(fileno=holder.get_fd())
        listener.set_inheritable(True)
        listener.listen(self.backlog)
        return holder, listener

    def _drop_shared_socket(self) -> None:
        # The whole server stops. Its workers still take who is connected, but nobody new gets into a queue, as closing
        # it would reset who came last. Who was not let in tries again: is refused, or finds the next server.
        for _, listener in self._queues:
            if sys.platform == "linux":
                _let_nobody_in(listener)
            listener.close()

    def _spawn_worker(  # type: ignore[override]
        self, idx: int, target: Callable[..., None], callback_loader: Callable[[Place], Application]
    ) -> WorkerProcess:
        holder, self._sso = self._queues[idx % len(self._queues)]
        self._shd = holder  # type: ignore[assignment]
        own, every = self._sso.fileno(), {listener.fileno() for _, listener in self._queues}
        # A fork has all descriptors, a process started afresh only what it is given.
        others = every - {own} if multiprocessing.get_start_method() == "fork" else ()
        self._loaded[idx], loaded = multiprocessing.Pipe(duplex=False)
        return super()._spawn_worker(idx, target, partial(callback_loader, Place(own, tuple(others), loaded)))

    def _respawn_workers(
        self,
        workers: list[int],
        spawn_target: Callable[..., None],
        target_loader: Callable[[Place], Application],
        delay: float = 0,
    ) -> None:
        del delay  # how long granian lets a worker load before it ends the former one
        for idx in workers:
            if self.interrupt_signal:
                return
            self.respawned_wrks[idx] = monotonic()
            former: Worker = self.wrks[idx]
            worker = self._spawn_worker(idx, spawn_target, target_loader)
            if self._starts(worker):
                self.wrks[idx] = worker
                self._end(former)
            elif not former.is_alive():
                self.interrupt_children.append(idx)
                self.main_loop_interrupt.set()

    def _starts(self, worker: Worker) -> bool:
        # Until it has loaded, its end is seen here and not by granian, which would replace it again.
        worker.interrupt_by_parent = True
        worker.start()
        with self._loaded.pop(worker.idx) as waiting:
            try:
                loaded = waiting.poll(_LOAD_DEADLINE_S) and waiting.recv_bytes() == _LOADED
            except EOFError:
                loaded = False
        if loaded:
            worker.interrupt_by_parent = False
            return worker.is_alive()
        _log.error("worker-%d did not load: the former one stays, if there is one", worker.idx + 1)
        worker.kill()
        return False

    def _end(self, worker: Worker) -> None:
        worker.terminate()
        deadline = monotonic() + (self.workers_kill_timeout or 0)
        # granian's thread waits for it as well, and then a single `join` may return too early.
        while worker.is_alive() and monotonic() < deadline:
            worker.join(0.1)
        if worker.is_alive():
            _log.warning("worker-%d did not stop in time and is killed", worker.idx + 1)
            worker.kill()


def _let_nobody_in(listener: socket.socket) -> None:
    code = b"".join(struct.pack("HBBI", *step) for step in _NOBODY_NEW)
    held = ctypes.create_string_buffer(code, len(code))
    listener.setsockopt(
        socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("HP", len(_NOBODY_NEW), ctypes.addressof(held))
    )
