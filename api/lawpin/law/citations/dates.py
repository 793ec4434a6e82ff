"""Dates in citations: 2017年1月15日, 二〇一七年一月, 2017-01-15, 2017.1.15, 15 January 2017, Jan. 15, 2017, 2017."""

import re
from datetime import date as calendar_date

from lawpin.law.citations.numerals import read_han

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_HAN_YEAR, _HAN_SMALL = "[〇零一二三四五六七八九]{4}", "[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3}"
_FORMS = (
    re.compile(
        rf"(?P<y>[0-9]{{4}}|{_HAN_YEAR})年(?:度)?(?:(?P<m>{_HAN_SMALL})月(?:份)?(?:(?P<d>{_HAN_SMALL})[日号])?)?"
    ),
    re.compile(r"(?P<y>[0-9]{4})(?P<s>[-./])(?P<m>[0-9]{1,2})(?:(?P=s)(?P<d>[0-9]{1,2}))?(?![0-9a-z/])"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: day of)? {_MONTH.format('n')},? (?P<y>[0-9]{{4}})(?![0-9])"),
    re.compile(
        rf"{_MONTH.format('n')} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})(?![0-9])",
    ),
    re.compile(rf"{_MONTH.format('n')},? (?P<y>[0-9]{{4}})(?![0-9])"),
)
_YEAR = re.compile(r"[12][0-9]{3}(?![0-9a-z年])")


def read_date(lower: str, at: int) -> tuple[str | None, int] | None:
    """The date that begins here, as ISO with four, seven or ten characters, and where it ends.

    Its text None: written like a date, but no day of the calendar (2017年13月). None: no date begins here.
    """
    for form in _FORMS:
        found = form.match(lower, at)
        if found is not None:
            parts = found.groupdict()
            month = parts.get("m") or _month(parts.get("n"))
            return _iso(parts["y"], month, parts.get("d")), found.end()
    return None


def read_year(lower: str, at: int) -> tuple[str, int] | None:
    """Four digits that may be a year."""
    found = _YEAR.match(lower, at)
    return None if found is None else (found[0], found.end())


def agrees(written: str, held: str) -> bool:
    """Whether two ISO dates of four to ten characters may be the same day."""
    shorter = min(len(written), len(held))
    return written[:shorter] == held[:shorter]


def _month(name: str | None) -> str | None:
    return None if name is None else str(_MONTHS.index(name[:3]) + 1)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    numbers = [_integer(part) for part in (year, month, day) if part]
    if any(number is None for number in numbers):
        return None
    whole = [number or 0 for number in numbers]
    try:
        calendar_date(whole[0], *(whole[1:] or [1]), *([] if len(whole) > 2 else [1]))  # noqa: PLR2004 - y, m, d
    except ValueError:
        return None
    return "-".join((f"{whole[0]:04}", *(f"{number:02}" for number in whole[1:])))


def _integer(written: str) -> int | None:
    return int(written) if written.isdigit() and written.isascii() else read_han(written)
