"""The operator's mapping: which address a document gets, whatever its metadata say.

    # one document a line: what it is known by, white space, its address
    sha256:494801c9…                                       /akn/gb/judgment/ukftt/2022-08-24/304/eng@2022-08-24
    https://caselaw.example/id/ukftt/tc/2022/304           /akn/gb/judgment/ukftt/2022-08-24/304
    https://data.example/eli/loi/2017/12/21/a1116/jo/fr    /akn/lu/act/loi/2017-12-21/a1116/fra@2017-12-21

A document is known by the SHA-256 of its bytes, by an IRI of its FRBRExpression or by one of its FRBRWork; the first
of these that stands in the mapping decides. The address is that of a work or of an expression.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lawpin.law.errors import Malformed, MalformedAddress
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.reader import read_address

_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_ECHOED: Final = 80


class BadMapping(Malformed):
    """A mapping that cannot be read; `line` counts from 1."""

    reason = "bad-mapping"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Addresses by what a document is known by."""

    addresses: dict[str, Address] = field(default_factory=dict)

    def find(self, sha256: str | None, iris: Iterable[str]) -> Address | None:
        """The address of the document with this digest (hexadecimal) and these IRIs, tried in that order."""
        names = (f"sha256:{sha256}", *iris)
        return next((self.addresses[name] for name in names if name in self.addresses), None)


UNMAPPED: Final = Mapping()


def read_mapping(source: bytes) -> Mapping:
    """The mapping in a UTF-8 text.

    Raises:
        BadMapping: a line is not a name and an address, or two lines speak of the same name.
    """
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _fault(source.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from None
    addresses: dict[str, Address] = {}
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 2:  # noqa: PLR2004 - a name and an address
            raise _fault(number, "a line is a digest or an IRI, white space, and an address")
        name, address = words
        if name.startswith("sha256:") and not _DIGEST.fullmatch(name):
            raise _fault(number, "after “sha256:” come 64 digits of 0-9 and a-f")
        if name in addresses:
            raise _fault(number, f"“{name[:_ECHOED]}” stands on a line before")
        addresses[name] = _address(number, address)
    return Mapping(addresses)


def _address(number: int, written: str) -> Address:
    try:
        address = read_address(written)
    except MalformedAddress as fault:
        raise _fault(number, f"“{written[:_ECHOED]}” is not an address: {fault.detail}") from None
    if address.eid or address.component or address.view or address.suffix:
        raise _fault(number, f"“{written[:_ECHOED]}” does not name a work or an expression as a whole")
    if address.language is not None and address.pinned() is None:
        raise _fault(number, f"“{written[:_ECHOED]}” names a language and no version (language@date)")
    return address


def _fault(line: int, message: str) -> BadMapping:
    return BadMapping(f"line {line} of the mapping: {message}", line=line)
