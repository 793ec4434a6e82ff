"""Two texts of a work beside each other, second translations among them, over HTTP."""

import re
from collections.abc import Callable

import pytest
from tests.holdings.conftest import document
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app

SAMPLE = "/akn/cn/act/2020-01-01/sample"
FIRST, SECOND = f"{SAMPLE}/eng@2020-01-01", f"{SAMPLE}/eng@2020-01-01/someone"
ORIGINAL, LATER = f"{SAMPLE}/zho@2020-01-01", f"{SAMPLE}/zho@2022-01-01"
Take = Callable[..., Client]


def arrival(checker: Checker, version: str, *words: object, **facts: object) -> Arrival:
    received = receive(f"{version}.xml", document(version, *words, **facts), checker)  # type: ignore[arg-type]
    assert isinstance(received, Arrival), received.fault
    return received


@pytest.fixture(scope="module")
def sample(checker: Checker) -> Client:
    """An act in two versions; its first one translated twice, by the second translator without article 3."""
    store, master = MemoryStore(), "zho@2020-01-01"
    arrivals = [
        arrival(checker, master),
        arrival(checker, "eng@2020-01-01", master=master),
        arrival(checker, "eng@2020-01-01/someone", ("one", ("art_5", "art_2", "two")), master=master),
    ]
    ingest_work(arrivals, store, lambda: NOW)
    ingest_work([arrival(checker, "zho@2022-01-01", ("one", "two", "three", "four"))], store, lambda: NOW)
    return Client(make_app(store, lambda: NOW))


def test_the_first_document_is_aligned_throughout(client: Client) -> None:
    answered = client.get(f"{ZHO}/alignment?with=eng")
    found = answered.json()
    assert (found["id"], found["with"], found["sameVersion"]) == (ZHO, ENG, True)
    assert len(found["pairs"]) == found["parity"]["here"] == found["parity"]["there"]
    assert found["parity"]["states"] == {"equal": 126, "split": 0, "merged": 0, "missing": 0, "moved": 0}
    assert (found["parity"]["ratio"], found["parity"]["missingHere"], found["parity"]["missingThere"]) == (1, [], [])
    assert sum(pair["kind"] == "item" for pair in found["pairs"]) == 94
    assert f'<{ZHO}/alignment?with=eng@2017-01-15>; rel="canonical"' in answered.headers["link"]


def test_the_pairs_are_those_that_parallel_texts_show(client: Client) -> None:
    pairs = client.get(f"{ZHO}/alignment?with=eng").json()["pairs"]
    shown = client.get(f"{ZHO}?parallel=eng").json()["alignment"]["eng"]["pairs"]
    assert [{name: pair[name] for name in ("eId", "wId", "state", "counterparts")} for pair in pairs] == shown


def test_an_alignment_is_for_ever_where_both_texts_are_pinned(client: Client) -> None:
    for written in ("eng@2017-01-15", f"{ENG}"):
        assert "immutable" in client.get(f"{ZHO}/alignment?with={written}").headers["cache-control"]
    for address in (f"{ZHO}/alignment?with=eng", f"{WORK}/zho/alignment?with=eng@2017-01-15"):
        assert "immutable" not in client.get(address).headers["cache-control"]
    floating = client.get(f"{WORK}/zho/alignment?with=eng").headers["content-location"]
    assert floating == f"{ZHO}/alignment?with=eng@2017-01-15"
    assert "immutable" in client.get(floating).headers["cache-control"]


@pytest.mark.parametrize(
    ("written", "status", "reason"),
    [
        ("", 400, "bad-parameter"),
        ("english", 400, "bad-parameter"),
        ("../zho", 400, "bad-parameter"),
        ("eng/~art_5", 400, "bad-parameter"),
        ("eng@2017-01-15/~art_5", 400, "bad-parameter"),
        ("eng.json", 400, "bad-parameter"),
        ("versions", 400, "bad-parameter"),
        (WORK, 400, "bad-parameter"),
        ("/akn/cn/act/2020-01-01/sample/eng", 400, "bad-parameter"),
        ("https://example.org", 400, "bad-parameter"),
        ("eng%00", 400, "bad-parameter"),
        ("eng@" + "9" * 3000, 400, "bad-parameter"),
        ("fra", 404, "language-not-held"),
        ("eng/nobody", 404, "language-not-held"),
        ("eng@2018-01-01", 404, "unknown-expression"),
        ("eng:2016-01-01", 404, "no-version-for-date"),
    ],
)
def test_what_is_no_other_text_of_the_work_is_refused(client: Client, written: str, status: int, reason: str) -> None:
    refused = client.get(f"{ZHO}/alignment?with={written}")
    assert (refused.status, refused.json()["reason"]) == (status, reason)


