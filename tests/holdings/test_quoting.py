"""Quotations over more than one document and version, in every registered store."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.holdings.conftest import BEGUN, Clock

from lawpin.holdings import passages
from lawpin.holdings.admission import Admission
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.quoted import Asked, answer
from lawpin.holdings.quoting import Quoting
from lawpin.holdings.searching import Search, Searching
from lawpin.holdings.store import Store
from lawpin.holdings.withdrawing import withdraw
from lawpin.law.citations.searching import read_terms
from lawpin.law.identifiers.reader import read_expression_id, read_work_id
from lawpin.wire.quotes import QuoteShape

Admit = Callable[..., Admission]
WORK = "/akn/cn/act/2020-01-01/sample"
OLD, NEW, ENG = f"{WORK}/zho@2020-01-01", f"{WORK}/zho@2022-02-02", f"{WORK}/eng@2020-01-01"
KEPT = "网络运营者应当对其收集的用户信息严格保密，并建立健全用户信息保护制度。"
DROPPED = "违反本规定的，由主管机关处以三千元以下的罚款，并责令其限期改正。"
OTHERS = "县级以上人民政府应当将网络安全工作纳入国民经济和社会发展规划第{}号。"


def ask(store: Store, quote: str, **more: date) -> QuoteShape:
    return answer(Asked(quote, **more), Quoting(Lookup(store, lambda: BEGUN)))  # type: ignore[arg-type]


def ids(found: QuoteShape) -> list[str]:
    return [target.id for target in found.targets]


@pytest.fixture
def filled(store: Store, admit: Admit) -> Store:
    admit(store, OLD, (KEPT, DROPPED))
    admit(store, NEW, (KEPT, "没有别的条款。"))
    admit(store, ENG, ("Network operators shall keep user information they collect strictly confidential.",))
    return store


def test_words_of_several_versions_are_those_of_the_current_one(filled: Store) -> None:
    found = ask(filled, KEPT)
    assert (found.status, found.match, found.warnings) == ("resolved", "exact", [])
    assert ids(found) == [f"{NEW}/~art_1"]


def test_words_of_an_older_version_alone_are_found_there_with_a_warning(filled: Store) -> None:
    for quote in (DROPPED, "由主管机关处以五千元以下的罚款，并责令其限期改正"):
        found = ask(filled, quote)
        assert ids(found) == [f"{OLD}/~art_2"]
        assert "older-version" in [warning.code for warning in found.warnings]


def test_a_day_chooses_the_version_that_stood_then_and_no_other(filled: Store) -> None:
    assert ids(ask(filled, KEPT, on=date(2021, 1, 1))) == [f"{OLD}/~art_1"]
    assert ids(ask(filled, DROPPED, on=date(2021, 1, 1))) == [f"{OLD}/~art_2"]
    assert ask(filled, DROPPED, on=date(2023, 1, 1)).status == "not_found"
    assert ask(filled, KEPT, on=date(2019, 1, 1)).status == "not_found"


def test_the_same_words_in_two_works_are_ambiguous_with_both(filled: Store, admit: Admit) -> None:
    other = "/akn/cn/act/2021-01-01/other/zho@2021-01-01"
    admit(filled, other, ("第一句。", KEPT))
    found = ask(filled, KEPT)
    assert (found.status, ids(found)) == ("ambiguous", [])
    assert [candidate.id for candidate in found.candidates] == [f"{NEW}/~art_1", f"{other}/~art_2"]


def test_other_documents_change_no_answer_about_words_that_they_do_not_have(filled: Store, admit: Admit) -> None:
    quotes = (KEPT, KEPT.replace("严格", "完全"), DROPPED, "用户信息……保护制度", "国务院另有规定的，从其规定。")
    before = [ask(filled, quote) for quote in quotes]
    for number in range(50):
        texts = [OTHERS.format(f"{number}{leaf}") for leaf in range(3)]
        admit(filled, f"/akn/cn/act/2021-01-01/other-{number}/zho@2021-01-01", (*texts, "用户信息和主管机关的罚款"))
    assert [ask(filled, quote) for quote in quotes] == before
    assert [found.status for found in before] == ["resolved"] * 4 + ["not_found"]


def test_a_text_too_large_to_be_laid_out_whole_is_read_where_the_words_stand(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "_LARGEST", 20)
    assert ids(ask(filled, KEPT)) == [f"{NEW}/~art_1"]
    assert ids(ask(filled, KEPT.replace("严格", "完全"))) == [f"{NEW}/~art_1"]


def test_withdrawn_words_are_neither_quoted_nor_found(filled: Store, clock: Clock) -> None:
    searching = Searching(Lookup(filled, lambda: BEGUN))

    def hits() -> list[str]:
        page = searching.page(Search(read_terms("严格保密"), filled.head()), after=0, limit=10)
        return [hit.id for hit in page.shapes]

    assert hits() == [f"{NEW}/~art_1"]
    withdraw(filled, clock, read_expression_id(NEW), "in error")
    assert ids(ask(filled, KEPT)) == hits() == [f"{OLD}/~art_1"]
    withdraw(filled, clock, read_work_id(WORK), "in error")
    assert [ask(filled, quote).status for quote in (KEPT, KEPT.replace("严格", "完全"))] == ["not_found"] * 2
    assert hits() == []
