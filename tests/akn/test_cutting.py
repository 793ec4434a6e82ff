"""Cutting an expression into portions: places, families, flags, ids, digests, notes."""

import shutil
import subprocess
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from xml.etree.ElementTree import canonicalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.akn.corpora import akn_3
from tests.akn.made_up import BODIES, made_up

from lawpin.akn.addressing import addressed, outside_metadata
from lawpin.akn.cutting import canonical_xml, cut, digest_of
from lawpin.akn.names import AKN, local_name
from lawpin.akn.reading import read_document
from lawpin.akn.text import read_text
from lawpin.akn.vocabulary import PROVISIONS
from lawpin.law.errors import NoAddress
from lawpin.law.languages import joint
from lawpin.law.portion import Note, Portion
from lawpin.places import shipped

SHIPPED = sorted((shipped("data") / "akn").rglob("*.xml"))
EVERYTHING = pytest.mark.parametrize("file", [*SHIPPED, *akn_3()], ids=lambda file: file.stem)


def root_of(body: str, meta: str = "", name: str = "act") -> etree._Element:
    source = f'<akomaNtoso xmlns="{AKN}"><{name}><meta>{meta}</meta>{body}</{name}></akomaNtoso>'
    return read_document(source.encode()).root


def cut_body(body: str, meta: str = "", language: str = "eng") -> dict[str | None, Portion]:
    return {portion.eid: portion for portion in cut(root_of(body, meta), language)}


BODY = """
<preface eId="preface"><p>Title</p></preface>
<body>
  <part eId="part_1">
    <num>I,</num><heading eId="part_1__heading">Basics</heading>
    <article eId="art_1" wId="art_9">
      <num>1.</num><heading eId="art_1__heading">Aim.</heading>
      <content eId="art_1__content">
        <blockList eId="art_1__list_1" class="run-in">
          <item eId="art_1__item_1"><p>Do <ref eId="art_1__ref_1" href="#art_2">this</ref>.</p></item>
          <item eId="art_1__item_2"><p>Do that.</p></item>
        </blockList>
      </content>
    </article>
    <article eId="art_2"><num>2.</num><content><p>End.</p></content></article>
  </part>
</body>
"""


def test_portions_stand_in_document_order_and_the_whole_comes_first() -> None:
    portions = cut(root_of(BODY), "eng")
    assert [portion.position for portion in portions] == list(range(len(portions)))
    assert [portion.eid for portion in portions] == [
        *(None, "preface", "part_1", "part_1__heading", "art_1", "art_1__heading", "art_1__content"),
        *("art_1__list_1", "art_1__item_1", "art_1__ref_1", "art_1__item_2", "art_2"),
    ]


def test_the_descendants_of_a_portion_are_those_up_to_its_end() -> None:
    portions = cut(root_of(BODY), "eng")
    assert {p.eid: p.end - p.position - 1 for p in portions if p.end > p.position + 1} == {
        None: 11,
        "part_1": 9,
        "art_1": 6,
        "art_1__content": 4,
        "art_1__list_1": 3,
        "art_1__item_1": 1,
    }


def test_the_parent_is_the_nearest_provision_around_a_portion() -> None:
    found = cut_body(BODY)
    by_position = {portion.position: portion.eid for portion in found.values()}
    parents = {eid: None if p.parent is None else by_position[p.parent] for eid, p in found.items() if eid}
    assert found[None].parent is None
    children = {"part_1": "part_1__heading art_1 art_2", "art_1__item_1": "art_1__ref_1", None: "preface part_1"}
    children["art_1"] = "art_1__heading art_1__content art_1__list_1 art_1__item_1 art_1__item_2"
    assert parents == {eid: around for around, eids in children.items() for eid in eids.split()}


def test_provisions_are_what_stands_in_outlines() -> None:
    provisions = [eid for eid, portion in cut_body(BODY).items() if portion.provision]
    assert provisions == [None, "preface", "part_1", "art_1", "art_1__item_1", "art_1__item_2", "art_2"]


