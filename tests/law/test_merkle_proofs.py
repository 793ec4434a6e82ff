"""Proofs about the log: against the recursions of RFC 9162 section 2.1 written down word for word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.merkle import (
    completed,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root_hash,
    tree_hash,
)

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]


def nodes(count: int) -> dict[tuple[int, int], bytes]:
    held: dict[tuple[int, int], bytes] = {}
    for number, leaf in enumerate(LEAVES[:count]):
        for level, place, found in completed(number, leaf, lambda level, place: held[level, place]):
            assert (level, place) not in held
            held[level, place] = found
    return held


HELD = nodes(len(LEAVES))


def node(level: int, number: int) -> bytes:
    return HELD[level, number]


def split(count: int) -> int:
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), root_hash(leaves[k:])]
    return [*path(m - k, leaves[k:]), root_hash(leaves[:k])]


def subproof(m: int, leaves: list[bytes], *, b: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.4.1."""
    if m == len(leaves):
        return [] if b else [root_hash(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], b=b), root_hash(leaves[k:])]
    return [*subproof(m - k, leaves[k:], b=False), root_hash(leaves[:k])]


def test_the_root_made_of_kept_subtrees_is_the_root_over_the_leaves() -> None:
    assert [tree_hash(node, size) for size in range(71)] == [root_hash(LEAVES[:size]) for size in range(71)]


def test_every_inclusion_proof_is_that_of_the_rfc_and_holds() -> None:
    for size in range(1, 40):
        for number in range(size):
            proof = inclusion_proof(node, number, size)
            assert proof == path(number, LEAVES[:size])
            assert is_included(LEAVES[number], number, size, proof, root_hash(LEAVES[:size]))


def test_every_consistency_proof_is_that_of_the_rfc_and_holds() -> None:
    for size in range(1, 40):
        for old in range(1, size + 1):
            proof = consistency_proof(node, old, size)
            assert proof == subproof(old, LEAVES[:size], b=True)
            assert is_consistent(old, size, root_hash(LEAVES[:old]), root_hash(LEAVES[:size]), proof)


@given(st.integers(1, 70), st.data())
def test_a_proof_of_one_leaf_is_none_of_another_place_size_or_root(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(node, number, size), tree_hash(node, size)
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != number)) if size > 1 else size
    assert not is_included(LEAVES[number], other, size, proof, root)
    assert not is_included(leaf_hash(b"another"), number, size, proof, root)
    assert not is_included(LEAVES[number], number, size, [*proof, root], root)
    assert not is_included(LEAVES[number], number, size, proof, leaf_hash(root))
    for left, right in pairwise(range(len(proof))):
        swapped = [*proof[:left], proof[right], proof[left], *proof[right + 1 :]]
        assert not is_included(LEAVES[number], number, size, swapped, root)


@given(st.integers(2, 70), st.data())
def test_a_log_that_was_rewritten_is_not_consistent_with_what_it_was(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*LEAVES[:changed], leaf_hash(b"another"), *LEAVES[changed + 1 : size]]
    proof = consistency_proof(node, old, size)
    assert not is_consistent(old, size, root_hash(LEAVES[:old]), root_hash(rewritten), proof)
    assert not is_consistent(old, size, root_hash(rewritten[:old]), root_hash(LEAVES[:size]), proof)
    assert not is_consistent(old, size, root_hash(LEAVES[:old]), root_hash(LEAVES[:size]), proof[1:])
    assert not is_consistent(size, old, root_hash(LEAVES[:size]), root_hash(LEAVES[:old]), proof)


@pytest.mark.parametrize(("number", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_what_is_not_in_the_log(number: int, size: int) -> None:
    with pytest.raises(ValueError, match="not among"):
        inclusion_proof(node, number, size)
    assert not is_included(LEAVES[0], number, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "size"), [(0, 3), (4, 3), (-1, 3)])
def test_there_is_no_proof_that_a_log_grew_out_of_what_it_was_not(old: int, size: int) -> None:
    with pytest.raises(ValueError, match="come before"):
        consistency_proof(node, old, size)
