"""Which address a document gets: declared, derived, assigned or mapped; the rules of docs/naming.md, one by one."""

import hashlib
import itertools
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.akn.frbr import iso_date, read_frbr
from lawpin.akn.mapping import UNMAPPED, Mapping, read_mapping
from lawpin.akn.metadata import read_expression
from lawpin.akn.names import AKN
from lawpin.akn.naming import Name, name_document
from lawpin.akn.reading import read_document
from lawpin.law.errors import NoAddress
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.version import Expression

COURT = "https://caselaw.example.org/id/ewhc/comm/2023/2099"
WORK = f'<FRBRuri value="{COURT}"/><FRBRdate date="2023-08-18" name="judgment"/><FRBRcountry value="GB"/>'
EXPRESSION = '<FRBRdate date="2023-08-18" name="judgment"/><FRBRlanguage language="eng"/>'


def source(work: str = WORK, expression: str = EXPRESSION, *, doctype: str = "judgment", root: str = "") -> bytes:
    return f"""<akomaNtoso xmlns="{AKN}"{root}><{doctype} name="x"><meta><identification source="#x">
<FRBRWork>{work}</FRBRWork><FRBRExpression>{expression}</FRBRExpression>
</identification></meta></{doctype}></akomaNtoso>""".encode()


def name(written: bytes, mapping: Mapping = UNMAPPED) -> Name:
    return name_document(read_frbr(read_document(written).root), hashlib.sha256(written).hexdigest(), mapping)


def address(*parts: str, **facts: str) -> tuple[str, str]:
    written = source(*parts, **facts)
    named = name(written)
    assert read_expression_id(str(named.id)) == named.id, "an address that cannot be asked for"
    assert name(written) == named, "the same document, another address"
    iri = str(named.id)
    return named.naming, iri.replace(hashlib.sha256(written).hexdigest()[:32], "DIGEST")


def read(written: bytes) -> Expression:
    return read_expression(read_document(written).root, name(written))


# --- declared --------------------------------------------------------------------------------------------------------

AKN_IRI = "/akn/ke/act/2010/1/eng@2012-05-01"
DECLARED = {
    "an IRI of the naming convention": AKN_IRI,
    "with a resolver before it": f"https://laws.example.org{AKN_IRI}",
    "with a resolver and a port": f"HTTP://laws.example.org:8080{AKN_IRI}/!main",
    "without the first slash": AKN_IRI[1:],
    "with its component in the old way": f"{AKN_IRI}/main",
    "with a language of two letters": "/akn/ke/act/2010/1/en@2012-05-01",
}


@pytest.mark.parametrize("iri", DECLARED.values(), ids=DECLARED)
def test_an_akoma_ntoso_iri_is_the_address_however_it_is_spelt(iri: str) -> None:
    assert address(WORK, f'<FRBRuri value="{iri}"/>{EXPRESSION}') == ("declared", AKN_IRI)


def test_the_iri_of_a_resolver_is_an_alias_and_a_mere_spelling_is_none() -> None:
    resolver = f"https://laws.example.org{AKN_IRI}"
    assert read(source(WORK, f'<FRBRuri value="{resolver}"/>{EXPRESSION}')).iris == (resolver,)
    assert read(source(WORK, f'<FRBRuri value="{AKN_IRI}/!main"/>{EXPRESSION}')).iris == ()


# --- derived ---------------------------------------------------------------------------------------------------------


def test_an_address_is_made_of_the_frbr_values_and_the_iris_of_the_publisher_are_aliases() -> None:
    this = "https://caselaw.example.org/ewhc/comm/2023/2099"
    found = read(source(WORK, f'<FRBRthis value="{this}"/>{EXPRESSION}'))
    assert str(found.id) == "/akn/gb/judgment/2023-08-18/id-ewhc-comm-2023-2099/eng@2023-08-18"
    assert (found.naming, found.aliases, found.iris) == ("derived", (COURT,), (this,))
    assert found.named_after == COURT.removeprefix("https:")


