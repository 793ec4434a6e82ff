"""Which provision continues which: declared, by its id, by its words; and where nothing is claimed."""

from time import process_time

import pytest
from tests.law.made_up import Made, article, chapter, item, portions, texts

from lawpin.law.continuing import continue_portions
from lawpin.law.lineage import Course, Lineage, Link

TEXTS = texts(80)
FIVE = tuple(article(f"art_{n}", TEXTS[n]) for n in range(1, 6))
ALIEN = "湖泊渔业资源的养护另由国务院水产主管机构规定。"


def lineage(before: tuple[Made, ...], after: tuple[Made, ...]) -> Lineage:
    return continue_portions(portions(*before), portions(*after))


def told(found: Lineage) -> dict[str, list[str]]:
    """Links of provisions by earlier id, where they are not plain ones."""
    said: dict[str, list[str]] = {}
    for link in found.links:
        if "content" not in (link.earlier[1] or ""):
            said.setdefault(str(link.earlier[1]), []).append(str(link.later[1]))
    return said


def gone(found: Lineage) -> list[str]:
    return [str(eid) for _, eid in found.removed if "content" not in str(eid)]


def fresh(found: Lineage) -> list[str]:
    return [str(eid) for _, eid in found.inserted if "content" not in str(eid)]


def test_what_has_not_changed_continues_under_its_own_id() -> None:
    assert lineage(FIVE, FIVE) == Lineage("same-id")
    (link,) = Course(lineage(FIVE, FIVE)).onward((None, "art_3"))
    assert link == Link((None, "art_3"), (None, "art_3"), "same-id")


def test_an_inserted_article_moves_the_others_and_continues_none() -> None:
    after = (FIVE[0], article("art_2", ALIEN), *(article(f"art_{n + 1}", TEXTS[n]) for n in range(2, 6)))
    found = lineage(FIVE, after)
    assert told(found) == {f"art_{n}": [f"art_{n + 1}"] for n in range(2, 6)}
    assert (gone(found), fresh(found)) == ([], ["art_2"])
    assert {link.how for link in found.links} == {"matched"}
    # What stands inside goes with it.
    assert Course(found).onward((None, "art_3__content"))[0].later == (None, "art_4__content")


def test_an_article_inserted_as_5_1_moves_nothing() -> None:
    found = lineage(FIVE, (*FIVE[:3], article("art_3-1", ALIEN), *FIVE[3:]))
    assert (told(found), gone(found), fresh(found)) == ({}, [], ["art_3-1"])


def test_a_deleted_article_is_removed_and_its_number_is_another_ones_now() -> None:
    after = (FIVE[0], *(article(f"art_{n - 1}", TEXTS[n]) for n in range(3, 6)))
    found = lineage(FIVE, after)
    assert told(found) == {f"art_{n}": [f"art_{n - 1}"] for n in range(3, 6)}
    assert gone(found) == ["art_2"]
    assert Course(found).onward((None, "art_2")) == ()


def test_an_article_worded_anew_between_its_neighbours_is_still_itself() -> None:
    found = lineage(FIVE, (*FIVE[:3], article("art_4", "（废止）"), *FIVE[4:]))
    assert (told(found), gone(found), fresh(found)) == ({}, [], [])


def test_a_text_without_anything_in_common_continues_nothing() -> None:
    others = tuple(article(f"art_{n}", f"{ALIEN}{'甲乙丙丁戊己庚辛'[n]}") for n in range(1, 6))
    found = lineage(FIVE, others)
    assert gone(found) == [f"art_{n}" for n in range(1, 6)]
    assert told(found) == {}


def test_a_changed_article_is_found_by_its_id_a_renumbered_one_only_if_hardly_changed() -> None:
    long = TEXTS[2] + TEXTS[40] + TEXTS[50]
    before = (FIVE[0], article("art_2", long), *FIVE[2:])
    little, much = long.replace("期限", "时限", 1), TEXTS[2] + ALIEN * 3
    assert told(lineage(before, (FIVE[0], article("art_2", much), *FIVE[2:]))) == {}
    moved = (FIVE[0], article("art_2", ALIEN), article("art_6", little), *FIVE[2:])
    assert told(lineage(before, moved)) == {"art_2": ["art_6"]}
    changed = (FIVE[0], article("art_2", ALIEN), article("art_6", much), *FIVE[2:])
    assert told(lineage(before, changed)) == {}


def test_where_two_candidates_are_alike_none_is_taken() -> None:
    before = (*FIVE[:2], article("art_8", TEXTS[8]))
    after = (*FIVE[:2], article("art_20", TEXTS[8]), article("art_21", TEXTS[8]))
    found = lineage(before, after)
    assert told(found) == {}
    assert (gone(found), fresh(found)) == (["art_8"], ["art_20", "art_21"])
    alike = (*FIVE[:2], article("art_20", TEXTS[8] + "附则。"), article("art_21", TEXTS[8] + "附录。"))
    assert told(lineage(before, alike)) == {}


def test_a_copy_of_what_stays_is_not_the_continuation_of_what_goes() -> None:
    before = (*FIVE[:2], article("art_8", TEXTS[8] + "附则。"), article("art_9", TEXTS[8] + "附录。"))
    after = (*FIVE[:2], article("art_9", TEXTS[8] + "附录。"), article("art_30", TEXTS[8] + "附件。"))
    found = lineage(before, after)
    assert told(found) == {}
    assert gone(found) == ["art_8"]


