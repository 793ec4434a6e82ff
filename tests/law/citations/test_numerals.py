import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.citations.numerals import (
    Number,
    read_han,
    read_roman,
    scan_circled,
    scan_numeral,
    scan_roman,
    scan_words,
    write_han,
    write_ordinal,
    write_roman,
)


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(value: int) -> None:
    assert read_han(write_han(value)) == value


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(value: int) -> None:
    assert read_roman(write_roman(value).lower()) == value


HAN = [
    ("廿四", 24),
    ("二四", 24),
    ("二〇", 20),
    ("百零五", 105),
    ("一百〇五", 105),
    ("一百廿四", 124),
    ("一百十五", 115),
    ("贰拾肆", 24),
    ("卅一", 31),
    ("两百", 200),
    ("一千零五", 1005),
    ("零五", 5),
]


@pytest.mark.parametrize(("written", "value"), HAN)
def test_chinese_numbers_have_many_spellings(written: str, value: int) -> None:
    assert read_han(written) == value


@pytest.mark.parametrize("written", ["", "十十", "一百五", "二十〇", "十〇", "五百五百", "一千五", "X", "５", "五条"])
def test_what_is_no_chinese_number_is_none(written: str) -> None:
    assert read_han(written) is None


@pytest.mark.parametrize("written", ["iiii", "vx", "", "iix", "mmmm", "ivx", "a"])
def test_a_roman_numeral_has_one_form(written: str) -> None:
    assert read_roman(written) is None


WORDS = [
    ("five", 5, False, 4),
    ("fifth item", 5, True, 5),
    ("twenty-fourth", 24, True, 13),
    ("twenty four of", 24, False, 11),
    ("one hundred and five", 105, False, 20),
    ("one hundred and", 100, False, 11),
    ("one hundred twenty-first", 121, True, 24),
    ("twenty ten", 20, False, 6),
    ("twentieth fifth", 20, True, 9),
    ("five five", 5, False, 4),
]


@pytest.mark.parametrize(("written", "value", "ordinal", "end"), WORDS)
def test_english_number_words_are_read_as_far_as_they_are_one_number(
    written: str,
    value: int,
    ordinal: bool,  # noqa: FBT001
    end: int,
) -> None:
    found = scan_words(written, 0)
    assert found is not None
    assert (found.value, found.ordinal, found.end) == (value, ordinal, end)


@pytest.mark.parametrize("written", ["hundred", "fiver", "", "fifths", "and five"])
def test_other_words_are_no_numbers(written: str) -> None:
    assert scan_words(written, 0) is None


def test_ordinals_in_digits_end_with_their_letters() -> None:
    found = scan_numeral("24th item", 0)
    assert found is not None
    assert (found.value, found.end, found.ordinal) == (24, 4, True)
    bare = scan_numeral("24there", 0)
    assert bare is not None
    assert (bare.value, bare.end, bare.ordinal) == (24, 2, False)


@pytest.mark.parametrize(("written", "value"), [("⑤", 5), ("㉔", 24), ("❺", 5), ("㊄", 5), ("㊿", 50)])
def test_circled_numbers_are_one_character(written: str, value: int) -> None:
    found = scan_circled(written, 0)
    assert found is not None
    assert (found.value, found.end, found.system) == (value, 1, "circled")


def test_a_roman_numeral_is_a_whole_word() -> None:
    assert scan_roman("vi,", 0) is not None
    assert scan_roman("vid", 0) is None


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (24, "24th"), (113, "113th")]
)
def test_ordinals_are_written_in_digits(value: int, written: str) -> None:
    assert write_ordinal(value) == written


def test_more_digits_than_a_provision_has_are_read_without_a_value() -> None:
    for digit in "5五":
        found = scan_numeral(digit * 64_000, 0)
        assert found is not None
        assert (found.value, found.end) == (None, 64_000)


@pytest.mark.parametrize("unit", ["五", "5", "十", "m", "one ", "one hundred and "])
def test_scanning_takes_linear_time(unit: str) -> None:
    written = unit * 20_000
    began = time.process_time()
    for scan in (scan_numeral, scan_roman, scan_words):
        scan(written, 0)
    assert time.process_time() - began < 0.2


def test_numbers_are_ordered_and_say_themselves() -> None:
    row = [Number(5), Number(5, (1,)), Number(5, (1, 2)), Number(5, (), "a"), Number(6)]
    assert [str(number) for number in row] == ["5", "5-1", "5-1-2", "5a", "6"]
    assert min(row) == Number(5)
    assert max(row) == Number(6)
