"""Processes side by side: order, deaths, and that none of them is left. Their tasks are expressions to evaluate."""

import operator
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from lawpin.holdings.workforce import Died, Workforce

PID = "__import__('os').getpid()"
SLEEP = "__import__('time').sleep({}) or {}"
DIE = "__import__('os').kill(__import__('os').getpid(), {:d})"
# What another process can import: the modules of these tests it cannot.
BEGIN = partial(partial, eval)


def weightless(_task: str) -> int:
    return 0


def test_what_is_made_comes_in_the_order_of_the_tasks_and_not_of_those_who_were_faster() -> None:
    tasks = [SLEEP.format(seconds, number) for number, seconds in enumerate((0.5, 0, 0.2, 0, 0), 1)]
    with Workforce(2, BEGIN) as force:
        assert list(force.make(operator.call, tasks, weightless)) == [1, 2, 3, 4, 5]


def test_a_process_that_is_killed_costs_its_own_task_and_no_other() -> None:
    tasks = ["0", DIE.format(signal.SIGKILL), "2", DIE.format(signal.SIGSEGV), "4", "__import__('os')._exit(7)", "6"]
    with Workforce(2, BEGIN) as force:
        made = list(force.make(operator.call, tasks, weightless))
    assert made == [0, Died(-signal.SIGKILL), 2, Died(-signal.SIGSEGV), 4, Died(7), 6]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_processes_that_are_killed_while_they_have_nothing_to_do_cost_nothing(jobs: int) -> None:
    with Workforce(jobs, BEGIN) as force:
        for pid in set(force.make(operator.call, [PID] * 4, weightless)):
            assert isinstance(pid, int)
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        assert list(force.make(operator.call, ["1", "2", "3"], weightless)) == [1, 2, 3]


def test_what_the_work_raises_is_raised_when_its_turn_comes() -> None:
    with Workforce(2, BEGIN) as force:
        made = force.make(operator.call, ["1", "1 // 0", "2"], weightless)
        assert next(made) == 1
        with pytest.raises(ZeroDivisionError):
            next(made)


def test_heavy_tasks_are_not_given_out_ahead_of_what_nobody_fetched() -> None:
    weighed: list[str] = []

    def weigh(task: str) -> int:
        weighed.append(task)
        return 9_000_000

    with Workforce(2, BEGIN) as force:
        made = force.make(operator.call, ["1", "2", "3"], weigh)
        assert next(made) == 1
        assert weighed == ["1", "2"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked for in /proc")
def test_nobody_is_left_when_the_work_is_broken_off() -> None:
    with Workforce(2, BEGIN) as force:
        pids = set(force.make(operator.call, [PID] * 4, weightless))
        endless = force.make(operator.call, ["1", SLEEP.format(60, 2), SLEEP.format(60, 3)], weightless)
        assert next(endless) == 1
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