def test_without_another_text_it_is_said_which_there_are(client: Client) -> None:
    refused = client.get(f"{ZHO}/alignment")
    assert (refused.status, refused.json()["parameter"]) == (400, "with")
    assert refused.json()["available"] == {"languages": ["eng"]}


def test_a_second_translation_is_aligned_by_its_author_segment(sample: Client) -> None:
    found = sample.get(f"{ORIGINAL}/alignment?with=eng/someone").json()
    assert (found["with"], found["sameVersion"]) == (SECOND, True)
    states = {pair["eId"]: (pair["state"], pair["counterparts"]) for pair in found["pairs"]}
    assert states["art_2"] == ("equal", [f"{SECOND}/~art_5"])
    assert states["art_3"] == ("missing", [])
    assert found["parity"]["missingThere"] == [f"{ORIGINAL}/~art_3"]
    back = sample.get(f"{SECOND}/alignment?with=zho@2020-01-01").json()
    assert (back["parity"]["missingHere"], back["with"]) == ([f"{ORIGINAL}/~art_3"], ORIGINAL)


def test_two_translations_and_two_versions_of_one_language_can_be_aligned(sample: Client) -> None:
    translations = sample.get(f"{FIRST}/alignment?with=eng/someone").json()
    assert (translations["with"], translations["sameVersion"]) == (SECOND, True)
    versions = sample.get(f"{ORIGINAL}/alignment?with=zho").json()
    assert (versions["with"], versions["sameVersion"]) == (LATER, False)
    assert versions["parity"]["missingHere"] == [f"{LATER}/~art_4"]


def test_an_alignment_says_when_the_other_language_is_of_another_version(sample: Client) -> None:
    found = sample.get(f"{SAMPLE}/zho/alignment?with=eng").json()
    assert (found["id"], found["with"], found["sameVersion"]) == (LATER, FIRST, False)


def test_a_second_translation_stands_in_translations_links_parallel_and_the_work_record(sample: Client) -> None:
    answered = sample.get(f"{SAMPLE}/zho@2020-01-01/~art_2?depth=0")
    now = sample.get(f"{SAMPLE}/zho/~art_2").json()
    for told in (answered.json()["translations"], now["translations"]):
        assert [(there["id"], there["author"]) for there in told] == [
            (f"{FIRST}/~art_2", None),
            (f"{SECOND}/~art_5", "someone"),
        ]
    links = sample.get(f"{ORIGINAL}/~art_2").headers["link"]
    stored = re.findall(r'<([^>]*)>; rel="alternate"; hreflang="en"', links)
    assert stored == [there["id"] for there in sample.get(f"{ORIGINAL}/~art_2").json()["translations"]]
    beside = sample.get(f"{ORIGINAL}/~art_2?parallel=eng,en/someone").json()
    assert {name: there["id"] for name, there in beside["parallel"].items()} == {
        "eng": f"{FIRST}/~art_2",
        "eng/someone": f"{SECOND}/~art_5",
    }
    assert beside["alignment"]["eng/someone"]["expression"] == SECOND
    assert [version["id"] for version in sample.get(SAMPLE).json()["versions"]] == [LATER, ORIGINAL, FIRST, SECOND]
    assert sample.get(f"{SECOND}/~art_5?parallel=zho").json()["parallel"]["zho"]["id"] == f"{ORIGINAL}/~art_2"
    assert sample.get(f"{SAMPLE}/eng/someone/~art_5").headers["content-location"] == f"{SECOND}/~art_5"


def test_a_translation_is_stale_when_its_original_has_moved_on_and_an_original_never_is(sample: Client) -> None:
    versions = {version["id"]: version["stale"] for version in sample.get(SAMPLE).json()["versions"]}
    assert versions == {LATER: False, ORIGINAL: False, FIRST: True, SECOND: True}
    told = sample.get(f"{SAMPLE}/zho/~art_1").json()["translations"]
    assert [(there["id"], there["stale"]) for there in told] == [(f"{FIRST}/~art_1", True), (f"{SECOND}/~art_1", True)]
    from_translation = sample.get(f"{SAMPLE}/eng/~art_1").json()["translations"]
    assert [(there["language"], there["stale"]) for there in from_translation] == [("zho", False)]


def test_translator_and_authority_are_data(client: Client) -> None:
    (english,) = client.get(f"{ZHO}/~art_5").json()["translations"]
    assert (english["translators"], english["authoritative"]) == (["Rogier Creemers"], False)
    (chinese,) = client.get(f"{ENG}/~art_5").json()["translations"]
    assert (chinese["translators"], chinese["authoritative"]) == ([], True)
