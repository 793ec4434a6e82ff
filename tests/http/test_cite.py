"""`/cite`: every provision in every style; what programs read of it; what is refused."""

import json

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from tests.citations.documents import DOCUMENTS
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app
from lawpin.http.views_cite import STYLES

ITEM_ZHO, ITEM_ENG = f"{ZHO}/~art_5__item_2", f"{ENG}/~art_5__item_2"
TITLE_ZHO = "关于促进移动互联网健康有序发展的意见"
TITLE_ENG = "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet"
ISSUERS = ["中共中央办公厅", "国务院办公厅"]
LINES = {
    (ITEM_ZHO, "zh"): f"中共中央办公厅、国务院办公厅《{TITLE_ZHO}》第五条第二项（2017年1月15日文本），{ITEM_ZHO}",
    (
        ITEM_ENG,
        "zh",
    ): f"中共中央办公厅、国务院办公厅《{TITLE_ZHO}》第五条第二项（英文译本，2017年1月15日文本），{ITEM_ENG}",
    (ITEM_ENG, "en"): f"{TITLE_ENG}, art. 5(2) (English translation, version of 15 January 2017), {ITEM_ENG}",
    (ITEM_ZHO, "en"): f"{TITLE_ENG}, art. 5(2) (Chinese text, version of 15 January 2017), {ITEM_ZHO}",
    (
        ITEM_ZHO,
        "gbt7714",
    ): f"中共中央办公厅, 国务院办公厅. {TITLE_ZHO}[EB/OL]. 2017: 第五条第二项(2017-01-15). {ITEM_ZHO}",
    (ITEM_ENG, "bluebook"): (
        f"{TITLE_ENG} (Jan. 15, 2017) art. 5(2) (China) (English translation, version of Jan. 15, 2017), {ITEM_ENG}"
    ),
    (ITEM_ENG, "oscola"): (
        f"{TITLE_ENG} (China) (15 January 2017) art 5(2) (English translation, version of 15 January 2017), {ITEM_ENG}"
    ),
    (f"{ENG}/~part_2", "en"): (
        f"{TITLE_ENG}, Part II (English translation, version of 15 January 2017), {ENG}/~part_2"
    ),
    (ENG, "en"): f"{TITLE_ENG} (English translation, version of 15 January 2017), {ENG}",
}
OTHERS = {
    "sections": ("/akn/gb/act/1990-06-01/12/eng@1990-06-01", {
        "sec_2__subsec_1__para_a": ("s. 2(1)(a)", "§ 2(1)(a)", "s 2(1)(a)"),
        "sec_3A": ("s. 3A", "§ 3A", "s 3A"),
        "part_2": ("Part II", "pt. II", "pt II"),
    }),
    "chapters": ("/akn/ke/act/2001-02-03/7/eng@2001-02-03", {
        "chp_2__art_1": ("Chapter 2, art. 1", "ch. 2, art. 1", "ch 2, art 1"),
    }),
}  # fmt: skip


@pytest.fixture(scope="module", params=DOCUMENTS)
def elsewhere(request: pytest.FixtureRequest, checker: Checker) -> tuple[str, Client, Arrival]:
    """A document of another jurisdiction, alone in a store."""
    store, name = MemoryStore(), str(request.param)
    arrival = receive(f"{name}.xml", DOCUMENTS[name](), checker)
    assert isinstance(arrival, Arrival), arrival.fault
    ingest_work([arrival], store, lambda: NOW)
    return name, Client(make_app(store, lambda: NOW)), arrival


