import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.citations.folding import fold
from lawpin.law.errors import ControlCharacter

SAMPLES = [
    ("５", "5"),
    ("⽹⻓⻩", "网长黄"),
    ("㈤ ⑴ Ⅳ ⅳ", "(五) (1) IV iv"),
    ("條項點發於裡", "条项点发于里"),
    ("《关于》 «关于» <<关于>> ⟪关于⟫", "《关于》《关于》《关于》《关于》"),
    ("〈一〉 ⟨一⟩ ‹一›", "〈一〉〈一〉〈一〉"),
    ("“a” „b‟ 「c」 『d』 ＂e＂", '"a" "b" "c" "d" "e"'),
    ("a’s ‘b’ `c", "a's 'b' 'c"),
    ("国发〔2004〕4号 【5】", "国发[2004]4号[5]"),
    ("5–7 5—7 5−7 5～7 5〜7", "5-7 5-7 5-7 5~7 5~7"),
    ("第 五\n条　第\t5 条", "第五条第5条"),
    ("  two   words \n", "two words"),
    ("infra-\nstructure", "infrastructure"),
    ("infra\u00ad\nstructure", "infrastructure"),
    ("articles 5-\n7", "articles 5- 7"),
    ("\ufeff第\u200b五\u00ad条\u200e\ufe0f", "第五条"),
    ("e\u0301cole", "école"),
    ("…⋯", "......"),
    ("二○一七", "二〇一七"),
    ("⑤ 5⁵ ½", "⑤ 5⁵ ½"),
    ("", ""),
    ("\u200b", ""),
    ("aſK", "asK"),
]


@pytest.mark.parametrize(("written", "folded"), SAMPLES)
def test_what_is_written_differently_becomes_the_same(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x1c", "\x7f", "\x9f", "\ud800", "\ufffe", "\ufdd0"])
def test_other_control_characters_are_refused_with_their_position(bad: str) -> None:
    with pytest.raises(ControlCharacter) as refused:
        fold(f"第五{bad}条")
    assert refused.value.facts["position"] == 2


def test_a_span_of_the_folded_text_leads_back_to_the_input() -> None:
    written = "见《意 见》…　第\u200b５條"
    folded = fold(written)
    start = folded.text.index("第")
    assert [written[slice(*folded.span(start, start + 3))]] == ["第\u200b５條"]
    assert written[slice(*folded.span(*folded.folded_span(1, 6)))] == "《意 见》"


def test_the_dots_of_one_ellipsis_stand_at_the_same_place() -> None:
    assert fold("a…b").starts == (0, 1, 1, 1, 2)


def test_letter_case_is_kept_and_lower_case_has_the_same_offsets() -> None:
    folded = fold("İ ARTICLE Ⅳ")
    assert folded.text == "İ ARTICLE IV"
    assert (folded.lower, len(folded.lower)) == ("İ article iv", len(folded.text))


def test_white_space_that_went_is_remembered() -> None:
    folded = fold("第五条 第六条")
    assert [at for at in range(len(folded.text)) if folded.is_spaced(at)] == [3]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=40))
def test_offsets_go_on_and_stay_inside_and_folding_again_changes_nothing(written: str) -> None:
    folded = fold(written)
    assert len(folded.text) == len(folded.starts) == len(folded.ends) == len(folded.lower)
    assert all(a <= b for a, b in zip(folded.starts, folded.starts[1:], strict=False))
    assert all(0 <= a < b <= len(written) for a, b in zip(folded.starts, folded.ends, strict=True))


@given(st.text(st.sampled_from("第五条ａA 《》<>-\n\u200b…條⑤"), max_size=30))
def test_folding_twice_is_folding_once(written: str) -> None:
    once = fold(written).text
    assert fold(once).text == once


@pytest.mark.parametrize("unit", ["第", "e\u0301\u0327", "\u0327\u0301", " \n", "<", "⻓ ", "-\n", "\u00ad\n", "…"])
def test_folding_takes_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        written = "e" + unit * times
        began = time.process_time()
        fold(written)
        return time.process_time() - began

    seconds(1000)
    assert seconds(40_000) < 8 * seconds(10_000) + 0.05
