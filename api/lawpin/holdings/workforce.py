"""Processes that work side by side: what they make comes back in the order of the tasks, whoever was faster.

A process that dies costs the task that it had and nothing else: another takes its place. It ends by itself when the
one that started it is gone, and does not hear Ctrl-C, which is for that one.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.resource_tracker import ensure_running
from pathlib import Path
from queue import SimpleQueue
from resource import getpagesize
from threading import Lock
from types import TracebackType
from typing import Generic, Self, TypeVar

Desk = TypeVar("Desk")
Task = TypeVar("Task")
Made = TypeVar("Made")

# Tasks for each process that are under way or wait to be asked for, and what all of them together may weigh.
_AHEAD = 2
_AHEAD_BYTES = 4 * 1024 * 1024
# What a process keeps of the largest document that it met; a fresh one costs half a second.
_LARGE_BYTES = 160 * 1024 * 1024
_ENDING_S = 5
_SPAWN = get_context("spawn")
# `multiprocessing` asks after all its processes when it starts one, and of two threads that ask after the same at once
# one is told that it lives.
_REAPING = Lock()


@dataclass(frozen=True, slots=True)
class Died:
    """The process that had a task came to its end. `code` is its exit code, negative for a signal."""

    code: int


class _Process:
    """One process and the line to it."""

    def __init__(self, begin: Callable[[], object]) -> None:
        self.line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(begin, theirs), daemon=True)
        with _REAPING:
            self._process.start()
        theirs.close()

    def end(self) -> int:
        self.line.close()
        if not wait([self._process.sentinel], _ENDING_S):
            self._process.kill()
            wait([self._process.sentinel])
        with _REAPING:
            self._process.join()
        return self._process.exitcode or 0

    def is_alive(self) -> bool:
        return not wait([self._process.sentinel], 0)

    def kill(self) -> None:
        self._process.kill()


class Workforce(Generic[Desk]):
    """`jobs` processes, started when there is something to do. Each calls `begin` once and works at what that gives."""

    def __init__(self, jobs: int, begin: Callable[[], Desk]) -> None:
        self._jobs = jobs
        self._begin = begin
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        self._all: set[_Process] = set()
        self._is_over = False
        for _ in range(jobs):
            self._idle.put(None)
        # Otherwise the first thread that starts a process would start it too, and hear signals again after that.
        ensure_running()
        # Threads wait for the processes; all that is done here is done by the thread that asks.
        self._waiting = ThreadPoolExecutor(jobs, initializer=_deafen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._waiting.shutdown(wait=False, cancel_futures=True)
        for process in tuple(self._all):
            process.kill()
        self._waiting.shutdown()
        for process in tuple(self._all):
            process.end()

    def make(
        self, work: Callable[[Desk, Task], Made], tasks: Iterable[Task], weigh: Callable[[Task], int]
    ) -> Iterator[Made | Died]:
        """What a piece of work makes of each task, in their order; all of it is pickled.

        `weigh` gives bytes: heavy tasks wait until what was made before is fetched. Raises what the work raises, when
        its turn comes.
        """
        ahead: deque[tuple[Future[Made | Died], int]] = deque()
        for task in tasks:
            weight = weigh(task)
            while ahead and (
                len(ahead) >= self._jobs * _AHEAD or weight + sum(each for _, each in ahead) > _AHEAD_BYTES
            ):
                yield ahead.popleft()[0].result()
            ahead.append((self._waiting.submit(self._ask, work, task), weight))
        while ahead:
            yield ahead.popleft()[0].result()

    def ask(self, work: Callable[[Desk, Task], Made], task: Task) -> Future[Made | Died]:
        """What a piece of work makes of one task, in time; asked from any thread."""
        return self._waiting.submit(self._ask, work, task)

    def _ask(self, work: Callable[[Desk, Task], Made], task: Task) -> Made | Died:
        process = self._idle.get()
        if process is not None and not process.is_alive():
            # Ended while it had nothing to do: no task of ours did that.
            self._dismissed(process)
            process = None
        process = process or _Process(self._begin)
        self._all.add(process)
        if self._is_over:
            # It was on its way here while the others were killed.
            process.kill()
        keeps = False
        try:
            process.line.send((work, task))
            made, fault, keeps = process.line.recv()
        except (EOFError, OSError):
            return Died(self._dismissed(process))
        finally:
            self._idle.put(process if keeps else None)
        if not keeps:
            self._dismissed(process)
        if fault is not None:
            raise fault
        return made  # type: ignore[no-any-return]  # what the work made, out of a pickle

    def _dismissed(self, process: _Process) -> int:
        code = process.end()
        self._all.discard(process)
        return code


def _serve(begin: Callable[[], object], line: Connection) -> None:
    desk = begin()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        keeps = True
        while keeps:
            work, task = line.recv()
            made, fault = None, None
            try:
                made = work(desk, task)
            except Exception as raised:  # noqa: BLE001 - it is raised where it was asked for
                fault = raised
            keeps = _memory_bytes() < _LARGE_BYTES
            line.send((made, fault, keeps))


def _deafen() -> None:
    # Processes that this thread starts inherit it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _memory_bytes() -> int:
    """Resident memory of this process; 0 where the system does not say."""
    described = Path("/proc/self/statm")
    return int(described.read_text("ascii").split()[1]) * getpagesize() if described.exists() else 0
