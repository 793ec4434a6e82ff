"""Which elements have an address: ids of five kinds, components and their names, what names nothing."""

from time import process_time

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from lawpin.akn.addressing import addressed
from lawpin.akn.names import AKN
from lawpin.akn.reading import read_document
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_expression_id, read_place_id
from lawpin.law.identifiers.spelling import is_component_name, is_identifier
from lawpin.law.portion import NamedBy

NAMED = """<meta><identification source="#x"><FRBRWork><FRBRthis value="{}"/></FRBRWork>
<FRBRExpression><FRBRthis value="{}"/></FRBRExpression></identification></meta>"""
WORK = "/akn/cn/act/2017/1"


def root_of(inside: str, beside: str = "") -> etree._Element:
    source = f'<akomaNtoso xmlns="{AKN}"><act><meta/>{inside}</act>{beside}</akomaNtoso>'
    return read_document(source.encode()).root


def names(inside: str, beside: str = "") -> list[tuple[str | None, str | None, NamedBy]]:
    """Component, id and the attribute that it is, of everything but the whole."""
    return [(place.component, place.eid, place.named_by) for place in addressed(root_of(inside, beside))][1:]


def main_names(inside: str) -> list[tuple[str | None, NamedBy]]:
    return [(eid, named_by) for _, eid, named_by in names(f"<body>{inside}</body>")]


# --- ids -------------------------------------------------------------------------------------------------------------


def test_an_element_is_named_by_its_eid_else_by_what_else_it_has() -> None:
    inside = (
        '<p eId="a" xml:id="b" GUID="c"/><p xml:id="d" GUID="e"/><p GUID="f" wId="g"/><p wId="h" id="i"/><p id="j"/>'
    )
    assert main_names(inside) == [("a", "eId"), ("d", "xml:id"), ("f", "GUID"), ("h", "wId"), ("j", "id")]


def test_an_id_that_several_carry_names_none_of_them() -> None:
    inside = '<section eId="a"><p eId="b"/></section><p eId="b"/><p eId="c"/>'
    assert main_names(inside) == [("a", "eId"), ("c", "eId")]


def test_of_two_with_one_eid_each_is_named_by_what_it_has_besides() -> None:
    assert main_names('<p eId="a" GUID="g"/><p eId="a" wId="w"/>') == [("g", "GUID"), ("w", "wId")]


def test_an_id_never_names_what_another_carries_under_an_attribute_that_comes_before() -> None:
    assert main_names('<p eId="a"/><p GUID="a"/><p wId="a"/>') == [("a", "eId")]
    assert main_names('<p eId="a"/><p eId="a"/><p GUID="a"/>') == []


def test_an_id_that_cannot_be_written_into_an_address_names_nothing() -> None:
    inside = '<p eId="a-&gt;b"/><p eId="a\\b"/><p eId=""/><p eId="a&#x202e;"/><p eId="a"/>'
    assert main_names(inside) == [("a", "eId")]
    assert main_names(f'<p eId="{"x" * 1025}"/><p eId="{"é" * 99}"/>') == [("é" * 99, "eId")]


def test_ids_of_other_vocabularies_are_theirs_but_for_xml_id_and_eid() -> None:
    inside = '<foreign><x:a xmlns:x="urn:x" id="1" GUID="2" wId="3"/><x:b xmlns:x="urn:x" xml:id="b"/></foreign>'
    assert main_names(inside) == [("b", "xml:id")]


def test_slashes_dots_blanks_and_other_scripts_may_be_in_an_id() -> None:
    ids = ["art_1/para", "a.json", "..", "two words", "第五条", "100%", "a~b", "a#b?c"]
    assert [eid for eid, _ in main_names("".join(f'<p eId="{eid}"/>' for eid in ids))] == ids


# --- components ------------------------------------------------------------------------------------------------------


def attachment(name: str, meta: str = "<meta/>", inside: str = '<mainBody><p eId="p"/></mainBody>') -> str:
    return f'<attachment><doc name="{name}">{meta}{inside}</doc></attachment>'


def test_every_document_inside_a_document_is_a_component_with_ids_of_its_own() -> None:
    inside = f'<body><p eId="p"/></body><attachments>{attachment("annex")}{attachment("annex")}</attachments>'
    assert names(inside) == [
        (None, "p", "eId"),
        *(("annex_1", None, "eId"), ("annex_1", "p", "eId")),
        *(("annex_2", None, "eId"), ("annex_2", "p", "eId")),
    ]


