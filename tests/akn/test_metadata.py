"""What a document says of itself: read tolerantly, never invented."""

import hashlib
from pathlib import Path

import pytest

from lawpin.akn.frbr import document_of
from lawpin.akn.metadata import read_expression
from lawpin.akn.names import AKN
from lawpin.akn.reading import read_document
from lawpin.law.errors import NoAddress
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.version import Agent, Expression, NamedDate, Provenance
from lawpin.places import shipped

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
NOT_AKN_3 = {"za-35-act.xml", "tw-36-debate.xml"}
FOREIGN = [file for file in sorted(CORPORA.glob("*.xml")) if file.name not in NOT_AKN_3]
WORK = WorkId("cn", "statement", "2017-01-15", "mobile-internet", "opinions")
ZHO, ENG = ExpressionId(WORK, "zho", "2017-01-15"), ExpressionId(WORK, "eng", "2017-01-15")


def read_shipped(expression: ExpressionId) -> Expression:
    return read_expression(read_document((shipped("data") / f"{str(expression)[1:]}.xml").read_bytes()).root)


# --- the shipped encodings -------------------------------------------------------------------------------------------

OFFICES = (Agent("中共中央办公厅", "author"), Agent("国务院办公厅", "author"))


def test_the_original_says_who_wrote_it_when_and_that_it_is_authoritative() -> None:
    zho = read_shipped(ZHO)
    assert (zho.id, zho.doctype, zho.subtype, zho.title) == (
        ZHO,
        "statement",
        "opinions",
        "关于促进移动互联网健康有序发展的意见",
    )
    assert zho.authors == OFFICES
    assert zho.dates == (NamedDate("publication", "2017-01-15"),)
    assert (zho.authoritative, zho.translation_of, zho.is_draft) == (True, None, False)


def test_the_translation_names_its_master_and_its_translator() -> None:
    eng = read_shipped(ENG)
    assert (eng.id, eng.translation_of, eng.authoritative) == (ENG, ZHO, False)
    assert eng.title == "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet"
    assert eng.authors == OFFICES
    assert eng.contributors == (Agent("Rogier Creemers", "translator"),)


@pytest.mark.parametrize("expression", [ZHO, ENG], ids=["zho", "eng"])
def test_no_legal_dates_are_guessed_and_the_source_is_that_which_was_received(expression: ExpressionId) -> None:
    found = read_shipped(expression)
    assert (found.legal_from, found.legal_to) == (None, None)
    received = shipped("data") / "sources" / "mobile-internet" / f"{expression.language}.txt"
    assert found.provenance.sha256 == hashlib.sha256(received.read_bytes()).hexdigest()
    assert found.provenance.publisher
    assert found.provenance.credit


# --- made-up documents -----------------------------------------------------------------------------------------------

URI = "/akn/cn/act/2017/1/eng@2017-01-15"


def document(
    *, uri: str = URI, this: str = f"{URI}/!main", work: str = "", expression: str = "", meta: str = "", body: str = ""
) -> Expression:
    source = f"""<akomaNtoso xmlns="{AKN}"><act name="x"><meta><identification source="#x">
<FRBRWork>{work}</FRBRWork>
<FRBRExpression><FRBRthis value="{this}"/><FRBRuri value="{uri}"/>{expression}</FRBRExpression>
</identification>{meta}</meta>{body}</act></akomaNtoso>"""
    return read_expression(read_document(source.encode()).root)


WRITTEN = {
    "the canonical form": URI,
    "capital letters and an alias": "/AKN/CN/Act/2017/1/EN@2017-01-15",
    "a slash at the end": f"{URI}/",
    "the main component": f"{URI}/!main",
    "white space around it": f" {URI}\n",
    "a suffix": f"{URI}.xml",
}


@pytest.mark.parametrize("uri", WRITTEN.values(), ids=WRITTEN)
def test_any_spelling_of_the_iri_names_the_expression(uri: str) -> None:
    assert str(document(uri=uri).id) == URI


