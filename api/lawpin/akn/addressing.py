"""Which elements of a document have an address: in which of its components, and by which of their ids.

Every document inside the document is a component: an attachment, a member of a collection, a quoted act. Its ids are
its own. It bears the name that its FRBRthis gives it (`.../!schedule_1`); where that gives none, or the name of
another, the name is made of what the document calls itself and a number (`annex_1`, `act_2`), in document order.

An element is named by its eId, else by its xml:id, GUID, wId or (in older drafts) id. An id names an element only if
no other element of the component carries it, under whatever attribute comes before, and if it can be written into an
address. Source: AKN-NC 1.0 chapters 4 and 5.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from lawpin.akn.frbr import document_of
from lawpin.akn.names import AKN, XML, akn, local_name
from lawpin.akn.vocabulary import DOCUMENTS
from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.reader import read_address
from lawpin.law.identifiers.spelling import is_component_name, is_identifier
from lawpin.law.portion import NamedBy

# As lxml writes them, the preferred first.
_ATTRIBUTES: Final[tuple[tuple[str, NamedBy], ...]] = (
    ("eId", "eId"),
    (f"{{{XML}}}id", "xml:id"),
    ("GUID", "GUID"),
    ("wId", "wId"),
    ("id", "id"),
)
# What other vocabularies mean by the rest is theirs to say.
_ANYWHERE: Final = frozenset({"eId", "xml:id"})
_LONGEST_STEM: Final = 40
_META: Final = akn("meta")
_DOCUMENTS: Final = frozenset(akn(name) for name in DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Addressed:
    """One element that has an address; without `eid` it is the document of a component, or the whole.

    `document` is the one whose ids these are, and whose metadata speak of it.
    """

    element: etree._Element
    document: etree._Element
    component: str | None
    eid: str | None
    named_by: NamedBy = "eId"


@dataclass(frozen=True, slots=True)
class Scope:
    """A document inside a document, or the outermost, with all its elements but metadata and those of its components.

    `given` is whether its own metadata name it; the outermost has no name.
    """

    document: etree._Element
    elements: tuple[etree._Element, ...]
    name: str | None = None
    given: bool = True


def addressed(root: etree._Element) -> tuple[Addressed, ...]:
    """Everything in a document that has an address, in document order; the first is `akomaNtoso` itself, the whole."""
    document = document_of(root)
    places = {document: Addressed(root, document, None, None)}
    for scope in scopes(root):
        if scope.name is not None:
            places[scope.document] = Addressed(scope.document, scope.document, scope.name, None)
        for element, (eid, named_by) in _named(scope.elements).items():
            places[element] = Addressed(element, scope.document, scope.name, eid, named_by)
    return tuple(places[element] for element in outside_metadata(root) if element in places)


def scopes(root: etree._Element) -> tuple[Scope, ...]:
    """The outermost document, then the components by the place where they begin."""
    found = _documents(root)
    outermost, *inner = found
    names = _names(inner)
    return (
        Scope(outermost, tuple(found[outermost])),
        *(Scope(document, tuple(found[document]), *names[document]) for document in inner),
    )


def outside_metadata(around: etree._Element) -> Iterator[etree._Element]:
    """The elements inside another one, in document order, without metadata: attached documents bring their own."""
    for child in around.iterchildren("*"):
        if child.tag != _META:
            yield child
            yield from outside_metadata(child)


def _documents(root: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    # What stands beside the outermost document under akomaNtoso (its components) belongs to it.
    outermost = document_of(root)
    found: dict[etree._Element, list[etree._Element]] = {outermost: []}
    _collect(root, outermost, found)
    return found


def _collect(around: etree._Element, scope: etree._Element, found: dict[etree._Element, list[etree._Element]]) -> None:
    for child in around.iterchildren("*"):
        if child.tag in _DOCUMENTS:
            found.setdefault(child, [])
            _collect(child, child, found)
        elif child.tag != _META:
            found[scope].append(child)
            _collect(child, scope, found)


def _names(documents: Sequence[etree._Element]) -> dict[etree._Element, tuple[str, bool]]:
    own = {document: _own_name(document) for document in documents}
    claims = Counter(own.values())
    given = {document: name for document, name in own.items() if name is not None and claims[name] == 1}
    taken, names = set(own.values()), {}
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    for document in documents:
        stem = _stem(document)
        free = (name for number in numbers[stem] if (name := f"{stem}_{number}") not in taken)
        names[document] = (given.get(document) or next(free), document in given)
    return names


def _own_name(document: etree._Element) -> str | None:
    for level in ("FRBRExpression", "FRBRWork"):
        this = document.find(f"{_META}/{akn('identification')}/{akn(level)}/{akn('FRBRthis')}")
        name = None if this is None else _component_of(this.get("value", ""))
        if name is not None and is_component_name(name):
            return name
    return None


def _component_of(iri: str) -> str | None:
    try:
        address = read_address(iri)
    except MalformedAddress:
        return None
    return address.component if address.eid is None else None


def _stem(document: etree._Element) -> str:
    called = document.get("name", "")
    is_word = called.replace("-", "_").isidentifier() and len(called) <= _LONGEST_STEM
    return called if is_word else local_name(document.tag)


def _named(elements: Sequence[etree._Element]) -> dict[etree._Element, tuple[str, NamedBy]]:
    """The id of each element that has one; the others are left out."""
    names: dict[etree._Element, tuple[str, NamedBy]] = {}
    taken: set[str] = set()
    for attribute, named_by in _ATTRIBUTES:
        carriers = [
            (element, value)
            for element in elements
            if (value := element.get(attribute)) and (named_by in _ANYWHERE or etree.QName(element).namespace == AKN)
        ]
        times = Counter(value for _, value in carriers)
        for element, value in carriers:
            if times[value] == 1 and element not in names and value not in taken and is_identifier(value):
                names[element] = (value, named_by)
        taken |= times.keys()
    return names
