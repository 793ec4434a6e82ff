"""A publisher's own IRI leads to the work over HTTP."""

import pytest
from tests.holdings.conftest import arrived, document
from tests.http.conftest import NOW, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app

WORK = "/akn/cn/act/2020-01-01/sample"
PUBLISHED = "https://law.example.org/acts/7"


@pytest.fixture(scope="module")
def aliased(checker: Checker) -> Client:
    store = MemoryStore()
    alias = f'<FRBRuri value="{WORK}"/><FRBRalias value="{PUBLISHED}" name="eli"/>'
    source = document("zho@2020-01-01").decode().replace(f'<FRBRuri value="{WORK}"/>', alias, 1)
    for version, text in (("zho@2020-01-01", source.encode()), ("zho@2021-01-01", document("zho@2021-01-01"))):
        ingest_work([arrived(f"{version}.xml", text, checker)], store, lambda: NOW)
    other = document("zho@2020-01-01", work="/akn/cn/act/2020-01-01/other")
    ingest_work([arrived("other.xml", other, checker)], store, lambda: NOW)
    return Client(make_app(store, lambda: NOW))


def works(client: Client, query: str) -> list[str]:
    return [work["id"] for work in client.get(f"/v1/works?{query}").json()["works"]]


@pytest.mark.parametrize("written", [PUBLISHED, f"{PUBLISHED}/", "http://LAW.example.org/acts/7"])
def test_a_publishers_iri_leads_to_the_work(aliased: Client, written: str) -> None:
    assert works(aliased, f"alias={written}") == [WORK]
    assert works(aliased, f"alias={written}&country=cn&language=zho") == [WORK]


@pytest.mark.parametrize("query", [f"alias={PUBLISHED}1", "alias=%00", f"alias={PUBLISHED}&country=de"])
def test_what_nobody_carries_leads_nowhere(aliased: Client, query: str) -> None:
    assert works(aliased, query) == []


def test_an_empty_alias_is_refused(aliased: Client) -> None:
    assert aliased.get("/v1/works?alias=%20").json()["reason"] == "bad-parameter"
