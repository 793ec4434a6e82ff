"""Documents that the official schema refuses, kept with `--allow-invalid`: every answer says so, none claims more."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from tests.holdings.conftest import document
from tests.http.conftest import Client

from lawpin.akn.checking import Checker
from lawpin.akn.names import AKN, LAWPIN
from lawpin.holdings.loading import How, Loading, find_files, group_by_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.wire.report import ReportShape

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOUND = document("eng@2020-01-01").decode()
ACT = re.search(r"<act .*</act>", SOUND, re.DOTALL)
assert ACT is not None


def without(pattern: str, instead: str = "") -> str:
    """The sound document without its first part that matches."""
    changed = re.sub(pattern, instead, SOUND, count=1, flags=re.DOTALL)
    assert changed != SOUND
    return changed


INVALID = {
    "no body": without("<body>.*</body>"),
    "an empty body": without("<body>.*</body>", "<body/>"),
    "no metadata": without("<meta>.*</meta>"),
    "no manifestation": without("<FRBRManifestation>.*</FRBRManifestation>"),
    "no expression": without("<FRBRExpression>.*</FRBRExpression>"),
    "the body before the preface": without(r"(<preface .*</preface>)\s*(<body>.*</body>)", r"\2\1"),
    "the number after the text": without("(<num>1.</num>)(<content .*?</content>)", r"\2\1"),
    "an unknown element": without("two", 'two <blink eId="art_2__blink">three</blink>'),
    "an unknown attribute": without("<p>two", '<p colour="red">two'),
    "an id twice": without('eId="art_2"', 'eId="art_1"'),
    "words in the body": without("<body>", "<body>loose words"),
    "another vocabulary in the body": without("<body>", '<body><x xmlns="urn:x">y</x>'),
    "a draft with an unknown element": without("two", "<blink>two</blink>").replace(AKN, f"{AKN}/CSD13"),
    "two documents": SOUND.replace("</akomaNtoso>", f"{ACT[0]}</akomaNtoso>"),
    "a date that is none": without('date="2020-01-01" name="adoption"', 'date="soon" name="adoption"'),
}


@dataclass(frozen=True)
class Held:
    client: Client
    store: MemoryStore
    report: ReportShape
    expression: ExpressionId

    @property
    def places(self) -> list[PortionId]:
        portions = self.store.portions(self.expression)
        return [PortionId(self.expression, portion.eid, portion.component) for portion in portions]


def load(folder: Path, source: str, checker: Checker, *, allow_invalid: bool) -> tuple[MemoryStore, ReportShape]:
    (folder / "law.xml").write_bytes(source.encode())
    store = MemoryStore()
    loading = Loading(store, checker, lambda: NOW, How(allow_invalid=allow_invalid))
    (report,) = loading.load(group_by_work(find_files([folder])))
    return store, report


@pytest.fixture(params=INVALID)
def held(request: pytest.FixtureRequest, tmp_path: Path, checker: Checker) -> Held:
    store, report = load(tmp_path, INVALID[str(request.param)], checker, allow_invalid=True)
    assert report.id is not None
    return Held(Client(make_app(store, lambda: NOW)), store, report, read_expression_id(report.id))


@pytest.mark.parametrize("source", INVALID.values(), ids=INVALID)
def test_without_being_allowed_an_invalid_document_is_refused(source: str, tmp_path: Path, checker: Checker) -> None:
    store, report = load(tmp_path, source, checker, allow_invalid=False)
    assert (report.outcome, report.valid, report.verdicts.official) == ("refused", False, False)
    assert store.head() == 0
    (file,) = store.refusals(10).items
    assert (file.name, file.sha256, file.reason) == ("law.xml", report.sha256, "invalid-document")
    assert (file.expression and str(file.expression)) == report.id


def test_the_report_says_that_it_is_invalid_and_where(held: Held) -> None:
    answered = held.client.get(f"{held.expression}/validation").json()
    assert (answered["outcome"], answered["valid"], answered["verdicts"]["official"]) == ("stored", False, False)
    assert any(finding["level"] == "official" and finding["line"] for finding in answered["findings"])


def test_the_json_of_every_portion_says_so_pinned_floating_and_in_a_batch(held: Held) -> None:
    client = held.client
    for place in held.places:
        pinned = client.get(str(place)).json()
        floating = client.get(str(place).replace(f"@{held.expression.date}", "", 1)).json()
        shaped = client.get(f"{place}?depth=0").json()
        assert [found["version"]["valid"] for found in (pinned, floating, shaped)] == [False, False, False]
        assert pinned["id"] == str(place)
    ids = {"ids": [str(place) for place in held.places]}
    batch = client.ask("POST", "/v1/portions", {"content-type": "application/json"}, json.dumps(ids).encode()).json()
    assert [item["body"]["version"]["valid"] for item in batch["portions"]] == [False] * len(held.places)


def test_ranges_outlines_works_and_listings_say_so(held: Held) -> None:
    client, expression = held.client, held.expression
    first, last = held.places[1], held.places[-1]
    if first.component == last.component and first.eid and last.eid:
        found = client.get(f"{first}-%3E{str(last).rpartition('~')[2]}").json()
        assert {portion["version"]["valid"] for portion in found["portions"]} == {False}
    assert client.get(f"{expression}/toc").json()["valid"] is False
    work = client.get(str(expression.work)).json()
    versions = client.get(f"{expression.work}/versions").json()
    (listed,) = client.get("/v1/works").json()["works"]
    assert [record["versions"][0]["valid"] for record in (work, versions, listed)] == [False, False, False]
    assert client.get("/v1/coverage").json()["validity"] == {"valid": 0, "invalid": 1}


def test_every_answer_of_its_texts_has_the_field_and_the_link_to_the_report(held: Held) -> None:
    targets = [f"{place}.{suffix}" for place in held.places for suffix in ("json", "xml", "txt")]
    targets += [
        f"{held.expression}/toc",
        f"{held.expression}/validation",
        str(held.expression).replace(f"@{held.expression.date}", ""),
    ]
    for target in targets:
        answered = held.client.get(target)
        assert answered.headers["document-valid"] == "?0", target
        assert f'<{held.expression}/validation>; rel="describedby"' in answered.headers["link"], target


def test_the_whole_xml_is_what_came_in_and_that_of_a_portion_says_that_its_document_is_invalid(
    held: Held, tmp_path: Path
) -> None:
    assert held.client.get(f"{held.expression}.xml").body == (tmp_path / "law.xml").read_bytes()
    for place in held.places[1:]:
        root = etree.fromstring(held.client.get(f"{place}.xml").body)
        (said,) = root.iter(f"{{{LAWPIN}}}validity")
        assert (said.get("valid"), said.get("report")) == ("false", f"{held.expression}/validation")
        (digest,) = root.iter(f"{{{LAWPIN}}}digest")
        assert digest.get("value") == held.client.get(str(place)).json()["digest"]


def test_the_text_of_every_portion_is_the_same_in_json_and_txt_and_no_two_have_one_address(held: Held) -> None:
    assert len(set(held.places)) == len(held.places) > 1
    for place in held.places:
        assert held.client.get(f"{place}.txt").text == held.client.get(str(place)).json()["text"]


def test_a_valid_document_has_neither_field_nor_mark(tmp_path: Path, checker: Checker) -> None:
    store, report = load(tmp_path, SOUND, checker, allow_invalid=True)
    client = Client(make_app(store, lambda: NOW))
    answered = client.get(f"{report.id}/~art_1.xml")
    assert report.valid
    assert "document-valid" not in answered.headers
    assert b"validity" not in answered.body
    assert client.get(f"{report.id}/toc").json()["valid"] is True
    assert client.get(f"{report.id}/validation").json()["valid"] is True
    assert client.get("/v1/coverage").json()["validity"] == {"valid": 1, "invalid": 0}


def test_a_draft_is_judged_as_the_final_standard_kept_as_it_came_and_said_to_be_a_draft(
    tmp_path: Path, checker: Checker
) -> None:
    source = SOUND.replace(AKN, f"{AKN}/CSD13")
    store, report = load(tmp_path, source, checker, allow_invalid=False)
    client = Client(make_app(store, lambda: NOW))
    assert report.valid
    (listed,) = client.get("/v1/works").json()["works"]
    assert (listed["versions"][0]["valid"], listed["versions"][0]["draft"]) == (True, True)
    assert client.get(f"{report.id}.xml").text == source
    assert f"{AKN}/CSD13" not in client.get(f"{report.id}/~art_1.xml").text
