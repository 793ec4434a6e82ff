"""What stands at the address of a text: the same in every format, valid by other people's validators."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from tests.http.conftest import ENG, WORK, ZHO, Client

from lawpin.akn.official import official_schema_path
from lawpin.akn.text import read_text
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.languages import joint
from lawpin.places import shipped

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
LANGUAGES = {ZHO: "zho", ENG: "eng"}


@lru_cache
def schema(name: str) -> Draft202012Validator:
    document = json.loads((shipped("schema") / "json" / f"{name}.json").read_text())
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


@lru_cache
def official() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(official_schema_path())))


def places(corpus: MemoryStore, expression: str) -> Iterator[str]:
    for portion in corpus.portions(read_expression_id(expression)):
        yield expression if portion.eid is None else f"{expression}/~{portion.eid}"


def element_of(document: etree._Element, eid: str | None) -> etree._Element:
    if eid is None:
        return document[0]
    (found,) = [e for e in document[0].iter() if e.get("eId") == eid]
    return found


@pytest.mark.parametrize("expression", [ZHO, ENG])
def test_every_portion_is_the_same_text_in_json_xml_and_txt(
    client: Client, corpus: MemoryStore, expression: str
) -> None:
    checked = 0
    for place in places(corpus, expression):
        body = client.get(f"{place}.json").json()
        xml = etree.fromstring(client.get(f"{place}.xml").body)
        element = element_of(xml, body["eId"])
        assert client.get(f"{place}.txt").text == body["text"] == read_text(element, joint(LANGUAGES[expression]))[0]
        checked += 1
    assert checked == 205


@pytest.mark.parametrize("expression", [ZHO, ENG])
def test_every_json_body_is_valid_under_its_published_schema(
    client: Client, corpus: MemoryStore, expression: str
) -> None:
    for place in places(corpus, expression):
        schema("Portion").validate(client.get(place).json())
        schema("Portion").validate(client.get(f"{place}?depth=0").json())
    schema("Outline").validate(client.get(f"{expression}/toc").json())
    schema("Report").validate(client.get(f"{expression}/validation").json())


@pytest.mark.parametrize("expression", [ZHO, ENG])
def test_every_xml_body_is_valid_under_the_official_schema(
    client: Client, corpus: MemoryStore, expression: str
) -> None:
    for place in places(corpus, expression):
        document = etree.fromstring(client.get(f"{place}.xml").body)
        official().assertValid(document)
        assert document[0].tag == (f"{AKN}statement" if place == expression else f"{AKN}portion")
        assert place == expression or document[0].get("includedIn") == expression


@pytest.mark.parametrize("expression", [ZHO, ENG])
def test_the_digest_is_one_in_json_xml_and_outline_and_can_be_recomputed(
    client: Client, corpus: MemoryStore, expression: str
) -> None:
    outline = {node["id"]: node["digest"] for node in nodes(client.get(f"{expression}/toc").json()["toc"])}
    for place in places(corpus, expression):
        body = client.get(place).json()
        document = etree.fromstring(client.get(f"{place}.xml").body)
        element = document if body["eId"] is None else element_of(document, body["eId"])
        canonical = etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)
        assert body["digest"] == f"sha256:{hashlib.sha256(canonical).hexdigest()}"
        if body["eId"] is not None:
            (stated,) = document.iter("{urn:x-lawpin:meta:1}digest")
            assert dict(stated.items()) == {"for": body["eId"], "value": body["digest"]}
        assert outline.get(place, body["digest"]) == body["digest"]
    assert len(outline) == 2 + 6 + 24 + 94


def nodes(toc: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in toc:
        yield node
        yield from nodes(node["children"])


@pytest.mark.parametrize("expression", [ZHO, ENG])
def test_the_xml_of_an_expression_is_byte_for_byte_what_was_published(client: Client, expression: str) -> None:
    file: Path = shipped("data") / f"{expression.removeprefix('/')}.xml"
    assert client.get(f"{expression}.xml").body == file.read_bytes()


def test_the_sentence_of_the_readme_is_there_in_both_languages(client: Client) -> None:
    zho, eng = (client.get(f"{expression}/~art_5__item_3").json() for expression in (ZHO, ENG))
    assert zho["text"].startswith("增强网络服务能力，")
    assert eng["text"].startswith("Strengthen online service capacities")
    assert "price=performance rations" in eng["text"]
    assert [t["id"] for t in zho["translations"]] == [eng["id"]]
    assert [t["id"] for t in eng["translations"]] == [zho["id"]]
    assert (zho["translations"][0]["authoritative"], eng["translations"][0]["authoritative"]) == (False, True)
    assert [step["eId"] for step in zho["context"]["ancestors"]] == ["part_2", "art_5"]
    assert zho["context"]["previous"].endswith("~art_5__item_2")
    assert zho["context"]["next"].endswith("~art_5__item_4")
    assert zho["version"]["status"] == "unknown"
    assert zho["version"]["current"] is True


def test_next_leads_through_all_articles_and_previous_back(client: Client) -> None:
    way, place = [], f"{ZHO}/~art_1"
    while place is not None:
        way.append(place)
        place = client.get(place).json()["context"]["next"]
    assert way == [f"{ZHO}/~art_{number}" for number in range(1, 25)]
    assert client.get(way[7]).json()["context"]["previous"] == way[6]


def test_children_nest_down_to_the_depth_that_was_asked_for(client: Client) -> None:
    part = client.get(f"{ZHO}/~part_2").json()
    assert [child["eId"] for child in part["children"]] == [f"art_{number}" for number in range(4, 9)]
    assert all(child["children"] == [] and child["text"] for child in part["children"])
    deep = client.get(f"{ZHO}/~part_2?depth=2").json()
    article = deep["children"][1]
    assert article["text"] is None
    assert article["childCount"] == len(article["children"]) == 7
    assert article["num"] + article["heading"] + "".join(c["text"] for c in article["children"]) in deep["text"]
    assert client.get(f"{ZHO}/~part_2?depth=0").json()["children"] == []
    whole = client.get(ZHO).json()
    assert [child["kind"] for child in whole["children"]] == ["preface", "preamble", *["part"] * 6]
    assert whole["title"] == "关于促进移动互联网健康有序发展的意见"
    article = client.get(f"{ZHO}/~art_5").json()
    assert [child["eId"] for child in article["children"]] == [f"art_5__item_{number}" for number in range(1, 8)]


def test_a_range_is_the_provisions_between_in_document_order(client: Client) -> None:
    body = client.get(f"{ZHO}/~art_2-%3Eart_5").json()
    schema("Range").validate(body)
    assert [portion["eId"] for portion in body["portions"]] == ["art_2", "art_3", "art_4", "art_5"]
    text = client.get(f"{ZHO}/~art_2-%3Eart_5.txt").text
    assert text == "\n".join(portion["text"] for portion in body["portions"])
    reversed_range = client.get(f"{ZHO}/~art_5-%3Eart_2")
    assert (reversed_range.status, reversed_range.json()["reason"]) == (400, "bad-parameter")
    missing = client.get(f"{ZHO}/~art_2-%3Eart_99")
    assert (missing.status, missing.json()["eId"]) == (404, "art_99")


def test_parallel_puts_the_other_language_beside_every_provision(client: Client) -> None:
    body = client.get(f"{ZHO}/~art_5?parallel=eng").json()
    schema("Portion").validate(body)
    assert body["parallel"]["eng"]["id"] == f"{ENG}/~art_5"
    alignment = body["alignment"]["eng"]
    assert alignment["state"] == "equal"
    assert alignment["sameVersion"] is True
    assert [(pair["eId"], pair["state"]) for pair in alignment["pairs"]] == [
        (f"art_5__item_{number}", "equal") for number in range(1, 8)
    ]
    absent = client.get(f"{ZHO}/~art_5?parallel=fra")
    assert (absent.status, absent.json()["reason"]) == (404, "language-not-held")
    assert absent.json()["available"] == {"languages": ["eng"]}


def test_spans_point_at_the_instruments_that_item_24_2_names(client: Client) -> None:
    for expression in (ZHO, ENG):
        body = client.get(f"{expression}/~art_24__item_2").json()
        named = [(body["text"][span["start"] : span["end"]], span["href"]) for span in body["spans"]]
        assert len(named) == 5
        assert named[0] in {
            ("网络安全法", "/akn/cn/act/law/2016-11-07/cybersecurity-law"),
            ("cybersecurity law", "/akn/cn/act/law/2016-11-07/cybersecurity-law"),
        }


def test_notes_stand_beside_the_text_with_author_and_date(client: Client) -> None:
    body = client.get(f"{ENG}/~art_13__item_4").json()
    assert body["notes"]
    assert all(note["author"] and note["date"] == "2026-11-21" for note in body["notes"])
    assert all(note["text"] not in body["text"] for note in body["notes"])


def test_a_work_lists_its_versions_newest_first_originals_before_translations(client: Client) -> None:
    body = client.get(WORK).json()
    schema("Work").validate(body)
    assert body["titles"]["zho"] == "关于促进移动互联网健康有序发展的意见"
    assert [author["name"] for author in body["authors"]] == ["中共中央办公厅", "国务院办公厅"]
    assert [(version["id"], version["current"]) for version in body["versions"]] == [(ZHO, True), (ENG, True)]
    assert body["versions"][1]["translationOf"] == ZHO
    versions = client.get(f"{WORK}/versions").json()
    schema("WorkVersions").validate(versions)
    assert versions["versions"] == body["versions"]


def test_a_floating_address_answers_with_the_pinned_text_and_says_which(client: Client) -> None:
    pinned = client.get(f"{ZHO}/~art_5__item_3")
    for moment in ("zho", "zho@", "zho:2020-01-01", "zho:2017"):
        floating = client.get(f"{WORK}/{moment}/~art_5__item_3")
        assert floating.headers["content-location"] == f"{ZHO}/~art_5__item_3"
        assert floating.headers["cache-control"].startswith("public, max-age=60")
        body = floating.json()
        assert body.pop("resolvedFrom") == f"{WORK}/{moment}/~art_5__item_3"
        same = pinned.json()
        assert same.pop("resolvedFrom") is None
        assert {k: v for k, v in body.items() if k != "known"} == {k: v for k, v in same.items() if k != "known"}
        for suffix in ("xml", "txt"):
            again = client.get(f"{WORK}/{moment}/~art_5__item_3.{suffix}")
            assert again.body == client.get(f"{ZHO}/~art_5__item_3.{suffix}").body
    early = client.get(f"{WORK}/zho:2016-12-31/~art_5")
    assert (early.status, early.json()["reason"]) == (404, "no-version-for-date")
    assert early.json()["available"]["versions"] == [ZHO]
