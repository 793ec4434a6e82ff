"""What the schemas say of a document: the official AKN 3.0 XSD, and lawpin's own profile of it.

The gate is libxml2, in milliseconds: what it accepts is valid (`official_gate`). What it refuses goes to xmlschema,
which is a hundred times slower and has findings that people can read; where xmlschema finds nothing (it is the more
tolerant about IRIs), those of libxml2 are reported in its words.

The profile is XML Schema 1.1. Without its assertions it is 1.0, and a gate for libxml2: what that refuses is encoded
in another way than ours. Only documents that pass it, or that carry metadata of ours, are worth the findings of
xmlschema; of the others one finding says where they begin to differ.

Rules of the findings that come out of a schema; those of the profile's assertions are the `id` of the `xs:assert`,
their sentences its `xs:documentation`, and the places to point at its `xs:appinfo` (XPath 1.0, seen from the element
that carries the assertion).

    unexpected-element    an element where the schema has no room for it
    missing-element       an element that ends before it is complete
    unexpected-attribute  an attribute that the element cannot carry
    missing-attribute     an attribute that the element must carry
    wrong-value           a value that is not of its type: a date, a word of a list, a pattern
    stray-text            text where only elements may stand
    duplicate-id          the same eId or wId twice in one document
    type-override         xsi:type or xsi:nil, where the schema knows no such thing
    encoded-otherwise     (profile) the first place where a document of others differs from the way lawpin encodes
    schema                anything else that the schema refuses
    more-findings         how many findings there are beyond those listed
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import islice
from threading import Lock
from typing import Final

from lxml import etree
from xmlschema import XMLResource, XMLSchema10, XMLSchema11, XMLSchemaChildrenValidationError, XMLSchemaException
from xmlschema import XMLSchemaValidationError as Fault
from xmlschema.validators import XsdAssert, XsdSimpleType

from lawpin.akn.listing import Flaw, listed, shortened
from lawpin.akn.names import AKN, LAWPIN, XSI, local_name
from lawpin.akn.official import official_schema_path
from lawpin.akn.reading import Document
from lawpin.law.finding import Finding
from lawpin.places import shipped

_PROFILE: Final = "lawpin-akn.xsd"
_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_VALUE: Final = re.compile(r"attribute (?P<name>\S+?)=(?P<value>'.*'|\".*\"): (?P<reason>.*)", re.DOTALL)
_GATE_VALUE: Final = re.compile(
    r"attribute '(?P<name>[^']+)': '(?P<value>.*)' is not .* type '(?P<kind>[^']+)'", re.DOTALL
)
_NAMED: Final = re.compile(r"'([^']*)'")
_REASONS: Final = (
    ("character data", "stray-text", "{tag} cannot hold text of its own, only elements"),
    ("missing required attribute", "missing-attribute", "{tag} lacks the attribute {name}"),
    ("not allowed", "unexpected-attribute", "{tag} cannot carry the attribute {name}"),
    ("duplicated value", "duplicate-id", "{name} is used more than once as an id"),
    ("element is not nillable", "type-override", "{tag} claims to be nil (xsi:nil): remove that"),
)
_SEARCHED: Final = 5_000  # nodes: looking for the places is quadratic, and a hostile document would use that
_NAMES_SHOWN: Final = 8


def official_gate(root: etree._Element) -> bool:
    """Is the tree valid under the official XSD? libxml2 alone, 1 to 3 ms for 30 kB; no findings."""
    return _official_lxml().validate(root)


class Checker:
    """The schemas, each built on first use (official 2 s, profile 0.4 s) and kept: hold one in each process."""

    def warm(self) -> None:
        """Builds now what would be built on first use."""
        _ = self._official, self._profile, _official_lxml()

    def official(self, document: Document) -> tuple[Finding, ...]:
        """Findings under the official XSD, in document order as the checker meets them; empty means valid.

        At most 50 faults are listed; where there are more, a last finding says how many.
        """
        if official_gate(document.root):
            return ()
        return listed(_flaws(self._official, document.root), "official") or listed(
            _gate_flaws(_official_lxml_with_log(), document.root), "official"
        )

    def profile(self, document: Document) -> tuple[Finding, ...]:
        """Findings under lawpin's profile, same shape; empty means that the official XSD accepts it too."""
        return listed(_flaws(self._profile, document.root), "profile")

    def profile_verdict(self, document: Document) -> tuple[Finding, ...]:
        """`profile` for documents encoded as ours are; for others one finding, in milliseconds."""
        if _is_ours(document.root) or _profile_lxml().validate(document.root):
            return self.profile(document)
        return listed(islice(_otherwise(document.root), 1), "profile")

    @cached_property
    def _official(self) -> XMLSchema10:
        return XMLSchema10(str(official_schema_path()), allow="local", defuse="always", use_fallback=False)

    @cached_property
    def _profile(self) -> XMLSchema11:
        path = shipped("schema") / _PROFILE
        return XMLSchema11(str(path), allow="local", defuse="always", use_fallback=False)


