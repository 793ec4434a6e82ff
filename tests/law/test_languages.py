"""Languages: one code for each, whatever people write; what a header says; what stands between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.languages import UNKNOWN, is_listed, joint, language_code, language_tag

WRITTEN = {
    "zho": "zho chi zh cmn ZH zh-Hans zh_Hans zh-Hant-TW zh-CN CHI cmn-Hans-CN",
    "eng": "eng en EN en-GB en_US en-US-x-legal",
    "deu": "deu ger de de-AT-1996",
    "fra": "fra fre fr",
    "nld": "nld dut nl",
    "ron": "ron rum ro",
    "msa": "msa may ms zsm",
    "bod": "bod tib bo",
    "nob": "nob nb",
    "ara": "ara ar arb",
    "und": "und UND",
    "grc": "grc grc-Grek",
}


@pytest.mark.parametrize(
    ("written", "code"), [(name, code) for code, names in WRITTEN.items() for name in names.split()]
)
def test_whatever_people_write_is_one_code(written: str, code: str) -> None:
    assert language_code(written) == code


NO_LANGUAGES = {
    "nothing": "",
    "one letter": "e",
    "two letters of no language": "xx",
    "four letters": "engl",
    "a word": "english",
    "digits": "123",
    "a hyphen alone": "-",
    "an empty subtag": "zh--Hans",
    "a hyphen at the end": "zh-",
    "a private tag alone": "x-legal",
    "white space": " en",
    "a full-width letter": "ｅn",
    "the Kelvin sign": "\u212ao",
    "the Kelvin sign in a subtag": "en-\u212a",
    "a name": "中文",
    "a subtag of other letters": "zh-简体",
    "a list": "en,zh",
    "a quality": "en;q=0.8",
}


@pytest.mark.parametrize("written", NO_LANGUAGES.values(), ids=NO_LANGUAGES)
def test_what_is_no_language_is_none(written: str) -> None:
    assert language_code(written) is None


@given(st.text(max_size=12))
def test_a_code_is_three_small_letters_and_is_its_own_code(written: str) -> None:
    code = language_code(written)
    assert code is None or (len(code) == 3 and code.isascii() and code.islower() and language_code(code) == code)


@pytest.mark.parametrize(
    ("code", "country", "tag"),
    [
        ("zho", "", "zh-Hans"),
        ("zho", "cn", "zh-Hans"),
        ("zho", "tw", "zh-Hant"),
        ("zho", "hk", "zh-Hant"),
        ("zho", "mo-x", "zh-Hant"),
        ("eng", "tw", "en"),
        ("deu", "ch", "de"),
        ("grc", "gr", "grc"),
        (UNKNOWN, "", "und"),
    ],
)
def test_a_header_says_the_shortest_tag_and_the_script_of_chinese(code: str, country: str, tag: str) -> None:
    assert language_tag(code, country) == tag
    assert language_code(tag) == code


def test_chinese_joins_without_a_space_and_english_with_one() -> None:
    assert {code: joint(code) for code in ("zho", "jpn", "tha", "eng", "kor", "vie", "und")} == {
        "zho": "",
        "jpn": "",
        "tha": "",
        "eng": " ",
        "kor": " ",
        "vie": " ",
        "und": " ",
    }


def test_only_three_letters_that_the_table_holds_are_listed() -> None:
    assert [code for code in ("zho", "chi", "cmn", "fin", "ger", "zh", "ZHO", "law", "grc", "") if is_listed(code)] == [
        "zho",
        "chi",
        "cmn",
        "fin",
        "ger",
    ]