@pytest.mark.parametrize(("place", "style"), LINES)
def test_a_citation_is_one_line_that_ends_in_the_pinned_address(client: Client, place: str, style: str) -> None:
    answered = client.get(f"{place}/cite?style={style}")
    assert (answered.status, answered.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answered.text == f"{LINES[place, style]}\n"


@pytest.mark.parametrize("language", ["zho", "eng"])
def test_whatever_has_an_address_is_cited_in_every_style_with_that_and_its_date(client: Client, language: str) -> None:
    expression = f"{WORK}/{language}@2017-01-15"
    found = [expression, f"{expression}/~preamble", f"{expression}/~preface", f"{expression}/~art_5__heading"]
    for place in found:
        for style in STYLES:
            answered = client.get(f"{place}/cite?style={style}")
            assert answered.status == 200
            assert place in answered.text
            assert "2017" in answered.text


def test_a_text_is_cited_in_its_own_language_unless_a_style_is_asked_for(client: Client) -> None:
    assert client.get(f"{ITEM_ZHO}/cite").text == client.get(f"{ITEM_ZHO}/cite?style=zh").text
    assert client.get(f"{ITEM_ENG}/cite").text == client.get(f"{ITEM_ENG}/cite?style=en").text


@pytest.mark.parametrize(
    ("accept", "style"),
    [
        ("application/vnd.citationstyles.csl+json", "csl-json"),
        ("application/x-bibtex", "bibtex"),
        ("application/x-research-info-systems", "ris"),
        ("text/plain;q=0.5, application/x-bibtex", "bibtex"),
        ("text/html, */*;q=0.1", "en"),
    ],
)
def test_without_a_style_accept_decides(client: Client, accept: str, style: str) -> None:
    negotiated = client.get(f"{ITEM_ENG}/cite", accept=accept)
    asked = client.get(f"{ITEM_ENG}/cite?style={style}")
    assert (negotiated.status, negotiated.body) == (200, asked.body)
    assert "Accept" in negotiated.headers["vary"]


def test_csl_json_is_read_and_written_out_by_citeproc(client: Client) -> None:
    answered = client.get(f"{ITEM_ENG}/cite?style=csl-json")
    assert answered.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    (item,) = json.loads(answered.body)
    assert (item["id"], item["type"], item["version"]) == (ITEM_ENG, "regulation", "2017-01-15")
    assert (item["title"], item["original-title"], item["section"]) == (TITLE_ENG, TITLE_ZHO, "art. 5(2)")
    source = CiteProcJSON([item])
    # Its only bundled style; the library's schema knows it.
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(key) for key in source]))
    (written,) = map(str, bibliography.bibliography())
    assert all(words in written for words in (TITLE_ENG, "2017", "Rogier Creemers", *ISSUERS))


def test_bibtex_is_read_by_bibtexparser(client: Client) -> None:
    answered = client.get(f"{ITEM_ZHO}/cite?style=bibtex")
    assert answered.headers["content-type"] == "application/x-bibtex; charset=utf-8"
    library = bibtexparser.parse_string(answered.text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, fields["title"], fields["note"]) == ("misc", TITLE_ZHO, "第五条第二项")
    assert (fields["url"], fields["version"], fields["year"]) == (ITEM_ZHO, "2017-01-15", "2017")
    assert fields["author"] == " and ".join(f"{{{name}}}" for name in ISSUERS)


def test_ris_is_read_by_rispy(client: Client) -> None:
    answered = client.get(f"{ITEM_ENG}/cite?style=ris")
    assert answered.headers["content-type"] == "application/x-research-info-systems; charset=utf-8"
    assert all(line.endswith("\r") for line in answered.text.split("\n")[:-1])
    (reference,) = rispy.loads(answered.text)
    assert (reference["type_of_reference"], reference["title"]) == ("STAT", TITLE_ENG)
    assert (reference["authors"], reference["subsidiary_authors"]) == (ISSUERS, ["Rogier Creemers"])
    assert (reference["section"], reference["edition"], reference["urls"]) == ("art. 5(2)", "2017-01-15", [ITEM_ENG])


