"""Which text stood at an instant, on the axis of the law."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.test_timeline import TODAY, WORK, a_version, versions_of

from lawpin.law.identifiers.address import Address, Current, InForceOn
from lawpin.law.memento import address_at, memento_datetime, mementos


@pytest.mark.parametrize(
    ("written", "since"),
    [
        ("zho@2017-01-15", datetime(2017, 1, 15, tzinfo=UTC)),
        ("zho@2017-01", datetime(2017, 1, 1, tzinfo=UTC)),
        ("zho@2017", datetime(2017, 1, 1, tzinfo=UTC)),
        ("zho@0001", datetime(1, 1, 1, tzinfo=UTC)),
        ("zho@2017-01-15;r2", datetime(2017, 1, 15, tzinfo=UTC)),
    ],
)
def test_a_text_counts_from_midnight_of_the_day_in_its_address(written: str, since: datetime) -> None:
    assert memento_datetime(a_version(written).expression) == since


def test_a_text_counts_from_the_legal_day_where_its_metadata_state_one() -> None:
    version = a_version("zho@2017-01-15", legal_from=date(2017, 6, 1))
    assert memento_datetime(version.expression) == datetime(2017, 6, 1, tzinfo=UTC)


def test_states_stand_oldest_first_and_what_is_to_come_is_none() -> None:
    line = versions_of("zho@2017", "zho@2016-01-01", "zho@2017;r2", "zho@2030-01-01")
    assert [str(v.id).rpartition("@")[2] for v in mementos(line, TODAY)] == ["2016-01-01", "2017", "2017;r2"]


def test_where_all_is_to_come_the_first_is_told() -> None:
    line = versions_of("zho@2031", "zho@2030")
    assert [v.id.date for v in mementos(line, TODAY)] == ["2030"]
    assert mementos([], TODAY) == ()


def test_the_past_is_asked_for_by_its_day_and_everything_later_is_the_current_text() -> None:
    floating = Address(WORK, "zho", Current(), "someone", "annex_1", "art_1", "art_3")
    past = address_at(floating, datetime(2018, 3, 20, 23, 59, 59, tzinfo=UTC), TODAY)
    assert past.moment == InForceOn("2018-03-20")
    assert str(past) == f"{WORK}/zho:2018-03-20/someone/!annex_1~art_1-%3Eart_3"
    for later in (datetime(2026, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)):
        assert address_at(floating, later, TODAY) == floating


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_every_day_of_the_calendar_can_be_a_state(day: date) -> None:
    assert memento_datetime(a_version(f"zho@{day.isoformat()}").expression).date() == day
