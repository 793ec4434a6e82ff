"""The operator's mapping: what it may say, and that a line that says nothing clear is refused with its number."""

import pytest

from lawpin.akn.mapping import BadMapping, read_mapping
from lawpin.law.errors import Malformed

IRI = "/akn/gb/judgment/2023-08-18/1"
DIGEST = "sha256:" + "0a" * 32


def test_names_and_addresses_stand_one_a_line_between_comments_and_blank_lines() -> None:
    mapping = read_mapping(f"\ufeff# ours\r\n\n  {DIGEST}\t {IRI}/eng@2023 \r\nurn:x:1 {IRI}\n #urn:x:2 no\n".encode())
    assert {name: str(address) for name, address in mapping.addresses.items()} == {
        DIGEST: f"{IRI}/eng@2023",
        "urn:x:1": IRI,
    }


def test_an_empty_mapping_maps_nothing() -> None:
    assert read_mapping(b"").find("0a" * 32, ["urn:x:1", ""]) is None


FAULTS = {
    "one word": (b"urn:x:1", "line 1"),
    "three words": (f"urn:x:1 {IRI} {IRI}".encode(), "white space"),
    "the second line": (f"urn:x:1 {IRI}\nurn:x:2".encode(), "line 2"),
    "twice the same": (f"urn:x:1 {IRI}\nurn:x:1 {IRI}/eng@2023".encode(), "stands on a line before"),
    "half a digest": (f"sha256:0a0a {IRI}".encode(), "64 digits"),
    "a digest in capitals": (f"sha256:{'0A' * 32} {IRI}".encode(), "64 digits"),
    "no address": (b"urn:x:1 https://example.org/1", "is not an address"),
    "a portion": (f"urn:x:1 {IRI}/eng@2023/~art_1".encode(), "as a whole"),
    "a component": (f"urn:x:1 {IRI}/eng@2023/!annex_1".encode(), "as a whole"),
    "a view": (f"urn:x:1 {IRI}/versions".encode(), "as a whole"),
    "a format": (f"urn:x:1 {IRI}.xml".encode(), "as a whole"),
    "a language alone": (f"urn:x:1 {IRI}/eng".encode(), "no version"),
    "another encoding": ("é".encode("latin-1"), "not UTF-8"),
    "a picture": (b"\n\x89PNG\r\n", "line 2"),
}


@pytest.mark.parametrize(("source", "words"), FAULTS.values(), ids=FAULTS)
def test_a_line_that_cannot_be_read_is_a_usage_error_with_its_number(source: bytes, words: str) -> None:
    with pytest.raises(BadMapping) as caught:
        read_mapping(source)
    assert isinstance(caught.value, Malformed)
    assert words in caught.value.detail
    assert "of the mapping" in caught.value.detail
    assert len(caught.value.detail) < 400
