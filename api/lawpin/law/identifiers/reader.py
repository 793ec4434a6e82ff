"""The one reader of addresses.

    address    = "/akn/" work [ "/" view ] | "/akn/" work "/" expression [ tail ] ; then an optional format suffix
    work       = country "/" doctype [ "/" subtype ] [ "/" actor ] "/" date [ "/" number ]
    expression = language moment [ "/" author ]
    moment     = "@" date [ ";r" digits ] | "@" | ":" date | nothing
    tail       = "/" place [ "/" view ] | "/" view
    place      = "!" component | [ "!" component ] "~" eId [ "->" eId ]

After the date of a work three small letters are its number, unless they are a language that the table of languages
holds: those are always the language. Other spellings of a language there want the mark of a moment.

Every spelling of the same thing reads as the same value (letter case where case means nothing, alias languages, a
trailing slash, percent-encoding, `!main`, a raw `>`); whether the spelling was the canonical one is seen by comparing
the text of the value with what was read. Source: AKN-NC 1.0 chapter 4; RFC 3986 section 2.
"""

import re
from collections import deque
from dataclasses import dataclass, replace
from datetime import date as calendar_date

from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.address import (
    EXPRESSION_VIEWS,
    PORTION_VIEWS,
    WORK_VIEWS,
    Address,
    Current,
    InForceOn,
    Moment,
    Original,
    Pinned,
    View,
)
from lawpin.law.identifiers.ids import ExpressionId, PortionId, RangeId, WorkId
from lawpin.law.identifiers.spelling import RANGE, decode_segment, split_suffix
from lawpin.law.languages import is_listed, language_code

MAX_LENGTH = 2048

# The elements that may stand under akomaNtoso, by their lower-case spelling.
DOCTYPES = {
    name.lower(): name
    for name in (
        *("act", "bill", "doc", "statement", "judgment", "debate", "debateReport", "amendment", "amendmentList"),
        *("documentCollection", "officialGazette", "portion"),
    )
}

_COUNTRY = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]+(-[0-9]+)?")
_VERSION = re.compile(r"(?P<language>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)(?P<moment>[@:].*)?", re.DOTALL)
_REVISION = re.compile(r"(?P<date>[^;]*)(?:;r(?P<revision>[1-9][0-9]{0,5}))?")
_VIEW_NAMES = frozenset((*WORK_VIEWS, *EXPRESSION_VIEWS, *PORTION_VIEWS))


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    position: int

    def fault(self, message: str) -> MalformedAddress:
        return MalformedAddress(message, position=self.position)


def read_address(raw: str) -> Address:
    """What the raw path of a request names, percent-encoded as it came.

    Raises:
        MalformedAddress: it is not an address; `position` counts characters from 0 to the fault.
    """
    if len(raw) > MAX_LENGTH:
        message = f"an address has at most {MAX_LENGTH} characters"
        raise MalformedAddress(message, position=MAX_LENGTH)
    bare, suffix = split_suffix(raw)
    segments = _segments(bare)
    address = Address(work=_read_work(segments, len(bare)), suffix=suffix)
    if segments and not _is_reserved(segments[0].text):
        address = _read_expression(segments, address)
    address = _read_place(segments, address)
    address = _read_view(segments, address)
    if segments:
        message = f"nothing can follow here; “{segments[0].text[:80]}” is neither a place (~eId) nor a view of it"
        raise segments[0].fault(message)
    if len(str(address)) > MAX_LENGTH:
        message = f"in its canonical spelling an address has at most {MAX_LENGTH} characters"
        raise MalformedAddress(message, position=len(raw))
    return address


def read_work_id(iri: str) -> WorkId:
    """The work that an IRI names; any spelling. Raises MalformedAddress also where it names more than a work."""
    address = read_address(iri)
    if address.bare != str(address.work) or address.suffix:
        message = "this is not the IRI of a work"
        raise MalformedAddress(message, position=_after(address.work, iri))
    return address.work


def read_expression_id(iri: str) -> ExpressionId:
    """The expression that an IRI pins; any spelling. Raises MalformedAddress where it names anything else."""
    pinned = read_place_id(iri)
    if not isinstance(pinned, PortionId) or pinned.eid or pinned.component:
        message = "this is not the IRI of an expression"
        raise MalformedAddress(message, position=_after(pinned.expression, iri))
    return pinned.expression


def read_place_id(iri: str) -> PortionId | RangeId:
    """The place that an IRI pins; any spelling. Raises MalformedAddress where it floats or names a view."""
    address = read_address(iri)
    expression = address.pinned()
    if expression is None or address.view or address.suffix:
        message = "this IRI does not pin a version (language@date) of a text"
        raise MalformedAddress(message, position=_after(address.work, iri))
    return address.at(expression)


def _after(part: WorkId | ExpressionId, iri: str) -> int:
    # Another spelling may be shorter than the canonical one.
    return min(len(str(part)), len(iri))


def _segments(bare: str) -> deque[_Segment]:
    if not bare.startswith("/"):
        message = "an address begins with /akn/"
        raise MalformedAddress(message, position=0)
    body = bare[1:-1] if bare.endswith("/") and len(bare) > 1 else bare[1:]
    segments: deque[_Segment] = deque()
    position = 1
    for raw in body.split("/"):
        if not raw:
            message = "a segment of the address is empty"
            raise MalformedAddress(message, position=position)
        segments.append(_Segment(decode_segment(raw, position), position))
        position += len(raw) + 1
    prefix = segments.popleft().text
    # isascii: lower() makes a k of the Kelvin sign.
    if not prefix.isascii() or prefix.lower() != "akn":
        message = "an address begins with /akn/"
        raise MalformedAddress(message, position=1)
    return segments


