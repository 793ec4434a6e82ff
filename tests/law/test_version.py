"""The legal status that the metadata of an expression give on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.version import STATUSES, Expression, Status, status_on

ID = ExpressionId(WorkId("cn", "act", "2017-01-15", "1"), "zho", "2017-01-15")
FROM, TO = date(2017, 6, 1), date(2020, 1, 1)
DAY = timedelta(days=1)


def lasting(start: date | None, end: date | None) -> Expression:
    return Expression(ID, doctype="act", title=None, legal_from=start, legal_to=end)


@pytest.mark.parametrize(
    ("start", "end", "day", "status"),
    [
        (None, None, FROM, "unknown"),
        (FROM, TO, FROM - DAY, "prospective"),
        (FROM, TO, FROM, "in-force"),
        (FROM, TO, TO - DAY, "in-force"),
        (FROM, TO, TO, "expired"),
        (FROM, None, date.max, "in-force"),
        (None, TO, date.min, "prospective"),
        (None, TO, TO - DAY, "in-force"),
        (None, TO, TO, "expired"),
        (FROM, FROM, FROM, "expired"),
    ],
)
def test_the_interval_is_half_open(start: date | None, end: date | None, day: date, status: Status) -> None:
    assert status_on(lasting(start, end), day) == status


@given(st.dates(), st.none() | st.integers(0, 10_000), st.lists(st.dates(), min_size=2, max_size=8))
def test_a_text_goes_from_prospective_to_in_force_to_expired_and_never_back(
    start: date, length: int | None, days: list[date]
) -> None:
    end = None if length is None else min(date.max - start, timedelta(days=length)) + start
    order = STATUSES.index
    statuses = [order(status_on(lasting(start, end), day)) for day in sorted(days)]
    assert statuses == sorted(statuses)
    assert order("unknown") not in statuses
