"""A sealed portion opens under its own name, whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.holdings.stores.sqlite.sealing import sealed, unsealed
from lawpin.law.errors import IntegrityError

NAME = "/akn/cn/act/2020/x/eng@2020-01-01/~art_1"


@given(packed=st.binary(max_size=200))
def test_a_sealed_portion_opens_to_what_was_sealed(packed: bytes) -> None:
    assert unsealed(sealed(NAME, packed), NAME) == packed


@given(packed=st.binary(max_size=200), data=st.data())
def test_one_flipped_bit_anywhere_is_an_integrity_error(packed: bytes, data: st.DataObject) -> None:
    stored = bytearray(sealed(NAME, packed))
    stored[data.draw(st.integers(0, len(stored) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(IntegrityError):
        unsealed(bytes(stored), NAME)


@given(packed=st.binary(max_size=200), data=st.data())
def test_a_portion_that_is_cut_short_is_an_integrity_error(packed: bytes, data: st.DataObject) -> None:
    stored = sealed(NAME, packed)
    with pytest.raises(IntegrityError):
        unsealed(stored[: data.draw(st.integers(0, len(stored) - 1))], NAME)


def test_a_portion_in_the_place_of_another_is_an_integrity_error() -> None:
    with pytest.raises(IntegrityError):
        unsealed(sealed(NAME, b"{}"), NAME + "0")