def test_where_there_is_no_frbr_uri_frbr_this_names_it() -> None:
    assert str(document(uri="").id) == URI


def test_where_the_frbr_uri_is_of_another_scheme_frbr_this_names_it_and_the_other_is_an_alias() -> None:
    found = document(uri="https://example.org/law/1")
    assert (str(found.id), found.naming, found.iris) == (URI, "declared", ("https://example.org/law/1",))


@pytest.mark.parametrize(
    ("floating", "naming", "pinned"),
    [("/eng@", "declared", "2018-02-01"), ("/eng", "derived", "2019"), ("/eng:2020-01-01", "derived", "2019")],
)
@pytest.mark.parametrize("date", ["2018-02-01", "2018-02-01T10:00:00+08:00", "2018-02-01Z"])
def test_an_original_is_of_the_first_date_of_the_expression_and_what_pins_nothing_of_the_last(
    floating: str, naming: str, pinned: str, date: str
) -> None:
    dates = f'<FRBRdate name="c" date="2019"/><FRBRdate name="a" date=""/><FRBRdate name="b" date="{date}"/>'
    found = document(uri=f"/akn/cn/act/2017/1{floating}", this="", expression=dates)
    assert (str(found.id), found.naming) == (f"/akn/cn/act/2017/1/eng@{pinned}", naming)


NO_ADDRESS = {
    "nothing at all": {"uri": "", "this": ""},
    "a work without a language": {"uri": "/akn/cn/act/2017/1", "this": "", "expression": '<FRBRdate date="2017"/>'},
    "no date anywhere": {"this": "", "uri": "/akn/cn/act/2017/1/eng"},
    "a date that is none": {
        "this": "",
        "uri": "/akn/cn/act/2017/1/eng",
        "expression": '<FRBRdate name="a" date="unknown"/>',
    },
    "a date that would be a path": {
        "this": "",
        "uri": "/akn/cn/act/2017/1/eng",
        "expression": '<FRBRdate date="2017/smith"/>',
    },
    "a day that is none": {"this": "", "uri": "/akn/cn/act/2017/1/eng", "expression": '<FRBRdate date="2017-02-30"/>'},
    "a portion": {"uri": f"{URI}/~art_5"},
    "a component": {"uri": f"{URI}/!annex_1"},
    "a portion in FRBRthis": {"this": f"{URI}/~art_5"},
    "a portion of main in FRBRthis": {"this": f"{URI}/!main~art_5"},
    "a compact date": {"this": "", "uri": "/akn/fi/act/1999/731/fin@20180817"},
    "a number that is a language": {"this": "", "uri": "/akn/fi/act/1999/fin/eng@2018-08-17"},
}


@pytest.mark.parametrize("parts", NO_ADDRESS.values(), ids=NO_ADDRESS)
def test_what_names_no_whole_expression_is_refused_with_a_sentence(parts: dict[str, str]) -> None:
    with pytest.raises(NoAddress) as caught:
        document(**parts)
    assert caught.value.reason == "no-address"
    assert 20 < len(caught.value.detail) < 400


def test_a_document_without_metadata_or_without_a_document_is_refused() -> None:
    for inside in ("<act/>", "<act><meta/></act>", "<act><meta><identification/></meta></act>", "", "<!-- c -->"):
        with pytest.raises(NoAddress):
            read_expression(read_document(f'<akomaNtoso xmlns="{AKN}">{inside}</akomaNtoso>'.encode()).root)


def test_the_document_is_the_first_element_under_the_root() -> None:
    root = read_document(f'<akomaNtoso xmlns="{AKN}"><!-- c --><?p i?><act/></akomaNtoso>'.encode()).root
    assert document_of(root).tag == f"{{{AKN}}}act"


