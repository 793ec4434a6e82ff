"""The two time axes: `on`, the day whose law is asked for, and `known`, as of when. Every read under /akn has both."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from tests.holdings.conftest import WORK, arrived, document
from tests.http.conftest import Client

from lawpin.akn.checking import Checker
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.holdings.withdrawing import restore, withdraw
from lawpin.http.app import make_app
from lawpin.law.notice import read_subject

BEGUN = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST, SECOND, NEXT = (f"{WORK}/zho@{day}" for day in ("2020-01-01", "2023-05-01", "2030-01-01"))
READS = ("", "/versions", "/zho", "/zho/toc", "/zho/validation", "/zho/~art_1", "/zho/~art_1.xml", "/zho.txt")
FOR_EVER = "public, max-age=31536000, immutable"


def day_of(days: int) -> str:
    """The instant at which something was recorded, so many days after the first."""
    return (BEGUN + timedelta(days=days)).isoformat().replace("+00:00", "Z")


class History:
    """A work that gets its versions one day after the other; `today` is the tenth day."""

    def __init__(self, checker: Checker) -> None:
        self.store = MemoryStore()
        self._checker = checker
        self.client = Client(make_app(self.store, lambda: BEGUN + timedelta(days=10)))

    def publish(self, days: int, version: str, *texts: str, correction: str | None = None) -> None:
        master = "zho@2020-01-01" if version.startswith("eng") else None
        arrival = arrived(version, document(version, texts, master=master), self._checker)
        (report,) = ingest_work([arrival], self.store, self.clock(days), correction=correction)
        assert report.outcome == "stored"

    def clock(self, days: int) -> Callable[[], datetime]:
        return lambda: BEGUN + timedelta(days=days)


@pytest.fixture
def history(checker: Checker) -> History:
    made = History(checker)
    made.publish(0, "zho@2020-01-01", "one")
    made.publish(2, "zho@2023-05-01", "two", "new")
    made.publish(4, "zho@2030-01-01", "three")
    return made


def served(client: Client, target: str) -> str:
    answered = client.get(target)
    assert answered.status == 200, answered.text
    return str(answered.json()["expression"])


def test_a_floating_address_is_told_on_today_as_known_by_the_newest_entry(history: History) -> None:
    shown = history.client.get(f"{WORK}/zho/~art_1").json()
    assert (shown["expression"], shown["on"], shown["known"]) == (SECOND, "2026-01-11", day_of(4))


def test_a_pinned_address_is_told_as_of_its_recording_for_ever(history: History) -> None:
    shown = history.client.get(f"{FIRST}/~art_1")
    assert (shown.json()["on"], shown.json()["known"]) == ("2026-01-01", day_of(0))
    assert shown.headers["cache-control"] == FOR_EVER
    assert shown.json()["version"]["current"]


@pytest.mark.parametrize(
    ("on", "expression"),
    [
        ("2020-01-01", FIRST),
        ("2023-04-30", FIRST),
        ("2023-05-01", SECOND),
        ("2029-12-31", SECOND),
        ("2030-01-01", NEXT),
    ],
)
def test_the_law_of_a_day_is_the_version_that_has_begun_by_then(history: History, on: str, expression: str) -> None:
    shown = history.client.get(f"{WORK}/zho/~art_1?on={on}")
    assert (shown.json()["expression"], shown.json()["on"]) == (expression, on)
    assert served(history.client, f"{WORK}/zho:{on}/~art_1") == expression
    assert shown.json()["version"]["current"]
    assert "immutable" not in shown.headers["cache-control"]
    assert shown.headers["content-location"] == f"{expression}/~art_1?on={on}"


def test_a_version_of_a_day_to_come_says_that_it_is_prospective(history: History) -> None:
    version = history.client.get(f"{NEXT}?on=2029-12-31").json()["version"]
    assert (version["status"], version["current"]) == ("prospective", False)
    version = history.client.get(f"{NEXT}?on=2030-01-01").json()["version"]
    assert (version["status"], version["current"]) == ("unknown", True)


def test_a_day_before_the_first_version_has_none(history: History) -> None:
    refused = history.client.get(f"{WORK}/zho?on=2019-12-31")
    assert (refused.status, refused.json()["reason"]) == (404, "no-version-for-date")
    assert len(refused.json()["available"]["versions"]) == 3


@pytest.mark.parametrize(("days", "expression"), [(0, FIRST), (1, FIRST), (2, SECOND), (3, SECOND), (4, SECOND)])
def test_what_was_known_then_is_what_was_answered_then(history: History, days: int, expression: str) -> None:
    shown = history.client.get(f"{WORK}/zho/~art_1?known={day_of(days)}")
    assert (shown.json()["expression"], shown.json()["known"]) == (expression, day_of(days))
    assert shown.json()["on"] == str(date(2026, 1, 1) + timedelta(days=days))
    assert shown.headers["cache-control"] == FOR_EVER
    dates = [v["date"] for v in history.client.get(f"{WORK}?known={day_of(days)}").json()["versions"]]
    assert dates == ["2030-01-01", "2023-05-01", "2020-01-01"][2 - days // 2 :]


def test_both_axes_cross(history: History) -> None:
    answers = {
        (on, days): served(history.client, f"{WORK}/zho?on={on}&known={day_of(days)}")
        for on in ("2021-01-01", "2024-01-01", "2031-01-01")
        for days in (1, 3, 5)
    }
    assert answers == {
        ("2021-01-01", 1): FIRST, ("2021-01-01", 3): FIRST, ("2021-01-01", 5): FIRST,
        ("2024-01-01", 1): FIRST, ("2024-01-01", 3): SECOND, ("2024-01-01", 5): SECOND,
        ("2031-01-01", 1): FIRST, ("2031-01-01", 3): SECOND, ("2031-01-01", 5): NEXT,
    }  # fmt: skip


@pytest.mark.parametrize("days", [-1, -400])
@pytest.mark.parametrize("read", READS)
def test_before_the_first_record_nothing_is_known(history: History, read: str, days: int) -> None:
    refused = history.client.get(f"{WORK}{read}?known={day_of(days)}", accept="*/*")
    assert refused.status == 404
    if not read.endswith(".xml"):
        assert (refused.json()["reason"], refused.json()["parameter"]) == ("no-version-for-date", "known")


@pytest.mark.parametrize("days", [5, 10, 3000])
@pytest.mark.parametrize("read", READS)
def test_of_an_instant_after_the_newest_entry_the_answer_is_what_is_known_now(
    history: History, read: str, days: int
) -> None:
    shown = history.client.get(f"{WORK}{read}?known={day_of(days)}", accept="*/*")
    assert shown.status == 200
    assert shown.headers["cache-control"] != FOR_EVER
    if shown.headers["content-type"].endswith("json") and "validation" not in read:
        assert (shown.json()["known"], shown.json()["on"]) == (day_of(4), str(date(2026, 1, 1 + min(days, 10))))


@pytest.mark.parametrize("read", READS)
def test_every_read_of_a_past_instant_is_kept_for_ever_and_never_changes(history: History, read: str) -> None:
    target = f"{WORK}{read}?known={day_of(3)}"
    before = history.client.get(target)
    assert (before.status, before.headers["cache-control"]) == (200, FOR_EVER)
    history.publish(6, "zho@2020-01-01", "ONE", correction="a slip")
    history.publish(7, "zho@2025-01-01", "later")
    history.publish(8, "eng@2020-01-01", "one")
    after = history.client.get(target)
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])
    assert history.client.get(target, if_none_match=before.headers["etag"]).status == 304


def test_a_correction_is_served_from_the_instant_on_at_which_it_was_recorded(history: History) -> None:
    history.publish(6, "zho@2023-05-01", "TWO", "new", correction="a slip")
    assert served(history.client, f"{WORK}/zho?known={day_of(5)}") == SECOND
    assert served(history.client, f"{WORK}/zho?known={day_of(6)}") == f"{SECOND};r2"
    then = [history.client.get(f"{SECOND}?known={day_of(days)}").json()["version"] for days in (5, 6)]
    assert [version["supersededAt"] for version in then] == [day_of(4), day_of(4)]
    assert [version["current"] for version in then] == [True, False]


def test_a_version_that_was_not_known_yet_is_not_there_at_its_own_address(history: History) -> None:
    refused = history.client.get(f"{SECOND}?known={day_of(1)}")
    assert (refused.status, refused.json()["reason"]) == (404, "unknown-expression")
    assert refused.json()["available"]["versions"] == [FIRST]
    assert history.client.get(f"{WORK}/eng?known={day_of(1)}").json()["reason"] == "language-not-held"


def test_what_was_known_then_and_is_withdrawn_now_names_the_same_version(history: History) -> None:
    target = f"{WORK}/zho?known={day_of(3)}"
    before = history.client.get(target)
    withdraw(history.store, history.clock(6), read_subject(SECOND), "in error")
    gone = history.client.get(target)
    assert (gone.status, gone.json()["iri"]) == (410, SECOND)
    assert served(history.client, f"{WORK}/zho") == FIRST
    record = history.client.get(f"{WORK}?known={day_of(5)}").json()
    assert [version["withdrawn"] for version in record["versions"]] == [None, None, None]
    restore(history.store, history.clock(7), read_subject(SECOND), "it was none")
    assert history.client.get(target).body == before.body
    # What was told while it was withdrawn stays told.
    assert served(history.client, f"{WORK}/zho?known={day_of(6)}") == FIRST
    assert history.client.get(f"{SECOND}?known={day_of(6)}").status == 410


def test_translations_are_told_as_known_then(history: History) -> None:
    history.publish(6, "eng@2020-01-01", "one")
    translations = [
        len(history.client.get(f"{FIRST}/~art_1?known={day_of(days)}").json()["translations"]) for days in (5, 6)
    ]
    assert translations == [0, 1]
    assert history.client.get(f"{FIRST}/~art_1?parallel=eng&known={day_of(5)}").status == 404
    beside = history.client.get(f"{FIRST}/~art_1?parallel=eng&known={day_of(6)}")
    # What stands beside a text may be withdrawn later.
    assert beside.status == 200
    assert beside.headers["cache-control"] != FOR_EVER
    assert beside.json()["parallel"]["eng"]["known"] == day_of(6)


def test_xml_and_text_are_those_of_the_version_that_was_meant(history: History) -> None:
    for suffix in (".xml", ".txt"):
        then = history.client.get(f"{WORK}/zho/~art_1{suffix}?known={day_of(1)}")
        assert then.body == history.client.get(f"{FIRST}/~art_1{suffix}").body


def test_a_range_and_an_outline_say_when_they_are_told(history: History) -> None:
    for read in ("/~art_1-%3Eart_2", "/toc"):
        shown = history.client.get(f"{SECOND}{read}").json()
        assert (shown["on"], shown["known"]) == ("2026-01-03", day_of(2))
        shown = history.client.get(f"{WORK}/zho{read}?on=2024-01-01").json()
        assert (shown["on"], shown["known"]) == ("2024-01-01", day_of(4))


def test_the_versions_of_a_work_are_listed_newest_first_with_all_that_is_known_of_them(history: History) -> None:
    history.publish(6, "eng@2020-01-01", "one")
    listed = history.client.get(f"{WORK}/versions").json()
    assert listed["languages"] == ["zho", "eng"]
    assert [(v["language"], v["date"], v["current"]) for v in listed["versions"]] == [
        ("zho", "2030-01-01", False),
        ("zho", "2023-05-01", True),
        ("zho", "2020-01-01", False),
        ("eng", "2020-01-01", True),
    ]
    assert [v["status"] for v in listed["versions"]] == ["prospective", "unknown", "unknown", "unknown"]


MALFORMED = [
    ("on", value)
    for value in ("", "2020", "2020-1-1", "2020-02-30", "20200101", "2020-01-01T00:00:00Z", "٢٠٢٠-01-01", "9" * 500)
] + [
    ("known", value)
    for value in (
        *("", "2026-01-01", "2026-01-01T12:00:00", "2026-01-01 12:00:00Z", "2026-02-30T12:00:00Z", "1767225600"),
        *("2026-01-01T25:00:00Z", "2026-01-01T12:00:60Z", "2026-01-01T12:00:00+24:00", "now", "1" * 500),
    )
]


@pytest.mark.parametrize("read", READS)
def test_what_is_no_day_and_no_instant_is_refused_with_its_parameter(history: History, read: str) -> None:
    for parameter, value in MALFORMED:
        refused = history.client.get(f"{WORK}{read}?{parameter}={quote(value)}")
        assert refused.status == 400, value
        if not read.endswith(".xml"):
            assert (refused.json()["reason"], refused.json()["parameter"]) == ("bad-parameter", parameter)


@pytest.mark.parametrize(
    "written",
    ["2026-01-02T12:00:00Z", "2026-01-02t12:00:00z", "2026-01-02T13:00:00+01:00", "2026-01-02T13:00:00%2B01:00",
     "2026-01-02T07:00:00-05:00", "2026-01-02T12:00:00.000000000Z", "2026-01-02T12:00:00.0000009Z"],
)  # fmt: skip
def test_an_instant_has_many_spellings(history: History, written: str) -> None:
    assert history.client.get(f"{WORK}/zho?known={written}").json()["known"] == day_of(1)


def test_two_days_in_one_question_are_refused(history: History) -> None:
    refused = history.client.get(f"{WORK}/zho:2021-01-01?on=2021-01-01")
    assert (refused.status, refused.json()["parameter"]) == (400, "on")
    assert history.client.get(f"{FIRST}?on=2021-01-01&on=2021-01-01").status == 400


def test_both_parameters_are_unknown_where_no_law_is_read(history: History) -> None:
    assert history.client.get("/v1/status?on=2021-01-01").json()["reason"] == "unknown-parameter"


def test_a_history_tells_the_texts_that_were_known_then(checker: Checker) -> None:
    history, kept = History(checker), "The operator keeps a record of every notice"
    history.publish(0, "zho@2020-01-01", f"{kept}.")
    history.publish(2, "zho@2023-05-01", f"{kept} that is served.")
    told = [history.client.get(f"{FIRST}/~art_1/history?known={day_of(days)}").json()["texts"] for days in (1, 3)]
    assert [len(texts) for texts in told] == [1, 2]


def test_a_citation_is_of_the_version_that_was_meant(history: History) -> None:
    cited = history.client.get(f"{WORK}/zho/~art_1/cite?style=csl-json&on=2021-01-01")
    assert (cited.status, cited.headers["content-location"]) == (200, f"{FIRST}/~art_1/cite?style=csl-json")
