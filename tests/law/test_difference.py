"""Where two encodings differ, against what a person would point at."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.difference import Difference, difference
from lawpin.law.portion import Portion

# A provision: its id, its own words, what is in it.
Tree = tuple[str, str, list["Tree"]]


def portions(*trees: Tree, words: str = "") -> tuple[Portion, ...]:
    """Portions by position; the digest of one is its words and all that is in it."""
    found: list[Portion] = []

    def add(tree: Tree, parent: int | None) -> str:
        eid, own, inside = tree
        position = len(found)
        one = Portion(eid or None, eid or None, "item", None, None, own, position, 0, parent, provision=True, digest="")
        found.append(one)
        digest = own + "".join(f"({add(child, position)})" for child in inside)
        found[position] = replace(one, end=len(found), digest=digest)
        return f"{eid}:{digest}"

    add(("", words, list(trees)), None)
    return tuple(found)


def found(before: tuple[Portion, ...], after: tuple[Portion, ...]) -> tuple[list[str], list[str], list[str]]:
    one = difference(before, after)
    return list(one.changed), list(one.added), list(one.removed)


ARTICLE: Tree = ("art_1", "head", [("item_1", "one", []), ("item_2", "two", [])])


def test_the_smallest_changed_place_is_named_and_not_what_is_around_it() -> None:
    other: Tree = ("art_1", "head", [("item_1", "one", []), ("item_2", "TWO", [])])
    assert found(portions(ARTICLE), portions(other)) == (["item_2"], [], [])


def test_a_place_whose_own_words_changed_is_named() -> None:
    other: Tree = ("art_1", "HEAD", ARTICLE[2])
    assert found(portions(ARTICLE), portions(other)) == (["art_1"], [], [])


def test_what_came_and_what_went_is_named_as_a_whole() -> None:
    assert found(portions(), portions(ARTICLE)) == ([], ["art_1"], [])
    assert found(portions(ARTICLE), portions()) == ([], [], ["art_1"])
    shorter: Tree = ("art_1", "head", [("item_1", "one", [])])
    assert found(portions(ARTICLE), portions(shorter)) == ([], [], ["item_2"])
    assert found(portions(shorter), portions(ARTICLE)) == ([], ["item_2"], [])


def test_other_metadata_are_no_difference_of_a_place() -> None:
    one = difference(portions(ARTICLE, words="meta"), portions(ARTICLE, words="META"))
    assert one == Difference((), (), ())
    assert not one


names = st.sampled_from([f"e{number}" for number in range(6)])
no_trees: list[Tree] = []
leaves = st.tuples(names, st.sampled_from("ab"), st.just(no_trees))
trees = st.lists(st.tuples(names, st.sampled_from("ab"), st.lists(leaves, max_size=3)), max_size=3)


def with_own_ids(drawn: list[Tree]) -> list[Tree]:
    """The same, each id once: an inner one carries the outer one's before it."""
    outer = {eid: (eid, words, list({i[0]: (f"{eid}__{i[0]}", i[1], i[2]) for i in inside}.values()))
             for eid, words, inside in drawn}  # fmt: skip
    return list(outer.values())


@given(trees, trees)
def test_two_texts_are_the_same_exactly_where_no_place_differs(one: list[Tree], other: list[Tree]) -> None:
    before, after = portions(*with_own_ids(one)), portions(*with_own_ids(other))
    changed, added, removed = found(before, after)
    old, new = {p.eid: p for p in before[1:]}, {p.eid: p for p in after[1:]}
    assert (not changed and not added and not removed) == (
        {eid: p.digest for eid, p in old.items()} == {eid: p.digest for eid, p in new.items()}
    )
    assert set(changed) <= old.keys() & new.keys()
    assert set(added) <= new.keys() - old.keys()
    assert set(removed) <= old.keys() - new.keys()
    for eid in new.keys() - old.keys():
        assert any(new[name].position <= new[eid].position < new[name].end for name in added)
    for eid in old.keys() - new.keys():
        assert any(old[name].position <= old[eid].position < old[name].end for name in removed)