def _read_work(segments: deque[_Segment], end: int) -> WorkId:
    country = _take(segments, end, "the address ends before the country (two letters, such as cn)")
    if not _COUNTRY.fullmatch(country.text):
        message = f"“{country.text[:80]}” is not a country code"
        raise country.fault(message)
    doctype = _take(segments, end, "the address ends before the document type (act, bill, statement, judgment...)")
    if doctype.text.lower() not in DOCTYPES:
        message = f"“{doctype.text[:80]}” is not a document type of Akoma Ntoso ({', '.join(DOCTYPES.values())})"
        raise doctype.fault(message)
    between: list[str] = []
    step = _take(segments, end, "the address ends before the date of the work")
    while not _DATE.fullmatch(step.text):
        if _DATE_LIKE.fullmatch(step.text) or len(between) == 2:  # noqa: PLR2004 - subtype and actor, AKN-NC 4.4
            message = f"“{step.text[:80]}” stands where the date of the work belongs (YYYY, YYYY-MM or YYYY-MM-DD)"
            raise step.fault(message)
        between.append(step.text)
        step = _take(segments, end, "the address has no date of the work (YYYY-MM-DD)")
    _require_calendar(step.text, step.position)
    has_number = bool(segments) and not _is_reserved(segments[0].text) and not _starts_expression(segments)
    return WorkId(
        country=country.text.lower(),
        doctype=DOCTYPES[doctype.text.lower()],
        subtype=between[0] if between else None,
        actor=between[1] if len(between) > 1 else None,
        date=step.text,
        number=segments.popleft().text if has_number else None,
    )


def _read_expression(segments: deque[_Segment], address: Address) -> Address:
    segment = segments.popleft()
    parts = _VERSION.fullmatch(segment.text)
    code = language_code(parts["language"]) if parts else None
    if parts is None or code is None:
        message = f"“{segment.text[:80]}” is not a language (three letters of ISO 639-2, such as zho)"
        raise segment.fault(message)
    moment = _read_moment(parts["moment"] or "", segment)
    author = segments.popleft().text if segments and not _is_reserved(segments[0].text) else None
    if author is not None and _has_moment(author):
        message = f"“{segment.text[:80]}” is a language already: it cannot be a number, nor “{author[:80]}” an author"
        raise segment.fault(message)
    return replace(address, language=code, moment=moment, author=author)


def _read_moment(written: str, segment: _Segment) -> Moment:
    mark, rest = written[:1], written[1:]
    if not mark:
        return Current()
    position = segment.position + segment.text.index(mark) + 1
    if mark == ":":
        _require_date(rest, position)
        return InForceOn(rest)
    if not rest:
        return Original()
    revised = _REVISION.fullmatch(rest)
    if revised is None:
        message = "after the date of a version only its revision can stand (;r2)"
        raise MalformedAddress(message, position=position)
    _require_date(revised["date"], position)
    return Pinned(revised["date"], int(revised["revision"] or 1))


def _read_place(segments: deque[_Segment], address: Address) -> Address:
    component = None
    if segments and segments[0].text.startswith("!"):
        segment = segments.popleft()
        name, tilde, inner = segment.text[1:].partition("~")
        if not name:
            message = "the name of a component must follow the exclamation mark"
            raise segment.fault(message)
        component = None if name == "main" else name
        if tilde:
            segments.appendleft(_Segment(f"~{inner}", segment.position + len(name) + 1))
    if not segments or not segments[0].text.startswith("~"):
        return replace(address, component=component)
    segment = segments.popleft()
    first, arrow, last = segment.text[1:].partition(RANGE)
    if not first or (arrow and not last):
        message = "an eId must follow the tilde" if not first else "a range needs its second eId"
        raise segment.fault(message)
    if RANGE in last:
        message = "a range has two ends, and no eId holds an arrow (->)"
        raise segment.fault(message)
    return replace(address, component=component, eid=first, last=last or None)


def _read_view(segments: deque[_Segment], address: Address) -> Address:
    views: tuple[View, ...] = PORTION_VIEWS if address.eid else EXPRESSION_VIEWS if address.language else WORK_VIEWS
    if not segments or segments[0].text not in views:
        return address
    name = segments.popleft().text
    return replace(address, view=next(view for view in views if view == name))


def _take(segments: deque[_Segment], end: int, missing: str) -> _Segment:
    if not segments:
        raise MalformedAddress(missing, position=end)
    return segments.popleft()


def _is_reserved(text: str) -> bool:
    return text[0] in "~!" or text in _VIEW_NAMES


def _starts_expression(segments: deque[_Segment]) -> bool:
    """Whether what follows the date of a work is its expression at once, and no number."""
    text = segments[0].text
    if _has_moment(text):
        return True
    if len(text) != 3 or not text.islower() or not _VERSION.fullmatch(text):  # noqa: PLR2004 - as the standard has it
        return False
    return is_listed(text)


def _has_moment(text: str) -> bool:
    parts = _VERSION.fullmatch(text)
    return parts is not None and parts["moment"] is not None


def _require_date(text: str, position: int) -> None:
    if not _DATE.fullmatch(text):
        message = f"“{text[:80]}” is not a date (YYYY-MM-DD)"
        raise MalformedAddress(message, position=position)
    _require_calendar(text, position)


def _require_calendar(text: str, position: int) -> None:
    full = f"{text}-01-01"[:10] if len(text) != 7 else f"{text}-01"  # noqa: PLR2004 - YYYY-MM
    try:
        calendar_date.fromisoformat(full)
    except ValueError:
        message = f"“{text}” is not a day of the calendar"
        raise MalformedAddress(message, position=position) from None
