"""What is held of a document, measured: ids, addresses, texts, the XML of its portions.

The documents of other publishers are those of the folder that the environment variable CORPORA names; without it that
of a folder `shared/corpora` beside the checkout. Tests that need them are skipped where there is none. As a program,
`python tests/akn/corpora.py FOLDER`, it prints one line for each document.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from lawpin.akn.addressing import Addressed, addressed, outside_metadata
from lawpin.akn.checking import official_gate
from lawpin.akn.cutting import cut, digest_of
from lawpin.akn.names import XML, akn, local_name
from lawpin.akn.portion_xml import NoPortionXml, PortionWriter
from lawpin.akn.reading import read_document
from lawpin.akn.text import read_text
from lawpin.akn.vocabulary import NOTES
from lawpin.law.errors import Refused
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId
from lawpin.law.identifiers.reader import read_place_id
from lawpin.law.portion import Portion

FOLDER = Path(os.environ.get("CORPORA") or Path(__file__).resolve().parents[3] / "shared" / "corpora")
SOME = ExpressionId(WorkId("cn", "act", "2017-01-15", "1"), "eng", "2017-01-15")
WHITE = re.compile(r"[ \t\r\n]+")
IDS = ("eId", f"{{{XML}}}id", "GUID", "wId", "id")


def akn_3(folder: Path = FOLDER) -> list[Path]:
    """The documents of AKN 3.0 and its drafts among the XML files of a folder."""
    return [file for file in sorted(folder.glob("*.xml")) if b"legaldocml/ns/akn/3.0" in file.read_bytes()]


@dataclass
class Survey:
    """Counts of one document; `faults` says in words what is wrong with a place."""

    valid: bool
    elements: int
    identified: int
    portions: int
    components: int
    named_by: Counter[str]
    texts: int
    lost: int = 0
    unwritten: int = 0
    faults: list[str] = field(default_factory=list)


def survey(source: bytes) -> Survey:
    """Measures a document; raises Refused where it is not AKN 3.0."""
    root = read_document(source).root
    places, portions = addressed(root), cut(root, "eng")
    elements = list(outside_metadata(root))
    texts = list(text_nodes(root))
    found = Survey(
        valid=official_gate(root),
        elements=len(elements),
        identified=sum(any(element.get(name) for name in IDS) for element in elements),
        portions=len(portions),
        components=len({portion.component for portion in portions}) - 1,
        named_by=Counter(portion.named_by for portion in portions if portion.eid is not None),
        texts=len(texts),
    )
    found.faults += wrong_addresses(portions)
    found.faults += wrong_texts(places, portions)
    lost = list(lost_texts(texts, places, portions))
    found.lost, found.faults = len(lost), found.faults + lost
    unwritten = wrong_xml(root, portions, found)
    found.unwritten = unwritten
    return found


def wrong_addresses(portions: tuple[Portion, ...]) -> Iterator[str]:
    times = Counter(PortionId(SOME, portion.eid, portion.component) for portion in portions)
    for place, count in times.items():
        if count > 1:
            yield f"{place} names {count} places"
        if read_place_id(str(place)) != place:
            yield f"{place} is read as {read_place_id(str(place))}"


def wrong_texts(places: tuple[Addressed, ...], portions: tuple[Portion, ...]) -> Iterator[str]:
    """Places whose text has other letters than stand in their elements: some lost, or some twice."""
    for place, portion in zip(places, portions, strict=True):
        if sorted(WHITE.sub("", portion.text)) != sorted(WHITE.sub("", own_text(place.element))):
            yield f"{portion.kind} {portion.eid}: its text has other letters than its element"
        if (portion.text, portion.spans) != read_text(place.element, " "):
            yield f"{portion.kind} {portion.eid}: its text is another than that of its element by itself"


def own_text(around: etree._Element) -> str:
    """All text but that of metadata, comments and instructions, with the quotation marks that attributes hold."""
    pieces = [around.text or ""]
    for child in around:
        if isinstance(child.tag, str) and child.tag != akn("meta"):
            pieces.append(own_text(child))
        pieces.append(child.tail or "")
    words = "".join(pieces)
    if local_name(str(around.tag)) in {"quotedText", "quotedStructure", "embeddedText", "embeddedStructure"}:
        opening = around.get("startQuote", "")
        closing = around.get("endQuote", opening)
        stripped = "".join(str(piece) for piece in around.itertext()).strip()
        opening = "" if stripped.startswith(opening) else opening
        closing = "" if stripped.endswith(closing) else closing
        return f"{opening}{words}{closing}"
    return words


def text_nodes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every text that says something, with the element that it stands in."""
    for element in (root, *outside_metadata(root)):
        for text in (element.text, *(child.tail for child in element)):
            words = WHITE.sub(" ", text or "").strip(" ")
            if words:
                yield element, words


