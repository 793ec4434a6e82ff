"""The interval in which a text is in force, as its metadata state it; where they state none, or two, there is none.

    legal_from   the day of applicability of the version (JOLUX, as of Fedlex and Legilux)
                 the start of the interval `inForce` that the document or its body refers to by @period
                 the day of entry into force, of an original version: a later one was in force later
    legal_to     the end of that interval
                 the one day on which events of the lifecycle repeal the document

What is not taken: events of generation, which date the file with some publishers and the act with others; events of
amendment; dates that say a last day, since they do not say whether it counts. Intervals are half-open.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from lxml import etree

from lawpin.akn.frbr import iso_date, level_of
from lawpin.akn.names import akn, local_name

Interval = tuple[date | None, date | None]

_NOT_LETTERS: Final = re.compile("[^a-z]")
_STEPS: Final = re.compile(r"[/#:]")
_IN_FORCE: Final = frozenset({"inforce"})
_ENTRY: Final = frozenset({"dateentryinforce", "entryintoforce", "entryinforce", "dateofentryintoforce"})
_ORIGINAL: Final = "originalVersion"


def read_legal_interval(document: etree._Element, applicable: str | None) -> Interval:
    """The first day in force and the first day no longer in force; None where the metadata do not say, or contradict.

    `document` is the element under `akomaNtoso`; `applicable` the day of applicability that its FRBR values give.
    """
    meta = document.find(akn("meta"))
    if meta is None:
        return None, None
    events = {event.get("eId"): event for event in meta.iterfind(f"{akn('lifecycle')}/{akn('eventRef')}")}
    starts, ends = _interval(document, meta, events)
    # Where the version has a day of its own, that of the act's entry into force is another one.
    begins = _one([*starts, *((applicable,) if applicable else _entries(document))])
    ended = _one([*ends, *(event.get("date") for event in events.values() if event.get("type") == "repeal")])
    if begins is not None and ended is not None and ended < begins:
        return None, None
    return begins, ended


def _interval(
    document: etree._Element, meta: etree._Element, events: dict[str | None, etree._Element]
) -> tuple[list[str | None], list[str | None]]:
    """The dates of the events between which the document, or its body, says that it is in force."""
    body = next((child for child in document.iterchildren("*") if local_name(child.tag).lower().endswith("body")), None)
    named = document.get("period") or (None if body is None else body.get("period"))
    if named is None:
        return [], []
    groups = meta.iterfind(f"{akn('temporalData')}/{akn('temporalGroup')}")
    found = [
        interval
        for group in groups
        if group.get("eId") == _local(named)
        for interval in group.iterfind(akn("timeInterval"))
        if _folded(interval.get("refersTo", "")) in _IN_FORCE
    ]

    def dates(side: str) -> list[str | None]:
        marked = (events.get(_local(interval.get(side, ""))) for interval in found)
        return [event.get("date") for event in marked if event is not None]

    return dates("start"), dates("end")


def _entries(document: etree._Element) -> list[str | None]:
    expression = level_of(document, "FRBRExpression")
    if expression is None or document.get("contains", _ORIGINAL) != _ORIGINAL:
        return []
    return [d.get("date") for d in expression.iterfind(akn("FRBRdate")) if _folded(d.get("name", "")) in _ENTRY]


def _one(written: Iterable[str | None]) -> date | None:
    """The one day that all of these are; None where there is none, one that is no day, or more than one."""
    found = {iso_date(value) for value in written if value}
    if len(found) != 1:
        return None
    (day,) = found
    return date.fromisoformat(day) if day is not None and len(day) == len("2017-01-15") else None


def _local(reference: str) -> str:
    return reference.strip().removeprefix("#")


def _folded(name: str) -> str:
    return _NOT_LETTERS.sub("", _STEPS.split(name.strip())[-1].lower())
