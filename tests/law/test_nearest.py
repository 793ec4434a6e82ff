"""What may have been meant by an id that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.nearest import nearest_ids

HELD = [
    "preface",
    *(f"part_{part}" for part in range(1, 7)),
    *(f"art_{article}" for article in range(1, 25)),
    *(f"art_{article}__item_{item}" for article in range(1, 25) for item in range(1, 5)),
    "art_5-1",
]


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("art_25", ["art_24", "art_23", "art_22"]),
        ("art_5__item_9", ["art_5__item_4", "art_5__item_3", "art_5__item_2"]),
        ("ART_5__ITEM_9", ["art_5__item_4", "art_5__item_3", "art_5__item_2"]),
        ("part_9", ["part_6", "part_5", "part_4"]),
        ("art_7__item_3__point_1", ["art_7__item_3"]),
    ],
)
def test_what_shares_its_beginning_comes_first_then_what_is_nearest_in_number(wanted: str, nearest: list[str]) -> None:
    assert nearest_ids(wanted, HELD)[: len(nearest)] == nearest


ids = st.text(st.sampled_from("abart_019-."), max_size=15)


@given(ids, st.lists(ids, max_size=20), st.integers(0, 5))
def test_as_many_as_were_asked_for_and_only_of_those_that_are_held(wanted: str, held: list[str], count: int) -> None:
    found = nearest_ids(wanted, held, count)
    assert len(found) == min(count, len(held))
    assert all(found.count(eid) <= held.count(eid) for eid in found)


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_may_be_wanted(wanted: str, held: list[str]) -> None:
    assert len(nearest_ids(wanted, held)) == min(3, len(held))


@pytest.mark.timeout(20)
def test_a_long_row_of_digits_costs_no_more_than_its_length() -> None:
    # A pattern that looks ahead for a later number took half a second for each id that is held.
    assert len(nearest_ids("1" * 2000 + "x1", [f"art_{number}" for number in range(1000)])) == 3


def test_digits_of_other_scripts_and_rows_without_end_are_no_numbers_to_stumble_over() -> None:
    assert nearest_ids("art_²", ["art_2"]) == ["art_2"]
    assert nearest_ids("art_٥", ["art_5"]) == ["art_5"]
    assert nearest_ids("art_" + "9" * 5000, ["art_5"]) == ["art_5"]
