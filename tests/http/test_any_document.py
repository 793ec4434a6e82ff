"""Every portion of made-up documents, with odd ids and in components, over HTTP: in every format and spelling."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from tests.akn.made_up import BODIES, made_up
from tests.http.conftest import Client

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.law.identifiers.ids import PortionId

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def make_arrival() -> Callable[[str], Arrival]:
    checker = Checker()

    def make(kind: str) -> Arrival:
        arrival = receive(f"{kind}.xml", made_up(kind, Random(11)), checker)
        assert isinstance(arrival, Arrival), arrival.fault
        return arrival

    return make


@pytest.mark.parametrize("kind", BODIES)
def test_every_portion_is_found_under_its_address_and_any_spelling_of_it(
    kind: str, make_arrival: Callable[[str], Arrival]
) -> None:
    arrival, store = make_arrival(kind), MemoryStore()
    ingest_work([arrival], store, lambda: NOW)
    client = Client(make_app(store, lambda: NOW))
    for portion in arrival.portions:
        iri = str(PortionId(arrival.expression.id, portion.eid, portion.component))
        shape = client.get(f"{iri}.json").json()
        assert (shape["id"], shape["eId"], shape["component"]) == (iri, portion.eid, portion.component)
        assert shape["text"] == client.get(f"{iri}.txt").text == portion.text
        assert client.get(f"{iri}.xml").status == 200
        other = client.get(iri.replace("_", "%5F"))
        assert (other.status, other.headers.get("location", iri)) == (308 if "_" in iri else 200, iri)