@cache
def _official_lxml() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(official_schema_path()))


def _flaws(schema: XMLSchema10 | XMLSchema11, root: etree._Element) -> Iterator[Flaw]:
    resource = XMLResource(root, allow="none", defuse="always")
    try:
        for fault in schema.iter_errors(resource, use_location_hints=False):
            yield from _flaw(fault, root)
    except (XMLSchemaException, RecursionError) as error:
        yield from _broken_off(error, root)


def _broken_off(error: Exception, root: etree._Element) -> Iterator[Flaw]:
    overridden = [element for element in root.iter("*") if element.get(f"{{{XSI}}}type")]
    for element in overridden:
        kind = shortened(str(element.get(f"{{{XSI}}}type")))
        yield Flaw(element, "type-override", f"{_tag(element)} claims a type (xsi:type {kind}): remove that")
    if not overridden:
        yield Flaw(root, "schema", f"the check broke off before the end: {shortened(str(error))}")


def _flaw(fault: Fault, root: etree._Element) -> Iterator[Flaw]:
    element: etree._Element = root if fault.elem is None else fault.elem  # type: ignore[assignment]  # lxml's, as given
    if isinstance(fault.validator, XsdAssert):
        yield from _asserted(fault.validator, element)
    elif isinstance(fault, XMLSchemaChildrenValidationError):
        yield _misplaced(fault, element)
    else:
        yield Flaw(element, *_reworded(fault, element))


def _asserted(rule: XsdAssert, element: etree._Element) -> Iterator[Flaw]:
    note = rule.elem.find(f"{_XS}annotation")
    words = note.findtext(f"{_XS}documentation") if note is not None else None
    select = note.findtext(f"{_XS}appinfo") if note is not None else None
    name = rule.elem.get("id") or "schema"
    for place in (_selected(element, select.strip()) if select else ()) or (element,):
        yield Flaw(place, name, " ".join((words or rule.path).split()))


def _selected(element: etree._Element, xpath: str) -> tuple[etree._Element, ...]:
    if sum(1 for _ in islice(element.iter(), _SEARCHED)) == _SEARCHED:
        return ()
    found = element.xpath(xpath, namespaces={"a": AKN})
    return tuple(place for place in found if etree.iselement(place)) if isinstance(found, list) else ()


def _misplaced(fault: XMLSchemaChildrenValidationError, parent: etree._Element) -> Flaw:
    names = [f"<{local_name(tag)}>" for tag in fault.expected_tags]
    more = len(names) - _NAMES_SHOWN
    wanted = " or ".join([*names[:_NAMES_SHOWN], *([f"one of {more} others"] if more > 0 else [])])
    if fault.invalid_tag is None:
        words = f"{_tag(parent)} is not complete: {wanted or 'something'} is missing at its end"
        return Flaw(parent, "missing-element", words)
    child = parent[fault.index]
    reason = f": {wanted} is expected here" if wanted else "; nothing of that name fits, or nothing more of it"
    return Flaw(child, "unexpected-element", f"{_tag(parent)} has no room for {_tag(child)} here{reason}")


