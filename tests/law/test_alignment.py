"""Which portion of one language stands for which of another."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.alignment import Pair, pair_up, parity
from lawpin.law.portion import Portion


def outline(*entries: str) -> list[Portion]:
    """Portions from `eId`, `eId=wId`, `parent/eId=wId`; a parent is named by its eId, without one it is the whole."""
    whole = Portion(None, None, "act", None, None, "", 0, len(entries) + 1, None, provision=True, digest="")
    portions = [whole]
    for entry in entries:
        parent, _, name = entry.rpartition("/")
        eid, _, wid = name.partition("=")
        around = next((p.position for p in portions if p.eid == parent), 0) if parent else 0
        place = len(portions)
        portions.append(
            Portion(eid, wid or eid, "item", None, None, eid, place, place + 1, around, provision=True, digest="")
        )
    return portions


def states(here: Sequence[Portion], there: Sequence[Portion]) -> dict[str | None, tuple[str, list[str | None]]]:
    pairs = pair_up(here, there)
    assert [pair.portion for pair in pairs] == list(here)
    return {pair.portion.eid: (pair.state, [other.eid for other in pair.counterparts]) for pair in pairs}


HERE = outline("art_1", "art_1/item_1", "art_1/item_2", "art_2", "art_2/item_9")


def test_the_same_outline_is_equal_throughout() -> None:
    assert states(HERE, HERE) == {portion.eid: ("equal", [portion.eid]) for portion in HERE}


def test_a_renumbered_provision_is_found_by_its_wid() -> None:
    there = outline("art_7=art_1", "art_7/item_1", "art_7/item_2", "art_2", "art_2/item_9")
    assert states(HERE, there)["art_1"] == ("equal", ["art_7"])


def test_what_is_not_there_is_missing_and_has_no_counterpart() -> None:
    found = states(HERE, outline("art_1", "art_1/item_1"))
    assert found["item_2"] == ("missing", [])
    assert found["art_2"] == ("missing", [])
    assert found["item_1"] == ("equal", ["item_1"])


def test_one_here_and_several_there_is_split_and_seen_from_there_merged() -> None:
    there = outline("art_1", "art_1/item_1", "art_1/item_2", "art_1/item_3=item_2", "art_2", "art_2/item_9")
    assert states(HERE, there)["item_2"] == ("split", ["item_2", "item_3"])
    assert states(there, HERE)["item_2"] == ("merged", ["item_2"])
    assert states(there, HERE)["item_3"] == ("merged", ["item_2"])


def test_what_stands_under_another_provision_is_moved() -> None:
    there = outline("art_1", "art_1/item_1", "art_2", "art_2/item_2", "art_2/item_9")
    assert states(HERE, there)["item_2"] == ("moved", ["item_2"])
    assert states(HERE, there)["item_9"] == ("equal", ["item_9"])


def test_what_moves_with_its_article_is_not_moved_itself() -> None:
    here = outline("part_1", "part_2", "part_1/art_1", "art_1/item_1")
    there = outline("part_1", "part_2", "part_2/art_1", "art_1/item_1")
    assert states(here, there)["art_1"] == ("moved", ["art_1"])
    assert states(here, there)["item_1"] == ("equal", ["item_1"])


def test_the_whole_stands_for_the_whole_even_where_nothing_else_does() -> None:
    assert states(outline("art_1"), outline("art_2")) == {None: ("equal", [None]), "art_1": ("missing", [])}


def test_the_same_eid_is_no_counterpart_where_the_wid_differs() -> None:
    here, there = outline("art_5"), outline("art_5=art_5-new", "art_6=art_5")
    assert states(here, there)["art_5"] == ("equal", ["art_6"])


wids = st.lists(st.sampled_from("abcdefg"), max_size=8)


@given(wids, wids)
def test_pairs_are_symmetric_and_their_states_mirror_each_other(here_wids: list[str], there_wids: list[str]) -> None:
    here = outline(*(f"h{place}={wid}" for place, wid in enumerate(here_wids)))
    there = outline(*(f"t{place}={wid}" for place, wid in enumerate(there_wids)))
    forth, back = pair_up(here, there), pair_up(there, here)
    assert links(forth) == {(one, other) for other, one in links(back)}
    seen_from_there = {pair.portion.eid: pair.state for pair in back}
    mirrored = {"split": "merged", "merged": "split", "equal": "equal", "moved": "moved"}
    for pair in forth:
        assert (pair.state == "missing") is (not pair.counterparts)
        assert all(seen_from_there[other.eid] == mirrored[pair.state] for other in pair.counterparts)


def links(pairs: Sequence[Pair]) -> set[tuple[str | None, str | None]]:
    return {(pair.portion.eid, other.eid) for pair in pairs for other in pair.counterparts}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_counterparts_come_in_document_order(count: int) -> None:
    there = outline(*(f"t{place}=a" for place in range(count)))
    found = pair_up(outline("a"), there)[1]
    assert [other.position for other in found.counterparts] == list(range(1, count + 1))


def test_parity_counts_states_and_names_what_is_missing_on_each_side() -> None:
    there = outline("art_1", "art_1/item_1", "art_2", "art_2/item_2", "art_3")
    found = parity(pair_up(HERE, there), there)
    assert found.states == {"equal": 3, "split": 0, "merged": 0, "missing": 1, "moved": 1}
    assert [portion.eid for portion in found.missing_here] == ["art_3"]
    assert [portion.eid for portion in found.missing_there] == ["item_9"]
    assert (found.here, found.there, found.ratio) == (5, 5, 0.8)


def test_only_full_parity_is_one() -> None:
    many = outline(*(f"art_{number}" for number in range(30_000)))
    nearly = [*many[:-1]]
    assert parity(pair_up(many, nearly), nearly).ratio == 0.9999
    assert parity(pair_up(many, many), many).ratio == 1
    assert parity(pair_up(outline(), outline()), outline()).ratio == 1


def test_a_document_that_repeats_one_wid_costs_no_square() -> None:
    many = outline(*(f"h{number}=a" for number in range(20_000)))
    pairs = pair_up(many, many)
    assert len({id(pair.counterparts) for pair in pairs}) == 2


@given(wids, wids)
def test_parity_is_the_same_from_both_sides(here_wids: list[str], there_wids: list[str]) -> None:
    here = outline(*(f"h{place}={wid}" for place, wid in enumerate(here_wids)))
    there = outline(*(f"t{place}={wid}" for place, wid in enumerate(there_wids)))
    forth, back = parity(pair_up(here, there), there), parity(pair_up(there, here), here)
    assert forth.ratio == back.ratio
    assert (forth.missing_here, forth.missing_there) == (back.missing_there, back.missing_here)
    assert sum(forth.states.values()) == forth.here == len(here_wids)
    assert forth.states["missing"] == len(forth.missing_there)
