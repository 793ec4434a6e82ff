"""A portion as a document: valid, its element unchanged, its text the same, with metadata that say what it is."""

from pathlib import Path

import pytest
from lxml import etree
from tests.akn.corpora import SOME, survey

from lawpin.akn.checking import official_gate
from lawpin.akn.cutting import cut, digest_of
from lawpin.akn.metadata import read_expression
from lawpin.akn.names import AKN, LAWPIN, akn, local_name
from lawpin.akn.portion_xml import NoPortionXml, PortionWriter
from lawpin.akn.reading import read_document
from lawpin.law.errors import NoAddress
from lawpin.places import shipped

SHIPPED = sorted((shipped("data") / "akn").rglob("*.xml"))


def body_of(written: bytes) -> etree._Element:
    body = etree.fromstring(written).find(f"{akn('portion')}/{akn('portionBody')}")
    assert body is not None
    return body


def faults(source: bytes) -> tuple[list[str], int]:
    """What is wrong with a document, its texts and the XML of its portions, and how many cannot be written."""
    found = survey(source)
    assert found.valid
    return found.faults, found.unwritten


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_portion_of_a_shipped_text_is_a_valid_document_of_its_own(file: Path) -> None:
    assert faults(file.read_bytes()) == ([], 0)


# --- every kind of place ---------------------------------------------------------------------------------------------

META = """<meta><identification source="#x">
<FRBRWork><FRBRthis value="/akn/cn/act/2017/1/!main"/><FRBRuri value="/akn/cn/act/2017/1"/>
<FRBRdate date="2017-01-01" name="d"/><FRBRauthor href="#x"/><FRBRcountry value="cn"/></FRBRWork>
<FRBRExpression><FRBRthis value="/akn/cn/act/2017/1/eng@2017/!main"/><FRBRuri value="/akn/cn/act/2017/1/eng@2017"/>
<FRBRdate date="2017-01-01" name="d"/><FRBRauthor href="#x"/><FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/akn/cn/act/2017/1/eng@2017/!main.xml"/>
<FRBRuri value="/akn/cn/act/2017/1/eng@2017.xml"/><FRBRdate date="2017-01-01" name="d"/><FRBRauthor href="#x"/>
</FRBRManifestation></identification>{more}</meta>"""
ANNEX = f"""<doc name="annex">{META.format(more="")}<mainBody eId="annex_body"><p eId="annex_p">x</p>
<article eId="annex_art"><content><p eId="annex_art_p">x</p></content></article></mainBody></doc>"""
DOCUMENTS = {
    "act": f"""<coverPage eId="cover"><p eId="cover_p">x</p></coverPage>
<preface eId="preface"><longTitle eId="long"><p>t <docTitle eId="title">T</docTitle></p></longTitle></preface>
<preamble eId="preamble"><formula name="f" eId="formula"><p>f</p></formula>
<recitals eId="recs"><recital eId="rec_1"><num eId="rec_1_num">1</num><p eId="rec_1_p">r</p></recital></recitals>
<citations eId="cits"><citation eId="cit_1"><p>c</p></citation></citations></preamble>
<body eId="body"><section eId="sec_1"><num eId="sec_1_num">1</num><heading eId="sec_1_heading">h</heading>
<intro eId="intro"><p>i</p></intro><paragraph eId="par"><content eId="content">
<table eId="table"><caption eId="caption">c</caption><tr eId="tr"><td eId="td"><p eId="td_p">x</p></td></tr></table>
<blockList eId="list"><listIntroduction eId="list_intro">i</listIntroduction>
<item eId="item"><num eId="item_num">a</num><p>x</p><blockList eId="list_2"><item eId="item_2"><p>x</p></item>
</blockList></item><listWrapUp eId="list_wrap">w</listWrapUp></blockList>
<ul eId="ul"><li eId="li">l <i eId="i">x</i></li></ul><block name="b" eId="block">x</block>
<p eId="p">x <mod eId="mod"><quotedStructure eId="quoted"><article eId="quoted_art"><num>1</num>
<content><p eId="quoted_p">x</p></content></article></quotedStructure></mod>
<authorialNote eId="note" marker="1"><p eId="note_p">n</p></authorialNote> <ref eId="ref" href="#item">y</ref> z</p>
</content></paragraph><wrapUp eId="wrap"><p>w</p></wrapUp></section>
<hcontainer name="h" eId="hcontainer"><crossHeading eId="cross">x</crossHeading></hcontainer></body>
<conclusions eId="end"><p eId="end_p">x <signature eId="signature">y</signature></p></conclusions>
<attachments><attachment eId="att"><heading eId="att_heading">H</heading>{ANNEX}</attachment></attachments>""",
    "judgment": """<header eId="header"><p eId="header_p">x <neutralCitation eId="citation">c</neutralCitation></p>
<table eId="table"><tr><td eId="td"><p>x</p></td></tr></table></header><judgmentBody eId="body">
<introduction eId="introduction"><p eId="introduction_p">x</p><paragraph eId="par"><num>1</num>
<content><p>x</p></content></paragraph></introduction><decision eId="decision"><p eId="decision_p">x</p></decision>
</judgmentBody>""",
    "debate": """<debateBody eId="body"><debateSection name="d" eId="section"><num eId="num">1</num>
<heading eId="heading">h</heading><speech eId="speech" by="#x"><from eId="from">X</from><p eId="p">x</p></speech>
<scene eId="scene">x <i eId="i">y</i></scene><summary eId="summary">x</summary></debateSection></debateBody>""",
    "doc": """<mainBody eId="body"><p eId="p">x</p><div eId="div"><p eId="div_p">x</p></div>
<toc eId="toc"><tocItem eId="toc_1" href="#p" level="1">x</tocItem></toc></mainBody>""",
}