def test_a_draft_is_what_the_reader_says_it_is() -> None:
    root = read_document(
        f"""<akomaNtoso xmlns="{AKN}"><act><meta><identification><FRBRExpression><FRBRuri value="{URI}"/>
</FRBRExpression></identification></meta></act></akomaNtoso>""".encode()
    ).root
    assert read_expression(root, is_draft=True).is_draft
    assert not read_expression(root).is_draft


REFERENCES = """<references source="#x"><TLCPerson eId="li" href="/x" showAs="Li 李"/>
<TLCRole eId="author" href="/r" showAs="Author"/><TLCPerson eId="mute" href="/x"/></references>"""


def test_agents_are_named_as_the_references_show_them_else_by_what_is_written() -> None:
    authors = "".join(
        f"<FRBRauthor {written}/>" for written in ('href="#li" as="#author"', 'href="#li"', 'href=""', "")
    )
    others = "".join(f"<FRBRauthor {written}/>" for written in ('href="#mute" as="editor"', 'href="/ontology/x"'))
    found = document(work=authors, expression=others, meta=REFERENCES)
    assert found.authors == (Agent("Li 李", "author"), Agent("Li 李"))
    assert found.contributors == (Agent("mute", "editor"), Agent("/ontology/x"))


def test_every_date_of_the_work_is_kept_as_written_and_empty_ones_are_not() -> None:
    work = '<FRBRdate date="2017" name="adoption"/><FRBRdate date=""/><FRBRdate date="2017-05-01T00:00:00" name=""/>'
    assert document(work=work).dates == (NamedDate("adoption", "2017"), NamedDate(None, "2017-05-01T00:00:00"))


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("1", True), (" false ", False), ("0", False), ("", None), ("yes", None), ("TRUE", None)],
)
def test_a_text_is_authoritative_only_where_it_says_so(written: str, value: bool | None) -> None:  # noqa: FBT001
    assert document(expression=f'<FRBRauthoritative value="{written}"/>').authoritative is value
    assert document().authoritative is None


MASTER = "/akn/cn/act/2017/1/zho@2017-01-15"


def test_a_translation_is_of_the_first_master_that_can_be_read() -> None:
    hrefs = ("", "https://example.org", "/akn/cn/act/2017/1", "/akn/cn/act/2017/1/zho", f"{MASTER}/", f"{URI};r2")
    found = document(expression="".join(f'<FRBRtranslation href="{href}"/>' for href in hrefs))
    assert found.translation_of == read_expression_id(MASTER)
    assert document(expression="<FRBRtranslation/>").translation_of is None


@pytest.mark.parametrize(
    ("work", "uri", "subtype"),
    [
        ("", URI, None),
        ('<FRBRsubtype value=""/>', URI, None),
        ('<FRBRsubtype value="opinions"/>', URI, "opinions"),
        ('<FRBRsubtype value="opinions"/>', "/akn/cn/act/decree/2017/1/eng@2017", "decree"),
    ],
)
def test_the_subtype_is_that_of_the_iri_else_of_the_metadata(work: str, uri: str, subtype: str | None) -> None:
    assert document(work=work, uri=uri, this="").subtype == subtype