def lost_texts(
    texts: list[tuple[etree._Element, str]], places: tuple[Addressed, ...], portions: tuple[Portion, ...]
) -> Iterator[str]:
    """Texts that are missing from one of the places around them; a text outside notes stands in them in one piece."""
    held = {place.element: portion for place, portion in zip(places, portions, strict=True)}
    for element, words in texts:
        around = [held[a] for a in (element, *element.iterancestors()) if a in held]
        if not around or not all(words in portion.text for portion in around):
            yield f"line {element.sourceline}: “{words[:60]}” is not in every place around it"


def wrong_xml(root: etree._Element, portions: tuple[Portion, ...], found: Survey) -> int:
    """Adds what is wrong with the XML of portions; gives how many have none of their own."""
    writer = PortionWriter(root, SOME, official_gate if found.valid else lambda _: True)
    none = 0
    for portion in portions[1:]:
        try:
            written = writer.write(portion.eid, portion.digest, portion.component)
        except NoPortionXml:
            none += 1
        else:
            name = f"{portion.kind} {portion.component} {portion.eid}"
            found.faults += [f"{name}: {fault}" for fault in faults_of(portion, written, valid=found.valid)]
    return none


def faults_of(portion: Portion, written: bytes, *, valid: bool) -> Iterator[str]:
    document = etree.fromstring(written)
    if valid and not official_gate(document):
        yield "its XML is not valid"
    body = document.find(f"{akn('portion')}/{akn('portionBody')}")
    assert body is not None
    attribute = IDS[("eId", "xml:id", "GUID", "wId", "id").index(portion.named_by)]
    alike = [e for e in body.iter("*") if portion.eid is None or e.get(attribute) == portion.eid]
    same = [element for element in alike if digest_of(element) == portion.digest]
    if not same:
        yield "its XML does not hold its element as it was"
    elif read_text(same[0], " ") != (portion.text, portion.spans):
        yield "its XML has another text"
    if portion.eid is not None and valid and len(alike) > 1:
        yield f"its XML holds {len(alike)} elements of that id"


def has_notes(element: etree._Element) -> bool:
    return any(local_name(e.tag) in NOTES for e in element.iter("*"))


def table(folder: Path) -> Iterator[str]:
    """One line for each XML file of a folder, and the first faults of each."""
    head = ("file", "valid", "elements", "with id", "portions", "components", "named by", "texts", "lost", "no XML")
    yield "|".join(("", *head, "faults", ""))
    for file in sorted(folder.glob("*.xml")):
        try:
            found = survey(file.read_bytes())
        except Refused as refusal:
            yield f"|{file.stem}|refused: {refusal.detail}|"
            continue
        named = " ".join(f"{name} {count:,}" for name, count in found.named_by.items())
        counts = (found.elements, found.identified, found.portions, found.components)
        rest = (named, found.texts, found.lost, found.unwritten, len(found.faults))
        yield "|".join(("", file.stem, "yes" if found.valid else "no", *map(str, (*counts, *rest)), ""))
        yield from (f"    {fault}" for fault in found.faults[:5])


if __name__ == "__main__":
    for line in table(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        sys.stdout.write(f"{line}\n")
