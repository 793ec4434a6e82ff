"""The vocabulary of texts agrees with the groups of the official schema, so no element is left to chance."""

import pytest
from lxml import etree

from lawpin.akn.official import official_schema_path
from lawpin.akn.vocabulary import (
    CELLS,
    DOCUMENTS,
    HIERARCHY,
    INLINE,
    MARKERS,
    NOTES,
    PORTION_ROOTS,
    PROVISIONS,
    QUOTING,
)
from lawpin.law.identifiers.reader import DOCTYPES

XS = "{http://www.w3.org/2001/XMLSchema}"


@pytest.fixture(scope="module")
def schema() -> etree._Element:
    return etree.parse(str(official_schema_path())).getroot()


def members(schema: etree._Element, kind: str, name: str) -> set[str]:
    """The elements of a group or a type, those of the groups in it included."""
    found: set[str] = set()
    for part in schema.iterfind(f"{XS}{kind}[@name='{name}']//*[@ref]"):
        if part.tag == f"{XS}element":
            found.add(str(part.get("ref")))
        elif part.tag == f"{XS}group":
            found |= members(schema, "group", str(part.get("ref")))
    return found


def test_the_schema_is_read_at_all(schema: etree._Element) -> None:
    assert {"b", "ref", "term"} < members(schema, "group", "inlineCM")


def test_what_may_stand_in_a_sentence_is_inline_a_note_or_a_marker(schema: etree._Element) -> None:
    assert INLINE | NOTES | MARKERS | {"br"} == members(schema, "group", "inlineCM") | {"quotedText"}
    assert not (INLINE & NOTES | INLINE & MARKERS | INLINE & {"br"})


def test_what_modifications_hold_is_inline_or_a_quoted_structure(schema: etree._Element) -> None:
    assert members(schema, "complexType", "modType") - INLINE - NOTES - MARKERS == {"br", "quotedStructure"}


def test_notes_are_the_sub_flows_of_the_schema(schema: etree._Element) -> None:
    assert members(schema, "group", "subFlowElements") == NOTES


def test_the_hierarchy_is_that_of_the_schema(schema: etree._Element) -> None:
    assert members(schema, "group", "hierElements") == HIERARCHY
    assert HIERARCHY | {"item"} < PROVISIONS


def test_what_may_stand_in_the_body_of_a_portion_is_what_the_schema_says(schema: etree._Element) -> None:
    assert members(schema, "complexType", "portionBodyType") == PORTION_ROOTS


def test_the_documents_are_the_document_types_of_the_schema(schema: etree._Element) -> None:
    assert members(schema, "group", "documentType") == DOCUMENTS
    assert set(DOCTYPES.values()) == DOCUMENTS
    assert DOCUMENTS < PROVISIONS


def test_what_quotes_is_what_may_carry_quotation_marks(schema: etree._Element) -> None:
    quoting = {
        element.get("name")
        for element in schema.iterfind(f"{XS}element[@name]")
        if element.find(f".//{XS}attributeGroup[@ref='quote']") is not None
    }
    assert quoting == QUOTING


def test_every_name_is_an_element_of_the_schema(schema: etree._Element) -> None:
    names = {element.get("name") for element in schema.iter(f"{XS}element")}
    assert names >= INLINE | NOTES | MARKERS | CELLS | PROVISIONS | PORTION_ROOTS | QUOTING
