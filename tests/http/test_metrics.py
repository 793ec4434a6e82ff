"""Metrics: one series for each route template, never for an address; counts of several processes are one."""

import asyncio
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.http.conftest import NOW, WORK, ZHO, Client

from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.http.contract.operation import Operation
from lawpin.http.contract.operations import OPERATIONS
from lawpin.http.metrics import BOUNDS, Tally
from lawpin.http.routing import UNMATCHED, route_of


@pytest.fixture
def fresh(corpus: MemoryStore) -> Client:
    return Client(make_app(corpus, lambda: NOW))


def samples(text: str) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels in the order of their names."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_what_was_asked_is_counted_by_template_method_and_status(fresh: Client) -> None:
    for target in (f"{ZHO}/~art_5", f"{ZHO}/~art_6", f"{ZHO}/~art_99", "/nowhere/at/all", f"{WORK}?x=1"):
        fresh.get(target)
    fresh.ask("BREW", "/")
    fresh.ask("HEAD", "/health/live")
    found = samples(fresh.get("/metrics").text)
    counted = {key[1:]: value for key, value in found.items() if key[0] == "lawpin_requests_total"}
    work = "/akn/{country}/{type}/{subtype}/{date}/{number}"
    assert counted == {
        ("GET", f"{work}/{{expression}}/~{{eId}}", "200"): 2,
        ("GET", f"{work}/{{expression}}/~{{eId}}", "404"): 1,
        ("GET", UNMATCHED, "404"): 1,
        ("GET", work, "400"): 1,
        ("other", "/", "405"): 1,
        ("HEAD", "/health/live", "200"): 1,
    }


def test_durations_are_a_histogram_whose_last_bucket_is_all_of_them(fresh: Client) -> None:
    for _ in range(5):
        fresh.get("/health/live")
    found = samples(fresh.get("/metrics").text)
    name = "lawpin_request_duration_seconds"
    buckets = [found[(f"{name}_bucket", str(bound), "/health/live")] for bound in BOUNDS]
    assert buckets == sorted(buckets)
    assert found[(f"{name}_bucket", "+Inf", "/health/live")] == found[(f"{name}_count", "/health/live")] == 5
    assert 0 < found[(f"{name}_sum", "/health/live")] < 5


def test_what_is_held_and_what_runs_is_told(fresh: Client) -> None:
    found = samples(fresh.get("/metrics").text)
    assert (found[("lawpin_store_seq",)], found[("lawpin_store_works",)]) == (2, 1)
    assert found[("lawpin_store_portions",)] > 100
    assert [value for key, value in found.items() if key[0] == "lawpin_build_info"] == [1]


def test_the_number_of_series_does_not_grow_with_addresses(fresh: Client) -> None:
    def series() -> int:
        return len(samples(fresh.get("/metrics").text))

    # The first request for the metrics is itself only counted in the second.
    series()
    for number in range(3):
        fresh.get(f"{ZHO}/~nothing_{number}")
        fresh.get(f"/nowhere/{number}")
        fresh.ask(f"BREW{number}", f"/{number}")
    few = series()
    for number in range(200):
        fresh.get(f"{ZHO}/~nothing_{number}")
        fresh.get(f"/nowhere/{number}")
        fresh.ask(f"BREW{number}", f"/{number}")
    assert series() == few


def test_parameters_are_refused_as_everywhere(fresh: Client) -> None:
    assert fresh.get("/metrics?name=x").json()["reason"] == "unknown-parameter"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_has_its_own_route(operation: Operation) -> None:
    template = operation.path
    values = {"country": "cn", "type": "act", "date": "2017", "expression": "eng@2017-01-15", "eId": "art_1"}
    path = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "x"), template)
    assert route_of(path.encode()) == template


@pytest.mark.parametrize(
    "path", ["/akn/CN/act/2017/x/ENG:2018-01-01", "/akn/cn/act/2017/x/eng.xml", "/akn/cn/x/zh-Hans"]
)
def test_a_text_is_known_by_its_language_in_any_spelling(path: str) -> None:
    assert route_of(path.encode()).endswith("{expression}")


@pytest.mark.parametrize("path", ["", "*", "/x", "/docs/", "/docs/a/b", "/health", "/akn", "//", "/\xff"])
def test_a_path_of_nobody_is_unmatched(path: str) -> None:
    assert route_of(path.encode("latin-1")) == UNMATCHED


def test_counts_of_several_processes_are_added_up_and_those_of_the_dead_stay(tmp_path: Path) -> None:
    one, other = Tally(tmp_path), Tally(tmp_path)

    async def count() -> None:
        for tally, number in ((one, 2), (other, 3)):
            for _ in range(number):
                tally.count(b"/health/live", "GET", 200, 0.002)
        await asyncio.sleep(1.2)

    asyncio.run(count())
    requests, took = one.together()
    assert requests == {("/health/live", "GET", 200): 5}
    assert sum(took["/health/live"][:-1]) == 5
    assert took["/health/live"][-1] == pytest.approx(0.01)
    # Nothing but whole files is ever seen.
    assert {file.suffix for file in tmp_path.iterdir()} == {".json"}
