"""What no schema says of any Akoma Ntoso document, whoever published it.

    rule                       what is wrong
    id-code-points             an id with control, bidirectional or non-characters                          refuses
    iri-code-points            the same in an IRI                                                           refuses
    id-white-space             an id with white space or invisible characters
    duplicate-eid              the same eId twice in one component: it names neither; both lines are named
    unaddressable-id           an id that names nothing: it cannot be written into an address, or several carry it
    other-id                   elements without an eId of their own are addressed by their xml:id, GUID, wId or id
    unnamed-component          a document inside the document whose FRBRthis gives it no name of its own (`!annex_1`)
    frbr-this                  FRBRthis does not begin with the FRBRuri beside it
    frbr-expression-of-work    the Expression's IRI does not begin with the Work's
    frbr-file-of-expression    the Manifestation's IRI does not begin with the Expression's
    dangling-reference         #x or ~x, and no element of this document has that id
    odd-text                   text with code points that people do not see or that turn its direction

The three FRBR rules look at IRIs of the naming convention (`/akn/...`) only: other publishers have other schemes.
Source: AKN-NC 1.0 chapter 4. The rules that only remark are all broken by real publishers.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from lxml import etree

from lawpin.akn.addressing import Addressed, Scope, addressed, scopes
from lawpin.akn.listing import Flaw, listed, shortened
from lawpin.akn.names import XML, akn, local_name
from lawpin.akn.reading import Document
from lawpin.law.finding import Finding
from lawpin.law.identifiers.spelling import is_identifier

REFUSING: Final = frozenset({"id-code-points", "iri-code-points"})

_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_CONTROLS: Final = "\x00-\x1f\x7f-\x9f"
_TEXT_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

_FORBIDDEN: Final = re.compile(f"[{_CONTROLS}{_BIDI}{_NONCHARACTERS}]")
_BLANK: Final = re.compile(f"[\\s{_INVISIBLE}]")
_ODD: Final = re.compile(f"[{_TEXT_CONTROLS}{_BIDI}{_NONCHARACTERS}{_INVISIBLE}{_PRIVATE}\ufffd]")

_IDS: Final = ("eId", "wId", "GUID", f"{{{XML}}}id")
_IRI_ELEMENTS: Final = frozenset(akn(name) for name in ("FRBRthis", "FRBRuri", "FRBRalias"))
_REFERENCES: Final = (
    "href", "source", "as", "by", "refersTo", "placementBase", "alternativeTo", "for", "period", "start", "end", "from",
    "upTo", "origin", "includedIn",
)  # fmt: skip
_CODE_POINTS_NAMED: Final = 4

_Id = tuple[etree._Element, str, str]


def house_findings(document: Document) -> tuple[Finding, ...]:
    """Findings of the table above: those that refuse first, then by rule in document order; 50 and how many more.

    The rules that refuse are `REFUSING`; the others remark, and the document is kept as it is.
    """
    return listed(_flaws(document), "house")


def _flaws(document: Document) -> Iterator[Flaw]:
    root = document.root
    elements = [element for element in root.iter("*") if isinstance(element.tag, str)]
    ids = [(element, name, value) for element in elements for name, value in _ids(element)]
    odd = _may_be_odd(document.source)
    if odd:
        yield from _forbidden_ids(ids)
        yield from _forbidden_iris(elements)
    yield from _blank_ids(ids)
    yield from _flaws_of_addresses(root)
    yield from _disagreeing_iris(elements)
    yield from _dangling(elements, {value for _, _, value in ids})
    if odd:
        yield from _odd_text(elements)


def _may_be_odd(source: bytes) -> bool:
    """Whether odd code points stand anywhere in a document, or are written as numbers."""
    # A line break or tab in an attribute is read as a space; other controls have to be written as numbers.
    return b"&#" in source or b"\x7f" in source or (not source.isascii() and bool(_ODD.search(source.decode())))


def _forbidden_ids(ids: list[_Id]) -> Iterator[Flaw]:
    for element, name, value in ids:
        if _FORBIDDEN.search(value):
            words = f"{name} holds {_named(_FORBIDDEN, value)}: no id may"
            yield Flaw(element, "id-code-points", words)


def _forbidden_iris(elements: list[etree._Element]) -> Iterator[Flaw]:
    for element in elements:
        name = "value" if element.tag in _IRI_ELEMENTS else "href"
        value = element.get(name)
        if value and _FORBIDDEN.search(value):
            words = f"{name} of <{local_name(element.tag)}> holds {_named(_FORBIDDEN, value)}: no IRI may"
            yield Flaw(element, "iri-code-points", words)


def _blank_ids(ids: list[_Id]) -> Iterator[Flaw]:
    for element, name, value in ids:
        if _BLANK.search(value):
            words = f"{name} holds {_named(_BLANK, value)}: it is served percent-encoded, and hard to cite"
            yield Flaw(element, "id-white-space", words)


def _flaws_of_addresses(root: etree._Element) -> Iterator[Flaw]:
    if next(root.iterchildren("*"), None) is None:
        return
    found = scopes(root)
    places = addressed(root)
    named = {place.element for place in places}
    for scope in found:
        yield from _duplicates(scope)
    for scope in found:
        yield from _unaddressable(scope, named)
    yield from _other_ids(places)
    for scope in found:
        if not scope.given:
            words = (
                f"the metadata of this {local_name(scope.document.tag)} give it no name: it is served as !{scope.name}"
            )
            yield Flaw(scope.document, "unnamed-component", words)


def _duplicates(scope: Scope) -> Iterator[Flaw]:
    first: dict[str, etree._Element] = {}
    for element in scope.elements:
        eid = element.get("eId")
        if not eid:
            continue
        before = first.setdefault(eid, element)
        if before is not element:
            words = f"the eId {shortened(eid)} on line {element.sourceline} stands already on line {before.sourceline}"
            yield Flaw(element, "duplicate-eid", words)


def _unaddressable(scope: Scope, named: set[etree._Element]) -> Iterator[Flaw]:
    carriers = Counter(element.get("eId") for element in scope.elements)
    for element in scope.elements:
        name, value = next(_ids(element), ("", ""))
        if element in named or not value or (name == "eId" and carriers[value] > 1):
            continue
        why = "several elements carry it" if is_identifier(value) else "it cannot be written into an address"
        yield Flaw(element, "unaddressable-id", f"the {name} {shortened(value)} names nothing: {why}")


def _other_ids(places: Sequence[Addressed]) -> Iterator[Flaw]:
    others = [place for place in places if place.named_by != "eId"]
    for named_by in dict.fromkeys(place.named_by for place in others):
        alike = [place.element for place in others if place.named_by == named_by]
        words = f"{len(alike):,} elements have no eId that names them alone: they are addressed by their {named_by}"
        yield Flaw(alike[0], "other-id", words)


def _disagreeing_iris(elements: list[etree._Element]) -> Iterator[Flaw]:
    for identification in elements:
        if identification.tag != akn("identification"):
            continue
        work, expression, file = (_iri(identification, level) for level in ("Work", "Expression", "Manifestation"))
        for level in ("Work", "Expression"):
            this, uri = _iri(identification, level, "FRBRthis"), _iri(identification, level)
            yield from _unless_below(this, uri, "frbr-this", f"FRBRthis of the {level} does not begin with its FRBRuri")
        words = "the Expression's IRI does not begin with the Work's"
        yield from _unless_below(expression, work, "frbr-expression-of-work", words)
        words = "the Manifestation's IRI does not begin with the Expression's"
        yield from _unless_below(file, expression, "frbr-file-of-expression", words)


def _unless_below(lower: etree._Element | None, upper: etree._Element | None, rule: str, words: str) -> Iterator[Flaw]:
    if lower is None or upper is None:
        return
    below, above = lower.get("value") or "", (upper.get("value") or "").rstrip("/")
    both_ours = below.startswith("/akn/") and above.startswith("/akn/")
    rest = below.removeprefix(above)
    if both_ours and (rest == below or (rest and rest[0] not in "/!~@:;.")):
        yield Flaw(lower, rule, f"{words}: {shortened(below)}")


def _dangling(elements: list[etree._Element], known: set[str]) -> Iterator[Flaw]:
    for element in elements:
        written = element.attrib
        for name in _REFERENCES if written else ():
            if name not in written:
                continue
            for reference in (element.get(name) or "").split():
                if any(part not in known for part in _local_parts(reference)):
                    words = f"{name} points to {shortened(reference)}, and no element here has that id"
                    yield Flaw(element, "dangling-reference", words)


def _local_parts(reference: str) -> list[str]:
    if reference.startswith("#"):
        return [unquote(reference[1:])] if len(reference) > 1 else []
    if reference.startswith("~"):
        return [part for part in unquote(reference[1:]).split("->") if part]
    return []


def _odd_text(elements: list[etree._Element]) -> Iterator[Flaw]:
    for element in elements:
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        if _ODD.search(text):
            yield Flaw(element, "odd-text", f"the text holds {_named(_ODD, text)}")


def _ids(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name in _IDS:
        value = element.get(name)
        if value:
            yield local_name(name), value


def _iri(identification: etree._Element, level: str, name: str = "FRBRuri") -> etree._Element | None:
    return identification.find(f"{akn('FRBR' + level)}/{akn(name)}")


def _named(pattern: re.Pattern[str], text: str) -> str:
    counts = Counter(pattern.findall(text))
    names = [_name(character) + (f" {times} times" if times > 1 else "") for character, times in counts.items()]
    more = len(names) - _CODE_POINTS_NAMED
    return ", ".join(names[:_CODE_POINTS_NAMED]) + (f" and {more} others" if more > 0 else "")


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")
