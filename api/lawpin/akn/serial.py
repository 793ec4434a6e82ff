"""Elements of a document as bytes that stand under another root: what that root declares is not declared again."""

from html import escape
from typing import cast

from lxml import etree


class Serial:
    """Writes for one document; `root` is its `akomaNtoso`, whose namespaces the new root declares."""

    def __init__(self, root: etree._Element) -> None:
        self._prefix = f"{root.prefix}:" if root.prefix else ""
        start, _ = _tags(_empty_like(root))
        self._declared = start.removeprefix(f"<{self._prefix}akomaNtoso".encode()).removesuffix(b">")

    def root(self, inside: bytes) -> bytes:
        """A whole document with XML declaration."""
        tag = f"{self._prefix}akomaNtoso".encode()
        return b"<?xml version='1.0' encoding='UTF-8'?>\n<%s%s>%s</%s>" % (tag, self._declared, inside, tag)

    def element(self, name: str, inside: bytes, /, **attributes: str) -> bytes:
        """An element of Akoma Ntoso."""
        tag = f"{self._prefix}{name}".encode()
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        return b"<%s%s>%s</%s>" % (tag, written.encode(), inside, tag)

    def of(self, element: etree._Element) -> bytes:
        """An element of the document with all that it holds, or one made for it."""
        return self._undeclared(_written(element))

    def around(self, element: etree._Element) -> tuple[bytes, bytes]:
        """The start tag and the end tag of an element."""
        empty = _empty_like(element)
        empty.attrib.update(element.attrib)
        start, end = _tags(empty)
        return self._undeclared(start), end

    def _undeclared(self, written: bytes) -> bytes:
        start, declared, rest = written.partition(self._declared)
        return start + rest if declared and b">" not in start else written


def _empty_like(element: etree._Element) -> etree._Element:
    # The stubs of lxml forget the default namespace.
    return etree.Element(element.tag, nsmap=cast("dict[str, str]", element.nsmap))


def _tags(empty: etree._Element) -> tuple[bytes, bytes]:
    empty.text = ""
    start, end, name = _written(empty).partition(b"</")
    return start, end + name


def _written(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
