"""Legal time is read where the metadata state it, and nowhere else."""

import pytest
from lxml import etree

from lawpin.akn.legal_time import read_legal_interval
from lawpin.akn.reading import read_document

DOCUMENT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"{contains}><meta>
<identification source="#x"><FRBRExpression>{dates}</FRBRExpression></identification>
<lifecycle source="#x">{events}</lifecycle><temporalData source="#x">{groups}</temporalData></meta>
<body{period}/></act></akomaNtoso>"""
EVENTS = (
    '<eventRef eId="e1" date="2020-01-01" source="#x" type="generation"/>'
    '<eventRef eId="e2" date="2022-03-01" source="#x" type="amendment"/>'
)
REPEAL = '<eventRef eId="e9" date="2030-06-01" source="#x" type="repeal"/>'
PERIOD = ' period="#t1"'


def group(start: str = ' start="#e2"', end: str = "", about: str = "#inForce", eid: str = "t1") -> str:
    return f'<temporalGroup eId="{eid}"><timeInterval{start}{end} refersTo="{about}"/></temporalGroup>'


def interval(
    dates: str = "", *, events: str = EVENTS, groups: str = "", period: str = "", contains: str = "", day: str = ""
) -> tuple[str | None, str | None]:
    source = DOCUMENT.format(dates=dates, events=events, groups=groups, period=period, contains=contains)
    root: etree._Element = read_document(source.encode()).root
    begins, ended = read_legal_interval(root[0], day or None)
    return None if begins is None else str(begins), None if ended is None else str(ended)


def test_events_of_generation_and_amendment_say_nothing_of_force() -> None:
    assert interval() == (None, None)
    assert interval(events="") == (None, None)


def test_the_interval_to_which_the_body_refers_is_the_one_that_is_in_force() -> None:
    assert interval(groups=group(), period=PERIOD) == ("2022-03-01", None)
    both = group(end=' end="#e9"')
    assert interval(events=EVENTS + REPEAL, groups=both, period=PERIOD) == ("2022-03-01", "2030-06-01")


@pytest.mark.parametrize(
    ("groups", "period"),
    [
        (group(), ""),
        (group(eid="t2"), PERIOD),
        (group(about="#efficacy"), PERIOD),
        (group(start=' start="#e7"'), PERIOD),
        (group() + group(start=' start="#e1"'), PERIOD),
        (group(start=' duration="P1Y"'), PERIOD),
    ],
    ids=["nobody refers to it", "another group", "not of force", "no such event", "two starts", "no start"],
)
def test_an_interval_that_does_not_say_when_says_nothing(groups: str, period: str) -> None:
    assert interval(groups=groups, period=period) == (None, None)


def test_a_repeal_ends_the_text_on_its_one_day() -> None:
    assert interval(events=REPEAL) == (None, "2030-06-01")
    again = REPEAL.replace("e9", "e8")
    assert interval(events=REPEAL + again) == (None, "2030-06-01")
    assert interval(events=REPEAL + again.replace("2030", "2031")) == (None, None)


def test_a_day_of_applicability_begins_the_version() -> None:
    assert interval(day="2024-05-01") == ("2024-05-01", None)
    assert interval(day="2024") == (None, None)
    assert interval(day="2024-05-01", groups=group(), period=PERIOD) == (None, None)


@pytest.mark.parametrize(
    "name", ["jolux:dateEntryInForce", "entry-into-force", "http://example.org/x#dateEntryInForce"]
)
def test_an_entry_into_force_begins_an_original_and_no_later_version(name: str) -> None:
    dates = f'<FRBRdate date="2021-02-03" name="{name}"/><FRBRdate date="2021-01-01" name="adoption"/>'
    assert interval(dates) == ("2021-02-03", None)
    assert interval(dates, contains=' contains="originalVersion"') == ("2021-02-03", None)
    assert interval(dates, contains=' contains="singleVersion"') == (None, None)


def test_the_day_of_the_version_outranks_that_of_the_act() -> None:
    dates = '<FRBRdate date="1995-01-01" name="jolux:dateEntryInForce"/>'
    assert interval(dates, day="2026-01-01") == ("2026-01-01", None)


def test_a_text_that_would_end_before_it_begins_has_no_dates() -> None:
    assert interval(day="2031-01-01", events=REPEAL) == (None, None)
    assert interval(day="2030-06-01", events=REPEAL) == ("2030-06-01", "2030-06-01")


def test_a_last_day_is_no_end_since_it_may_count() -> None:
    assert interval('<FRBRdate date="2024-12-31" name="jolux:dateEndApplicability"/>') == (None, None)


@pytest.mark.parametrize("written", ["2020-02-30", "9999-01-01", "yesterday", ""])
def test_what_is_no_day_is_nothing(written: str) -> None:
    assert interval(events=REPEAL.replace("2030-06-01", written)) == (None, None)
