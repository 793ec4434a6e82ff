"""Every element of forty documents of other publishers and of the shipped encodings: no letter lost, none doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.akn.corpora import FOLDER, WHITE, akn_3, has_notes, own_text

from lawpin.akn.addressing import outside_metadata
from lawpin.akn.names import local_name
from lawpin.akn.reading import read_document
from lawpin.akn.text import read_text, read_texts
from lawpin.akn.vocabulary import INLINE
from lawpin.places import shipped

FOREIGN = akn_3()
SHIPPED = sorted((shipped("data") / "akn").rglob("*.xml"))

needs_corpora = pytest.mark.skipif(not FOREIGN, reason=f"there is no AKN 3.0 in the folder {FOLDER.name}")


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
        if local_name(element.tag) == "p" and not has_notes(element):
            text, spans = read_text(element, " ")
            inlines = [e for e in element.iter("*") if local_name(e.tag) in INLINE and read_text(e, " ")[0]]
            own = [(local_name(e.tag), e.get("href"), read_text(e, " ")[0]) for e in inlines]
            assert sorted((s.kind, s.href or "", text[s.start : s.end]) for s in spans) == sorted(
                (kind, href or "", words) for kind, href, words in own
            )


@needs_corpora
@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_what_is_read_in_one_go_is_what_each_element_says_by_itself(file: Path) -> None:
    root = read_document(file.read_bytes()).root
    wanted = list(elements(file, root))
    texts = read_texts(root, set(wanted), "")
    assert [e.sourceline for e in wanted if texts[e] != read_text(e, "")] == []


def elements(file: Path, root: etree._Element | None = None) -> Iterator[etree._Element]:
    yield from outside_metadata(read_document(file.read_bytes()).root if root is None else root)


def wrong_elements(file: Path, joint: str) -> list[str]:
    """The elements whose text does not have exactly the letters that stand in them."""
    return [
        f"{element.sourceline}: {local_name(element.tag)}"
        for element in elements(file)
        if sorted(WHITE.sub("", read_text(element, joint)[0])) != sorted(WHITE.sub("", own_text(element)))
    ]
