"""Elements of the Akoma Ntoso namespace, and their layout as a file that people read and compare."""

from collections.abc import Mapping
from typing import cast

from lxml import etree

from lawpin.akn.names import AKN, XML, local_name

_DEFAULT = cast("dict[str, str]", {None: AKN})  # lxml-stubs forget that None is the default namespace

# White space inside these is text: they are written on one line.
_ONE_LINE = frozenset({"p", "num", "heading", "item"})


def element(name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    """An element of the namespace, attributes in the order given."""
    return etree.Element(f"{{{AKN}}}{name}", dict(attributes or {}), nsmap=_DEFAULT)


def add(parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    """A new last child."""
    child = element(name, attributes)
    parent.append(child)
    return child


def set_language(target: etree._Element, tag: str) -> None:
    """Say that the text of an element is in another language, as a BCP 47 tag."""
    target.set(f"{{{XML}}}lang", tag)


def file_bytes(root: etree._Element) -> bytes:
    """The document as a file: UTF-8, two spaces a level, no white space added where it would be text."""
    _indent(root, "\n")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="UTF-8") + b"\n"


def _indent(parent: etree._Element, line_end: str) -> None:
    if local_name(str(parent.tag)) in _ONE_LINE or not len(parent):
        return
    parent.text = f"{line_end}  "
    for child in parent:
        _indent(child, f"{line_end}  ")
        child.tail = f"{line_end}  "
    parent[-1].tail = line_end
