"""Names of Akoma Ntoso: its namespaces, and names in them as lxml writes them."""

import re
from typing import Final

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN_2: Final = re.compile(r"https?://(?:www\.)?akomantoso\.org(?:/.*)?")
DRAFT: Final = re.compile(re.escape(AKN) + r"/[A-Za-z]+[0-9]+")
LEGALDOCML: Final = re.compile(r"https?://docs\.oasis-open\.org/legaldocml/.*", re.IGNORECASE)
XHTML: Final = "http://www.w3.org/1999/xhtml"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
LAWPIN: Final = "urn:x-lawpin:meta:1"

ROOT: Final = f"{{{AKN}}}akomaNtoso"


def akn(name: str) -> str:
    """A name in the namespace of AKN 3.0, as lxml writes it: `{http://...}article` of `article`."""
    return f"{{{AKN}}}{name}"


def local_name(tag: str) -> str:
    """What stands after the namespace: `article` of `{http://...}article`."""
    return tag.rpartition("}")[2]