def _reworded(fault: Fault, element: etree._Element) -> tuple[str, str]:
    reason, tag = fault.reason or "", _tag(element)
    value = _VALUE.fullmatch(reason)
    if value:
        name, given = local_name(value["name"]), shortened(value["value"])
        return "wrong-value", f"{name} of {tag} cannot be {given}: {_wanted(fault, value['reason'], name)}"
    named = _NAMED.search(reason)
    name = local_name(named[1]) if named else ""
    for words_of_xmlschema, rule, words in _REASONS:
        if words_of_xmlschema in reason:
            return rule, words.format(tag=tag, name=shortened(name))
    return "schema", f"{tag}: {shortened(reason)}"


def _wanted(fault: Fault, reason: str, name: str) -> str:
    described = _described(fault)
    if described:
        return f"it must be {described}"
    if reason.startswith("value must be one of"):
        words = [word for word in _NAMED.findall(reason) if word]
        return "it must be " + " or ".join(words) if words else "that is not a value of its type"
    if "[^\\\\s]+" in reason:
        return "it must not be empty and must hold no white space"
    if name == "date":
        return "it must be a date, YYYY-MM-DD, or a date with a time"
    return "that is not a value of its type"


def _described(fault: Fault) -> str | None:
    kind = getattr(fault.validator, "parent", None)
    if not isinstance(kind, XsdSimpleType) or not kind.name:
        return None
    place = f"{_XS}simpleType[@name='{local_name(kind.name)}']/{_XS}annotation/{_XS}documentation"
    words = kind.schema.source.root.findtext(place, "").split()
    return " ".join(words) or None


@cache
def _profile_lxml() -> etree.XMLSchema:
    """The profile as far as XML Schema 1.0 goes: it accepts whatever the profile accepts, and more."""
    tree = etree.parse(str(shipped("schema") / _PROFILE))
    root = tree.getroot()
    for assertion in list(root.iter(f"{_XS}assert")):
        assertion.getparent().remove(assertion)
    del root.attrib["xpathDefaultNamespace"]
    for imported in root.iter(f"{_XS}import"):
        imported.set("schemaLocation", official_schema_path().with_name("xml.xsd").as_uri())
    return etree.XMLSchema(tree)


def _is_ours(root: etree._Element) -> bool:
    return next(root.iter(f"{{{LAWPIN}}}*"), None) is not None


def _otherwise(root: etree._Element) -> Iterator[Flaw]:
    for flaw in _gate_flaws(_profile_lxml(), root):
        words = f"this is not encoded as lawpin encodes, which is no fault: {flaw.sentence}"
        yield Flaw(flaw.element, "encoded-otherwise", words)


def _gate_flaws(schema: etree.XMLSchema, root: etree._Element) -> Iterator[Flaw]:
    with _GATE_LOG:
        schema.validate(root)
        log: Iterable[etree._LogEntry] = schema.error_log  # type: ignore[assignment]  # iterable, whatever the stubs say
        entries = [(str(entry.path), str(entry.message).replace(f"{{{AKN}}}", "")) for entry in log]
    for path, message in entries:
        place = (*_selected(root, path), root)[0]
        value = _GATE_VALUE.search(message)
        if value is None:
            yield Flaw(place, "schema", f"{_tag(place)}: {shortened(message)}")
            continue
        wanted = "it must be an IRI" if value["kind"].endswith(("anyURI", "Ref")) else "that is not a value of its type"
        words = f"{value['name']} of {_tag(place)} cannot be '{shortened(value['value'])}': {wanted}"
        yield Flaw(place, "wrong-value", words)


@cache
def _official_lxml_with_log() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(official_schema_path()))


_GATE_LOG: Final = Lock()  # the log belongs to the schema object, not to the call


def _tag(element: etree._Element) -> str:
    return f"<{shortened(local_name(str(element.tag)))}>"
