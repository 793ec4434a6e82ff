"""Negotiation and validators against small models of RFC 9110, over headers made at random."""

import re
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawpin.http.caching import Conditions, PreconditionFailed, http_date, read_http_date
from lawpin.http.formats import FORMATS, Format
from lawpin.http.negotiation import by_preference, choose_format

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
    """The weight of an offer: of its media type by the most specific range, or of another name that is written out."""
    own, *others = offer.media_types
    named = [(written, weight) for written, weight in accept if not written.endswith("/*")]
    return max(model_of_type(accept, own), *(model_of_type(named, other) for other in others), 0.0)


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


VALID_TAGS = {'"a"', '"b"', 'W/"a"', 'W/"c"', '""'}
TAGS = ('"a"', '"b"', 'W/"a"', 'W/"c"', '""', '"a b"', "a", "*", '"')


@given(st.lists(st.sampled_from(TAGS), max_size=5))
def test_if_none_match_compares_weakly_and_reads_lists(condition: list[str]) -> None:
    header = ", ".join(condition)
    # What is no list of tags names none.
    is_list = VALID_TAGS.issuperset(condition)
    wanted = condition == ["*"] or (is_list and any(tag.removeprefix("W/") == '"a"' for tag in condition))
    assert Conditions(header).spare('"a"', None) == wanted


@given(st.text(alphabet='Wa/",* ', max_size=30))
def test_no_entity_tag_is_found_in_what_is_no_list_of_them(header: str) -> None:
    if Conditions(header).spare('"a"', None):
        assert header.strip() == "*" or re.fullmatch(r'[ ,]*(W/)?"[^" ]*"([ ]*,[ ,]*(W/)?"[^" ]*")*[ ,]*', header)


@pytest.mark.parametrize(
    ("match", "kept"),
    [('"a"', True), ('"b", "a"', True), ("*", True), ('W/"a"', False), ('"b"', False), ("a", False), ("", False)],
)
def test_if_match_compares_strongly(match: str, *, kept: bool) -> None:
    conditions = Conditions(match=match)
    if kept:
        conditions.require('"a"', None)
    else:
        with pytest.raises(PreconditionFailed):
            conditions.require('"a"', None)


def test_if_unmodified_since_wants_bytes_as_old_as_that() -> None:
    early, late = "Sat, 21 Nov 2026 11:59:59 GMT", "Sat, 21 Nov 2026 12:00:00 GMT"
    modified = datetime(2026, 11, 21, 12, tzinfo=UTC)
    Conditions(unmodified_since=late).require('"a"', modified)
    Conditions(unmodified_since=early).require('"a"', None)
    Conditions(unmodified_since="soon").require('"a"', modified)
    with pytest.raises(PreconditionFailed):
        Conditions(unmodified_since=early).require('"a"', modified)


def test_without_if_none_match_everything_is_sent() -> None:
    assert not Conditions().spare('"a"', None)


EPOCH = datetime(1977, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 99 * 365 * 86_400).map(lambda seconds: EPOCH + timedelta(seconds=seconds))
FORMS = ("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y")


@given(INSTANTS, st.sampled_from(FORMS))
def test_a_date_is_read_in_all_three_forms_of_http(moment: datetime, form: str) -> None:
    if "%y" in form and moment.year >= 2070:
        # Two digits say so much: what is more than fifty years ahead is a century ago.
        return
    assert read_http_date(moment.strftime(form)) == moment
    assert read_http_date(http_date(moment)) == moment


@given(st.text(alphabet=string.printable, max_size=40))
def test_no_date_is_too_odd_to_be_ignored(written: str) -> None:
    read = read_http_date(written)
    assert read is None or read.tzinfo is UTC


@pytest.mark.parametrize(
    "written",
    [
        *("", "0", "Sat, 31 Feb 2026 12:00:00 GMT", "Sat, 21 Nov 2026 25:00:00 GMT", "Sat, 21 Nov 2026 12:00:00"),
        *("Sat, 21 Nov 2026 12:00:00 UTC", "2026-11-21T12:00:00Z", "sat, 21 nov 2026 12:00:00 gmt"),
    ],
)
def test_what_is_no_date_of_http_is_as_good_as_not_sent(written: str) -> None:
    assert read_http_date(written) is None


@given(INSTANTS, st.timedeltas(min_value=timedelta(days=-9), max_value=timedelta(days=9)))
def test_bytes_as_old_as_the_client_s_are_spared(modified: datetime, later: timedelta) -> None:
    conditions = Conditions(modified_since=http_date(modified + later))
    assert conditions.spare('"a"', modified + timedelta(milliseconds=999)) == (later >= timedelta())
    assert not conditions.spare('"a"', None)
    assert not Conditions('"b"', conditions.modified_since).spare('"a"', modified), "a tag outranks a date"


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, ["zh-Hans", "en", "fr"]),
        ("", ["zh-Hans", "en", "fr"]),
        ("en", ["en", "zh-Hans", "fr"]),
        ("en-GB, fr;q=0.5", ["en", "fr", "zh-Hans"]),
        ("fr;q=0.4, zh-CN;q=0.5", ["zh-Hans", "fr", "en"]),
        ("ZH-hans;q=0, *", ["en", "fr", "zh-Hans"]),
        ("zh-TW;q=0.9, zh-Hans;q=0.1, en;q=0.5", ["en", "zh-Hans", "fr"]),
        ("*;q=0.5, fr", ["fr", "zh-Hans", "en"]),
        ("de", ["zh-Hans", "en", "fr"]),
        (";;;,,q=1", ["zh-Hans", "en", "fr"]),
    ],
)
def test_languages_stand_as_they_are_preferred(header: str | None, wanted: list[str]) -> None:
    assert by_preference(header, ["zh-Hans", "en", "fr"]) == wanted


@given(st.text(alphabet=string.printable, max_size=60), st.permutations(["zh-Hans", "en", "fr"]))
def test_no_preference_loses_a_language(header: str, tags: list[str]) -> None:
    assert sorted(by_preference(header, tags)) == sorted(tags)
