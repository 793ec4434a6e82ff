"""The address of a document: that which its FRBR IRIs declare, else one derived, else one assigned.

    mapped     the operator's mapping names the document
    declared   an IRI of its FRBRExpression is an Akoma Ntoso IRI of one version (`eng@2017-06-25`, or the original
               one, `eng@`, whose date is the earliest of the expression)
    derived    made of its own FRBR values: country, type, subtype, date, the publisher's identifier of the work or its
               number, language, date of the version; the Work's IRI alone may be an Akoma Ntoso one
    assigned   one of these is not known, or it is a part of another document: the number is the digest of its bytes

The name is a function of the document and the mapping alone; what happens where two documents would get the same is in
`lawpin.holdings.settling`. The rules are written down in docs/naming.md.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256 as hash_sha256
from typing import Final
from urllib.parse import quote, unquote

from lawpin.akn.frbr import FrbrValues, iso_date
from lawpin.akn.listing import shortened
from lawpin.akn.mapping import UNMAPPED, Mapping
from lawpin.law import countries, languages
from lawpin.law.errors import MalformedAddress, NoAddress
from lawpin.law.identifiers.address import Address, Original
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.identifiers.reader import DOCTYPES, read_address, read_expression_id
from lawpin.law.version import Naming

UNDATED: Final = "0001"  # where an address needs a date and the document gives none

_DIGITS: Final = 32
# Characters of a step as an address writes it, what of a longer one is kept, and digits of the SHA-256 after that.
_LONGEST_STEP, _KEPT, _HASHED = 240, 200, 16
# An address has at most 2,048 characters, of which an id may take 1,024.
_LONGEST_EXPRESSION: Final = 960
_AKN: Final = re.compile(r"(?:https?://[^/?#]+)?/?(akn/.*)", re.IGNORECASE | re.ASCII | re.DOTALL)
_SCHEME: Final = re.compile(r"\A[a-z][a-z0-9+.-]*:(?://[^/?#]*)?", re.IGNORECASE | re.ASCII)
_WEB: Final = re.compile(r"\Ahttps?:", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+(?:\.\w+)*")
_IDENTIFYING: Final = re.compile(r"[-\d]")  # one word without a digit is a folder, or what is the same for many
_POINT_IN_TIME: Final = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Name:
    """The address of a document, where it comes from, and a sentence that says why (None where it is declared)."""

    id: ExpressionId
    naming: Naming
    named_after: str | None = None
    reason: str | None = None


def name_document(values: FrbrValues, sha256: str | None = None, mapping: Mapping = UNMAPPED) -> Name:
    """The address of the document with these FRBR values; `sha256` is that of its bytes, hexadecimal.

    Raises:
        NoAddress: its element is no document type; or, without `sha256`, nothing but its digest could name it.
    """
    if values.doctype not in DOCTYPES.values():
        message = f"under akomaNtoso stands <{shortened(values.doctype)}>, which is not a document type of Akoma Ntoso"
        raise NoAddress(message)
    decided = mapping.find(sha256, (*values.expression_iris, *values.work_iris))
    if decided is not None:
        return _mapped(decided, values)
    part = _part(values)
    name = None if part else _declared(values) or _derived(values)
    if name is not None:
        return name
    reason = f"this is a part of an expression (“{shortened(part)}”), not the whole of it" if part else _missing(values)
    if sha256 is None:
        raise NoAddress(reason)
    work = WorkId(values.country or countries.UNKNOWN, values.doctype, values.date or UNDATED)
    known = ExpressionId(work, values.language or languages.UNKNOWN, _version_date(values) or UNDATED)
    return Name(assigned_id(known, sha256), "assigned", reason=f"{reason}: its address is made of its digest")


def assigned_id(known: ExpressionId, sha256: str) -> ExpressionId:
    """The address that a digest assigns: country, type, dates and language as known, the digest as the number."""
    work = WorkId(known.work.country, known.work.doctype, known.work.date, f"sha256-{sha256[:_DIGITS]}")
    return ExpressionId(work, known.language, known.date)


def is_same(iri: str, named: ExpressionId) -> bool:
    """Whether an IRI as a document writes it spells this address, its work, or an address that floats there."""
    address = _read(iri)
    if address is None or address.work != named.work or address.eid or address.component:
        return False
    return address.pinned() in {None, named}


# --- mapped, declared, derived ---------------------------------------------------------------------------------------


def _mapped(decided: Address, values: FrbrValues) -> Name:
    language, date = values.language or languages.UNKNOWN, _version_date(values) or UNDATED
    named = decided.pinned() or ExpressionId(decided.work, language, date)
    return Name(named, "mapped", reason="the mapping of the operator gives its address")


def _declared(values: FrbrValues) -> Name | None:
    named = _stated(_akn_addresses(values.expression_iris), values)
    return None if named is None else Name(named, "declared")


def _stated(addresses: Iterable[Address], values: FrbrValues) -> ExpressionId | None:
    """The first version that an address states, the original one by the earliest date of the expression."""
    for address in addresses:
        pinned = address.pinned()
        if pinned is not None:
            return pinned
        if address.language is not None and isinstance(address.moment, Original) and values.expression_dates:
            return ExpressionId(address.work, address.language, values.expression_dates[0], author=address.author)
    return None


def _derived(values: FrbrValues) -> Name | None:
    named, named_after = _stated(_akn_or_older(values.expression_iris), values), None
    if named is None:
        named, named_after = _made(values)
    if named is None or not _is_readable(named):
        return None
    how = "completed" if named_after is None else "made"
    reason = f"no IRI of the FRBRExpression is an Akoma Ntoso IRI of one version: the address is {how} from FRBR values"
    return Name(named, "derived", named_after, reason)


def _made(values: FrbrValues) -> tuple[ExpressionId | None, str | None]:
    address = next((a for a in _akn_or_older(values.expression_iris) if a.language is not None), None)
    language, author = (values.language, None) if address is None else (address.language, address.author)
    date = _version_date(values)
    work, named_after = _akn_work(values), None
    if work is None and values.country and values.date:
        work, named_after = _work_of_values(values, values.country, values.date)
    if work is None or language is None or date is None:
        return None, None
    return ExpressionId(work, language, date, author=author), named_after


def _akn_work(values: FrbrValues) -> WorkId | None:
    addresses = _akn_or_older((*values.work_iris, *values.expression_iris))
    return next((address.work for address in addresses), None)


def _work_of_values(values: FrbrValues, country: str, date: str) -> tuple[WorkId | None, str | None]:
    named_after, number = _identifier(values)
    if number is None:
        return None, None
    for subtype in (_slug(values.subtype or ""), None):
        work = WorkId(country, values.doctype, date, number, subtype)
        if _is_readable(ExpressionId(work, languages.UNKNOWN, UNDATED)):
            return work, named_after
    return None, None


def _identifier(values: FrbrValues) -> tuple[str | None, str | None]:
    """The publisher's identifier of the work, and how an address writes it."""
    for iri in values.work_iris:
        lasting = _without_point_in_time(iri)
        number = _slug(_SCHEME.sub("", lasting))
        if number and _IDENTIFYING.search(number):
            return _WEB.sub("", lasting).rstrip("/"), number
    number = _slug(values.number or "")
    return (values.number, number) if number else (None, None)