def root_of(kind: str, more: str = "", body: str | None = None) -> etree._Element:
    inside = META.format(more=more) + (DOCUMENTS[kind] if body is None else body)
    return read_document(f'<akomaNtoso xmlns="{AKN}"><{kind} name="x">{inside}</{kind}></akomaNtoso>'.encode()).root


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_of_place_is_written(kind: str) -> None:
    assert faults(etree.tostring(root_of(kind))) == ([], 0)


def written(eid: str | None, kind: str = "act", component: str | None = None) -> str:
    body = body_of(PortionWriter(root_of(kind), SOME, official_gate).write(eid, "0" * 64, component))
    return etree.tostring(body[0], with_tail=False).decode().replace(f' xmlns="{AKN}"', "").replace("\n", "")


def test_what_may_stand_alone_comes_alone() -> None:
    assert written("hcontainer") == (
        '<hcontainer name="h" eId="hcontainer"><crossHeading eId="cross">x</crossHeading></hcontainer>'
    )
    assert written("annex_art", component="annex_1") == (
        '<article eId="annex_art"><content><p eId="annex_art_p">x</p></content></article>'
    )


def test_an_item_comes_inside_its_provision_cut_down_to_the_way_there() -> None:
    assert written("item_2") == (
        '<paragraph eId="par"><content eId="content"><blockList eId="list"><item eId="item"><num eId="item_num">a</num>'
        '<blockList eId="list_2"><item eId="item_2"><p>x</p></item></blockList></item></blockList></content>'
        "</paragraph>"
    )


def test_numbers_and_headings_on_the_way_stay_and_other_text_does_not() -> None:
    assert written("intro") == (
        '<section eId="sec_1"><num eId="sec_1_num">1</num><heading eId="sec_1_heading">h</heading>'
        '<intro eId="intro"><p>i</p></intro></section>'
    )
    assert written("ref") == (
        '<paragraph eId="par"><content eId="content"><p eId="p"><ref eId="ref" href="#item">y</ref></p></content>'
        "</paragraph>"
    )


def test_where_the_way_alone_is_not_valid_more_is_given() -> None:
    # An item of nothing but its number is none.
    body = written("item_num")
    assert body.startswith('<paragraph eId="par">')
    assert '<listWrapUp eId="list_wrap">w</listWrapUp>' in body


def test_a_block_straight_under_a_body_comes_in_the_wrapper_of_the_schema() -> None:
    assert written("decision_p", "judgment") == '<container name="portion"><p eId="decision_p">x</p></container>'


def test_what_fits_no_portion_comes_inside_its_document_cut_down_where_the_schema_lets_it() -> None:
    embedded = '<container name="portion"><p><embeddedStructure>'
    judgment = written("decision", "judgment")
    assert judgment.startswith(f'{embedded}<judgment name="x"><meta>')
    assert '<judgmentBody eId="body"><decision eId="decision">' in judgment
    assert 'eId="introduction"' not in judgment
    assert written("att_heading") == (
        f'{embedded}<heading eId="att_heading">H</heading></embeddedStructure></p></container>'
    )
    assert 'eId="preface"' not in written("body")
    # A document must have a body; the rest is cut away.
    for place in ("end", "att"):
        assert 'eId="body"' in written(place)
        assert 'eId="preface"' not in written(place)
    assert 'eId="att"' not in written("end")