NOTE = "<authorialNote><p>OJ L 1.</p></authorialNote>"
TITLES = {
    "a docTitle": ("<preface><p>No. 1 <docTitle>On Laws</docTitle></p></preface>", "On Laws"),
    "a short title": ("<preface><p><shortTitle>Laws</shortTitle></p></preface>", "Laws"),
    "a long title": ("<preface><longTitle><p>A law on <b>laws</b></p></longTitle></preface>", "A law on laws"),
    "the docTitle before all": (
        "<preface><longTitle><p>x</p></longTitle><p><shortTitle>y</shortTitle><docTitle>z</docTitle></p></preface>",
        "z",
    ),
    "the title alone": ("<longTitle><p>A law</p></longTitle>", "A law"),
    "one on two lines": ("<preface><p><docTitle>On<br/>Laws</docTitle></p></preface>", "On Laws"),
    "one with a note": (f"<preface><p><docTitle>On{NOTE} Laws</docTitle></p></preface>", "On Laws"),
    "an empty one": ("<preface><p><docTitle> </docTitle></p></preface>", None),
    "one that is only quoted in the body": ("<body><p><docTitle>Other law</docTitle></p></body>", "Other law"),
    "none": ("<preface><p>x</p></preface>", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("body", "title"), TITLES.values(), ids=TITLES)
def test_the_title_is_the_one_that_the_document_begins_with(body: str, title: str | None) -> None:
    assert document(body=body).title == title


def test_a_chinese_title_on_two_lines_is_joined_without_a_space() -> None:
    body = "<preface><p><docTitle>关于法律<br/>的意见</docTitle></p></preface>"
    assert document(uri=MASTER, body=body).title == "关于法律的意见"


def test_aliases_are_other_names_than_the_title() -> None:
    work = "".join(f'<FRBRalias name="a" value="{value}"/>' for value in ("On Laws", "Laws Act", "", "Loi"))
    body = "<preface><p><docTitle>On Laws</docTitle></p></preface>"
    assert document(work=work, body=body).aliases == ("Laws Act", "Loi")


def test_the_provenance_is_what_the_document_says_of_it_and_nothing_more() -> None:
    provenance = '<provenance xmlns="urn:x-lawpin:meta:1" publisher="P" sha256="00" other="x"/>'
    found = f'<proprietary source="#x">{provenance}</proprietary>'
    assert document(meta=found).provenance == Provenance(publisher="P", sha256="00")
    assert document(meta=found.replace("urn:x-lawpin", "urn:other")).provenance == Provenance()


# --- documents of other publishers -----------------------------------------------------------------------------------

# Stems of the corpora: those that only their digest can name, and for the others the naming and the address.
UNNAMED = {"eu-31-bill", "eu-32-doc", "eu-33-bill", "uk-13-bill", "uk-14-bill", "uk-15-bill"}
ADDRESSED = {
    "ch-24-act": ("derived", "/akn/ch/act/1990-12-14/eli-cc-1991-1184_1184_1184/deu@2026-01-01"),
    "ch-25-act": ("derived", "/akn/ch/act/2026-01-28/eli-cc-2026-51/deu@2026-03-01"),
    "ch-26-act": ("derived", "/akn/ch/act/1999-04-18/eli-cc-1999-404/deu@2024-03-03"),
    "fi-21-act": ("declared", "/akn/fi/act/statute-consolidated/2025/51/fin@2025-02-13"),
    "fi-22-act": ("declared", "/akn/fi/act/statute-consolidated/2024/224/fin@2024-05-03"),
    "fi-23-act": ("derived", "/akn/fi/act/statute-consolidated/1999/731/fin@2018-10-05"),
    "gr-16-judgment": ("declared", "/akn/gr/judgment/COS/2012/%CE%9171/ell@2012-01-11"),
    "gr-17-judgment": ("declared", "/akn/gr/judgment/SCCC/2007/1/ell@2007-01-03"),
    "gr-18-judgment": ("declared", "/akn/gr/judgment/SCCC/2007/36/ell@2007-01-10"),
    "gr-19-judgment": ("declared", "/akn/gr/judgment/COS/1991/%CE%9116/ell@1991-01-03"),
    "gr-20-judgment": ("declared", "/akn/gr/judgment/SCCC/2004/1568/ell@2004-07-21"),
    "it-30-act": ("declared", "/akn/it/act/decreto_legislativo/stato/2005-03-07/82/ita@2025-01-30"),
    "itu-34-statement": ("declared", "/akn/un/statement/deliberation/itu-pp/2018-11-15/res-2/eng@2018-11-15"),
    "lu-mixed-27-act": ("derived", "/akn/lu/act/2014-09-04/eli-etat-leg-trep-2014-09-04-n2-jo/fra@2030-09-15"),
    "lu-mixed-28-act": ("derived", "/akn/lu/act/2017-12-21/eli-etat-leg-loi-2017-12-21-a1116-jo/fra@2017-12-26"),
    "lu-mixed-29-act": ("derived", "/akn/lu/act/1868-10-17/eli-etat-leg-constitution-1868-10-17-n1-jo/fra@1868-10-17"),
    "lu-versions-37-act": ("derived", "/akn/lu/act/2001-10-18/eli-etat-leg-rgd-2001-10-18-n3-consolide/fra@2020-12-18"),
    "lu-versions-38-act": ("derived", "/akn/lu/act/2001-10-18/eli-etat-leg-rgd-2001-10-18-n3-consolide/fra@2022-08-01"),
    "lu-versions-39-act": ("derived", "/akn/lu/act/2001-10-18/eli-etat-leg-rgd-2001-10-18-n3-consolide/fra@2022-11-29"),
    "lu-versions-40-act": ("derived", "/akn/lu/act/2001-10-18/eli-etat-leg-rgd-2001-10-18-n3-consolide/fra@2025-02-22"),
    "lu-versions-41-act": ("derived", "/akn/lu/act/2001-10-18/eli-etat-leg-rgd-2001-10-18-n3-consolide/fra@2026-02-24"),
    "uk-01-judgment": ("derived", "/akn/gb-ukm/judgment/2022-08-24/id-ukftt-tc-2022-304/eng@2022-08-24"),
    "uk-02-judgment": ("derived", "/akn/gb-ukm/judgment/2023-08-18/id-ewhc-comm-2023-2099/eng@2023-08-18"),
    "uk-03-judgment": ("derived", "/akn/gb-ukm/judgment/2022-05-11/id-ukiptrib-2022-2/eng@2022-05-11"),
    "uk-04-judgment": ("derived", "/akn/gb-ukm/judgment/2024-02-19/id-ewfc-b-2024-147/eng@2024-02-19"),
    "uk-05-judgment": ("derived", "/akn/gb-ukm/judgment/2021-09-23/id-ewca-crim-2021-1412/eng@2021-09-23"),
    "uk-06-judgment": ("derived", "/akn/gb-ukm/judgment/2022-02-25/id-eat-2022-36/eng@2022-02-25"),
    "uk-07-doc": ("derived", "/akn/gb-ukm/doc/2024-08-14/id-uksi-2025-25-impacts-2025-7/eng@2024-08-14"),
    "uk-08-doc": ("derived", "/akn/gb-ukm/doc/2024-12-03/id-ukdsi-2025-9780348267808-impacts-2025-6/eng@2024-12-03"),
    "uk-09-doc": ("derived", "/akn/gb-ukm/doc/2018-12-14/id-ukdsi-2019-9780111178034-impacts-2019-8/eng@2018-12-14"),
    "uk-10-doc": ("derived", "/akn/gb-ukm/doc/2022-06-08/id-uksi-2022-619-memorandum-1/eng@2022-06-08"),
    "uk-11-doc": ("derived", "/akn/gb-ukm/doc/2018-04-06/id-uksi-2018-470-code-of-practice-1/eng@2018-04-06"),
    "uk-12-doc": ("derived", "/akn/gb-ukm/doc/2025-01-13/id-ukdsi-2025-9780348268096-impacts-2025-15/eng@2025-01-13"),
}


@pytest.mark.skipif(not FOREIGN, reason=f"the corpora are not here ({CORPORA.name} beside the checkout)")
@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_another_publishers_document_gives_its_address_or_says_why_not(file: Path) -> None:
    root = read_document(file.read_bytes()).root
    if file.stem in UNNAMED:
        with pytest.raises(NoAddress) as caught:
            read_expression(root)
        assert "no date" in caught.value.detail
        return
    found = read_expression(root)
    assert (found.naming, str(found.id)) == ADDRESSED[file.stem]
    assert read_expression_id(str(found.id)) == found.id
    assert found.dates
