"""References that are no words of the text: those of metadata, and members of collections.

Source: the AKN 3.0 XSD of 29 August 2018: `references`, `analysis`, `documentRef`, `componentRef`.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from lxml import etree

from lawpin.akn.names import akn, local_name
from lawpin.law.portion import Pointer

_NAMES: Final = (
    *("original", "passiveRef", "activeRef", "jurisprudence", "hasAttachment", "attachmentOf"),
    *("source", "destination", "documentRef", "componentRef"),
)
_TAGS: Final = tuple(map(akn, _NAMES))


def wordless_pointers(
    root: etree._Element, places: Collection[etree._Element]
) -> Mapping[etree._Element, list[Pointer]]:
    """Those of a document by the innermost of some elements around them, in document order.

    What points to the document itself is left out: analyses name the words there that they speak of.
    """
    found: dict[etree._Element, list[Pointer]] = defaultdict(list)
    for element in root.iter(*_TAGS):
        href = (element.get("href") or element.get("src") or "").strip()
        around = next((outer for outer in element.iterancestors() if outer in places), None)
        if href and href[0] not in "#~!" and around is not None:
            found[around].append(Pointer(local_name(element.tag), href))
    return found
