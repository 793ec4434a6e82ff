"""Merkle tree hashing as of RFC 9162 section 2.1, with SHA-256."""

from collections.abc import Sequence
from hashlib import sha256


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry as a leaf (RFC 9162 section 2.1.1: a zero byte before it)."""
    return sha256(b"\x00" + entry).digest()


def root_hash(leaves: Sequence[bytes]) -> bytes:
    """The hash of a tree over leaf hashes, in order; that of no leaves is the hash of nothing."""
    if not leaves:
        return sha256().digest()
    level = list(leaves)
    # Pairing neighbours and carrying an odd last node upward gives the tree of the RFC, whose left subtrees are
    # always the largest full ones.
    while len(level) > 1:
        paired = [sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0]
