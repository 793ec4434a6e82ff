"""A sealed body opens under its own name, kind and links, whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.holdings.admission import Body
from lawpin.holdings.stores.sqlite.sealing import seal_body, unseal
from lawpin.law.errors import IntegrityError

NAME, KIND, LINKS = "/akn/cn/act/2020/x/eng@2020-01-01/~art_1", "json", '</akn>; rel="up"'


@given(content=st.binary(max_size=200))
def test_a_sealed_body_opens_to_what_was_sealed(content: bytes) -> None:
    assert unseal(seal_body(NAME, KIND, LINKS, Body.of(content)), NAME, KIND, LINKS) == Body.of(content)


@given(content=st.binary(max_size=200), data=st.data())
def test_one_flipped_bit_anywhere_is_an_integrity_error(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal_body(NAME, KIND, LINKS, Body.of(content)))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(IntegrityError):
        unseal(bytes(sealed), NAME, KIND, LINKS)


@given(content=st.binary(max_size=200), data=st.data())
def test_a_body_that_is_cut_short_is_an_integrity_error(content: bytes, data: st.DataObject) -> None:
    sealed = seal_body(NAME, KIND, LINKS, Body.of(content))
    with pytest.raises(IntegrityError):
        unseal(sealed[: data.draw(st.integers(0, len(sealed) - 1))], NAME, KIND, LINKS)


@pytest.mark.parametrize(
    "other", [(NAME + "0", KIND, LINKS), (NAME, "txt", LINKS), (NAME, "json.br", LINKS), (NAME, KIND, "")]
)
def test_a_body_in_the_place_of_another_is_an_integrity_error(other: tuple[str, str, str]) -> None:
    with pytest.raises(IntegrityError):
        unseal(seal_body(NAME, KIND, LINKS, Body.of(b"{}")), *other)