VERSION_UNREADABLE = f"""<FRBRuri value="/akn/fi/act/statute-consolidated/1999/731/fin@20180817"/>
<FRBRdate date="1999-06-11" name="dateIssued"/><FRBRdate date="2018-10-05" name="dateConsolidated"/>{EXPRESSION}"""


def test_eight_digits_after_the_at_sign_are_not_taken_for_a_day() -> None:
    # Finlex counts the statute there: 817/2018.
    work = '<FRBRuri value="/akn/fi/act/statute-consolidated/1999/731"/>'
    expression = VERSION_UNREADABLE.replace(EXPRESSION, '<FRBRlanguage language="fin"/>')
    expected = ("derived", "/akn/fi/act/statute-consolidated/1999/731/fin@2018-10-05")
    assert address(work, expression, doctype="act") == expected


OLDER = {
    "pinned": ("/za/act/1996/constitution/eng@2017-06-25", "/akn/za/act/1996/constitution/eng@2017-06-25"),
    "with its component": ("/za/act/1996/constitution/eng@2017-06-25/main", None),
    "the original": ("/za/act/1996/constitution/eng@", "/akn/za/act/1996/constitution/eng@2023-08-18"),
}


@pytest.mark.parametrize(("iri", "expected"), OLDER.values(), ids=OLDER)
def test_iris_of_the_time_before_they_began_with_akn_are_read(iri: str, expected: str | None) -> None:
    found = address(WORK, f'<FRBRthis value="{iri}"/>{EXPRESSION}', doctype="act")
    assert found == ("derived", expected or OLDER["pinned"][1])
    assert read(source(WORK, f'<FRBRthis value="{iri}"/>{EXPRESSION}')).iris == (iri,)


def fedlex(day: str, number: str = "") -> bytes:
    eli = "https://fedlex.example.org/eli/cc/1999/404"
    dates = f'<FRBRdate date="{day}" name="jolux:dateApplicability"/><FRBRdate date="1999-04-18" name="d"/>'
    work = (
        f'<FRBRuri value="{eli}/{day.replace("-", "")}"/>{dates}<FRBRcountry value="CH"/><FRBRnumber value="{number}"/>'
    )
    expression = f'<FRBRuri value="{eli}/{day.replace("-", "")}/de"/>{dates}<FRBRlanguage language="de"/>'
    return source(work, expression, doctype="act")


def test_the_versions_of_one_law_are_of_one_work_though_the_publisher_dates_its_works_too() -> None:
    first, second = name(fedlex("2000-01-01")), name(fedlex("2024-03-03", number="101"))
    assert str(first.id) == "/akn/ch/act/1999-04-18/eli-cc-1999-404/deu@2000-01-01"
    assert second.id.work == first.id.work
    assert second.id.date == "2024-03-03"
    assert second.named_after == first.named_after


def with_work(**values: str) -> str:
    parts = {"FRBRuri": COURT, "FRBRdate": "2023-08-18", "FRBRcountry": "GB"} | values
    return "".join(f'<{key} {"date" if key == "FRBRdate" else "value"}="{value}"/>' for key, value in parts.items())


POINTS = {
    "eight digits": ("https://x.example.org/eli/cc/1999/404/20240303", "eli-cc-1999-404", "2024-03-03"),
    "with hyphens": ("https://x.example.org/eli/reg/2016/679/2016-05-04/", "eli-reg-2016-679", "2016-05-04"),
    "no day": ("https://x.example.org/eli/cc/1999/404/20241303", "eli-cc-1999-404-20241303", "2023-08-18"),
    "a date of its own": ("https://x.example.org/eli/loi/2017/12/21/a1/jo", "eli-loi-2017-12-21-a1-jo", "2023-08-18"),
    "no ELI": ("https://x.example.org/case/20240303", "case-20240303", "2023-08-18"),
    "a host of that name": ("https://eli/case/20240303", "case-20240303", "2023-08-18"),
}


