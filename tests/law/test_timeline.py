"""Which version answers, and how it stands among the others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawpin.law.errors import LanguageNotHeld, LawError, NoVersionForDate, UnknownExpression
from lawpin.law.identifiers.address import Address, Current, InForceOn, Moment, Original, Pinned
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.timeline import (
    PointInTime,
    Standing,
    counterpart_versions,
    current,
    is_stale,
    line_of,
    newest_first,
    select,
    standing,
    superseded_by,
)
from lawpin.law.version import Expression, Version

WORK = WorkId("cn", "act", "2017-01-15", "1")
START = datetime(2020, 1, 1, tzinfo=UTC)
TODAY = date(2026, 1, 1)


def a_version(written: str, seq: int = 1, **facts: object) -> Version:
    """`zho@2017-01-15;r2` or `eng@2017/creemers`, recorded `seq` days after the start."""
    identifier, _, author = written.partition("/")
    language, _, moment = identifier.partition("@")
    day, _, revision = moment.partition(";r")
    expression = Expression(
        ExpressionId(WORK, language, day, int(revision or 1), author or None), doctype="act", title=None
    )
    return Version(replace(expression, **facts), seq, START + timedelta(days=seq), digest="", sha256="")  # type: ignore[arg-type]


def versions_of(*written: str) -> list[Version]:
    return [a_version(name, seq) for seq, name in enumerate(written, 1)]


def standing_at(version: Version, versions: Sequence[Version], known: datetime) -> Standing:
    """How a version stood on the day when that was known."""
    return standing(version, versions, PointInTime(known.date(), known))


def names(versions: tuple[Version, ...]) -> list[str]:
    return [str(version.id).removeprefix(f"{WORK}/") for version in versions]


def name(version: Version | None) -> str | None:
    return None if version is None else names((version,))[0]


def asked(language: str, moment: Moment, author: str | None = None) -> Address:
    return Address(WORK, language, moment, author)


def selected(versions: list[Version], moment: Moment, language: str = "zho", author: str | None = None) -> str | None:
    return name(select(versions, asked(language, moment, author), TODAY))


# --- order -----------------------------------------------------------------------------------------------------------

MASTER = ExpressionId(WORK, "zho", "2017-01-15")


def test_versions_come_newest_first_and_of_one_date_originals_before_translations() -> None:
    versions = [
        a_version("ara@2017-01-15", translation_of=MASTER),
        a_version("zho@2017-01-15"),
        a_version("eng@2018-01-01", translation_of=MASTER),
        a_version("eng@2017-01-15/b", translation_of=MASTER),
        a_version("eng@2017-01-15", translation_of=MASTER),
        a_version("zho@2017-01-15;r2"),
        a_version("zho@2018-01-01"),
    ]
    assert names(newest_first(versions)) == [
        "zho@2018-01-01",
        "eng@2018-01-01",
        "zho@2017-01-15;r2",
        "zho@2017-01-15",
        "ara@2017-01-15",
        "eng@2017-01-15",
        "eng@2017-01-15/b",
    ]


def test_the_tenth_revision_is_newer_than_the_ninth() -> None:
    assert names(newest_first(versions_of("zho@2017;r9", "zho@2017;r10")))[0] == "zho@2017;r10"


moments_of_law = st.dates(date(2017, 1, 1), date(2017, 12, 31)).map(str)
identifiers = st.builds(
    ExpressionId,
    st.just(WORK),
    st.sampled_from(["zho", "eng", "fra"]),
    moments_of_law,
    st.integers(1, 3),
    st.sampled_from([None, None, "creemers"]),
)
legal = st.none() | st.dates(date(2016, 1, 1), date(2030, 1, 1))


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    """Versions of one work as they were recorded, in any order of their dates."""
    found = draw(st.lists(identifiers, min_size=1, max_size=12, unique=True))
    return [
        Version(
            Expression(ident, "act", None, legal_from=draw(legal), legal_to=draw(legal)),
            seq,
            START + timedelta(days=seq // 2),
            digest="",
            sha256="",
        )
        for seq, ident in enumerate(found, 1)
    ]


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_does_not_depend_on_the_order_of_arrival(versions: list[Version], chance: object) -> None:
    shuffled = list(versions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert newest_first(shuffled) == newest_first(versions)


@given(histories())
@settings(max_examples=100, deadline=None)
def test_every_version_stands_in_exactly_one_line(versions: list[Version]) -> None:
    lines = {(v.id.language, v.id.author): line_of(versions, v.id.language, v.id.author) for v in versions}
    assert sorted(v.seq for line in lines.values() for v in line) == sorted(v.seq for v in versions)


# --- selection -------------------------------------------------------------------------------------------------------

HELD = versions_of("zho@2017-01-15", "zho@2017-01-15;r2", "zho@2019-05-01", "eng@2017-01-15", "eng@2017-01-15/b")


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (Pinned("2017-01-15"), "zho@2017-01-15"),
        (Pinned("2017-01-15", 2), "zho@2017-01-15;r2"),
        (Pinned("2019-05-01"), "zho@2019-05-01"),
        (Original(), "zho@2017-01-15;r2"),
        (Current(), "zho@2019-05-01"),
        (InForceOn("2017-01-15"), "zho@2017-01-15;r2"),
        (InForceOn("2019-04-30"), "zho@2017-01-15;r2"),
        (InForceOn("2019-05-01"), "zho@2019-05-01"),
        (InForceOn("2030-01-01"), "zho@2019-05-01"),
        (InForceOn("2019"), "zho@2019-05-01"),
        (InForceOn("2019-05"), "zho@2019-05-01"),
        (InForceOn("2019-04"), "zho@2017-01-15;r2"),
        (InForceOn("2018"), "zho@2017-01-15;r2"),
        (InForceOn("2017-01"), "zho@2017-01-15;r2"),
    ],
    ids=str,
)
def test_a_moment_selects_its_version(moment: Moment, answer: str) -> None:
    assert selected(HELD, moment) == answer


def test_a_second_translation_answers_only_under_its_author() -> None:
    assert selected(HELD, Current(), "eng") == "eng@2017-01-15"
    assert selected(HELD, Current(), "eng", "b") == "eng@2017-01-15/b"


@pytest.mark.parametrize(
    ("address", "error", "available"),
    [
        (asked("fra", Current()), LanguageNotHeld, {"languages": ["eng", "zho"]}),
        (asked("zho", Current(), "b"), LanguageNotHeld, {"languages": ["eng", "zho"]}),
        (asked("eng", Pinned("2018-01-01")), UnknownExpression, {"versions": [str(HELD[3].id)]}),
        (asked("eng", Pinned("2017-01-15", 2)), UnknownExpression, {"versions": [str(HELD[3].id)]}),
        (asked("eng", InForceOn("2017-01-14")), NoVersionForDate, {"versions": [str(HELD[3].id)]}),
        (asked("eng", InForceOn("2016")), NoVersionForDate, {"versions": [str(HELD[3].id)]}),
    ],
    ids=lambda value: str(value) if isinstance(value, Address) else "",
)
def test_what_is_not_held_is_refused_with_what_is(
    address: Address, error: type[LawError], available: dict[str, list[str]]
) -> None:
    with pytest.raises(error) as caught:
        select(HELD, address, TODAY)
    assert caught.value.facts["available"] == available
    assert caught.value.facts["iri"] == str(address)


@given(histories(), moments_of_law, st.data())
@settings(max_examples=200, deadline=None)
def test_the_version_of_a_day_is_the_latest_that_has_begun_by_then(
    versions: list[Version], moment: str, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(versions)).id
    line = [v for v in versions if (v.id.language, v.id.author) == (one.language, one.author)]
    # From its legal date where one is stated, else from that in its address.
    before = [v for v in line if (str(v.expression.legal_from) if v.expression.legal_from else v.id.date) <= moment]
    address = asked(one.language, InForceOn(moment), one.author)
    if not before:
        with pytest.raises(NoVersionForDate):
            select(versions, address, TODAY)
        return
    assert select(versions, address, TODAY) == max(before, key=lambda v: (v.id.date, v.id.revision))


@given(histories())
@settings(max_examples=100, deadline=None)
def test_a_pinned_address_selects_exactly_itself(versions: list[Version]) -> None:
    for version in versions:
        address = asked(version.id.language, Pinned(version.id.date, version.id.revision), version.id.author)
        assert select(versions, address, TODAY) == version


# --- current ---------------------------------------------------------------------------------------------------------


def test_without_legal_dates_the_newest_is_current() -> None:
    assert name(current(line_of(HELD, "zho"), TODAY)) == "zho@2019-05-01"


def test_a_version_that_is_not_yet_in_force_does_not_answer_until_its_day() -> None:
    day = date(2026, 6, 1)
    line = line_of([a_version("zho@2017"), a_version("zho@2025", 2, legal_from=day)], "zho")
    assert name(current(line, day - timedelta(days=1))) == "zho@2017"
    assert name(current(line, day)) == "zho@2025"


def test_where_all_is_prospective_the_first_answers_and_where_nothing_is_nothing() -> None:
    day = date(2030, 1, 1)
    line = line_of([a_version("zho@2017", legal_from=day), a_version("zho@2025", 2, legal_from=day)], "zho")
    assert name(current(line, TODAY)) == "zho@2017"
    assert current((), TODAY) is None


# --- standing --------------------------------------------------------------------------------------------------------


def at(day: int) -> datetime:
    return START + timedelta(days=day)


def test_a_version_is_superseded_when_the_next_is_recorded_and_not_before() -> None:
    versions = versions_of("zho@2017", "zho@2018")
    assert standing_at(versions[0], versions, at(1)).superseded_at is None
    assert standing_at(versions[0], versions, at(2)).superseded_at == at(2)
    assert [standing_at(v, versions, at(2)).current for v in versions] == [False, True]


def test_a_correction_supersedes_what_it_corrects() -> None:
    versions = versions_of("zho@2017", "zho@2017;r2")
    assert superseded_by(line_of(versions, "zho"), versions[0]) == versions[1]
    assert superseded_by(line_of(versions, "zho"), versions[1]) is None


def test_an_older_version_that_arrives_later_changes_nothing_in_what_was_superseded_when() -> None:
    versions = versions_of("zho@2017", "zho@2019", "zho@2018")
    assert standing_at(versions[0], versions, at(3)).superseded_at == at(2)
    assert standing_at(versions[2], versions, at(3)).superseded_at == at(3)
    assert standing_at(versions[1], versions, at(3)).superseded_at is None
    assert standing_at(versions[1], versions, at(3)).current


def test_a_translation_supersedes_neither_the_original_nor_another_translation() -> None:
    versions = versions_of("zho@2017", "eng@2018", "zho@2018/b")
    assert all(standing_at(v, versions, at(3)).superseded_at is None for v in versions)


@given(histories())
@settings(max_examples=100, deadline=None)
def test_once_superseded_a_version_stays_superseded_at_that_instant(versions: list[Version]) -> None:
    for version in versions:
        instants = [
            standing_at(version, versions, v.recorded_at).superseded_at
            for v in versions
            if v.recorded_at >= version.recorded_at
        ]
        known = [instant for instant in instants if instant is not None]
        assert len(set(known)) <= 1
        assert instants == [None] * (len(instants) - len(known)) + known
        assert all(instant >= version.recorded_at for instant in known)


@given(histories())
@settings(max_examples=100, deadline=None)
def test_what_is_known_at_an_instant_does_not_change_with_what_is_recorded_afterwards(versions: list[Version]) -> None:
    for version in versions:
        until = [v for v in versions if v.recorded_at <= version.recorded_at]
        known = version.recorded_at
        assert standing_at(version, until, known) == standing_at(version, versions, known)


@given(histories())
@settings(max_examples=100, deadline=None)
def test_each_line_has_exactly_one_current_version(versions: list[Version]) -> None:
    known = versions[-1].recorded_at
    current_ones = [v.id for v in versions if standing_at(v, versions, known).current]
    assert len({(ident.language, ident.author) for ident in current_ones}) == len(current_ones)
    assert len(current_ones) == len({(v.id.language, v.id.author) for v in versions})


def test_the_status_is_that_of_the_day_of_the_instant() -> None:
    version = a_version("zho@2017", legal_from=at(5).date())
    assert standing_at(version, [version], at(4)).status == "prospective"
    assert standing_at(version, [version], at(5)).status == "in-force"
    assert standing_at(a_version("zho@2017"), [a_version("zho@2017")], at(5)).status == "unknown"


def test_a_version_of_a_later_day_is_prospective_and_not_served_as_the_current_one() -> None:
    versions = [a_version("zho@2017"), a_version("zho@2027-05-01", 2)]
    assert name(current(line_of(versions, "zho"), TODAY)) == "zho@2017"
    assert name(current(line_of(versions, "zho"), date(2027, 5, 1))) == "zho@2027-05-01"
    then = [standing(versions[1], versions, PointInTime(day, at(2))) for day in (date(2027, 4, 30), date(2027, 5, 1))]
    assert [(one.status, one.current) for one in then] == [("prospective", False), ("unknown", True)]


def test_a_text_that_reaches_back_answers_for_the_days_that_it_reaches() -> None:
    versions = [a_version("zho@2017"), a_version("zho@2020-03-01", 2, legal_from=date(2020, 1, 1))]
    assert selected(versions, InForceOn("2019-12-31")) == "zho@2017"
    assert selected(versions, InForceOn("2020-01-01")) == "zho@2020-03-01"


def test_a_text_that_is_published_before_it_applies_does_not_answer_in_between() -> None:
    versions = [a_version("zho@2017"), a_version("zho@2019", 2, legal_from=date(2020, 1, 1))]
    assert selected(versions, InForceOn("2019-12-31")) == "zho@2017"
    assert selected(versions, InForceOn("2020-01-01")) == "zho@2019"


def test_a_text_is_in_force_until_the_next_one_is_and_its_last_day_is_not_its_end() -> None:
    first = a_version("zho@2017", legal_from=date(2017, 1, 1))
    second = a_version("zho@2019", 2, legal_from=date(2019, 1, 1), legal_to=date(2021, 1, 1))
    days = [date(2016, 12, 31), date(2017, 1, 1), date(2018, 12, 31), date(2019, 1, 1), date(2021, 1, 1)]
    statuses = [[standing(v, [first, second], PointInTime(day, at(2))).status for day in days] for v in (first, second)]
    assert statuses == [
        ["prospective", "in-force", "in-force", "expired", "expired"],
        ["prospective", "prospective", "prospective", "in-force", "expired"],
    ]
    alone = [standing(first, [first, second], PointInTime(day, at(1))).status for day in days]
    assert alone == ["prospective", "in-force", "in-force", "in-force", "in-force"]


def test_a_later_text_without_a_legal_date_ends_nothing() -> None:
    versions = [a_version("zho@2017", legal_from=date(2017, 1, 1)), a_version("zho@2019", 2)]
    assert standing(versions[0], versions, PointInTime(TODAY, at(2))).status == "in-force"


# --- translations ----------------------------------------------------------------------------------------------------


def test_a_translation_is_stale_when_the_line_of_its_master_goes_on() -> None:
    translation = a_version("eng@2017-01-15", 2, translation_of=MASTER)
    original = a_version("zho@2017-01-15", 1)
    others = [a_version("zho@2016", 3), a_version("zho@2018/b", 4), a_version("eng@2018", 5), a_version("fra@2018", 6)]
    assert not is_stale(translation, [original, translation, *others])
    assert is_stale(translation, [original, translation, a_version("zho@2018", 7)])
    assert is_stale(translation, [original, translation, a_version("zho@2017-01-15;r2", 7)])
    assert not is_stale(original, [original, translation, a_version("zho@2018", 7)])
    versions = [original, translation, a_version("zho@2018", 7)]
    assert (standing_at(translation, versions, at(6)).stale, standing_at(translation, versions, at(7)).stale) == (
        False,
        True,
    )


def test_beside_a_version_stands_that_of_the_same_date_in_each_language_else_the_newest() -> None:
    versions = versions_of(
        *("zho@2017", "zho@2019", "eng@2017", "eng@2017;r2", "eng@2019", "fra@2018", "fra@2016", "deu@2017/b")
    )
    assert names(counterpart_versions(versions[0], versions)) == ["deu@2017/b", "eng@2017;r2", "fra@2018"]
    assert names(counterpart_versions(versions[1], versions)) == ["deu@2017/b", "eng@2019", "fra@2018"]
    assert names(counterpart_versions(versions[2], versions)) == ["deu@2017/b", "fra@2018", "zho@2017"]
    assert names(counterpart_versions(versions[7], versions)) == ["eng@2017;r2", "fra@2018", "zho@2017"]


@given(histories())
@settings(max_examples=100, deadline=None)
def test_each_line_of_another_language_has_one_counterpart(versions: list[Version]) -> None:
    lines = {(v.id.language, v.id.author or "") for v in versions}
    for version in versions:
        found = [(v.id.language, v.id.author or "") for v in counterpart_versions(version, versions)]
        assert found == sorted(line for line in lines if line[0] != version.id.language)


def test_a_second_translation_follows_the_first_and_never_stands_in_for_it() -> None:
    versions = versions_of("zho@2017", "eng@2017", "eng@2017/b", "eng@2017/a", "eng@2016/c")
    found = names(counterpart_versions(versions[0], versions))
    assert found == ["eng@2017", "eng@2017/a", "eng@2017/b", "eng@2016/c"]
