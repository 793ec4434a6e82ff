"""The FRBR values of a document as its metadata write them, tolerantly: what is empty or unreadable is left out.

How an address is made of them is decided in `lawpin.akn.naming`; both are written down in docs/naming.md.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as calendar_date
from typing import Final

from lxml import etree

from lawpin.akn.names import XML, akn, local_name
from lawpin.law.countries import country_code
from lawpin.law.errors import NoAddress
from lawpin.law.languages import UNKNOWN, language_code

SEVERAL: Final = "mul"  # ISO 639-2: more than one language

# The dates of the XML Schema, days first, and parts of them; a time and a zone may follow.
_DATE: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
# Templates and programs write 0001, 2999 or 9999 where they know no year.
_YEARS: Final = range(1000, 2200)
_APPLICABILITY: Final = "dateApplicability"
_STEPS: Final = re.compile(r"[/#:]")


@dataclass(frozen=True, slots=True)
class FrbrValues:
    """What the metadata say of the work and the expression, in the spelling of addresses; None: they do not say.

    IRIs stand as written, FRBRuri before FRBRthis. Dates are ISO dates of four, seven or ten characters. `date` is the
    earliest of work and expression, since no work is younger than its expressions; `expression_dates` are sorted,
    each once. `applicable` is the one day from which the text of this version applies.
    """

    doctype: str
    work_iris: tuple[str, ...] = ()
    expression_iris: tuple[str, ...] = ()
    country: str | None = None
    subtype: str | None = None
    number: str | None = None
    language: str | None = None
    date: str | None = None
    expression_dates: tuple[str, ...] = ()
    applicable: str | None = None


def document_of(root: etree._Element) -> etree._Element:
    """The one document under `akomaNtoso`.

    Raises:
        NoAddress: there is none.
    """
    document = next(root.iterchildren("*"), None)
    if document is None:
        message = "there is no document under akomaNtoso"
        raise NoAddress(message)
    return document


def read_frbr(root: etree._Element) -> FrbrValues:
    """The FRBR values of the document under `root`, which is `akomaNtoso`. Raises NoAddress where there is none."""
    document = document_of(root)
    identification = document.find(f"{akn('meta')}/{akn('identification')}")
    work, expression = level_of(document, "FRBRWork"), level_of(document, "FRBRExpression")
    return FrbrValues(
        doctype=local_name(document.tag),
        work_iris=_iris(work),
        expression_iris=_iris(expression),
        country=next(filter(None, map(country_code, values_of(work, "FRBRcountry"))), None),
        subtype=next(values_of(work, "FRBRsubtype"), None),
        number=next(values_of(work, "FRBRnumber"), None),
        language=_language(root, document, expression),
        date=next(iter(_dates((*_written_dates(work), *_written_dates(expression)))), None),
        expression_dates=_dates(_written_dates(expression)),
        applicable=_applicable(identification, expression),
    )


def level_of(document: etree._Element, name: str) -> etree._Element | None:
    """The element of an FRBR level (`FRBRWork`) in the metadata of a document."""
    return document.find(f"{akn('meta')}/{akn('identification')}/{akn(name)}")


def values_of(level: etree._Element | None, name: str) -> Iterator[str]:
    """What the elements of that name say, in document order, without white space around it; empty values left out."""
    if level is not None:
        yield from filter(None, (element.get("value", "").strip() for element in level.iterfind(akn(name))))


def iso_date(written: str) -> str | None:
    """The date at the start of a date or instant of XML Schema; None where there is none, or one that says nothing."""
    found = _DATE.fullmatch(written.strip())
    if found is None or int(found[1][:4]) not in _YEARS:
        return None
    try:
        calendar_date.fromisoformat(f"{found[1]}-01-01"[:10])
    except ValueError:
        return None
    return found[1]


def _iris(level: etree._Element | None) -> tuple[str, ...]:
    firsts = (next(values_of(level, name), None) for name in ("FRBRuri", "FRBRthis"))
    return tuple(dict.fromkeys(iri for iri in firsts if iri is not None))


def _written_dates(level: etree._Element | None) -> Iterator[str]:
    if level is not None:
        yield from (element.get("date", "") for element in level.iterfind(akn("FRBRdate")))


def _dates(written: Iterable[str]) -> tuple[str, ...]:
    """Each once, the earliest first; a year or month of which a day is there as well says nothing more."""
    found = {date for date in map(iso_date, written) if date is not None}
    return tuple(sorted(found - {date[:length] for date in found for length in (4, 7) if length < len(date)}))


def _language(root: etree._Element, document: etree._Element, expression: etree._Element | None) -> str | None:
    declared = () if expression is None else expression.iterfind(akn("FRBRlanguage"))
    found = dict.fromkeys(filter(None, (_code(element.get("language", "")) for element in declared)))
    if len(found) > 1:
        return SEVERAL
    bodies = (child for child in document.iterchildren("*") if local_name(child.tag).lower().endswith("body"))
    spoken = (_code(element.get(f"{{{XML}}}lang", "")) for element in (root, document, *bodies))
    return next(iter(found), None) or next(filter(None, spoken), None)


def _code(written: str) -> str | None:
    code = language_code(_STEPS.split(written.strip().rstrip("/"))[-1])
    return None if code == UNKNOWN else code


def _applicable(identification: etree._Element | None, expression: etree._Element | None) -> str | None:
    """Source: the JOLUX vocabulary of Fedlex and Legilux, in names of FRBRdate or in elements of its own."""
    if identification is None:
        return None
    named = () if expression is None else expression.iterfind(akn("FRBRdate"))
    written = [date.get("date", "") for date in named if _STEPS.split(date.get("name", ""))[-1] == _APPLICABILITY]
    written += [
        element.text or ""
        for element in identification.iter("{*}jolux")
        if any(local_name(str(name)) == "name" and value == _APPLICABILITY for name, value in element.items())
    ]
    found = _dates(written)
    return found[0] if len(found) == 1 else None