@pytest.mark.parametrize(("iri", "number", "date"), POINTS.values(), ids=POINTS)
def test_the_point_in_time_of_a_european_legislation_identifier_dates_the_version_and_names_no_work(
    iri: str, number: str, date: str
) -> None:
    expected = ("derived", f"/akn/gb/judgment/2023-08-18/{number}/eng@{date}")
    assert address(with_work(FRBRuri=iri)) == expected


JOLUX = '<x:jolux xmlns:x="urn:x" x:name="dateApplicability">{}</x:jolux>'


@pytest.mark.parametrize(
    ("days", "date"),
    [(("2022-08-01",), "2022-08-01"), (("2022-08-01", "2022-11-29"), "2020-12-18"), (("soon",), "2020-12-18")],
)
def test_the_day_of_applicability_dates_a_version_before_the_identifier_does_where_there_is_one(
    days: tuple[str, ...], date: str
) -> None:
    eli = "http://data.example.org/eli/etat/leg/rgd/2001/10/18/n3/consolide/20201218"
    work = f'<FRBRthis value="{eli}"/><FRBRdate date="2001-10-18"/><FRBRcountry value="LU"/>'
    expression = f'<FRBRthis value="{eli}/fr"/><FRBRdate date="2001-10-18"/><FRBRlanguage language="fr"/>'
    said = "".join(JOLUX.format(day) for day in days)
    written = source(work, expression, doctype="act").replace(b"</identification>", f"{said}</identification>".encode())
    assert str(name(written).id) == (f"/akn/lu/act/2001-10-18/eli-etat-leg-rgd-2001-10-18-n3-consolide/fra@{date}")


COUNTRIES = {
    "small letters": ("gb", "gb"),
    "a part of a country": ("GB-UKM", "gb-ukm"),
    "three letters": ("LUX", "lu"),
    "a table of the European Union": ("http://publications.europa.eu/resource/authority/country/LUX", "lu"),
    "the European Union in its table": ("http://publications.europa.eu/resource/authority/country/EUR", "eu"),
    "the United Nations": ("UN", "un"),
}


@pytest.mark.parametrize(("written", "code"), COUNTRIES.values(), ids=COUNTRIES)
def test_countries_are_read_as_publishers_write_them(written: str, code: str) -> None:
    naming, iri = address(with_work(FRBRcountry=written))
    assert (naming, iri.split("/")[2]) == ("derived", code)


@pytest.mark.parametrize("written", ["", "Luxembourg", "1A0", "zz", "\u212ae", "g/", "12"])
def test_a_country_that_is_none_is_not_guessed(written: str) -> None:
    naming, iri = address(with_work(FRBRcountry=written))
    assert (naming, iri) == ("assigned", "/akn/zz/judgment/2023-08-18/sha256-DIGEST/eng@2023-08-18")


EU_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
LANGUAGES = {
    "three letters": ('<FRBRlanguage language="fra"/>', "", "fra"),
    "two letters": ('<FRBRlanguage language="fr"/>', "", "fra"),
    "a tag": ('<FRBRlanguage language="fr-LU"/>', "", "fra"),
    "bibliographic": ('<FRBRlanguage language="fre"/>', "", "fra"),
    "a table of the European Union": (f'<FRBRlanguage language="{EU_LANGUAGE}FRA"/>', "", "fra"),
    "a fragment": ('<FRBRlanguage language="https://lexvo.example.org/iso639-3#fra"/>', "", "fra"),
    "empty, and xml:lang": ('<FRBRlanguage language=""/>', ' xml:lang="fr"', "fra"),
    "none, and xml:lang": ("", ' xml:lang="fr-LU"', "fra"),
    "undetermined, and xml:lang": ('<FRBRlanguage language="und"/>', ' xml:lang="fr"', "fra"),
    "a word, and xml:lang": ('<FRBRlanguage language="French"/>', ' xml:lang="fr"', "fra"),
    "the metadata before xml:lang": ('<FRBRlanguage language="de"/>', ' xml:lang="fr"', "deu"),
    "the same twice": ('<FRBRlanguage language="fr"/><FRBRlanguage language="fra"/>', "", "fra"),
    "two": ('<FRBRlanguage language="fr"/><FRBRlanguage language="de"/>', "", "mul"),
}


