"""Whatever `/cite` prints for a provision, `/v1/resolve` takes back to that provision, in that version and language."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import bibtexparser
import orjson
import pytest
import rispy
from bench.citations import NOW, exchange, poster, shipped_application
from tests.citations.documents import DOCUMENTS

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.http.asgi import Application
from lawpin.http.views_cite import STYLES

WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
READ_AS_TEXT = ("zh", "en", "gbt7714", "bluebook", "oscola")
# Citations in one request.
MOST = 250


def ask(application: Application, target: str) -> bytes:
    """The body of a GET."""
    return asyncio.run(exchange(application, target, b"", "GET"))[1]


def places(application: Application, expression: str) -> Iterator[str]:
    """The text and all provisions of it that have an address."""

    def inside(nodes: list[dict[str, Any]]) -> Iterator[str]:
        for node in nodes:
            yield node["id"]
            yield from inside(node["children"])

    yield expression
    yield from inside(orjson.loads(ask(application, f"{expression}/toc"))["toc"])


def address_in(style: str, written: str) -> str:
    """The address that a program finds in a citation."""
    if style == "csl-json":
        return str(orjson.loads(written)[0]["URL"])
    if style == "ris":
        return str(rispy.loads(written)[0]["urls"][0])
    return next(
        str(field.value) for field in bibtexparser.parse_string(written).entries[0].fields if field.key == "url"
    )


@dataclass(frozen=True)
class Printed:
    """A citation, and what it must lead to: the address of a place, or where it says no address, its eId."""

    style: str
    citation: str
    leads_to: str | None
    by: str


def printed(application: Application, place: str, style: str) -> Iterator[Printed]:
    """The citation of a place; of those for readers its words alone, too, as somebody types them."""
    written = ask(application, f"{place}/cite?style={style}").decode()
    if style not in READ_AS_TEXT:
        yield Printed(style, address_in(style, written), place, "id")
        return
    yield Printed(style, written, place, "id")
    eid = place.rpartition("/~")[2] if "/~" in place else None
    if eid != "preface":
        yield Printed(style, written.strip().removesuffix(place), eid, "eId")


def faults(application: Application, expression: str) -> list[str]:
    """What does not lead back."""
    asked = [
        one
        for place in places(application, expression)
        for style in STYLES
        for one in printed(application, place, style)
    ]
    found = []
    with poster(application) as post:
        for first in range(0, len(asked), MOST):
            batch = asked[first : first + MOST]
            _, answer = post("/v1/resolve", {"citations": [one.citation for one in batch]})
            for one, result in zip(batch, answer["results"], strict=True):
                if [target[one.by] for target in result["targets"]] != [one.leads_to]:
                    found.append(f"{one.style} {one.citation!r}: {result['status']} {result['reason']}")
    return found


@pytest.fixture(scope="module")
def shipped() -> Application:
    return shipped_application()


@pytest.mark.parametrize("language", ["zho", "eng"])
def test_every_citation_of_the_corpus_leads_back_to_its_provision(shipped: Application, language: str) -> None:
    assert faults(shipped, f"{WORK}/{language}@2017-01-15") == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_citation_of_documents_from_elsewhere_leads_back_to_its_provision(name: str) -> None:
    arrival, store = receive(f"{name}.xml", DOCUMENTS[name](), Checker()), MemoryStore()
    assert isinstance(arrival, Arrival), arrival.fault
    ingest_work([arrival], store, lambda: NOW)
    assert faults(make_app(store, lambda: NOW), str(arrival.expression.id)) == []


@pytest.mark.parametrize(
    ("citation", "outcome"),
    [
        ("《关于促进移动互联网健康有序发展的意见》第五条，{W}/zho@2017-01-15/~art_5__item_2", "resolved"),
        ("参见 {W}/zho@2017-01-15/~art_5。", "resolved"),
        ("(see http://127.0.0.1:8000{W}/zho@2017-01-15/~art_5)", "resolved"),
        ("《关于促进移动互联网健康有序发展的意见》第六条，{W}/zho@2017-01-15/~art_5", "ambiguous"),
        ("《关于促进移动互联网健康有序发展的意见》第五条第三项，{W}/zho@2017-01-15/~art_5__item_2", "ambiguous"),
        ("《关于促进移动互联网健康有序发展的意见》（英文译本）第五条，{W}/zho@2017-01-15/~art_5", "ambiguous"),
        ("《关于促进移动互联网健康有序发展的意见》第三十条，{W}/zho@2017-01-15/~art_5", "not_found"),
        ("《网络安全法》第五条，{W}/zho@2017-01-15/~art_5", "not_found"),
        ("《关于促进移动互联网健康有序发展的意见》第五条，{W}/zho@2017-01-15/~art_99", "not_found"),
        ("《关于促进移动互联网健康有序发展的意见》第五条，{W}/zho@2017-13-15/~art_5", "invalid"),
        ("{W}/zho@2017-01-15/~art_5 {W}/zho@2017-01-15/~art_6", "ambiguous"),
        ("{W}/zho@2017-01-15/~art_5 " * 20 + "{W}/zho@2017-01-15/~art_5", "invalid"),
        ("第五条[EB/OL][EB/OL][EB/OL]. 2017: 第五条", "not_found"),
        ("[EB/OL]", "invalid"),
    ],
)
def test_words_and_address_must_mean_the_same(shipped: Application, citation: str, outcome: str) -> None:
    with poster(shipped) as post:
        _, answer = post("/v1/resolve", {"q": citation.replace("{W}", WORK)})
    assert answer["status"] == outcome, answer
