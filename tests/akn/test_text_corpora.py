"""Every element of forty documents of other publishers and of the shipped encodings: no letter lost, none doubled."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from lawpin.akn.names import akn, local_name
from lawpin.akn.reading import read_document
from lawpin.akn.text import read_text
from lawpin.akn.vocabulary import INLINE, NOTES
from lawpin.places import shipped

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
NOT_AKN_3 = {"za-35-act.xml", "tw-36-debate.xml"}
FOREIGN = [file for file in sorted(CORPORA.glob("*.xml")) if file.name not in NOT_AKN_3]
SHIPPED = sorted((shipped("data") / "akn").rglob("*.xml"))
WHITE = re.compile(r"[ \t\r\n]")

needs_corpora = pytest.mark.skipif(not FOREIGN, reason=f"the corpora are not here ({CORPORA.name} beside the checkout)")


def test_the_shipped_encodings_are_read() -> None:
    assert [file.stem for file in SHIPPED] == ["eng@2017-01-15", "zho@2017-01-15"]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
@pytest.mark.parametrize("joint", ["", " "], ids=["chinese", "english"])
def test_no_letter_of_a_shipped_text_is_lost_or_doubled(file: Path, joint: str) -> None:
    assert wrong_elements(file, joint) == []


@needs_corpora
@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_no_letter_of_another_publishers_text_is_lost_or_doubled(file: Path) -> None:
    assert wrong_elements(file, " ") == []


@needs_corpora
@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_each_span_holds_the_words_of_its_element(file: Path) -> None:
    for element in elements(file):
        is_leaf = local_name(element.tag) == "p" and not any(local_name(e.tag) in NOTES for e in element.iter("*"))
        if is_leaf:
            text, spans = read_text(element, " ")
            inlines = [e for e in element.iter("*") if local_name(e.tag) in INLINE and read_text(e, " ")[0]]
            own = [(local_name(e.tag), e.get("href"), read_text(e, " ")[0]) for e in inlines]
            assert sorted((s.kind, s.href or "", text[s.start : s.end]) for s in spans) == sorted(
                (kind, href or "", words) for kind, href, words in own
            )


def elements(file: Path) -> Iterator[etree._Element]:
    yield from outside_metadata(read_document(file.read_bytes()).root)


def outside_metadata(around: etree._Element) -> Iterator[etree._Element]:
    for child in around.iterchildren("*"):
        if child.tag != akn("meta"):
            yield child
            yield from outside_metadata(child)


def wrong_elements(file: Path, joint: str) -> list[str]:
    """The elements whose text does not have exactly the letters that stand in them."""
    return [
        f"{element.sourceline}: {local_name(element.tag)}"
        for element in elements(file)
        if sorted(WHITE.sub("", read_text(element, joint)[0])) != sorted(WHITE.sub("", own_text(element)))
    ]


def own_text(around: etree._Element) -> str:
    pieces = [around.text or ""]
    for child in around:
        if isinstance(child.tag, str) and child.tag != akn("meta"):
            pieces.append(own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