@pytest.mark.parametrize(("written", "root", "code"), LANGUAGES.values(), ids=LANGUAGES)
def test_languages_are_read_as_publishers_write_them(written: str, root: str, code: str) -> None:
    naming, iri = address(WORK, f'<FRBRdate date="2023-08-18"/>{written}', root=root)
    assert (naming, iri.rpartition("/")[2]) == ("derived", f"{code}@2023-08-18")


@pytest.mark.parametrize("written", ["", '<FRBRlanguage language="French"/>', "<FRBRlanguage/>"])
def test_a_language_that_nothing_says_is_undetermined_and_the_address_assigned(written: str) -> None:
    found = address(WORK, f'<FRBRdate date="2023-08-18"/>{written}')
    assert found == ("assigned", "/akn/gb/judgment/2023-08-18/sha256-DIGEST/und@2023-08-18")


DATES = {
    "several": (("2020-01-01", "2019-01-01"), ("2021-01-01", "2022-01-01"), "2019-01-01", "2022-01-01"),
    "a work is no younger than its expressions": (("2026-05-29",), ("2022-06-08",), "2022-06-08", "2022-06-08"),
    "a year": (("1996",), ("1996",), "1996", "1996"),
    "a month": (("1996-12",), ("2017",), "1996-12", "2017"),
    "a year and a day in it": (("1996", "1996-12-04"), ("2017-06-25", "2017"), "1996-12-04", "2017-06-25"),
    "instants and zones": (("1996-12-04T00:00:00Z",), ("2017-06-25+02:00",), "1996-12-04", "2017-06-25"),
    "white space": ((" 1996-12-04 ",), ("\n2017-06-25",), "1996-12-04", "2017-06-25"),
    "empty and unreadable ones beside it": (("", "n/a", "1996-12-04", "9999-12-31"), ("0001-01-01", "2017-06-25"),
                                            "1996-12-04", "2017-06-25"),
}  # fmt: skip


def dated(dates: tuple[str, ...]) -> str:
    return "".join(f'<FRBRdate name="x" date="{date}"/>' for date in dates)


@pytest.mark.parametrize(("work", "expression", "made", "version"), DATES.values(), ids=DATES)
def test_the_work_has_the_earliest_date_and_the_version_the_latest_whatever_their_order(
    work: tuple[str, ...], expression: tuple[str, ...], made: str, version: str
) -> None:
    for here, there in itertools.product(itertools.permutations(work), itertools.permutations(expression)):
        written = f'<FRBRuri value="{COURT}"/><FRBRcountry value="GB"/>{dated(here)}'
        found = address(written, f'<FRBRlanguage language="eng"/>{dated(there)}')
        assert found == ("derived", f"/akn/gb/judgment/{made}/id-ewhc-comm-2023-2099/eng@{version}")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "9999-01-01",
        "2999-01-01",
        "0001-01-01",
        "2017-02-30",
        "2017-13",
        "2017-5-1",
        "20170501",
        "2017/05/01",
        "٢٠١٧",
    ],
)
def test_what_is_no_date_is_not_made_into_one(written: str) -> None:
    assert iso_date(written) is None
    found = address(with_work(FRBRdate=written), f'<FRBRlanguage language="eng"/><FRBRdate date="{written}"/>')
    assert found == ("assigned", "/akn/gb/judgment/0001/sha256-DIGEST/eng@0001")


def test_without_a_date_of_the_version_the_address_is_assigned_and_keeps_what_is_known() -> None:
    found = address(WORK, '<FRBRlanguage language="eng"/>')
    assert found == ("assigned", "/akn/gb/judgment/2023-08-18/sha256-DIGEST/eng@0001")


