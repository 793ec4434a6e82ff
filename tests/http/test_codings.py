"""Content codings: each is a representation of its own, and the same bytes behind it."""

import base64
import gzip
import hashlib
import random

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.http.conftest import WORK, ZHO, Client

from lawpin.http.coding import code
from lawpin.http.negotiation import choose_coding

ITEM = f"{ZHO}/~art_5__item_3"
TARGETS = (ITEM, f"{ITEM}.xml", f"{ZHO}.txt", f"{ZHO}.xml", f"{WORK}/zho/~art_5", WORK, f"{ZHO}/toc", "/v1/works",
           "/openapi.json", f"{ZHO}/~art_1-%3Eart_3")  # fmt: skip
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress}

CHOICES = [
    (None, None),
    ("", None),
    ("identity", None),
    ("gzip", "gzip"),
    ("GZip", "gzip"),
    ("x-gzip", "gzip"),
    ("br", "br"),
    ("gzip, deflate, br, zstd", "br"),
    ("gzip;q=1, br;q=0.5", "gzip"),
    ("br;q=0", None),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0.0, *;q=0.5", "gzip"),
    ("*", "br"),
    ("*;q=0", None),
    ("identity;q=1, br;q=0.5", None),
    ("identity;q=0.5, br;q=0.5", "br"),
    ("identity;q=0, br", "br"),
    ("br;q=nonsense", None),
    ("br;q=2", None),
    ("deflate, compress", None),
    (",,;;==", None),
]


@pytest.mark.parametrize(("header", "coding"), CHOICES)
def test_accept_encoding_chooses_by_weight(header: str | None, coding: str | None) -> None:
    assert choose_coding(header) == coding


@given(st.text(max_size=60))
def test_no_accept_encoding_is_too_odd_to_be_read(header: str) -> None:
    assert choose_coding(header) in {None, "br", "gzip"}


@given(st.sampled_from(["br", "gzip"]), st.lists(st.sampled_from(["*", "gzip;q=1", "br", "identity", "x"]), max_size=5))
def test_a_coding_with_weight_nought_is_never_chosen(refused: str, others: list[str]) -> None:
    kept = [other for other in others if not other.startswith(refused)]
    assert choose_coding(", ".join([*kept, f"{refused};q=0"])) != refused


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_coded_body_is_the_same_body_with_a_tag_and_a_digest_of_its_own(
    client: Client, target: str, coding: str
) -> None:
    plain, coded = client.get(target), client.get(target, accept_encoding=coding)
    assert coded.headers["content-encoding"] == coding
    assert DECODE[coding](coded.body) == plain.body
    assert len(coded.body) < len(plain.body)
    assert coded.headers["etag"] != plain.headers["etag"]
    digest = base64.b64encode(hashlib.sha256(coded.body).digest()).decode()
    assert coded.headers["repr-digest"] == f"sha-256=:{digest}:"
    for answered in (plain, coded):
        assert "Accept-Encoding" in answered.headers["vary"]
    tag = coded.headers["etag"]
    assert client.get(target, accept_encoding=coding, if_none_match=tag).status == 304
    assert client.get(target, if_none_match=tag).status == 200


def test_who_asks_for_no_coding_gets_the_bytes_themselves_after_somebody_else_got_them_coded(client: Client) -> None:
    client.get(ITEM, accept_encoding="br")
    assert "content-encoding" not in client.get(ITEM).headers
    assert client.get(ITEM).json()["eId"] == "art_5__item_3"


def test_a_coded_pinned_body_is_the_same_bytes_every_time(client: Client) -> None:
    assert len({client.get(ITEM, accept_encoding="gzip").body for _ in range(3)}) == 1


def test_a_sentence_is_too_short_to_be_worth_it(client: Client) -> None:
    answered = client.get(f"{ITEM}.txt", accept_encoding="br")
    assert "content-encoding" not in answered.headers
    assert answered.text.startswith("增强网络服务能力")


def test_what_gains_nothing_is_not_coded() -> None:
    assert code(bytes(range(256)) * 3, "br") is None
    assert code(random.Random(0).randbytes(5000), "gzip") is None
    assert code(b"a" * 5000, "br") is not None
