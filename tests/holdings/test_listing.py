"""Listings of works: every store answers alike, page by page, whatever is held and asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawpin.holdings.admission import Admission
from lawpin.holdings.listing import read_cursor
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Filters, Store
from lawpin.holdings.stores import STORES
from lawpin.law.errors import BadCursor
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.version import STATUSES, status_on

Admit = Callable[..., Admission]


@dataclass(frozen=True, slots=True)
class Held:
    work: str
    language: str
    title: str | None
    legal: tuple[date | None, date | None]


days = st.dates(date(2019, 1, 1), date(2019, 1, 8))
maybe_day = st.none() | days
titles = st.sampled_from(["样本法", "Straße", "STRASSE", "Ünder Act", "a%b_c", "x\0y", ""]) | st.none()
works = st.builds(
    "/akn/{}/{}/{}/{}".format,
    st.sampled_from(["cn", "de", "gb-sct"]),
    st.sampled_from(["act", "bill"]),
    st.sampled_from(["2018", "2019-01", "2019-01-03", "2020"]),
    st.sampled_from(["a", "A", "a-1", "%E6%B3%95"]),
)
held = st.builds(
    Held, work=works, language=st.sampled_from(["zho", "eng"]), title=titles, legal=st.tuples(maybe_day, maybe_day)
)
filters = st.builds(
    Filters,
    seq=st.integers(0, 8),
    day=days,
    country=st.none() | st.sampled_from(["cn", "de", "gb", "gb-sct"]),
    doctype=st.none() | st.sampled_from(["act", "bill"]),
    language=st.none() | st.sampled_from(["zho", "eng", "fra"]),
    status=st.none() | st.sampled_from(STATUSES),
    title=st.none() | st.sampled_from(["法", "ss", "SS", "ü", "%", "_", "act", "y", ""]),
    since=st.none() | st.sampled_from(["2018", "2019-01", "2019-01-03", "2019-06-01"]),
    until=st.none() | st.sampled_from(["2018", "2019-01", "2019-01-03", "2019-06-01"]),
)


@contextmanager
def stores() -> Iterator[list[Store]]:
    """One new store of each kind."""
    with TemporaryDirectory() as folder:
        opened = [open_store(f"{scheme}:{Path(folder) / scheme}") for scheme in STORES]
        try:
            yield opened
        finally:
            for store in opened:
                store.close()


@settings(max_examples=60, deadline=None)
@given(
    versions=st.lists(held, max_size=8, unique_by=lambda one: (one.work, one.language)),
    asked=st.lists(filters, min_size=1, max_size=12),
    size=st.integers(1, 3),
)
def test_every_store_lists_what_the_filters_say_and_in_the_same_pages(
    admit: Admit, versions: list[Held], asked: list[Filters], size: int
) -> None:
    with stores() as opened:
        for store in opened:
            for one in versions:
                admit(store, f"{one.work}/{one.language}@2019-01-01", title=one.title, legal=one.legal)
        for wanted in asked:
            expected = sorted(
                {one.work for seq, one in enumerate(versions, 1) if seq <= wanted.seq and meets(one, wanted)}
            )
            for store in opened:
                assert [str(work) for work in pages(store, wanted, size)] == expected


def meets(one: Held, wanted: Filters) -> bool:
    """The rule of the listing, said once more."""
    _, _, country, doctype, day, _ = one.work.split("/")
    start, end = one.legal
    if start is None and end is None:
        status = "unknown"
    elif start is not None and wanted.day < start:
        status = "prospective"
    else:
        status = "expired" if end is not None and end <= wanted.day else "in-force"
    return (
        wanted.country in {None, country}
        and wanted.doctype in {None, doctype}
        and wanted.language in {None, one.language}
        and wanted.status in {None, status}
        and (wanted.title is None or wanted.title.casefold() in (one.title or "").casefold())
        and (wanted.since is None or wanted.since <= day)
        and (wanted.until is None or wanted.until >= day)
    )


def pages(store: Store, wanted: Filters, size: int) -> list[WorkId]:
    found: list[WorkId] = []
    while page := store.works(wanted, after=str(found[-1]) if found else "", limit=size):
        assert len(page) <= size
        found += page
    return found


def test_a_filter_on_several_things_wants_one_version_that_meets_them_all(admit: Admit) -> None:
    with stores() as opened:
        for store in opened:
            admit(store, "/akn/cn/act/2020/a/zho@2020", title="样本法")
            admit(store, "/akn/cn/act/2020/a/eng@2020", title="Sample Act")
            day = date(2020, 1, 1)
            assert store.works(Filters(2, day, language="zho", title="sample"), after="", limit=9) == ()
            assert len(store.works(Filters(2, day, language="eng", title="sample"), after="", limit=9)) == 1


def test_the_status_of_a_listing_is_the_status_of_the_law(make_admission: Admit) -> None:
    with stores() as opened:
        made = make_admission(opened[0], legal=(date(2020, 1, 1), date(2021, 1, 1)))
        found = [
            status_on(made.version.expression, day) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2021, 1, 1))
        ]
        assert found == ["prospective", "in-force", "expired"]


@given(st.text(max_size=60))
def test_a_cursor_that_nobody_wrote_is_refused(written: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(written, {}, head=10)