def test_a_portion_has_its_number_heading_text_and_kind() -> None:
    article = cut_body(BODY)["art_1"]
    assert (article.kind, article.num, article.heading) == ("article", "1.", "Aim.")
    assert article.text == "1. Aim. Do this. Do that."
    assert [(span.kind, article.text[span.start : span.end], span.href) for span in article.spans] == [
        ("ref", "this", "#art_2")
    ]
    whole = cut_body(BODY)[None]
    assert (whole.kind, whole.num, whole.heading, whole.wid) == ("act", None, None, None)
    assert whole.text == "Title\nI, Basics\n1. Aim. Do this. Do that.\n2. End."


def test_the_language_decides_what_stands_between_the_pieces() -> None:
    assert cut_body(BODY, language="zho")["art_1"].text == "1.Aim.Do this.Do that."


def test_the_wid_is_the_eid_where_none_is_written() -> None:
    found = cut_body(BODY)
    assert (found["art_1"].wid, found["art_2"].wid) == ("art_9", "art_2")


def test_a_number_and_a_heading_are_printed_without_their_notes() -> None:
    note = "<authorialNote><p>Note.</p></authorialNote>"
    body = f'<body><article eId="a"><num>1{note}</num><heading>Aim{note}s</heading></article></body>'
    article = cut_body(body)["a"]
    assert (article.num, article.heading, article.text) == ("1", "Aims", "1 Aims\nNote.\nNote.")


# --- ids -------------------------------------------------------------------------------------------------------------


def eids(body: str) -> list[str | None]:
    return [portion.eid for portion in cut(root_of(f"<body>{body}</body>"), "eng")]


def test_what_is_cut_around_an_unnamed_element_stays_in_its_family() -> None:
    body = '<section eId="s"><article eId="x"><item eId="i"/></article></section><article eId="x"/>'
    found = cut_body(f"<body>{body}</body>")
    assert list(found) == [None, "s", "i"]
    assert (found["i"].parent, found["s"].end) == (1, 3)


def test_metadata_are_no_portions_also_those_of_attached_documents() -> None:
    meta = '<references source="#x"><TLCPerson eId="who" href="/x" showAs="Who"/></references>'
    attached = f'<attachments><attachment eId="att_1"><doc name="x"><meta>{meta}</meta><mainBody eId="who"/></doc>\
</attachment></attachments>'
    found = cut_body(f"<body/>{attached}", meta)
    assert {eid: portion.kind for eid, portion in found.items()} == {
        None: "doc",
        "att_1": "attachment",
        "who": "mainBody",
    }
    assert found["who"].component == "x_1"


def test_comments_and_instructions_around_a_document_are_not_the_document() -> None:
    source = f'<akomaNtoso xmlns="{AKN}"><!-- c --><?p i?><act><meta/><!-- c --><body eId="b"/></act></akomaNtoso>'
    portions = cut(read_document(source.encode()).root, "eng")
    assert [portion.kind for portion in portions] == ["act", "body"]


def test_a_root_without_a_document_is_refused() -> None:
    with pytest.raises(NoAddress):
        cut(read_document(f'<akomaNtoso xmlns="{AKN}"> <!-- c --> </akomaNtoso>'.encode()).root, "eng")


# --- notes -----------------------------------------------------------------------------------------------------------


def test_an_editorial_note_stands_beside_its_portion_with_its_author_and_date() -> None:
    meta = """<notes source="#x">
      <note eId="n1" placementBase="#art_2"><!-- c --><p>One.</p><p>Two.</p>
        <p class="attribution"><organization refersTo="#x">The editors</organization>,
        <date date="2026-11-21">today</date></p></note>
      <note eId="n2" placementBase="#art_2"><p>Three.</p></note>
      <note eId="n3" placementBase="#nowhere"><p>Four.</p></note>
    </notes>"""
    found = cut_body(BODY, meta)
    assert found["art_2"].notes == (Note("One.\nTwo.", "The editors", "2026-11-21"), Note("Three."))
    assert all(not portion.notes for eid, portion in found.items() if eid != "art_2")
    assert "One." not in found[None].text


# --- digests ---------------------------------------------------------------------------------------------------------


@EVERYTHING
def test_the_digest_is_that_of_the_element_written_out_and_canonicalised_anew(file: Path) -> None:
    root = read_document(file.read_bytes()).root
    for portion, place in list(zip(cut(root, "eng"), addressed(root), strict=True))[:60]:
        alone = etree.tostring(place.element, with_tail=False)
        assert portion.digest == sha256(recanonicalised(alone)).hexdigest()


