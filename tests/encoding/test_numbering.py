import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.encoding.numbering import Number, find_mark
from lawpin.law.citations.numerals import write_han


@given(st.integers(1, 9999))
def test_every_number_reads_back_as_it_is_printed(value: int) -> None:
    mark = find_mark(f"第{write_han(value)}条　甲")
    assert mark is not None
    assert mark.number == Number(value)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1024, "一千零二十四"),
    ],
)
def test_numbers_are_printed_as_chinese_texts_print_them(value: int, printed: str) -> None:
    assert write_han(value) == printed


@pytest.mark.parametrize(
    ("line", "form", "number"),
    [
        ("一、甲", "一、", "1"),
        ("（十二）甲", "（一）", "12"),
        ("(三)甲", "（一）", "3"),
        ("5．甲", "1．", "5"),
        ("5.甲", "1．", "5"),
        ("５．甲", "1．", "5"),
        ("5、甲", "1．", "5"),
        ("（4）甲", "（1）", "4"),
        ("第一百零三条　甲", "第一条", "103"),
        ("第五条之一　甲", "第一条", "5-1"),
        ("第5条 甲", "第一条", "5"),
        ("第二章　总则", "第一章", "2"),
        ("第二节", "第一节", "2"),
        ("第一编 甲", "第一编", "1"),
    ],
)
def test_a_number_is_recognised_with_its_form(line: str, form: str, number: str) -> None:
    mark = find_mark(line)
    assert mark is not None
    assert (mark.form, str(mark.number)) == (form, number)
    assert line.startswith(mark.printed)


@pytest.mark.parametrize(
    "line", ["第五条规定的甲", "3.5万", "2017年", "一是甲", "一方面、甲", "甲", "第五条之一规定的"]
)
def test_running_text_is_no_number(line: str) -> None:
    assert find_mark(line) is None


@pytest.mark.parametrize("line", ["十十、甲", "007．甲", "零、甲", "0．甲", "（一二）甲", "第百条　甲"])
def test_characters_that_make_no_number_are_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is only the characters
        find_mark(line)


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        (Number(5), Number(6), True),
        (Number(5), Number(5, 1), True),
        (Number(5, 1), Number(5, 2), True),
        (Number(5, 2), Number(6), True),
        (Number(5), Number(7), False),
        (Number(5), Number(5), False),
        (Number(5), Number(5, 2), False),
        (Number(5), Number(6, 1), False),
    ],
)
def test_inserted_numbers_follow_their_own(before: Number, after: Number, follows: bool) -> None:  # noqa: FBT001
    assert before.precedes(after) is follows
