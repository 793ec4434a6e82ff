"""What is typography and what is wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.typography import fold_typography, is_typographic

TYPOGRAPHY = [
    ("完善机制。", "完善机制．"),
    ("“网络”", "「网络」"),
    ("it's", "it’s"),
    ("５日", "5日"),
    ("第 五 条", "第五条"),
    ("the  law,\nas amended", "the law, as amended"),
    ("law ,as", "law, as"),
    ("pages 5-7", "pages 5–7"),
    ("——本法", "—本法"),
    ("等……", "等..."),
    ("等.。", "等。"),
    ("〔2017〕", "[2017]"),
    ("co\u00adoperate", "cooperate"),
    ("e\u0301tat", "état"),
    ("（一）", "(一)"),
]
WORDING = [
    ("may", "may not"),
    ("应当", "不应当"),
    ("5 days", "6 days"),
    ("1 000", "1000"),
    ("1,000", "1.000"),
    ("3.5", "35"),
    ("3。5", "3.5"),
    ("now here", "nowhere"),
    ("minister", "Minister"),
    ("甲、乙", "甲，乙"),
    ("甲；乙", "甲，乙"),
    ("甲，乙", "甲乙"),
    ("-5", "5"),
    ("五", "5"),
    ("体", "體"),
    ("law", "“law”"),
]


@pytest.mark.parametrize(("before", "after"), TYPOGRAPHY)
def test_print_is_no_wording(before: str, after: str) -> None:
    assert is_typographic(before, after)
    assert is_typographic(after, before)


@pytest.mark.parametrize(("before", "after"), WORDING)
def test_what_could_mean_something_else_is_wording(before: str, after: str) -> None:
    assert not is_typographic(before, after)


@given(st.text())
def test_more_of_the_same_white_space_is_no_wording(text: str) -> None:
    assert is_typographic(text, f" {text.replace(' ', '   ')} ")


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_no_letter_and_no_number_is_lost(text: str) -> None:
    assert sum(map(str.isalnum, fold_typography(text))) >= sum(c.isascii() for c in text)