NUMBERS = {
    "a web address": ("https://example.org/a/b-c/2", "a-b-c-2"),
    "a slash at the end": ("https://example.org/a/2/", "a-2"),
    "a URN": ("urn:lex:it:stato:legge:2005-03-07;82", "lex-it-stato-legge-2005-03-07-82"),
    "an ECLI": ("ECLI:EL:COS:2012:0111A71.09E6257", "EL-COS-2012-0111A71.09E6257"),
    "a query": ("https://example.org/view?id=7&amp;v=1", "view-id-7-v-1"),
    "percent-encoding": ("https://example.org/%CE%9171", "%CE%9171"),
    "another script": ("https://example.org/法律/第1号", "%E6%B3%95%E5%BE%8B-%E7%AC%AC1%E5%8F%B7"),
    "a way up": ("https://example.org/../../etc/1", "etc-1"),
    "control characters in percent-encoding": ("https://example.org/a%0D%0Ab%00", "a-b"),
    "what looks like a suffix": ("https://example.org/law-1.xml", "law-1%2Exml"),
}


@pytest.mark.parametrize(("iri", "number"), NUMBERS.values(), ids=NUMBERS)
def test_the_number_is_the_words_of_the_publishers_identifier(iri: str, number: str) -> None:
    expected = ("derived", f"/akn/gb/judgment/2023-08-18/{number}/eng@2023-08-18")
    assert address(with_work(FRBRuri=iri, FRBRnumber="9")) == expected


@pytest.mark.parametrize(
    "iri",
    ["", "#", "https://example.org/", "https://example.org/id/", "unknown", "/", "..", "urn:", "%FF%FE", "\u202e"],
)
def test_where_the_identifier_says_nothing_the_number_of_the_work_is_taken_else_the_digest(iri: str) -> None:
    numbered = address(with_work(FRBRuri=iri, FRBRnumber="C(2019) 12/3", FRBRsubtype="decision"))
    assert numbered == ("derived", "/akn/gb/judgment/decision/2023-08-18/C-2019-12-3/eng@2023-08-18")
    unnumbered = address(with_work(FRBRuri=iri, FRBRnumber=" "))
    assert unnumbered == ("assigned", "/akn/gb/judgment/2023-08-18/sha256-DIGEST/eng@2023-08-18")


@pytest.mark.parametrize("subtype", ["2017", "2017-01-01", "!x", "~", "///", "@"])
def test_a_subtype_that_would_not_be_read_back_as_one_is_left_out(subtype: str) -> None:
    naming, iri = address(with_work(FRBRsubtype=subtype))
    assert naming == "derived"
    assert iri in {
        "/akn/gb/judgment/2023-08-18/id-ewhc-comm-2023-2099/eng@2023-08-18",
        "/akn/gb/judgment/x/2023-08-18/id-ewhc-comm-2023-2099/eng@2023-08-18",
    }


@pytest.mark.parametrize("number", ["eng", "versions", "deu"])
def test_a_number_that_would_read_as_something_else_is_never_one(number: str) -> None:
    naming, iri = address(with_work(FRBRuri="", FRBRnumber=number))
    assert (naming, "sha256-DIGEST" in iri) == ("assigned", True)


@pytest.mark.parametrize("letter", ["a", "é", "长", "𠀀"])
def test_a_long_identifier_is_cut_and_two_that_differ_at_the_end_alone_stay_two(letter: str) -> None:
    long = f"https://example.org/{letter * 3000}"
    one, other = (name(source(with_work(FRBRuri=f"{long}{end}", FRBRsubtype=letter * 3000))) for end in "ab")
    assert one.naming == other.naming == "derived"
    assert one.id != other.id
    assert len(str(one.id)) < 600


