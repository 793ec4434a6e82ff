"""What an IRI in a text points to."""

import pytest

from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.reference import read_range, read_target

ACT = "/akn/it/act/decretoLegislativo/stato/1989-09-06/322"
BASE = read_expression_id("/akn/it/act/2020-01-01/sample/ita@2020-01-01")


def target(href: str, component: str | None = None) -> str | None:
    found = read_target(href, BASE, component)
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        (ACT, ACT),
        (f"{ACT}/", ACT),
        (f"{ACT}/!main", ACT),
        (f"{ACT}/!main#art_5", f"{ACT}/~art_5"),
        (f"{ACT}#art_5", f"{ACT}/~art_5"),
        (f"{ACT}#~art_5", f"{ACT}/~art_5"),
        (f"{ACT}/~art_5__para_1", f"{ACT}/~art_5__para_1"),
        (f"{ACT}/~art_5#art_5__para_1", f"{ACT}/~art_5__para_1"),
        (f"{ACT}/~art_1->art_3", f"{ACT}/~art_1-%3Eart_3"),
        (f"{ACT}/ita@1990-01-01", f"{ACT}/ita@1990-01-01"),
        (f"{ACT}/it@1990-01-01/!main#art_5", f"{ACT}/ita@1990-01-01/~art_5"),
        (f"{ACT}/ita:1990-01-01/!main~art_5", f"{ACT}/ita:1990-01-01/~art_5"),
        (f"{ACT}/ita@/!main#art_5", f"{ACT}/ita@/~art_5"),
        (f"{ACT}/ita@/!annex_1.xml", f"{ACT}/ita@/!annex_1"),
        (f"{ACT}/ita/toc", f"{ACT}/ita"),
        (f"{ACT}?on=1990-01-01#art_2", f"{ACT}/~art_2"),
        (f"https://example.org{ACT}/~art_5", f"{ACT}/~art_5"),
        (f"HTTP://EXAMPLE.ORG{ACT}", ACT),
        (f"  {ACT}\n", ACT),
        (f"{ACT}#art_5%2Da", f"{ACT}/~art_5-a"),
        # What cannot be read behind the work or the version is left out.
        (f"{ACT}/~a b~c/nowhere->", ACT),
        (f"{ACT}/!main~art_16->", ACT),
        (f"{ACT}/!main~art_5/~again", ACT),
        (f"{ACT}#a->b", ACT),
        (f"{ACT}#%ff", ACT),
        (f"{ACT}#art\u202e5", ACT),
        (f"{ACT}#{'x' * 1900}", ACT),
        (f"{ACT}#{'条' * 300}", ACT),
    ],
)
def test_an_akoma_ntoso_iri_points_to_its_work_and_as_far_in_as_it_can_be_read(href: str, meant: str) -> None:
    assert target(href) == meant


@pytest.mark.parametrize(
    ("href", "component", "meant"),
    [
        ("#art_5", None, f"{BASE}/~art_5"),
        ("#art_5", "annex_1", f"{BASE}/!annex_1~art_5"),
        ("#", None, f"{BASE}"),
        ("~art_5", None, f"{BASE}/~art_5"),
        ("~art_1->art_3", None, f"{BASE}/~art_1-%3Eart_3"),
        ("~art_5", "annex_1", f"{BASE}/!annex_1~art_5"),
        ("!annex_2~art_5", "annex_1", f"{BASE}/!annex_2~art_5"),
        ("!annex_2", None, f"{BASE}/!annex_2"),
        ("./ita@1990-01-01/~art_5", None, "/akn/it/act/2020-01-01/sample/ita@1990-01-01/~art_5"),
        ("../other/ita@2020-01-01#art_5", None, "/akn/it/act/2020-01-01/other/ita@2020-01-01/~art_5"),
        ("../../../../../../../x", None, None),
    ],
)
def test_what_is_relative_is_of_the_document_itself(href: str, component: str | None, meant: str | None) -> None:
    assert target(href, component) == meant


@pytest.mark.parametrize(
    "href",
    [
        *("", "art_5", "mailto:editors@example.org", "javascript:alert(1)", "https://example.org/law", "/akn", "/akn/"),
        *("https://example.org/law?next=/akn/it/act/1990/1", "/akn/ontology/organization/editors", "/akn/it/act"),
        *("/akn/it/act/1990-13-45/1", "/akn//act/1990/1", "/akn/it/act/1990/%ff", "/eli/reg/2016/679/oj", "//x/akn"),
        *("/akn/it/act/1990/" + "x" * 3000, "#" + "x" * 3000, "~", "~->", "!", "!~a", "~a/b", "../" * 600),
    ],
)
def test_what_is_no_akoma_ntoso_iri_of_a_work_points_to_none_of_ours(href: str) -> None:
    assert target(href) is None


@pytest.mark.parametrize(
    ("first", "last", "meant"),
    [
        ("#art_1", "#art_3", f"{BASE}/~art_1-%3Eart_3"),
        (f"{ACT}/~art_1", f"{ACT}/!main#art_3", f"{ACT}/~art_1-%3Eart_3"),
        ("#art_1", "#art_1", f"{BASE}/~art_1"),
        ("#art_1", f"{ACT}/~art_3", f"{BASE}/~art_1"),
        ("#art_1", "", f"{BASE}/~art_1"),
        (ACT, "#art_3", ACT),
        ("~art_1->art_2", "~art_3", f"{BASE}/~art_1-%3Eart_2"),
    ],
)
def test_two_places_of_one_text_are_a_range_and_others_are_the_first(first: str, last: str, meant: str) -> None:
    found = read_range(read_target(first, BASE), read_target(last, BASE))
    assert str(found) == meant


def test_a_range_from_nowhere_is_nowhere() -> None:
    assert read_range(None, read_target("#art_3", BASE)) is None