def test_a_floating_address_says_which_text_it_cited(client: Client) -> None:
    answered = client.get(f"{WORK}/zho/~art_5__item_2/cite")
    assert answered.text == f"{LINES[ITEM_ZHO, 'zh']}\n"
    assert answered.headers["content-location"] == f"{ITEM_ZHO}/cite?style=zh"


def test_what_hangs_on_another_text_of_the_work_is_not_kept_for_ever(client: Client) -> None:
    assert "immutable" in client.get(f"{ITEM_ZHO}/cite?style=zh").headers["cache-control"]
    assert "immutable" not in client.get(f"{ITEM_ENG}/cite?style=zh").headers["cache-control"]
    assert "immutable" not in client.get(f"{WORK}/zho/~art_5/cite").headers["cache-control"]


def test_an_unknown_style_is_refused_with_the_list(client: Client) -> None:
    refused = client.get(f"{ITEM_ZHO}/cite?style=apa")
    assert (refused.status, refused.json()["parameter"]) == (400, "style")
    assert refused.json()["available"]["styles"] == list(STYLES)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (f"{ZHO}/~art_99/cite", 404),
        (f"{ZHO}/~art_1-%3Eart_3/cite", 400),
        (f"{ITEM_ZHO}/cite?style=", 400),
        (f"{ITEM_ZHO}/cite?style=zh&style=en", 400),
        (f"{ITEM_ZHO}/cite?styles=zh", 400),
        (f"{ITEM_ZHO}/cite?style=" + "x" * 3000, 400),
        (f"{ITEM_ZHO}/cite?style=%00", 400),
        (f"{ITEM_ZHO}/cite.xml", 406),
        (f"{WORK}/cite", 400),
        (f"{WORK}/fra/cite", 404),
    ],
)
def test_what_cannot_be_cited_is_refused(client: Client, target: str, status: int) -> None:
    assert client.get(target).status == status


def test_documents_of_other_jurisdictions_are_cited_in_their_words(elsewhere: tuple[str, Client, Arrival]) -> None:
    name, client, _ = elsewhere
    expression, places = OTHERS.get(name, ("", {}))
    for eid, pinpoints in places.items():
        for style, pinpoint in zip(("en", "bluebook", "oscola"), pinpoints, strict=True):
            written = client.get(f"{expression}/~{eid}/cite?style={style}").text
            assert pinpoint in written, (eid, style)
            assert "China" not in written


def test_what_the_metadata_do_not_say_is_left_out(elsewhere: tuple[str, Client, Arrival]) -> None:
    _, client, arrival = elsewhere
    (item,) = client.get(f"{arrival.expression.id}/cite?style=csl-json").json()
    assert {"translator", "original-title", "publisher", "section"}.isdisjoint(item)
    assert item["author"] == [{"literal": author.name} for author in arrival.expression.authors]


@pytest.mark.parametrize(
    "title",
    ["50% & more #1 of_the {Tide} \\ ~ ^ $", "TY  - BILL\r\nER  - ", "《潮》汐", "} @misc{x,", "a\u2028b", "x" * 5000],
)
def test_a_hostile_title_breaks_no_format(checker: Checker, title: str) -> None:
    source = DOCUMENTS["chapters"]().replace(b"Lighthouse Keepers Act", title.replace("&", "&amp;").encode())
    arrival, store = receive("x.xml", source, checker), MemoryStore()
    assert isinstance(arrival, Arrival), arrival.fault
    ingest_work([arrival], store, lambda: NOW)
    client, place = Client(make_app(store, lambda: NOW)), f"{arrival.expression.id}/~chp_2__art_1"
    library = bibtexparser.parse_string(client.get(f"{place}/cite?style=bibtex").text)
    assert (len(library.entries), library.failed_blocks) == (1, [])
    assert len(rispy.loads(client.get(f"{place}/cite?style=ris").text)) == 1
    assert all("\n" not in client.get(f"{place}/cite?style={style}").text[:-1] for style in ("zh", "en", "gbt7714"))
