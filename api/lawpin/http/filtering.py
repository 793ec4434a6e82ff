"""Filters of listings, read from the parameters of a request."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.reader import DOCTYPES

Value = TypeVar("Value", bound=str)
_COUNTRY = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def country(asked: Mapping[str, str]) -> str | None:
    """The country that is asked for, in lower case; None: any. Raises BadParameter."""
    return folded(asked, "country", _is_country, "a country is its ISO 3166-1 code, such as cn")


def doctype(asked: Mapping[str, str]) -> str | None:
    """The document type that is asked for; None: any. Raises BadParameter."""
    return one_of(asked, "type", DOCTYPES)


def folded(asked: Mapping[str, str], name: str, read: Callable[[str], str | None], rule: str) -> str | None:
    """The value of a filter as `read` gives it; None where it is not asked for. Raises BadParameter."""
    if name not in asked:
        return None
    value = read(asked[name])
    if not value:
        raise BadParameter(rule, parameter=name)
    return value


def one_of(asked: Mapping[str, str], name: str, known: Mapping[str, Value]) -> Value | None:
    """The value of a filter that has a closed list, letter case aside. Raises BadParameter."""
    if name not in asked:
        return None
    value = known.get(asked[name].lower())
    if value is None:
        message = f"{name} is one of {', '.join(known.values())}"
        raise BadParameter(message, parameter=name)
    return value


def _is_country(written: str) -> str | None:
    return written.lower() if _COUNTRY.fullmatch(written) else None


def is_date(written: str) -> str | None:
    """A date of a year, a month or a day as it is written; None where it is none."""
    if not _DATE.fullmatch(written):
        return None
    try:
        date.fromisoformat(f"{written}-01-01" if len(written) == len("2017") else f"{written}-01"[:10])
    except ValueError:
        return None
    return written
