"""The one hardened way from bytes to a tree: nothing else in lawpin parses XML that came from outside.

Bytes are looked at in this order, and whatever is refused is refused before the next step sees it: size and the
first bytes (empty, gzip, PDF, JSON, HTML), UTF-8 strictly decoded, the prolog (no DOCTYPE, so there are no entities
of a document's own), expat without building anything (well-formed, within the limits), libxml2, the root's name.
What is refused, and why, is drawn in `lawpin.akn.refusals`.
"""

import re
from dataclasses import dataclass
from itertools import count
from typing import Final, cast
from xml.parsers import expat

from lxml import etree

from lawpin.akn.listing import shortened
from lawpin.akn.names import AKN, ROOT, local_name
from lawpin.akn.recognizing import BOM, akn_namespace, refuse_other_formats
from lawpin.akn.refusals import (
    AttributeTooLong,
    DtdForbidden,
    NotAkomaNtoso,
    NotUtf8,
    NotWellFormed,
    NotXml,
    OutOfMemory,
    TooDeep,
    TooLarge,
    TooManyAttributes,
    TooManyNamespaces,
    TooManyNodes,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may weigh. `nodes` counts elements, attributes, texts, comments and instructions together.

    `attributes` and `namespaces` are for one element, `attribute_bytes` for one value in UTF-8. An image that is
    written into the document (`src="data:..."`) is content and counts with `size_bytes` alone: drafting templates
    of the EU carry logos of 32 kB.
    """

    size_bytes: int = 8 * 1024 * 1024
    nodes: int = 500_000
    depth: int = 100
    attributes: int = 64
    namespaces: int = 64
    attribute_bytes: int = 16 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """One document as received and as a tree.

    `source` is never altered; `namespace` is the one that it declares. Where that is a draft of AKN 3.0, `draft`
    is true and `root` alone carries the final namespace. Lines of `root` are lines of `source`; beyond line 65,535
    libxml2 gives the line where the next text ends.
    """

    source: bytes
    root: etree._Element
    namespace: str
    draft: bool


DEFAULT_LIMITS: Final = Limits()

_CHUNK_BYTES: Final = 1024 * 1024  # expat stops only between pieces, and scans an unfinished tag again for each
_XML_NO_MEMORY: Final = 2
_ODD_IDS: Final = frozenset({513, 539})  # XML_DTD_ID_REDEFINED, XML_DTD_XMLID_VALUE
_ENCODING: Final = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]*)")
_PROLOG: Final = re.compile(rb"(?:[ \t\r\n]++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+", re.DOTALL)
_HTML: Final = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_EXPAT_WORDS: Final = {
    "XML_ERROR_NO_ELEMENTS": "there is no root element, or it is not closed",
    "XML_ERROR_INVALID_TOKEN": "a character or mark stands where XML does not allow it",
    "XML_ERROR_UNCLOSED_TOKEN": "a tag, comment or instruction is not closed",
    "XML_ERROR_TAG_MISMATCH": "an end tag does not match the start tag that is open",
    "XML_ERROR_DUPLICATE_ATTRIBUTE": "an element carries the same attribute twice",
    "XML_ERROR_JUNK_AFTER_DOC_ELEMENT": "something follows the end of the root element",
    "XML_ERROR_UNDEFINED_ENTITY": "an entity is used that XML does not define (write the character itself)",
    "XML_ERROR_BAD_CHAR_REF": "a character reference names a character that XML does not allow",
    "XML_ERROR_MISPLACED_XML_PI": "the XML declaration is not the very first thing in the file",
    "XML_ERROR_UNCLOSED_CDATA_SECTION": "a CDATA section is not closed",
    "XML_ERROR_UNBOUND_PREFIX": "a namespace prefix is used that is not declared",
}
_NAMESPACE_WORDS: Final[dict[int | None, str]] = {
    200: "a namespace declaration is not allowed here (empty, or of the prefix xml)",
    201: "a namespace prefix is used that is not declared",
    203: "an element carries the same attribute twice under two prefixes",
}
_EXPAT_CODES: Final = {expat.errors.codes[getattr(expat.errors, name)]: words for name, words in _EXPAT_WORDS.items()}


def read_document(source: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in these bytes, within the limits.

    Raises:
        Refused: one of `lawpin.akn.refusals`; the sentence never repeats more than 80 characters of the document.
        OutOfMemory: there is not enough memory to read it now.
    """
    try:
        _refuse_before_parsing(source, limits)
        _Census(limits).take(source)
        root = _tree(source)
    except MemoryError as error:
        raise _out_of_memory() from error
    namespace = akn_namespace(root)
    draft = namespace != AKN
    return Document(source, _with_final_namespace(root, namespace) if draft else root, namespace, draft)


def _refuse_before_parsing(source: bytes, limits: Limits) -> None:
    if len(source) > limits.size_bytes:
        raise TooLarge(
            f"the document has more than the {limits.size_bytes:,} bytes that are taken",
            limit=limits.size_bytes,
            found=len(source),
        )
    refuse_other_formats(source)
    _refuse_other_encodings(source)
    _refuse_doctype(source)


def _refuse_other_encodings(source: bytes) -> None:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in source[:4]:
        raise NotUtf8("this is UTF-16 or UTF-32; only UTF-8 is taken", found="UTF-16")
    declared = _ENCODING.match(source.removeprefix(BOM))
    if declared and declared[1].upper() != b"UTF-8":
        name = declared[1][:80].decode("ascii", "replace")
        raise NotUtf8(f"the XML declaration says that the encoding is {name!r}; only UTF-8 is taken", found=name)
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise NotUtf8(f"line {line}: byte {error.start} is not UTF-8", line=line, position=error.start) from error


def _refuse_doctype(source: bytes) -> None:
    body = source.removeprefix(BOM)
    prolog = _PROLOG.match(body)
    start = prolog.end() if prolog else 0
    line = body.count(b"\n", 0, start) + 1
    if _HTML.match(body, start):
        raise NotAkomaNtoso("this is an HTML page, not Akoma Ntoso", found="html", line=line)
    if body.startswith(b"<!DOCTYPE", start):
        raise DtdForbidden(f"line {line}: a document type declaration (DOCTYPE) is not taken: remove it", line=line)
    if start < len(body) and not body.startswith(b"<", start):
        raise NotXml(f"line {line}: this is text, not an XML document", found="text", line=line)


class _Census:
    """Counts of one document while expat goes through it without keeping anything."""

    __slots__ = ("_depth", "_limits", "_nodes", "_parser")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._depth = 0
        self._nodes = 0
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = parser.CommentHandler = self._leaf
        parser.ProcessingInstructionHandler = self._instruction

    def take(self, source: bytes) -> None:
        view = memoryview(source)
        try:
            for start in range(0, len(view), _CHUNK_BYTES):
                self._parser.Parse(view[start : start + _CHUNK_BYTES], False)  # noqa: FBT003 (expat takes no keywords)
            self._parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            raise _not_well_formed(error) from error

    def _start(self, _name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > self._limits.depth:
            raise TooDeep(self._limits.depth, self._parser.CurrentLineNumber)
        if attributes:
            self._weigh(attributes)
        self._count(1 + len(attributes) // 2)

    def _weigh(self, attributes: list[str]) -> None:
        names = attributes[::2]
        namespaces = sum(name.startswith("xmlns") for name in names)
        line = self._parser.CurrentLineNumber
        if namespaces > self._limits.namespaces:
            raise TooManyNamespaces(self._limits.namespaces, line)
        if len(names) - namespaces > self._limits.attributes:
            raise TooManyAttributes(self._limits.attributes, line)
        longest = max(attributes[1::2], key=len)
        if len(longest) * 4 > self._limits.attribute_bytes:
            self._weigh_long(attributes)

    def _weigh_long(self, attributes: list[str]) -> None:
        for name, value in zip(attributes[::2], attributes[1::2], strict=True):
            embedded_image = name == "src" and value.startswith("data:")
            if len(value.encode()) > self._limits.attribute_bytes and not embedded_image:
                raise AttributeTooLong(self._limits.attribute_bytes, self._parser.CurrentLineNumber)

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _leaf(self, _text: str) -> None:
        self._count(1)

    def _instruction(self, _target: str, _text: str) -> None:
        self._count(1)

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            raise TooManyNodes(self._limits.nodes, self._parser.CurrentLineNumber)


def _not_well_formed(error: expat.ExpatError) -> NotWellFormed | OutOfMemory:
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
        return _out_of_memory()
    line, column = error.lineno, error.offset + 1
    words = _EXPAT_CODES.get(error.code, expat.ErrorString(error.code))
    return NotWellFormed(f"line {line}, column {column}: {words}", line=line, column=column)


def _out_of_memory() -> OutOfMemory:
    return OutOfMemory("there is not enough memory to read this document now; the document is not at fault")


def _tree(source: bytes) -> etree._Element:
    try:
        return etree.fromstring(source, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        code = getattr(error, "code", None)
        if code == _XML_NO_MEMORY:
            raise _out_of_memory() from error
        if code in _ODD_IDS:
            return _tree_with_odd_ids(source)
        line, column = error.position
        words = _NAMESPACE_WORDS.get(code) or shortened(str(error.msg).rpartition(", line ")[0])
        raise NotWellFormed(f"line {line}, column {column}: {words}", line=line, column=column) from error


def _tree_with_odd_ids(source: bytes) -> etree._Element:
    """An `xml:id` that stands twice or is no name is no fault of form: what else is wrong is refused all the same."""
    # Of thousands of faults libxml2 reports the first few alone: expat looks for those of prefixes.
    namespaces, elements = expat.ParserCreate("utf-8", "\x01"), count()
    namespaces.StartElementHandler = lambda _name, _attributes: next(elements)
    try:
        namespaces.Parse(source, True)  # noqa: FBT003 (expat takes no keywords)
    except expat.ExpatError as error:
        raise _not_well_formed(error) from error
    # Nothing else is wrong: a parser that goes on after faults stops, or leaves something out, for want of memory.
    try:
        root = etree.fromstring(source, _parser(recover=True))
    except etree.XMLSyntaxError as error:
        raise _out_of_memory() from error
    if sum(1 for _ in root.iter("*")) != next(elements):
        raise _out_of_memory()
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
    )


def _with_final_namespace(root: etree._Element, draft: str) -> etree._Element:
    for element in root.iter(f"{{{draft}}}*"):
        element.tag = f"{{{AKN}}}{local_name(str(element.tag))}"
    prefixes = {prefix: AKN if uri == draft else uri for prefix, uri in root.nsmap.items()}
    final = etree.Element(ROOT, nsmap=cast("dict[str, str]", prefixes))  # the stubs forget the default namespace
    final.attrib.update(root.attrib)
    final.text, final.sourceline = root.text, root.sourceline
    final.extend(list(root))
    others = [prefix for prefix, uri in prefixes.items() if prefix and uri != AKN]
    etree.cleanup_namespaces(final, keep_ns_prefixes=others)
    return final