# --- parts -----------------------------------------------------------------------------------------------------------


def _part(values: FrbrValues) -> str | None:
    """The IRI that says that this is a part of another document."""
    for iri in (*values.expression_iris, *values.work_iris):
        address = _akn_address(iri)
        if address is None:
            continue
        is_portion = values.doctype == "portion" != address.work.doctype
        if address.eid or address.component or is_portion:
            return iri
    return None


def _missing(values: FrbrValues) -> str:
    parts = {"language": values.language, "date of the version": _version_date(values)}
    if _akn_work(values) is None:
        identifier = _identifier(values)[1]
        parts |= {"country": values.country, "date": values.date, "identifier or number of the work": identifier}
    missing = ", ".join(f"no {name}" for name, value in sorted(parts.items()) if value is None)
    iri = next(iter(values.expression_iris), None)
    start = (
        "the FRBRExpression has no IRI" if iri is None else f"“{shortened(iri)}” is no Akoma Ntoso IRI of one version"
    )
    return f"{start}, and the FRBR values give {missing or 'no address that can be read back'}"


def _version_date(values: FrbrValues) -> str | None:
    points = (_point_in_time(iri) for iri in (*values.expression_iris, *values.work_iris))
    stated = values.applicable or next((point for point in points if point is not None), None)
    return stated or next(reversed(values.expression_dates), None)


# --- IRIs ------------------------------------------------------------------------------------------------------------


def _akn_addresses(iris: Iterable[str]) -> Iterator[Address]:
    return (address for address in map(_akn_address, iris) if address is not None)


def _akn_address(iri: str) -> Address | None:
    found = _AKN.fullmatch(iri)
    return None if found is None else _read(f"/{found[1]}")


def _akn_or_older(iris: Iterable[str]) -> Iterator[Address]:
    """Also those of the time before IRIs began with /akn: `/za/act/1996/constitution/eng@2017-06-25/main`."""
    for iri in iris:
        older = f"/akn{iri}" if iri.startswith("/") else ""
        address = _akn_address(iri) or _read(older)
        if address is not None:
            yield address


def _read(written: str) -> Address | None:
    # Older versions of the convention wrote the component without its mark.
    try:
        address = read_address(written.removesuffix("/main"))
    except MalformedAddress:
        return None
    return address if len(str(address)) <= _LONGEST_EXPRESSION else None


def _is_readable(named: ExpressionId) -> bool:
    try:
        return read_expression_id(str(named)) == named
    except MalformedAddress:
        return False


def _point_in_time(iri: str) -> str | None:
    """The day of the version in a European Legislation Identifier: its last step that is one."""
    steps = _SCHEME.sub("", iri).split("/")
    after = steps[steps.index("eli") + 1 :] if "eli" in steps else []
    return next(filter(None, map(_day, reversed(after))), None)


def _day(step: str) -> str | None:
    found = _POINT_IN_TIME.fullmatch(step)
    return None if found is None else iso_date(f"{found[1]}-{found[3]}-{found[4]}")


def _without_point_in_time(iri: str) -> str:
    lasting, _, last = iri.rstrip("/").rpartition("/")
    return lasting if _day(last) is not None and _point_in_time(iri) == _day(last) else iri


def _slug(written: str) -> str | None:
    """One step of an address: the words of an identifier with hyphens between them; None where it has none."""
    slug = "-".join(_WORD.findall(unquote(written)))
    if len(quote(slug)) <= _LONGEST_STEP:
        return slug or None
    kept = slug[:_KEPT]
    while len(quote(kept)) > _KEPT:
        kept = kept[:-1]
    return f"{kept}-{hash_sha256(written.encode()).hexdigest()[:_HASHED]}"
