"""What every store keeps beside its log: a tree that is that of its entries, and what each of them did."""

from collections.abc import Callable

import orjson
import pytest

from lawpin.holdings.admission import Admission
from lawpin.holdings.log import effects_of, leaves_of
from lawpin.holdings.records import portions_root
from lawpin.holdings.store import Store
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.merkle import leaf_hash, root_hash, tree_hash
from lawpin.law.portion import Portion

ZHO = read_expression_id("/akn/cn/act/2020-01-01/x/zho@2020-01-01")
Admit = Callable[..., Admission]


def portion(wid: str | None, digest: str, component: str | None = None) -> Portion:
    return Portion(
        wid, wid, "article", None, None, "", 0, 1, None, provision=True, digest=digest * 64, component=component
    )


def test_the_tree_is_that_of_the_entries(store: Store, admit: Admit) -> None:
    for number in range(1, 6):
        admit(store, f"/akn/cn/act/2020-01-01/x{number}/zho@2020-01-01")
        leaves = [leaf_hash(entry) for entry in store.changes(after=0, limit=10)]
        assert len(leaves) == number
        assert tree_hash(store.log.node, number) == root_hash(leaves)
        assert tree_hash(store.log.node, number - 1) == root_hash(leaves[:-1])


def test_the_leaves_lead_to_the_root_over_the_portions(store: Store, admit: Admit) -> None:
    admit(store, str(ZHO))
    leaves, portions = store.log.leaves(ZHO), store.portions(ZHO)
    assert leaves == leaves_of(portions)
    assert len(portions_root(ZHO, portions, leaves)) == 64


def test_what_is_not_in_the_log_is_an_error_and_never_a_guess(store: Store) -> None:
    with pytest.raises(IntegrityError):
        store.log.node(0, 0)
    assert store.log.leaves(ZHO) is None
    assert store.log.effects(1) == b"[]"


def test_a_transaction_that_fails_leaves_no_node_behind(store: Store, make_admission: Admit) -> None:
    def fail() -> None:
        with store.writing() as writing:
            writing.admit(make_admission(writing, str(ZHO)))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with pytest.raises(IntegrityError):
        store.log.node(0, 0)
    assert store.log.leaves(ZHO) is None


def test_effects_are_what_came_what_changed_and_what_went() -> None:
    before = [portion("art_1", "a"), portion("art_2", "b"), portion("art_3", "c"), portion("art_1", "d", "annex")]
    after = [portion("art_4", "f"), portion("art_1", "a"), portion("art_2", "e"), portion("art_1", "0", "annex")]
    assert orjson.loads(effects_of(before, after)) == [
        [None, "art_4", None, "f" * 64],
        [None, "art_2", "b" * 64, "e" * 64],
        ["annex", "art_1", "d" * 64, "0" * 64],
        [None, "art_3", "c" * 64, None],
    ]
    assert effects_of(after, after) == b"[]"