def test_a_component_comes_whole_in_a_portion() -> None:
    annex = written(None, component="annex_1")
    assert annex.startswith('<container name="portion"><p><embeddedStructure><doc name="annex"><meta>')
    assert annex.endswith("</mainBody></doc></embeddedStructure></p></container>")


def test_what_cannot_be_written_says_so_with_its_id() -> None:
    component = f'<components><component eId="c">{ANNEX}</component></components>'
    source = etree.tostring(root_of("doc")).replace(b"</akomaNtoso>", component.encode() + b"</akomaNtoso>")
    root = read_document(source).root
    assert official_gate(root)
    with pytest.raises(NoPortionXml) as caught:
        PortionWriter(root, SOME, official_gate).write("c", "0" * 64)
    assert caught.value.facts == {"eId": "c"}
    assert "<component>" in caught.value.detail


def test_what_is_not_there_cannot_be_written() -> None:
    for eid, component in (("annex_art", None), ("item", "annex_1"), (None, "annex_2")):
        with pytest.raises(NoPortionXml):
            PortionWriter(root_of("act"), SOME, official_gate).write(eid, "0" * 64, component)


def test_nothing_is_cut_away_inside_another_vocabulary() -> None:
    fraction = '<m:frac xmlns:m="urn:m"><m:over eId="o">1</m:over><m:under>2</m:under></m:frac>'
    body = f'<body><section eId="s"><content><foreign>{fraction}</foreign></content></section></body>'
    portion = body_of(PortionWriter(root_of("act", body=body), SOME, official_gate).write("o", "0" * 64))
    assert "".join(str(words) for words in portion.itertext()).strip() == "12"


# --- metadata --------------------------------------------------------------------------------------------------------

MORE = """<references source="#x"><TLCPerson eId="who" href="/x" showAs="X"/></references>
<notes source="#x"><note eId="n1" placementBase="#item"><p>One.</p></note>
<note eId="n2" placementBase="#hcontainer"><p>Two.</p></note></notes>
<notes source="#y"><note eId="n3" placementBase="#sec_1"><p>Three.</p></note></notes>
<proprietary source="#x"><provenance xmlns="urn:x-lawpin:meta:1" publisher="P"/></proprietary>"""


def meta_of(eid: str, more: str = "") -> etree._Element:
    document = PortionWriter(root_of("act", more), SOME, lambda _: True).write(eid, "ab" * 32)
    meta = etree.fromstring(document).find(f"{akn('portion')}/{akn('meta')}")
    assert meta is not None
    return meta


def test_a_portion_says_of_which_expression_it_is_a_part_and_which() -> None:
    document = etree.fromstring(PortionWriter(root_of("act"), SOME, official_gate).write("item", "ab" * 32))
    assert document[0].get("includedIn") == str(SOME)
    these = {local_name(str(e.getparent().tag)): e.get("value") for e in document.iter(akn("FRBRthis"))}  # type: ignore[union-attr]
    assert these == {
        "FRBRWork": "/akn/cn/act/2017-01-15/1/~item",
        "FRBRExpression": "/akn/cn/act/2017-01-15/1/eng@2017-01-15/~item",
        "FRBRManifestation": "/akn/cn/act/2017-01-15/1/eng@2017-01-15/~item.xml",
    }
    assert [e.get("value") for e in document.iter(akn("FRBRuri"))] == [
        "/akn/cn/act/2017/1",
        "/akn/cn/act/2017/1/eng@2017",
        "/akn/cn/act/2017/1/eng@2017.xml",
    ]


def test_a_portion_carries_the_digest_of_its_element() -> None:
    digests = [dict(e.attrib) for e in meta_of("item").iter(f"{{{LAWPIN}}}digest")]
    assert digests == [{"for": "item", "value": "sha256:" + "ab" * 32}]


