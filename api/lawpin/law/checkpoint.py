"""What a log says of itself and signs: its size and its root, as a signed note.

    note        text, an empty line, signatures
    text        origin, size, root in base64: a line each
    signature   an em dash, a name, and in base64: the first four bytes of the key's hash, then the signature

Source: C2SP signed-note and tlog-checkpoint, version 1; Ed25519 is algorithm 1.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256

from lawpin.law.errors import Malformed

_ED25519 = b"\x01"
_HASH_BYTES, _ROOT_BYTES = 4, 32
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` entries of the log `origin` have this root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Verifier:
    """Whose signature it is: a name and an Ed25519 public key (32 bytes)."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """Four bytes that tell the keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_HASH_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_hash.hex()}+{b64encode(_ED25519 + self.public).decode()}"


def write_note(checkpoint: Checkpoint, verifier: Verifier, signature: bytes) -> str:
    """The signed note; the signature is over the UTF-8 of `checkpoint.text`."""
    return f"{checkpoint.text}\n— {verifier.name} {b64encode(verifier.key_hash + signature).decode()}\n"


def read_note(note: str, verifier: Verifier) -> tuple[Checkpoint, bytes]:
    """A checkpoint and the verifier's signature of it, which is yet to be checked.

    Raises Malformed where it is no checkpoint, or has no signature of theirs.
    """
    text, found, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not found or len(lines) < 3:  # noqa: PLR2004 - origin, size, root
        raise Malformed("this is not a signed checkpoint")
    origin, size, root = lines[:3]
    is_size = size.isascii() and size.isdigit() and len(size) <= len(str(_LARGEST)) and str(int(size)) == size
    read = _decoded(root)
    if not is_size or read is None or len(read) != _ROOT_BYTES or not origin:
        raise Malformed("the size or the root of this checkpoint cannot be read")
    for line in signatures.splitlines():
        if line.startswith(f"— {verifier.name} "):
            signed = _decoded(line.rpartition(" ")[2])
            if signed is not None and signed[:_HASH_BYTES] == verifier.key_hash:
                return Checkpoint(origin, int(size), read), signed[_HASH_BYTES:]
    raise Malformed(f"this checkpoint has no signature by {verifier.name}")


def read_verifier(written: str) -> Verifier:
    """The verifier that `str` wrote. Raises Malformed."""
    name, _, key = written.partition("+")
    key_hash, _, encoded = key.partition("+")
    public = _decoded(encoded)
    if not name or public is None or public[:1] != _ED25519 or len(public) != _ROOT_BYTES + 1:
        raise Malformed("this is not the public key of a log")
    verifier = Verifier(name, public[1:])
    if verifier.key_hash.hex() != key_hash:
        raise Malformed("the hash in this public key is that of another one")
    return verifier


def _decoded(written: str) -> bytes | None:
    try:
        return b64decode(written, validate=True)
    except (NotBase64, ValueError):
        return None