def test_identifiers_that_make_the_same_words_are_known_as_two() -> None:
    one, other = (name(source(with_work(FRBRuri=f"https://{host}.example.org/a/1"))) for host in ("x", "y"))
    assert one.id == other.id
    assert one.named_after != other.named_after
    secure, plain = (name(source(with_work(FRBRuri=f"{scheme}://x.example.org/a/1"))) for scheme in ("https", "http"))
    assert secure.named_after == plain.named_after


def test_an_akoma_ntoso_iri_that_leaves_no_room_for_ids_is_not_the_address() -> None:
    for length, naming in ((900, "declared"), (1000, "derived")):
        iri = f"/akn/ke/act/2010/{'x' * length}/eng@2012"
        assert address(WORK, f'<FRBRuri value="{iri}"/>{EXPRESSION}')[0] == naming


ENDLESS = {
    "dots": "a." * 7500,
    "slashes": "/" * 15000,
    "a scheme": "s" * 15000,
    "days": "https://x/eli/" + "20200101/" * 1500,
    "percent signs": "%41" * 5000,
    "colons": "urn:" * 3700,
}


@pytest.mark.parametrize("value", ENDLESS.values(), ids=ENDLESS)
def test_values_that_never_end_are_read_in_a_moment(value: str) -> None:
    written = source(
        with_work(FRBRuri=value, FRBRnumber=value, FRBRsubtype=value),
        f'<FRBRuri value="{value}"/><FRBRlanguage language="{value}"/>{dated((value, "2020"))}',
    )
    values = read_frbr(read_document(written).root)
    started = time.process_time()
    name_document(values, "0" * 64)
    assert time.process_time() - started < 0.2


def test_hundreds_of_thousands_of_values_are_read_in_moments() -> None:
    days = [str(date(1000, 1, 1) + timedelta(number)) for number in range(60_000)]
    aliases = "".join(f'<FRBRalias value="/akn/ke/act/2010/{number}"/>' for number in range(60_000))
    written = source(with_work() + dated(tuple(days)) + aliases, EXPRESSION)
    root = read_document(written).root
    started = time.process_time()
    found = read_expression(root, name_document(read_frbr(root), "0" * 64))
    assert time.process_time() - started < 2
    assert found.id.work.date == "1000-01-01"


# --- assigned --------------------------------------------------------------------------------------------------------

TEMPLATE = (
    '<FRBRthis value=""/><FRBRuri value=""/><FRBRdate date="9999-01-01" name=""/><FRBRcountry value="EU"/>',
    '<FRBRthis value=""/><FRBRuri value=""/><FRBRdate date="9999-01-01" name=""/><FRBRlanguage language="en"/>',
)


def test_a_template_gets_an_address_of_its_digest_and_a_sentence_that_says_what_it_lacks() -> None:
    assert address(*TEMPLATE, doctype="bill") == ("assigned", "/akn/eu/bill/0001/sha256-DIGEST/eng@0001")
    reason = name(source(*TEMPLATE, doctype="bill")).reason or ""
    for word in ("no date", "no identifier or number", "digest"):
        assert word in reason
    assert "no country" not in reason


@pytest.mark.parametrize("inside", ["<act/>", "<act><meta/></act>", "<act><meta><identification/></meta></act>"])
def test_a_document_without_metadata_gets_an_address_that_claims_nothing(inside: str) -> None:
    written = f'<akomaNtoso xmlns="{AKN}">{inside}</akomaNtoso>'.encode()
    named = name(written)
    digest = hashlib.sha256(written).hexdigest()[:32]
    assert (named.naming, str(named.id)) == ("assigned", f"/akn/zz/act/0001/sha256-{digest}/und@0001")
    assert read(written).dates == ()


PLACES = {
    "a portion": (f"{AKN_IRI}/~art_5", "act"),
    "a portion of main": (f"{AKN_IRI}/!main~art_5", "act"),
    "an annex": (f"{AKN_IRI}/!annex_1", "doc"),
    "a portion that names the whole": (AKN_IRI, "portion"),
}