def recanonicalised(written: bytes) -> bytes:
    """Canonical XML 2.0 by the standard library: without parameters it is the exclusive one, by other code."""
    return canonicalize(written.decode(), with_comments=False).encode()


XMLLINT = shutil.which("xmllint")


@pytest.mark.skipif(XMLLINT is None, reason="xmllint is not installed (package libxml2-utils)")
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_xmllint_gives_the_digest_of_the_whole_document(file: Path) -> None:
    # xmllint keeps comments; the shipped encodings have none.
    assert XMLLINT is not None
    written = subprocess.run([XMLLINT, "--exc-c14n", str(file)], capture_output=True, check=True).stdout
    assert sha256(written).hexdigest() == digest_of(read_document(file.read_bytes()).root)


DIFFERENT = (
    """<article eId="a" xmlns="{akn}" xmlns:u="urn:unused"><p class='x' eId = "p">a &#38; b</p><!-- c --></article>"""
)
SAME = """<k:article  xmlns:k="{akn}" eId="a"><k:p eId="p" class="x">a &amp; b</k:p></k:article>"""


def test_the_digest_does_not_see_quotes_order_of_attributes_comments_or_unused_namespaces() -> None:
    one = digest_of(etree.fromstring(DIFFERENT.format(akn=AKN)))
    plain = f'<article xmlns="{AKN}" eId="a"><p class="x" eId="p">a &amp; b</p></article>'
    assert one == sha256(plain.encode()).hexdigest()
    # The prefix is part of the canonical form.
    assert one != digest_of(etree.fromstring(SAME.format(akn=AKN)))


def test_the_digest_of_an_element_does_not_depend_on_what_stands_around_it() -> None:
    here = root_of('<body><p eId="a" xml:lang="zh">x</p> tail</body>')
    there = root_of('<preface xml:lang="en"><section><p eId="a" xml:lang="zh">x</p></section></preface><body/>')
    assert cut(here, "eng")[1].digest == cut(there, "eng")[1].digest
    assert cut(here, "eng")[0].digest != cut(there, "eng")[0].digest


def test_canonical_xml_keeps_every_code_point() -> None:
    element = root_of("<body><p>；．e\u0301é&#13;𠀀\u00a0</p></body>")[0][1]
    assert canonical_xml(element).decode() == f'<body xmlns="{AKN}"><p>；．e\u0301é&#xD;𠀀\u00a0</p></body>'


# --- every document --------------------------------------------------------------------------------------------------


@EVERYTHING
def test_the_portions_of_a_document_are_a_tree_of_its_elements(file: Path) -> None:
    assert_tree(cut(read_document(file.read_bytes()).root, "eng"))


def assert_tree(portions: tuple[Portion, ...]) -> None:
    assert (portions[0].position, portions[0].end, portions[0].parent) == (0, len(portions), None)
    for portion in portions[1:]:
        assert portion.position < portion.end <= len(portions)
        assert portion.parent is not None
        around = portions[portion.parent]
        assert around.provision
        assert around.position < portion.position
        assert portion.end <= around.end
        between = portions[around.position + 1 : portion.position]
        assert not any(other.provision and other.end > portion.position for other in between)


@EVERYTHING
def test_every_eid_that_one_element_carries_is_a_portion(file: Path) -> None:
    root = read_document(file.read_bytes()).root
    carriers = Counter(e.get("eId") for e in outside_metadata(root) if e.get("eId"))
    named = {portion.eid for portion in cut(root, "eng") if portion.named_by == "eId"} - {None}
    assert named == {eid for eid, count in carriers.items() if count == 1}


@EVERYTHING
def test_each_portion_is_its_element(file: Path) -> None:
    root = read_document(file.read_bytes()).root
    for portion, place in list(zip(cut(root, "fra"), addressed(root), strict=True))[1:]:
        element = place.element
        assert portion.kind == local_name(element.tag)
        assert portion.wid == (element.get("wId") or portion.eid)
        assert portion.provision is (portion.kind in PROVISIONS)
        assert (portion.text, portion.spans) == read_text(element, joint("fra"))
        assert portion.digest == digest_of(element)


@given(st.sampled_from(sorted(BODIES)), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_the_portions_of_any_document_are_a_tree(kind: str, seed: int) -> None:
    assert_tree(cut(read_document(made_up(kind, Random(seed))).root, "eng"))
