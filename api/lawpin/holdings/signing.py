"""The key with which a store signs what its log is: made when it is first needed, kept beside the law."""

from secrets import token_bytes, token_hex

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lawpin.holdings.notes import Signer
from lawpin.holdings.store import Holdings, Store
from lawpin.law.checkpoint import Checkpoint, Verifier, read_note, write_note
from lawpin.law.errors import IntegrityError
from lawpin.law.merkle import tree_hash


def signer_of(store: Store) -> Signer:
    """The signer of a store; made now where it has none."""
    held = store.notes.signer()
    if held is not None:
        return held
    with store.writing() as holdings:
        made = holdings.notes.signer() or Signer(f"lawpin-{token_hex(8)}", token_bytes(32))
        holdings.notes.keep_signer(made)
    return made


def verifier_of(signer: Signer) -> Verifier:
    """Who can be told by its signatures."""
    return Verifier(signer.name, Ed25519PrivateKey.from_private_bytes(signer.secret).public_key().public_bytes_raw())


def checkpoint_of(holdings: Holdings, size: int, origin: str) -> Checkpoint:
    """What the first `size` entries of a log are."""
    return Checkpoint(origin, size, tree_hash(holdings.log.node, size))


def sign(checkpoint: Checkpoint, signer: Signer) -> str:
    """The checkpoint as a signed note."""
    signature = Ed25519PrivateKey.from_private_bytes(signer.secret).sign(checkpoint.text.encode())
    return write_note(checkpoint, verifier_of(signer), signature)


def verified(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a signed note.

    Raises:
        Malformed: it is no signed note of theirs.
        IntegrityError: the signature is not over this text.
    """
    checkpoint, signature = read_note(note, verifier)
    try:
        Ed25519PublicKey.from_public_bytes(verifier.public).verify(signature, checkpoint.text.encode())
    except InvalidSignature:
        message = f"the signature of this checkpoint is not by {verifier.name}"
        raise IntegrityError(message) from None
    return checkpoint