def test_a_component_bears_the_name_that_its_metadata_give_it() -> None:
    of_work = NAMED.format(f"{WORK}/!schedule_7", "http://elsewhere/x")
    of_both = NAMED.format(f"{WORK}/!x", f"{WORK}/eng@2017-01-01/!table%201")
    inside = f"<body/><attachments>{attachment('annex', of_work)}{attachment('annex', of_both)}</attachments>"
    assert [component for component, eid, _ in names(inside) if eid is None] == ["schedule_7", "table 1"]


def test_a_name_that_two_claim_or_that_is_none_is_not_used() -> None:
    metas = [NAMED.format(f"{WORK}/!{name}", "") for name in ("a", "a", "main", "x~y", "annex_1")]
    inside = "".join(attachment("annex", meta) for meta in metas)
    assert [component for component, eid, _ in names(f"<attachments>{inside}</attachments>") if eid is None] == [
        *("annex_2", "annex_3", "annex_4", "annex_5", "annex_1"),
    ]


def test_a_component_whose_name_is_no_word_is_called_by_its_type() -> None:
    inside = "".join(attachment(name) for name in ("", "schedule one", "x/y", "!", "x" * 60, "Anlage"))
    assert [component for component, eid, _ in names(f"<attachments>{inside}</attachments>") if eid is None] == [
        *("doc_1", "doc_2", "doc_3", "doc_4", "doc_5", "Anlage_1"),
    ]


def test_a_component_within_a_component_has_a_name_and_ids_of_its_own() -> None:
    table = f"<mainBody><p eId='p'/></mainBody><attachments>{attachment('table')}</attachments>"
    inside = f"<attachments>{attachment('annex', inside=table)}</attachments>"
    assert [(component, eid) for component, eid, _ in names(inside)] == [
        *(("annex_1", None), ("annex_1", "p"), ("table_1", None), ("table_1", "p")),
    ]


def test_what_stands_around_a_component_is_of_the_document_that_holds_it() -> None:
    held = attachment("annex").replace("<attachment>", '<attachment eId="p"><heading eId="h">A</heading>')
    assert [(component, eid) for component, eid, _ in names(f"<attachments>{held}</attachments>")] == [
        *((None, "p"), (None, "h"), ("annex_1", None), ("annex_1", "p")),
    ]


def test_members_of_a_collection_quoted_acts_and_what_stands_beside_the_document_are_components() -> None:
    quoted = '<p><mod><quotedStructure eId="q"><act name="x"><meta/><body eId="b"/></act></quotedStructure></mod></p>'
    member = '<component eId="c"><bill name="bill"><meta/><body eId="b"/></bill></component>'
    inside = f"<body>{quoted}</body><components>{member}</components>"
    assert [(component, eid) for component, eid, _ in names(inside, f"<components>{member}</components>")] == [
        *((None, "q"), ("x_1", None), ("x_1", "b")),
        *(("bill_1", None), ("bill_1", "b"), ("bill_2", None), ("bill_2", "b")),
    ]


def test_the_whole_is_the_root_with_what_stands_beside_the_document() -> None:
    root = root_of("<body/>", "<components/>")
    (whole,) = addressed(root)
    assert (whole.element, whole.document) == (root, root[0])


def test_ten_thousand_components_without_names_are_named_within_two_seconds() -> None:
    root = root_of(f"<components>{'<component><doc/></component>' * 10_000}</components>")
    begun = process_time()
    found = [place.component for place in addressed(root)]
    assert process_time() - begun < 2
    assert found[1:] == [f"doc_{number}" for number in range(1, 10_001)]


odd = st.text(st.sampled_from("ab_1/.~!@:;->% é中&+main"), min_size=1, max_size=8)


@given(odd, odd)
@settings(max_examples=500, deadline=None)
def test_every_name_that_may_be_given_and_every_id_is_read_back_as_itself(name: str, eid: str) -> None:
    assume(is_component_name(name) and is_identifier(eid))
    expression = read_expression_id(f"{WORK}/eng@2017-01-01")
    for place in (PortionId(expression, eid, name), PortionId(expression, None, name), PortionId(expression, eid)):
        assert read_place_id(str(place)) == place
