"""What a document says of itself: FRBR metadata read into values, tolerantly, never invented."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from lawpin.akn.frbr import document_of, level_of, read_frbr, values_of
from lawpin.akn.legal_time import read_legal_interval
from lawpin.akn.names import LAWPIN, akn
from lawpin.akn.naming import Name, is_same, name_document
from lawpin.akn.text import read_words
from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.languages import joint
from lawpin.law.version import Agent, Expression, NamedDate, Provenance

_PROVENANCE = tuple(Provenance.__dataclass_fields__)
_ALIASES = 200  # of one level: more serve nobody, and each is compared with the address
# Where a title stands, the most telling first.
_TITLES = ("docTitle", "shortTitle", "longTitle")


def read_expression(root: etree._Element, name: Name | None = None, *, is_draft: bool = False) -> Expression:
    """The expression that a document holds, as its metadata describe it; `root` is `akomaNtoso`.

    `name` is its address; None means the one that its FRBR values give.

    Raises:
        NoAddress: they give none.
    """
    document = document_of(root)
    meta = document.find(akn("meta"))
    work, expression = level_of(document, "FRBRWork"), level_of(document, "FRBRExpression")
    values = read_frbr(root)
    named = name_document(values) if name is None else name
    title = _title(document, joint(named.id.language))
    legal_from, legal_to = read_legal_interval(document, values.applicable)
    return Expression(
        id=named.id,
        doctype=values.doctype,
        title=title,
        aliases=_other_names(named.id, title, values.work_iris, work),
        authors=tuple(_agents(meta, work)),
        contributors=tuple(_agents(meta, expression)),
        dates=tuple(_named_dates(work)),
        subtype=named.id.work.subtype or values.subtype,
        authoritative=_boolean(next(values_of(expression, "FRBRauthoritative"), None)),
        translation_of=_translation_of(expression),
        legal_from=legal_from,
        legal_to=legal_to,
        provenance=_provenance(meta),
        is_draft=is_draft,
        naming=named.naming,
        named_after=named.named_after,
        iris=_other_names(named.id, title, values.expression_iris, expression),
    )


def _other_names(
    named: ExpressionId, title: str | None, iris: Iterable[str], level: etree._Element | None
) -> tuple[str, ...]:
    """The aliases that a level gives itself, then its IRIs as the publisher writes them: each once, none of ours."""
    others = dict.fromkeys((*islice(values_of(level, "FRBRalias"), _ALIASES), *iris))
    return tuple(other for other in others if other != title and not is_same(other, named))


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


def _named_dates(level: etree._Element | None) -> Iterator[NamedDate]:
    if level is None:
        return
    for date in level.iterfind(akn("FRBRdate")):
        if date.get("date"):
            yield NamedDate(date.get("name") or None, date.get("date", ""))


def _provenance(meta: etree._Element | None) -> Provenance:
    found = None if meta is None else meta.find(f"{akn('proprietary')}/{{{LAWPIN}}}provenance")
    if found is None:
        return Provenance()
    return Provenance(**{name: found.get(name) for name in _PROVENANCE})


def _boolean(written: str | None) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(written or "")
