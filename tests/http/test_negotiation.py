"""Negotiation and validators against small models of RFC 9110, over headers made at random."""

import string

from hypothesis import example, given
from hypothesis import strategies as st

from lawpin.http.caching import is_unchanged
from lawpin.http.formats import FORMATS, Format
from lawpin.http.negotiation import choose_format

OFFERED = tuple(FORMATS.values())
RANGES = (
    *("application/json", "application/akn+xml", "application/xml", "text/xml", "text/plain", "text/html"),
    *("application/*", "text/*", "*/*", "image/png"),
)
WEIGHTS = ("", ";q=1", ";q=0", ";q=0.5", ";q=0.25", ";q=0.001", "; Q=0.75", ";q=1.000")

accepts = st.lists(st.tuples(st.sampled_from(RANGES), st.sampled_from(WEIGHTS)), min_size=1, max_size=6)


def weight_of(written: str) -> float:
    return float(written.lower().partition("q=")[2] or 1)


def model(accept: list[tuple[str, str]], offer: Format) -> float:
    """The weight of an offer: of each media type by its most specific range, the best of its media types."""
    return max(model_of_type(accept, media) for media in offer.media_types)


def model_of_type(accept: list[tuple[str, str]], media: str) -> float:
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        weights = [weight_of(weight) for written, weight in accept if written == wanted]
        if weights:
            return max(weights)
    return 0.0


@given(accepts)
@example([("text/plain", ";q=0"), ("*/*", "")])
@example([("application/json", ";q=0.5"), ("application/*", ";q=0.25"), ("text/plain", ";q=0.25")])
def test_the_chosen_format_is_the_first_of_those_with_the_greatest_weight(accept: list[tuple[str, str]]) -> None:
    header = ", ".join(media + weight for media, weight in accept)
    weights = [model(accept, offer) for offer in OFFERED]
    wanted = OFFERED[weights.index(max(weights))] if max(weights) > 0 else None
    assert choose_format(header, OFFERED) == wanted


@given(st.text(alphabet=string.printable, max_size=80))
def test_no_accept_header_is_too_odd_to_be_read(header: str) -> None:
    assert choose_format(header, OFFERED) in {None, *OFFERED}


TAGS = ('"a"', '"b"', 'W/"a"', 'W/"c"', '""', '"a b"', "a", "*", '"')


@given(st.lists(st.sampled_from(TAGS), max_size=5))
def test_if_none_match_compares_weakly_and_reads_lists(condition: list[str]) -> None:
    header = ", ".join(condition)
    wanted = header.strip() == "*" or any(tag.removeprefix("W/") == '"a"' for tag in condition)
    # A lone quotation mark spoils what stands around it: nobody writes one.
    if '"' not in condition:
        assert is_unchanged(header, '"a"') == wanted


def test_without_if_none_match_everything_is_sent() -> None:
    assert not is_unchanged(None, '"a"')
