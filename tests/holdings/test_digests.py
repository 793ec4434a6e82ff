"""What anybody can recompute from served bytes with hashlib, json and lxml: no code of ours makes the expectations."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from lxml import etree

from lawpin.holdings.admission import Form
from lawpin.holdings.arrival import Arrival
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.law.identifiers.ids import ExpressionId, PortionId


class Served:
    """The bytes that a client of one expression gets, by eId and form."""

    def __init__(self, lookup: Lookup, expression: ExpressionId) -> None:
        self._lookup = lookup
        self.expression = expression

    def get(self, eid: str | None, form: Form) -> bytes:
        return self._lookup.page(PortionId(self.expression, eid), form).body.content

    def json(self, eid: str | None) -> dict[str, Any]:
        shape: dict[str, Any] = json.loads(self.get(eid, "json"))
        return shape


@pytest.fixture(scope="module")
def lookup(corpus_arrivals: tuple[Arrival, ...]) -> Lookup:
    store = open_store("memory:")
    ingest_work(corpus_arrivals, store, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    return Lookup(store, lambda: datetime(2026, 1, 2, tzinfo=UTC))


@pytest.fixture(params=[0, 1])
def served(request: pytest.FixtureRequest, lookup: Lookup, corpus_arrivals: tuple[Arrival, ...]) -> Served:
    return Served(lookup, corpus_arrivals[request.param].expression.id)


@pytest.fixture
def entry(lookup: Lookup, served: Served) -> dict[str, Any]:
    entries: list[dict[str, Any]] = [json.loads(entry) for entry in lookup.store.changes(after=0, limit=100)]
    return next(entry for entry in entries if entry["expression"] == str(served.expression))


def addressed(source: bytes) -> list[str | None]:
    """The eIds of a published document in document order, the whole first."""
    document = etree.fromstring(source)[0]
    bodies = [child for child in document if etree.QName(child).localname != "meta"]
    return [None, *(e.get("eId") for body in bodies for e in body.iter("*") if e.get("eId"))]


def element_digest(element: etree._Element) -> str:
    return sha256(
        etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)
    ).hexdigest()


def test_a_digest_is_that_of_the_element_in_the_published_document_and_in_the_portion(served: Served) -> None:
    whole = etree.fromstring(served.get(None, "xml"))
    by_eid = {e.get("eId"): e for e in whole.iter("*") if e.get("eId")}
    eids = addressed(served.get(None, "xml"))
    assert len(eids) == 205
    for eid in eids:
        digest = served.json(eid)["digest"].removeprefix("sha256:")
        if eid is None:
            assert digest == element_digest(whole)
            continue
        assert digest == element_digest(by_eid[eid])
        portion = etree.fromstring(served.get(eid, "xml"))
        (own,) = [e for e in portion.iter("*") if e.get("eId") == eid and etree.QName(e).localname != "digest"]
        assert digest == element_digest(own)


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, as it is written there."""
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def naive_canonical(value: dict[str, Any]) -> bytes:
    """RFC 8785 for objects of strings, whole numbers and null with ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_root_in_the_log_is_recomputed_from_served_bytes(served: Served, entry: dict[str, Any]) -> None:
    leaves = []
    for position, eid in enumerate(addressed(served.get(None, "xml"))):
        leaf = {
            "digest": served.json(eid)["digest"].removeprefix("sha256:"),
            "eId": eid,
            "id": str(served.expression),
            "language": served.json(eid)["language"],
            "position": position,
            "text": sha256(served.get(eid, "txt")).hexdigest(),
        }
        leaves.append(naive_canonical(leaf))
    assert naive_root(leaves).hex() == entry["root"]
    assert len(leaves) == entry["portions"]


def test_the_entry_names_the_bytes_as_published(served: Served, entry: dict[str, Any]) -> None:
    source = served.get(None, "xml")
    assert entry["sha256"] == sha256(source).hexdigest()
    assert entry["digest"] == element_digest(etree.fromstring(source))
    assert entry["work"] == served.json(None)["work"]


def test_entries_are_canonical_json(lookup: Lookup) -> None:
    entries = lookup.store.changes(after=0, limit=100)
    assert len(entries) == 2
    for entry in entries:
        assert entry == naive_canonical(json.loads(entry))


def test_the_text_of_a_portion_is_one_text_in_every_form(served: Served) -> None:
    for eid in addressed(served.get(None, "xml")):
        assert served.get(eid, "txt").decode() == served.json(eid)["text"]


def test_the_published_document_is_served_byte_for_byte(lookup: Lookup, corpus_arrivals: tuple[Arrival, ...]) -> None:
    for arrival in corpus_arrivals:
        assert lookup.page(PortionId(arrival.expression.id), "xml").body.content == arrival.source
