"""Citations as they are written: dates, pinpoints, what is put apart and in order before it is read."""

import time

import pytest

from lawpin.law.citations.addressed import ordered, part_address
from lawpin.law.citations.citing import american_date, english_date, han_date
from lawpin.law.citations.pinpointing import AMERICAN, BRITISH, ENGLISH, Step, han_pinpoint, latin_pinpoint
from lawpin.law.jurisdictions import JURISDICTIONS

CN, TW, GENERIC = JURISDICTIONS["cn"], JURISDICTIONS["tw"], JURISDICTIONS["generic"]
ARTICLE = Step("article", ("5",), "5．", is_inner=False)
ITEM = Step("item", ("2",), None, is_inner=True)


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2017-01-15", ("2017年1月15日", "15 January 2017", "Jan. 15, 2017")),
        ("2017-05", ("2017年5月", "May 2017", "May 2017")),
        ("2017", ("2017年", "2017", "2017")),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(date: str, written: tuple[str, str, str]) -> None:
    assert (han_date(date), english_date(date), american_date(date)) == written


@pytest.mark.parametrize(
    ("steps", "han", "english", "american", "british"),
    [
        ((ARTICLE,), "第五条", "art. 5", "art. 5", "art 5"),
        ((ARTICLE, ITEM), "第五条第二项", "art. 5(2)", "art. 5(2)", "art 5(2)"),
        ((Step("part", ("ii", "2"), "II,", is_inner=False),), "第二部分", "Part II", "pt. II", "pt II"),
        ((Step("section", ("5a",), "5A", is_inner=False),), "第5A节", "s. 5A", "§ 5A", "s 5A"),
        ((Step("preamble", (), None, is_inner=False),), "序言", "preamble", "preamble", "preamble"),
        ((), "", "", "", ""),
    ],
)
def test_a_pinpoint_is_written_in_each_manner(
    steps: tuple[Step, ...], han: str, english: str, american: str, british: str
) -> None:
    assert han_pinpoint(steps, CN) == han
    assert [latin_pinpoint(steps, manner) for manner in (ENGLISH, AMERICAN, BRITISH)] == [english, american, british]


def test_the_words_of_a_pinpoint_are_those_of_the_jurisdiction() -> None:
    paragraph = Step("paragraph", ("1",), None, is_inner=True)
    point = Step("point", ("2",), "二、", is_inner=True)
    assert han_pinpoint((ARTICLE, paragraph, point), CN) == "第五条第一款第二项"
    assert han_pinpoint((ARTICLE, paragraph, point), TW) == "第五條第一項第二款"


def test_from_the_first_level_without_a_chinese_word_on_a_pinpoint_is_in_brackets() -> None:
    steps = (
        Step("section", ("2",), "2", is_inner=False),
        Step("subsection", ("1",), "(1)", is_inner=True),
        Step("paragraph", ("a",), "(a)", is_inner=True),
    )
    assert han_pinpoint(steps, GENERIC) == "第二节（1）（a）"


@pytest.mark.parametrize(
    ("written", "parted"),
    [
        (
            "《意见》第五条，/akn/cn/act/2017/x/zho@2017/~art_5",
            ("《意见》第五条", "/akn/cn/act/2017/x/zho@2017/~art_5"),
        ),
        ("(see http://x.org/akn/cn/act/2017/x).", ("(see", "http://x.org/akn/cn/act/2017/x")),
        ("/akn/cn/act/2017/x", None),
        ("<https://x.org/akn/cn/act/2017/x>", None),
        ("art. 5 and/or 6", None),
        ("Act/akn/cn", None),
        ("art. 5, https://x.org/other", None),
        ("", None),
    ],
)
def test_an_address_at_the_end_is_parted_from_the_words(written: str, parted: tuple[str, str] | None) -> None:
    assert part_address(written) == parted


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        (
            "甲办, 乙办. 关于潮的意见[EB/OL]. 2017: 第五条(2017-01-15). ",
            "甲办, 乙办《关于潮的意见》第五条(2017-01-15). ",
        ),
        ("潮汐法[Z]. 2017.", "《潮汐法》"),
        ("[EB/OL]. 2017: 第五条", "[EB/OL]. 2017: 第五条"),
        ("《意见》第五条[2]", "《意见》第五条[2]"),
    ],
)
def test_a_reference_of_gbt_7714_is_put_in_the_order_of_citations(written: str, citation: str) -> None:
    assert ordered(written) == citation


@pytest.mark.parametrize("hostile", ["[EB/OL]", "/akn/", " /akn/x", ". ", "《", "[", "(", "，/akn/"])
def test_what_is_repeated_costs_linear_time(hostile: str) -> None:
    begun = time.process_time()
    part_address(hostile * 50_000)
    ordered(hostile * 50_000)
    assert time.process_time() - begun < 1
