"""What is counted: requests and how long they took, by route template, method and status; never by address.

Every process counts for itself, in plain integers. Where there are several, each leaves its counts in a folder they
share, a second after they changed at the latest, and the one that is asked adds them up; counts of processes that
ended stay, so that a rolling restart sets nothing back.
"""

import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from os import getpid
from pathlib import Path
from secrets import token_hex

import orjson
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from lawpin.holdings.store import Store
from lawpin.http.routing import route_of

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Seconds, from a stored page to what is worth a line in the log.
BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_METHODS = frozenset("GET HEAD OPTIONS POST".split())
_LEAVE_AFTER_S = 1.0


class Tally:
    """The counts of this process; `folder` is where those of the others lie, None where there are none."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._own = None if folder is None else folder / f"{getpid()}-{token_hex(4)}.json"
        self._leaving = False
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._took: dict[str, list[float]] = {}

    def count(self, path: bytes, method: str, status: int, seconds: float) -> None:
        """One request more. `path` is the raw one, of which the template alone is kept."""
        route = route_of(path)
        self._requests[(route, method if method in _METHODS else "other", status)] += 1
        took = self._took.get(route)
        if took is None:
            # One place for each bound, one for what took longer, the last for the sum of seconds.
            took = self._took[route] = [0.0] * (len(BOUNDS) + 2)
        took[bisect_left(BOUNDS, seconds)] += 1
        took[-1] += seconds
        if self._own is not None and not self._leaving:
            self._leaving = True
            asyncio.get_running_loop().call_later(_LEAVE_AFTER_S, self._leave)

    def together(self) -> tuple[dict[tuple[str, str, int], int], dict[str, list[float]]]:
        """The counts of all processes: requests by route, method and status; durations by route as in BOUNDS."""
        requests, took = Counter(self._requests), {route: list(times) for route, times in self._took.items()}
        for file in sorted(self._folder.glob("*.json")) if self._folder else ():
            if file == self._own:
                continue
            left = orjson.loads(file.read_bytes())
            for route, method, status, number in left["requests"]:
                requests[(route, method, status)] += number
            for route, times in left["took"].items():
                sums = took.setdefault(route, [0.0] * len(times))
                took[route] = [a + b for a, b in zip(sums, times, strict=True)]
        return dict(requests), took

    def _leave(self) -> None:
        self._leaving = False
        if self._own is None:
            return
        requests = [[*key, number] for key, number in self._requests.items()]
        draft = self._own.with_suffix(".new")
        draft.write_bytes(orjson.dumps({"requests": requests, "took": self._took}))
        draft.replace(self._own)


class _Families(Collector):
    def __init__(self, tally: Tally, store: Store, version: str) -> None:
        self._tally = tally
        self._store = store
        self._version = version

    def collect(self) -> Iterator[Metric]:
        requests, took = self._tally.together()
        answered = CounterMetricFamily("lawpin_requests", "Requests answered.", labels=("route", "method", "status"))
        for (route, method, status), number in sorted(requests.items()):
            answered.add_metric((route, method, str(status)), number)
        yield answered
        lasted = HistogramMetricFamily("lawpin_request_duration_seconds", "From request to answer.", labels=("route",))
        for route, times in sorted(took.items()):
            lasted.add_metric((route,), buckets=_cumulative(times), sum_value=times[-1])
        yield lasted
        yield from self._holdings()

    def _holdings(self) -> Iterator[Metric]:
        totals = self._store.totals()
        for name, words, value in (
            ("seq", "Newest entry of the log.", self._store.head()),
            ("works", "Works held.", totals.works),
            ("expressions", "Versions in a language held.", totals.expressions),
            ("portions", "Portions held.", totals.portions),
        ):
            yield GaugeMetricFamily(f"lawpin_store_{name}", words, value=value)
        built = GaugeMetricFamily("lawpin_build_info", "The version of the software.", labels=("version",))
        built.add_metric((self._version,), 1)
        yield built


def exposition(tally: Tally, store: Store, version: str) -> bytes:
    """All metrics in Prometheus's text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Families(tally, store, version))
    return generate_latest(registry)


def _cumulative(times: list[float]) -> list[tuple[str, float]]:
    buckets, sum_so_far = [], 0.0
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), times, strict=False):
        sum_so_far += number
        buckets.append((bound, sum_so_far))
    return buckets
