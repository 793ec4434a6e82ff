"""What differs between two texts: by words, in code points, wording and print apart, within a bound of work."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawpin.law.differing import Difference, Effort, differences


def told(old: str, new: str, steps: int = 3_000_000) -> list[tuple[str, str, bool]]:
    return [
        (old[d.old_start : d.old_end], new[d.new_start : d.new_end], d.typographic)
        for d in differences(old, new, Effort(steps))
    ]


def patched(old: str, new: str, found: tuple[Difference, ...]) -> str:
    """The old text with each difference taken from the new one."""
    pieces, here = [], 0
    for one in found:
        pieces += [old[here : one.old_start], new[one.new_start : one.new_end]]
        here = one.old_end
    return "".join([*pieces, old[here:]])


CASES = [
    ("A ferry has two ropes.", "A ferry has three ropes.", [("two", "three", False)]),
    ("A ferry may cross.", "A ferry may not cross.", [("", "not ", False)]),
    ("应当报送", "不应当报送", [("", "不", False)]),
    ("处二千元以下罚款", "处五千元以下罚款", [("二", "五", False)]),
    ("within 10 days", "within 100 days", [("10", "100", False)]),
    ("pays 1,000.50 now", "pays 1,000.60 now", [("1,000.50", "1,000.60", False)]),
    ("甲，乙。", "甲, 乙。", [("，", ", ", True)]),
    ("“甲”乙", "「甲」乙", [("“", "「", True), ("”", "」", True)]),
    ("the  law", "the law", [("  ", " ", True)]),
    ("one two three four", "one six seven four", [("two three", "six seven", False)]),
    ("", "甲", [("", "甲", False)]),
    ("甲", "", [("甲", "", False)]),
    ("same", "same", []),
    ("𠮷野家", "𠮷田家", [("野", "田", False)]),
    ("The Minister", "The minister", [("Minister", "minister", False)]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_differences_are_told_by_words_and_characters(
    old: str, new: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert told(old, new) == expected


def test_print_and_wording_are_told_apart_in_one_text() -> None:
    old, new = "经营人应当公示收费标准，不得另立名目收费。", "经营人应当公示收费标准, 可以另立名目收费。"
    assert told(old, new) == [("，", ", ", True), ("不得", "可以", False)]


TEXTS = st.text(alphabet="甲乙丙丁，。 abc,.12\n“”", max_size=60)


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_the_differences_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    found = differences(old, new, Effort())
    assert patched(old, new, found) == new
    assert (not found) == (old == new)
    assert all(one.old_start < one.old_end or one.new_start < one.new_end for one in found)
    for before, after in pairwise(found):
        assert before.old_end <= after.old_start
        assert before.new_end <= after.new_start


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.integers(0, 200))
def test_without_the_steps_they_are_coarser_and_never_wrong(old: str, new: str, steps: int) -> None:
    assert patched(old, new, differences(old, new, Effort(steps))) == new


@given(st.text(), st.text())
def test_any_text_can_be_compared(old: str, new: str) -> None:
    assert patched(old, new, differences(old, new, Effort())) == new


LONG = 100_000
WORST = {
    "nothing in common": ("甲乙" * (LONG // 2), "丙丁" * (LONG // 2)),
    "one letter": ("a" * LONG, "a" * (LONG - 1000)),
    "two letters out of step": ("ab" * (LONG // 2), "ba" * (LONG // 2)),
    "reversed": ("".join(chr(0x4E00 + n % 20000) for n in range(LONG)),
                 "".join(chr(0x4E00 + n % 20000) for n in reversed(range(LONG)))),
    "periods": ("abcab " * (LONG // 6), "abacb " * (LONG // 6)),
    "every other word": (" ".join(f"w{n} x" for n in range(LONG // 8)), " ".join(f"w{n} y" for n in range(LONG // 8))),
    "white space": (" " * LONG, "\n" * LONG),
    "digits": ("1" * LONG, "1," * (LONG // 2)),
}  # fmt: skip


@pytest.mark.parametrize("name", WORST)
def test_the_worst_texts_take_bounded_work(name: str) -> None:
    old, new = WORST[name]
    begun = process_time()
    found = differences(old, new, Effort())
    taken = process_time() - begun
    assert patched(old, new, found) == new
    # Ten times what was measured where nothing else ran.
    assert taken < 20, taken
