"""A log as a Merkle tree: roots, and proofs that an entry is in it or that it only grew (RFC 9162 section 2.1).

A tree of `size` leaves is read through its *complete* subtrees: node (level, number) is the hash over the leaves
[number << level, (number + 1) << level). They never change, so a log keeps them; everything else is made of them.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

# The hash of a complete subtree by level and number.
Node = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry as a leaf (RFC 9162 section 2.1.1: a zero byte before it)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what has these two below it."""
    return sha256(b"\x01" + left + right).digest()


def root_hash(leaves: Sequence[bytes]) -> bytes:
    """The hash of a tree over leaf hashes, in order; that of no leaves is the hash of nothing."""
    if not leaves:
        return sha256().digest()
    level = list(leaves)
    # Pairing neighbours and carrying an odd last node upward gives the tree of the RFC, whose left subtrees are
    # always the largest full ones.
    while len(level) > 1:
        paired = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def completed(number: int, leaf: bytes, node: Node) -> Iterator[tuple[int, int, bytes]]:
    """The subtrees that leaf `number` (from 0) completes, itself first: level, number, hash. `node` has others."""
    level, found = 0, leaf
    yield level, number, found
    while number & 1:
        found = node_hash(node(level, number - 1), found)
        level, number = level + 1, number >> 1
        yield level, number, found


def tree_hash(node: Node, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return _range_hash(node, 0, size) if size else root_hash(())


def inclusion_proof(node: Node, number: int, size: int) -> list[bytes]:
    """What leads from leaf `number` (from 0) to the root of the first `size`, the nearest first (section 2.1.3.1).

    Raises ValueError where the leaf is not among them.
    """
    if not 0 <= number < size:
        message = f"entry {number} is not among the first {size}"
        raise ValueError(message)
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if number < middle:
            path.append(_range_hash(node, middle, end))
            end = middle
        else:
            path.append(_range_hash(node, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(node: Node, old: int, size: int) -> list[bytes]:
    """What shows that the first `old` leaves begin the first `size` (section 2.1.4.1); nothing where both are the same.

    Raises ValueError where `old` is less than 1 or more than `size`.
    """
    if not 0 < old <= size:
        message = f"{old} entries do not come before {size}"
        raise ValueError(message)
    path = []
    start, end, is_old_root = 0, size, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range_hash(node, middle, end))
            end = middle
        else:
            path.append(_range_hash(node, start, middle))
            start, is_old_root = middle, False
    return ([] if is_old_root else [_range_hash(node, start, end)]) + path[::-1]


def is_included(leaf: bytes, number: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof leads from a leaf hash to a root (section 2.1.3.2)."""
    if not 0 <= number < size:
        return False
    at, last, found = number, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(beside, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree of `old` leaves begins one of `size` (section 2.1.4.2)."""
    if old == size:
        return not proof and old_root == root
    if not 0 < old < size or not proof:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _range_hash(node: Node, start: int, end: int) -> bytes:
    """The root over leaves [start, end), of which `start` is where a subtree of that size begins."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(count)
    return node_hash(_range_hash(node, start, middle), _range_hash(node, middle, end))


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1
