"""The tree of the log, against the definition of RFC 9162 section 2.1.1 written down word for word."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.merkle import leaf_hash, root_hash


def tree_head(entries: list[bytes]) -> bytes:
    """MTH of the RFC: k is the largest power of two smaller than n."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return sha256(b"\x01" + tree_head(entries[:k]) + tree_head(entries[k:])).digest()


def root(entries: list[bytes]) -> bytes:
    return root_hash([leaf_hash(entry) for entry in entries])


def test_the_root_of_any_number_of_entries_is_that_of_the_rfc() -> None:
    for count in range(140):
        entries = [bytes([number % 256]) * (number % 5) for number in range(count)]
        assert root(entries) == tree_head(entries)


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_of_any_entries_is_that_of_the_rfc(entries: list[bytes]) -> None:
    assert root(entries) == tree_head(entries)


def test_the_roots_are_those_published_for_certificate_transparency() -> None:
    # The reference inputs of the certificate-transparency project (merkletree tests).
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    inputs = [bytes.fromhex(entry) for entry in entries]
    assert root(inputs[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root(inputs[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root(inputs[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert root(inputs).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=20), st.data())
def test_any_changed_missing_or_exchanged_entry_changes_the_root(entries: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:place], entries[place] + b"x", *entries[place + 1 :]]
    missing = entries[:place] + entries[place + 1 :]
    assert len({root(entries), root(changed), root(missing), root([*entries, b""])}) == 4
    assert (root(entries[::-1]) == root(entries)) is (entries[::-1] == entries)


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert root_hash([left, right]) != leaf_hash(left + right)


def test_the_leaves_that_were_given_stay_as_they_are() -> None:
    leaves = [leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c")]
    before = list(leaves)
    root_hash(leaves)
    assert leaves == before
