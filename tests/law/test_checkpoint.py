"""Signed notes: what is written is read, what was changed is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.holdings.notes import Signer
from lawpin.holdings.signing import sign, verified, verifier_of
from lawpin.law.checkpoint import Checkpoint, Verifier, read_note, read_verifier, write_note
from lawpin.law.errors import IntegrityError, LawError, Malformed

SIGNER = Signer("lawpin-0123456789abcdef", bytes(range(32)))
VERIFIER = verifier_of(SIGNER)
CHECKPOINT = Checkpoint(SIGNER.name, 3, b"\x07" * 32)
NOTE = sign(CHECKPOINT, SIGNER)


def test_a_note_is_laid_out_as_the_specification_has_it() -> None:
    origin, size, root, empty, signature, end = NOTE.split("\n")
    assert (origin, size, empty, end) == (SIGNER.name, "3", "", "")
    assert root == "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
    assert signature.startswith("— lawpin-0123456789abcdef ")


@given(size=st.integers(0, 2**62), root=st.binary(min_size=32, max_size=32))
def test_what_is_signed_is_verified(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(SIGNER.name, size, root)
    assert verified(sign(checkpoint, SIGNER), VERIFIER) == checkpoint
    assert read_verifier(str(VERIFIER)) == VERIFIER


@given(place=st.integers(0, len(NOTE) - 1), letter=st.characters())
def test_a_note_with_another_character_anywhere_is_refused(place: int, letter: str) -> None:
    changed = NOTE[:place] + letter + NOTE[place + 1 :]
    if changed.rstrip() == NOTE.rstrip():
        return
    try:
        read = verified(changed, VERIFIER)
    except LawError:
        return
    # What stands after the signed text may be another way to write the same signature, and no more.
    assert read == CHECKPOINT
    assert place >= NOTE.index("\n\n")


def test_a_note_by_somebody_else_is_refused() -> None:
    other = Signer(SIGNER.name, bytes(32))
    with pytest.raises(Malformed, match="no signature by"):
        verified(sign(CHECKPOINT, other), VERIFIER)
    forged = write_note(CHECKPOINT, VERIFIER, bytes(64))
    with pytest.raises(IntegrityError):
        verified(forged, VERIFIER)


@pytest.mark.parametrize("note", ["", "\n\n", "a\n1\n\n— a b", "a\n-1\nAA==\n\n— a b", "a\n01\n" + "A" * 44 + "\n\n"])
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(Malformed):
        read_note(note, VERIFIER)


@pytest.mark.parametrize("written", ["", "a", "a+b", "a+00000000+AQ==", str(VERIFIER)[:-8], f"x{VERIFIER}"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(Malformed):
        read_verifier(written)


def test_the_hash_of_a_key_is_that_of_the_specification() -> None:
    # PeterNeumann is the example key of C2SP signed-note.
    example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert str(read_verifier(example)) == example
    assert read_verifier(example) == Verifier("PeterNeumann", read_verifier(example).public)