def test_notes_come_with_what_they_stand_beside_and_no_others() -> None:
    notes = {
        eid: [n.get("eId") for n in meta_of(eid, MORE).iter(akn("note"))] for eid in ("item", "hcontainer", "sec_1")
    }
    assert notes == {"item": ["n1"], "hcontainer": ["n2"], "sec_1": ["n1", "n3"]}
    assert [n.get("source") for n in meta_of("sec_1", MORE).iter(akn("notes"))] == ["#x", "#y"]


def test_references_that_are_pointed_to_come_along_and_no_others() -> None:
    people = """<references source="#x"><TLCPerson eId="x" href="/x" showAs="of the metadata"/>
<TLCPerson eId="note" href="/x" showAs="of nothing"/>
<TLCPerson eId="who" href="/x" showAs="of the text"/></references>"""
    body = '<body><section eId="s"><content><p refersTo="#who #s">x</p></content></section></body>'
    root = root_of("act", people, body)
    document = etree.fromstring(PortionWriter(root, SOME, official_gate).write("s", "0" * 64))
    assert official_gate(document)
    assert [e.get("showAs") for e in document.iter(akn("TLCPerson"))] == ["of the metadata", "of the text"]


def test_provenance_comes_along() -> None:
    meta = meta_of("item", MORE)
    assert [e.get("publisher") for e in meta.iter(f"{{{LAWPIN}}}provenance")] == ["P"]


def test_an_id_that_metadata_carry_too_names_the_portion_all_the_same() -> None:
    who = '<references source="#x"><TLCPerson eId="a" href="/x" showAs="X"/></references>'
    annex = ANNEX.replace("</identification>", f"</identification>{who}")
    attached = f"<attachments><attachment>{annex}</attachment></attachments>"
    root = root_of("act", who, f'<body><article eId="a"><num>1</num></article></body>{attached}')
    assert not official_gate(root)
    body = body_of(PortionWriter(root, SOME, lambda _: True).write("a", "0" * 64))
    assert [local_name(child.tag) for child in body] == ["article"]


def test_writing_changes_nothing_in_the_document_and_gives_the_same_bytes_again() -> None:
    root = root_of("act", MORE)
    before = etree.tostring(root)
    writer = PortionWriter(root, SOME, official_gate)
    portions = cut(root, "eng")[1:]
    once = [writer.write(portion.eid, portion.digest, portion.component) for portion in portions]
    again = [writer.write(portion.eid, portion.digest, portion.component) for portion in reversed(portions)]
    assert once == again[::-1]
    assert etree.tostring(root) == before
    assert len(once) > 20


def test_the_schema_is_asked_once_for_each_shape() -> None:
    items = "".join(f'<item eId="i_{n}"><p eId="p_{n}">x</p></item>' for n in range(30))
    body = f'<body><section eId="s"><content><blockList eId="l">{items}</blockList></content></section></body>'
    asked: list[etree._Element] = []

    def gate(document: etree._Element) -> bool:
        asked.append(document)
        return official_gate(document)

    root = root_of("act", body=body)
    writer = PortionWriter(root, SOME, gate)
    for portion in cut(root, "eng")[2:]:
        writer.write(portion.eid, portion.digest)
    assert len(asked) == 3


def test_the_document_is_utf_8_with_a_declaration_and_reads_under_our_own_limits() -> None:
    source = PortionWriter(root_of("act"), SOME, official_gate).write("item", "0" * 64)
    assert source.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso ")
    assert read_document(source).root.tag == akn("akomaNtoso")


def test_prefixes_foreign_elements_and_odd_characters_survive() -> None:
    body = """<body><section eId="s" xmlns:m="urn:m"><content><foreign eId="f">
<m:x a="1" m:b="2">é&#13;𠀀；<!-- c --></m:x></foreign></content></section></body>"""
    root = root_of("act", body=body)
    assert faults(etree.tostring(root)) == ([], 0)
    (element,) = [e for e in root.iter("*") if e.get("eId") == "f"]
    document = PortionWriter(root, SOME, official_gate).write("f", digest_of(element))
    (served,) = [e for e in body_of(document).iter("*") if e.get("eId") == "f"]
    assert digest_of(served) == digest_of(element)
    assert served[0].text == "é\r𠀀；"


def test_a_portion_document_is_not_taken_for_the_expression_that_it_is_a_part_of() -> None:
    served = PortionWriter(root_of("act"), SOME, official_gate).write("item", "0" * 64)
    with pytest.raises(NoAddress):
        read_expression(read_document(served).root)
