"""What a report remarks of a document for what is held already; nothing of it refuses a document."""

from collections.abc import Callable

import pytest
from tests.holdings.conftest import Clock

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work, preview_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.wire.report import ReportShape

Make = Callable[..., Arrival]
RULES = {
    "wid-twice",
    "wid-other-kind",
    "wid-reused",
    "counterpart-missing",
    "counterpart-extra",
    "reference-to-nothing",
}
LONG = "The words of this article stand in it alone"


def remarks(report: ReportShape) -> dict[str, str]:
    return {finding.rule: finding.sentence for finding in report.findings if finding.rule in RULES}


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_a_renumbered_article_under_a_used_wid_is_remarked(
    store: MemoryStore, clock: Clock, make_arrival: Make
) -> None:
    ingest_work([make_arrival("zho@2020-01-01", ("one", LONG, "three"))], store, clock)
    inserted = ("one", "an article that is new here", LONG, "three")
    (report,) = ingest_work([make_arrival("zho@2021-01-01", inserted)], store, clock)
    assert report.outcome == "stored"
    assert "should it have a fresh wId?" in remarks(report)["wid-reused"]


def test_a_renumbered_article_that_keeps_its_wid_is_not_remarked(
    store: MemoryStore, clock: Clock, make_arrival: Make
) -> None:
    ingest_work([make_arrival("zho@2020-01-01", ("one", LONG, "three"))], store, clock)
    texts = ("one", ("art_2", "art_1-1", "an article that is new here"), ("art_3", "art_2", LONG))
    (report,) = ingest_work([make_arrival("zho@2021-01-01", texts)], store, clock)
    assert remarks(report) == {}


def test_one_wid_of_two_articles_is_remarked(store: MemoryStore, clock: Clock, make_arrival: Make) -> None:
    arrival = make_arrival("zho@2020-01-01", (("art_1", "x", "one"), ("art_2", "x", "two")))
    (report,) = ingest_work([arrival], store, clock)
    assert remarks(report)["wid-twice"].startswith("2 provisions carry the wId x")


def test_what_a_translation_lacks_and_adds_is_remarked_also_when_both_arrive_together(
    store: MemoryStore, clock: Clock, make_arrival: Make
) -> None:
    original = make_arrival("zho@2020-01-01", ("one", "two", "three"))
    texts = ("one", ("art_9", "art_9", "nine"))
    translation = make_arrival("eng@2020-01-01", texts, master="zho@2020-01-01")
    reports = [preview_work([translation, original], store), ingest_work([translation, original], store, clock)]
    for of_original, of_translation in reports:
        assert remarks(of_original) == {}
        assert remarks(of_translation) == {
            "counterpart-missing": "2 provisions of the text in “zho” are not in this one: art_2, art_3",
            "counterpart-extra": "1 provisions of this text are not in the one in “zho”: art_9",
        }


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("/akn/cn/act/2020-01-01/sample/~art_3", False),
        ("/akn/cn/act/2020-01-01/sample/zho@2020-01-01/~art_3", False),
        ("/akn/cn/act/2020-01-01/sample/~art_4", True),
        ("/akn/cn/act/2020-01-01/sample/zho/~art_4", True),
        ("/akn/cn/act/2020-01-01/sample/zho@2020-01-01/~art_4", True),
        ("/akn/cn/act/2020-01-01/sample/zho@2030-01-01/~art_4", False),
        ("/akn/cn/act/2020-01-01/sample/eng/~art_4", False),
        ("/akn/cn/act/2020-01-01/other/~art_4", False),
        ("/akn/~art_4", False),
    ],
)
def test_a_reference_to_a_place_that_a_held_text_lacks_is_remarked(
    store: MemoryStore, clock: Clock, make_document: Callable[..., bytes], checker: Checker, target: str, *, told: bool
) -> None:
    reports = []
    for work, text in (("/akn/cn/act/2020-01-01/sample", "one"), ("/akn/cn/act/2021-01-01/next", "see")):
        source = make_document("zho@2020-01-01", (text, "two", "three"), work=work)
        received = receive("x.xml", source.replace(b"see", f'<ref href="{target}">see</ref>'.encode()), checker)
        assert isinstance(received, Arrival)
        reports += ingest_work([received], store, clock)
    report = reports[-1]
    assert (remarks(report).keys() == {"reference-to-nothing"}) is told
