import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.encoding.articles import cut_items
from lawpin.encoding.sentences import doubts_in, split_clauses, split_sentences

TEXTS = st.text(alphabet="甲乙。；！？，“”‘’（）《》() \u3000a", max_size=60)


@given(TEXTS)
def test_sentences_and_clauses_put_together_are_the_text(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join(sentences) == text
    assert all("".join(split_clauses(sentence)) == sentence for sentence in sentences)
    assert all(sentences)


@given(TEXTS)
def test_items_hold_every_character_but_white_space_between_them(text: str) -> None:
    assert "".join("".join(cut_items(text)).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="甲乙，a", min_size=1).map(lambda words: words + "。")))
def test_plain_sentences_are_found_again(sentences: list[str]) -> None:
    assert list(split_sentences("".join(sentences))) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙。", ["甲。", "乙。"]),
        ("甲。乙", ["甲。", "乙"]),
        ("甲（见乙。丙。）丁。戊。", ["甲（见乙。丙。）丁。", "戊。"]),
        ("他说：“甲。乙。”", ["他说：“甲。乙。”"]),
        ("甲！？乙。", ["甲！？", "乙。"]),
        ("“甲”乙。丙。", ["“甲”乙。", "丙。"]),
        ("甲）。乙。", ["甲）。", "乙。"]),
        ("“甲。乙。", ["“甲。", "乙。"]),
        ("", []),
    ],
)
def test_a_sentence_ends_outside_brackets_and_quotation_marks(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences


def test_clauses_inside_brackets_are_not_items() -> None:
    assert cut_items("甲（一；二）；乙；丙。丁。") == ("甲（一；二）；", "乙；", "丙。", "丁。")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("“甲。”乙。", ["enclosed-end"]),
        ("（甲。）乙。", ["enclosed-end"]),
        ("“甲。”，乙。", []),
        ("乙“甲。”", []),
        ("“甲。乙。", ["unpaired-mark"]),
        ("甲）乙。", ["unpaired-mark"]),
        ("（甲“乙）丙。", ["unpaired-mark"]),
        ("甲（乙）“丙”。", []),
    ],
)
def test_a_place_that_marks_do_not_decide_is_reported(text: str, rules: list[str]) -> None:
    assert [doubt.rule for doubt in doubts_in(text)] == rules


@pytest.mark.parametrize(
    "text", ["（" * 50_000 + "）" * 50_000, "（" * 50_000 + "”" * 50_000, "“。" * 50_000, "。）" * 50_000]
)
def test_the_longest_lines_are_split_in_good_time(text: str) -> None:
    assert "".join(split_sentences(text)) == text
    assert len(doubts_in(text)) in {0, 50_000, 100_000}