def test_words_that_stand_everywhere_prove_nothing() -> None:
    repealed = tuple(article(f"art_{n}", "省级机关应当报送年度用水计划期限为三日。") for n in range(1, 30))
    after = tuple(article(f"art_{n}", "省级机关应当报送年度用水计划期限为四日。") for n in range(2, 31))
    found = lineage(repealed, after)
    assert told(found) == {}
    assert (gone(found), fresh(found)) == (["art_1"], ["art_30"])


def test_short_words_prove_nothing_under_another_id() -> None:
    found = lineage((*FIVE, article("art_6", "（废止）")), (*FIVE, article("art_7", "（废止）")))
    assert (gone(found), fresh(found)) == (["art_6"], ["art_7"])


def test_an_article_that_moves_to_another_chapter_keeps_its_lineage() -> None:
    before = (chapter("chp_1", "总则", *FIVE[:3]), chapter("chp_2", "监督", *FIVE[3:]))
    after = (chapter("chp_1", "总则", *FIVE[:2]), chapter("chp_2", "监督", *FIVE[2:]))
    found = lineage(before, after)
    assert (told(found), gone(found), fresh(found)) == ({}, [], [])


def test_a_chapter_goes_where_its_articles_go() -> None:
    before = (chapter("chp_1", "总则", *FIVE[:2]), chapter("chp_2", "监督", *FIVE[2:]))
    fresh_one = chapter("chp_2", "登记", article("art_2-1", ALIEN))
    after = (chapter("chp_1", "总则", *FIVE[:2]), fresh_one, chapter("chp_3", "监督", *FIVE[2:]))
    found = lineage(before, after)
    assert told(found) == {"chp_2": ["chp_3"]}
    assert fresh(found) == ["chp_2", "art_2-1"]


def test_a_split_article_continues_in_both_and_merged_ones_in_one() -> None:
    whole = (FIVE[0], article("art_2", TEXTS[2] + TEXTS[20]), *FIVE[2:])
    parts = (FIVE[0], article("art_2", TEXTS[2]), article("art_2-1", TEXTS[20]), *FIVE[2:])
    split, merged = lineage(whole, parts), lineage(parts, whole)
    assert told(split) == {"art_2": ["art_2", "art_2-1"]}
    assert gone(split) == fresh(split) == []
    assert told(merged) == {"art_2": ["art_2"], "art_2-1": ["art_2"]}
    assert [link.earlier[1] for link in Course(merged).back((None, "art_2"))] == ["art_2", "art_2-1"]


def test_typography_and_the_printed_number_never_count() -> None:
    after = tuple(article(f"art_{n + 1}", TEXTS[n].replace("。", "．").replace("，", ", ")) for n in range(1, 6))
    assert told(lineage(FIVE, after)) == {f"art_{n}": [f"art_{n + 1}"] for n in range(1, 6)}


def test_items_go_with_their_article_and_are_matched_inside_it() -> None:
    items = [TEXTS[n] for n in range(30, 34)]
    before = (FIVE[0], article("art_2", "包括：", *(item(f"art_2__item_{n}", t) for n, t in enumerate(items, 1))))
    kept = [items[0], ALIEN, items[1], items[3]]
    after = (
        FIVE[0],
        article("art_2", TEXTS[60]),
        article("art_3", "包括：", *(item(f"art_3__item_{n}", t) for n, t in enumerate(kept, 1))),
    )
    found = lineage(before, after)
    assert told(found) == {
        "art_2": ["art_3"],
        "art_2__item_1": ["art_3__item_1"],
        "art_2__item_2": ["art_3__item_3"],
        "art_2__item_4": ["art_3__item_4"],
    }
    assert gone(found) == ["art_2__item_3"]


def test_what_is_declared_wins_over_all_words() -> None:
    after = (
        FIVE[0],
        article("art_2", TEXTS[3], wid="art_2-x"),
        article("art_3", ALIEN, item("art_3__item_1", "甲"), wid="art_2"),
    )
    before = (FIVE[0], article("art_2", TEXTS[2], item("art_2__item_1", "甲")), article("art_3", TEXTS[3]))
    found = lineage(before, after)
    assert told(found) == {"art_2": ["art_3"], "art_2__item_1": ["art_3__item_1"]}
    assert (gone(found), fresh(found)) == (["art_3"], ["art_2"])
    assert Course(found).onward((None, "art_2"))[0].how == "declared"
    # A document that names what it renamed has named the rest, too.
    assert Course(found).onward((None, "art_1"))[0].how == "declared"


def test_two_with_one_wid_are_a_declared_split() -> None:
    after = (*FIVE, article("art_6", ALIEN, wid="art_5"))
    assert told(lineage(FIVE, after)) == {"art_5": ["art_5", "art_6"]}


@pytest.mark.parametrize("change", ["一", "丁改动", ""])
def test_the_work_grows_with_the_text_and_not_faster(change: str) -> None:
    def cost(count: int) -> float:
        some = tuple(article(f"art_{n}", text) for n, text in enumerate(texts(count), 1))
        shifted = tuple(article(f"art_{n + 1}", change + text[3:]) for n, text in enumerate(texts(count), 1))
        before, after = portions(*some), portions(*shifted)
        begun = process_time()
        continue_portions(before, after)
        return process_time() - begun

    cost(100)
    few, many = min(cost(300) for _ in range(3)), min(cost(2400) for _ in range(2))
    assert many < 8 * 4 * few
