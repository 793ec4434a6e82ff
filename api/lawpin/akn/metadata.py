"""What a document says of itself: FRBR metadata read into values, tolerantly, never invented."""

from collections.abc import Iterator

from lxml import etree

from lawpin.akn.names import LAWPIN, akn, local_name
from lawpin.akn.text import read_words
from lawpin.law.errors import MalformedAddress, NoAddress
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.identifiers.reader import read_address, read_expression_id
from lawpin.law.languages import joint
from lawpin.law.version import Agent, Expression, NamedDate, Provenance

_PROVENANCE = tuple(Provenance.__dataclass_fields__)
# Where a title stands, the most telling first.
_TITLES = ("docTitle", "shortTitle", "longTitle")


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


def read_expression(root: etree._Element, *, is_draft: bool = False) -> Expression:
    """The expression that a document holds, as its metadata describe it; `root` is `akomaNtoso`.

    Raises:
        NoAddress: the FRBR IRIs do not name an expression of the Akoma Ntoso naming convention, or only a part of it.
    """
    document = document_of(root)
    meta = _first(document, "meta")
    work, expression = _level(meta, "FRBRWork"), _level(meta, "FRBRExpression")
    identifier = _expression_id(expression)
    title = _title(document, joint(identifier.language))
    aliases = tuple(value for value in _values(work, "FRBRalias") if value and value != title)
    return Expression(
        id=identifier,
        doctype=local_name(document.tag),
        title=title,
        aliases=aliases,
        authors=tuple(_agents(meta, work)),
        contributors=tuple(_agents(meta, expression)),
        dates=tuple(_dates(work)),
        subtype=identifier.work.subtype or next(_values(work, "FRBRsubtype"), None) or None,
        authoritative=_boolean(next(_values(expression, "FRBRauthoritative"), None)),
        translation_of=_translation_of(expression),
        provenance=_provenance(meta),
        is_draft=is_draft,
    )


def _expression_id(expression: etree._Element | None) -> ExpressionId:
    this = next(_values(expression, "FRBRthis"), "")
    iri = next(_values(expression, "FRBRuri"), "") or this
    address = _address(iri)
    if address.eid or address.component or _names_a_place(this):
        message = f"this is a part of an expression (“{this[:80]}”), not the whole of it"
        raise NoAddress(message)
    pinned = address.pinned()
    if pinned is not None:
        return pinned
    date = next((d.date for d in _dates(expression)), None)
    if address.language is None or date is None:
        message = f"the FRBRuri of the expression, “{iri[:80]}”, does not pin a version (language@date)"
        raise NoAddress(message)
    dated = ExpressionId(address.work, address.language, date[:10], author=address.author)
    if _address(str(dated)).pinned() != dated:
        message = f"the FRBRdate of the expression, “{date[:80]}”, is not a date (YYYY-MM-DD)"
        raise NoAddress(message)
    return dated


def _address(iri: str) -> Address:
    try:
        return read_address(iri)
    except MalformedAddress as fault:
        message = f"the FRBRuri of the expression, “{iri[:80]}”, is not an Akoma Ntoso address: {fault.detail}"
        raise NoAddress(message) from None


def _names_a_place(iri: str) -> bool:
    try:
        return read_address(iri).eid is not None
    except MalformedAddress:
        return False


def _translation_of(expression: etree._Element | None) -> ExpressionId | None:
    if expression is None:
        return None
    for translation in expression.iterfind(akn("FRBRtranslation")):
        try:
            return read_expression_id(translation.get("href", ""))
        except MalformedAddress:
            continue
    return None


def _title(document: etree._Element, between: str) -> str | None:
    first = next((child for child in document.iterchildren("*") if child.tag != akn("meta")), None)
    if first is None:
        return None
    for name in _TITLES:
        found = first if first.tag == akn(name) else first.find(f".//{akn(name)}")
        if found is not None:
            return read_words(found, between).replace("\n", between) or None
    return None


def _agents(meta: etree._Element | None, level: etree._Element | None) -> Iterator[Agent]:
    if meta is None or level is None:
        return
    shown = {e.get("eId"): e.get("showAs") for e in meta.iterfind(f"{akn('references')}/*") if e.get("eId")}
    for author in level.iterfind(akn("FRBRauthor")):
        href, role = author.get("href", ""), author.get("as")
        name = shown.get(href.removeprefix("#")) or href.removeprefix("#")
        if name:
            yield Agent(name, role.removeprefix("#") if role else None)


def _dates(level: etree._Element | None) -> Iterator[NamedDate]:
    if level is None:
        return
    for date in level.iterfind(akn("FRBRdate")):
        if date.get("date"):
            yield NamedDate(date.get("name"), date.get("date", ""))


def _values(level: etree._Element | None, name: str) -> Iterator[str]:
    if level is not None:
        yield from (element.get("value", "").strip() for element in level.iterfind(akn(name)))


def _provenance(meta: etree._Element | None) -> Provenance:
    found = None if meta is None else meta.find(f"{akn('proprietary')}/{{{LAWPIN}}}provenance")
    if found is None:
        return Provenance()
    return Provenance(**{name: found.get(name) for name in _PROVENANCE})


def _boolean(written: str | None) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(written or "")


def _level(meta: etree._Element | None, name: str) -> etree._Element | None:
    return None if meta is None else meta.find(f"{akn('identification')}/{akn(name)}")


def _first(document: etree._Element, name: str) -> etree._Element | None:
    return document.find(akn(name))