@pytest.mark.parametrize(("iri", "doctype"), PLACES.values(), ids=PLACES)
def test_a_part_of_a_document_never_gets_the_address_of_the_whole(iri: str, doctype: str) -> None:
    naming, found = address(WORK, f'<FRBRuri value="{AKN_IRI}"/><FRBRthis value="{iri}"/>{EXPRESSION}', doctype=doctype)
    assert (naming, found) == ("assigned", f"/akn/gb/{doctype}/2023-08-18/sha256-DIGEST/eng@2023-08-18")


def test_without_a_digest_what_only_a_digest_can_name_has_no_address() -> None:
    with pytest.raises(NoAddress):
        read_expression(read_document(source(*TEMPLATE)).root)


@pytest.mark.parametrize("element", ["foo", "components", "meta", "body"])
def test_what_is_no_document_type_is_refused_by_name(element: str) -> None:
    with pytest.raises(NoAddress) as caught:
        name(source(doctype=element))
    assert f"<{element}>" in caught.value.detail


# --- mapped ----------------------------------------------------------------------------------------------------------

TARGET = "/akn/gb/judgment/ewhc/2023-08-18/2099"


def test_the_mapping_decides_by_digest_then_expression_then_work() -> None:
    written = source(WORK, f'<FRBRuri value="https://example.org/e"/>{EXPRESSION}')
    digest = hashlib.sha256(written).hexdigest()
    lines = [
        f"{COURT} {TARGET}-work",
        f"https://example.org/e\t{TARGET}-expression/eng@2024",
        f"sha256:{digest} {TARGET}-digest/eng@2025-01-01",
    ]
    for order in itertools.permutations(lines):
        named = name(written, read_mapping("\n".join(order).encode()))
        assert (named.naming, str(named.id)) == ("mapped", f"{TARGET}-digest/eng@2025-01-01")
    assert str(name(written, read_mapping("\n".join(lines[:2]).encode())).id) == f"{TARGET}-expression/eng@2024"
    # Where it maps the work alone, language and version stay those of the document.
    assert str(name(written, read_mapping(lines[0].encode())).id) == f"{TARGET}-work/eng@2023-08-18"


def test_the_mapping_is_above_what_a_document_declares_and_gives_a_template_a_name() -> None:
    declared = source(WORK, f'<FRBRuri value="{AKN_IRI}"/>{EXPRESSION}')
    assert str(name(declared, read_mapping(f"{AKN_IRI} {TARGET}/eng@2024".encode())).id) == f"{TARGET}/eng@2024"
    template = source(*TEMPLATE)
    digest = hashlib.sha256(template).hexdigest()
    assert str(name(template, read_mapping(f"sha256:{digest} {TARGET}".encode())).id) == f"{TARGET}/eng@0001"


# --- whatever the metadata say ---------------------------------------------------------------------------------------

VALUES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("/!~@:;.-%aeg12"),
    max_size=12,
) | st.sampled_from(
    [COURT, AKN_IRI, "/akn/ke/act/2010/1", "2017", "2017-01-01", "fr", "GB", "eng", "", "/za/act/1996/1"]
)


def escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@given(st.lists(VALUES, min_size=10, max_size=10))
def test_every_document_gets_an_address_that_can_be_asked_for_and_always_the_same(values: list[str]) -> None:
    uri, this, country, subtype, number, date, *others = map(escaped, values)
    work = (
        f'<FRBRuri value="{uri}"/><FRBRthis value="{this}"/><FRBRcountry value="{country}"/>'
        f'<FRBRsubtype value="{subtype}"/><FRBRnumber value="{number}"/><FRBRdate date="{date}"/>'
    )
    expression = (
        f'<FRBRuri value="{others[0]}"/><FRBRthis value="{others[1]}"/>'
        f'<FRBRdate date="{others[2]}"/><FRBRlanguage language="{others[3]}"/>'
    )
    naming, iri = address(work, expression)
    assert naming in {"declared", "derived", "assigned"}
    assert (naming == "assigned") == ("/sha256-DIGEST/" in iri)
