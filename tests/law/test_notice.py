"""What notices leave in place, and which subjects an IRI can name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.errors import MalformedAddress, Withdrawn
from lawpin.law.identifiers.address import Address, Current, InForceOn, Moment, Original, Pinned
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.notice import Notice, NoticeKind, Subject, read_subject, withdrawal_of
from lawpin.law.timeline import PointInTime, Standing, as_known, as_of, current, last_told, line_of, select, standing
from lawpin.law.version import Expression, Version, with_notices

WORK = WorkId("cn", "act", "2017-01-15", "1")
BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
IDS = [
    ExpressionId(WORK, "zho", "2017-01-15"),
    ExpressionId(WORK, "zho", "2017-01-15", 2),
    ExpressionId(WORK, "zho", "2019"),
]
ENGLISH = ExpressionId(WORK, "eng", "2017-01-15")
SUBJECTS: list[Subject] = [WORK, *IDS]


def at(seq: int) -> datetime:
    return BEGUN + timedelta(days=seq)


def notice(seq: int, kind: NoticeKind, about: Subject, reason: str = "why") -> Notice:
    return Notice(seq, kind, about, at(seq), reason)


def held(*notices: Notice) -> tuple[Version, ...]:
    master = IDS[0]
    texts = [Expression(ident, "act", None) for ident in IDS]
    texts.append(replace(Expression(ENGLISH, "act", None), translation_of=master))
    return with_notices([Version(text, seq, at(seq), "", "") for seq, text in enumerate(texts, 1)], notices)


def standing_at(version: Version, versions: Sequence[Version], known: datetime) -> Standing:
    """How a version stood on the day when that was known."""
    return standing(version, versions, PointInTime(known.date(), known))


def selected(versions: tuple[Version, ...], moment: Moment) -> str:
    address = Address(WORK, "zho", moment)
    return str(select(versions, address, at(9).date()).id).rpartition("/")[2]


def refused(versions: tuple[Version, ...], moment: Moment) -> str:
    with pytest.raises(Withdrawn) as gone:
        selected(versions, moment)
    return str(gone.value.facts["iri"]).rpartition("/")[2]


def test_what_a_floating_address_led_to_before_answers_when_the_newest_is_withdrawn() -> None:
    versions = held(notice(5, "withdrawn", IDS[2]))
    assert selected(versions, Current()) == "zho@2017-01-15;r2"
    assert selected(versions, InForceOn("2020-01-01")) == "zho@2017-01-15;r2"
    assert refused(versions, Pinned("2019")) == "zho@2019"


def test_an_encoding_that_is_withdrawn_leaves_the_one_before() -> None:
    versions = held(notice(5, "withdrawn", IDS[1]))
    assert selected(versions, Original()) == "zho@2017-01-15"
    assert selected(versions, InForceOn("2018-01-01")) == "zho@2017-01-15"
    assert selected(versions, Current()) == "zho@2019"


def test_nothing_stands_in_for_an_original_that_is_withdrawn() -> None:
    versions = held(notice(5, "withdrawn", IDS[0]), notice(6, "withdrawn", IDS[1]))
    assert refused(versions, Original()) == "zho@2017-01-15;r2"
    assert refused(versions, InForceOn("2018-01-01")) == "zho@2017-01-15;r2"


def test_where_all_versions_are_withdrawn_the_newest_says_why() -> None:
    versions = held(*(notice(seq, "withdrawn", ident) for seq, ident in enumerate(IDS, 5)))
    assert refused(versions, Current()) == "zho@2019"
    assert current(line_of(versions, "zho"), at(9).date()) is None


def test_a_version_that_a_withdrawn_one_had_followed_is_superseded_by_the_next_or_by_none() -> None:
    versions = held(notice(5, "withdrawn", IDS[1]), notice(6, "withdrawn", IDS[2]))
    followed = [standing_at(versions[0], versions, at(seq)).superseded_at for seq in (1, 2, 5, 6)]
    assert followed == [None, at(2), at(3), None]
    assert [standing_at(versions[0], versions, at(seq)).current for seq in (1, 2, 5, 6)] == [True, False, False, True]


def test_a_translation_is_not_stale_when_what_followed_its_source_is_withdrawn() -> None:
    versions = held(notice(5, "withdrawn", IDS[1]), notice(6, "withdrawn", IDS[2]))
    assert [standing_at(versions[3], versions, at(seq)).stale for seq in (4, 5, 6)] == [True, True, False]


def test_a_withdrawal_that_was_not_known_yet_changes_nothing() -> None:
    versions = held(notice(5, "withdrawn", WORK), notice(7, "restored", WORK))
    assert [as_known(versions, at(seq))[0].withdrawal is not None for seq in (4, 5, 6, 7)] == [False, True, True, False]
    assert [as_of(versions, seq)[0].withdrawal is not None for seq in (4, 5, 6, 7)] == [False, True, True, False]
    assert last_told(versions) == at(7)
    assert last_told(as_known(versions, at(6))) == at(5)


kinds = st.sampled_from(["withdrawn", "restored"])


@given(st.lists(st.tuples(kinds, st.sampled_from(SUBJECTS)), max_size=12))
def test_a_subject_is_withdrawn_when_the_last_notice_about_it_says_so(told: list[tuple[NoticeKind, Subject]]) -> None:
    notices = [notice(seq, kind, about, f"reason {seq}") for seq, (kind, about) in enumerate(told, 5)]
    last = {one.about: one for one in notices}
    for about in SUBJECTS:
        found = withdrawal_of(about, notices)
        said = last.get(about)
        assert (found is not None) == (said is not None and said.kind == "withdrawn")
        if found is not None and said is not None:
            assert found.reason == said.reason
            assert found.since <= said.recorded_at
    for version in held(*notices):
        by_itself = withdrawal_of(version.id, notices)
        assert version.withdrawal == (by_itself or withdrawal_of(WORK, notices))


@pytest.mark.parametrize("written", ["/akn/cn/act/2017-01-15/1", "/akn/CN/act/2017-01-15/1/", *map(str, IDS)])
def test_a_subject_is_a_work_or_one_version_in_any_spelling(written: str) -> None:
    assert str(read_subject(written)) == written.lower().rstrip("/")


@pytest.mark.parametrize(
    "tail",
    [
        "/zho",
        "/zho@",
        "/zho:2020",
        "/zho@2017-01-15/~art_1",
        "/zho@2017-01-15.xml",
        "/versions",
        "/~art_1",
        "/zho@2017-01-15/toc",
        "\x00",
    ],
)
def test_what_is_no_one_thing_cannot_be_withdrawn(tail: str) -> None:
    with pytest.raises(MalformedAddress):
        read_subject(f"{WORK}{tail}")
