"""What is packed comes out as it went in, against its own sample alone, and takes little room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.holdings.admission import FORMS, Body, Rendered
from lawpin.holdings.stores.sqlite.packing import Unpacked, Unpacking, frame_of, pack, sample_of
from lawpin.law.errors import IntegrityError
from lawpin.law.portion import Portion

FRAMES = st.lists(st.binary(max_size=300), min_size=1, max_size=6)


def rendered(text: str, json: bytes, xml: bytes, links: str) -> Rendered:
    portion = Portion("art_1", "art_1", "article", None, None, text, 1, 2, 0, provision=True, digest="0" * 64)
    return Rendered(portion, Body.of(json), Body.of(xml), Body.of(text.encode()), links)


@given(text=st.text(max_size=80), json=st.binary(max_size=80), xml=st.binary(max_size=80), links=st.text(max_size=80))
def test_a_frame_holds_all_that_a_read_answers(text: str, json: bytes, xml: bytes, links: str) -> None:
    made = rendered(text, json, xml, links)
    taken_out = Unpacked.of(frame_of(made))
    assert taken_out.links == links
    assert taken_out.portion == made.portion
    assert [taken_out.body(form) for form in FORMS] == [getattr(made, form).content for form in FORMS]


@given(frames=FRAMES)
def test_frames_come_out_as_they_went_in(frames: list[bytes]) -> None:
    sample = sample_of(frames)
    packed = pack(frames, sample)
    alone, beside = Unpacking(None), Unpacking(None if sample is None else frames[sample])
    unpacked = [(alone if at == sample else beside).frame(each) for at, each in enumerate(packed)]
    assert unpacked == frames


def test_the_whole_is_never_the_sample() -> None:
    assert sample_of([b""]) is None
    assert sample_of([b"", b"abc", b"ab"]) == 2


def test_what_resembles_the_sample_takes_a_fraction_of_its_size() -> None:
    head = bytes(range(256)) * 8
    frames = [head, head + b"1", head + b"article two"]
    assert [len(packed) < len(head) / 20 for packed in pack(frames, sample_of(frames))][2]


@pytest.mark.parametrize("broken", [b"", b"\0" * 19, b"\1" + b"\0" * 19, b"\xff" * 20])
def test_what_is_no_frame_is_an_integrity_error(broken: bytes) -> None:
    with pytest.raises(IntegrityError):
        Unpacked.of(broken)


@pytest.mark.parametrize("broken", [b"", b"plain", b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff\xff"])
def test_what_was_never_packed_is_an_integrity_error(broken: bytes) -> None:
    with pytest.raises(IntegrityError):
        Unpacking(None).frame(broken)
