"""Which work an IRI in a text points to."""

import pytest

from lawpin.holdings.references import references_of, work_of
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.portion import Span

ACT = "/akn/it/act/decretoLegislativo/stato/1989-09-06/322"


@pytest.mark.parametrize(
    "href",
    [
        ACT,
        f"{ACT}/",
        f"{ACT}/!main",
        f"{ACT}/!main#art_5",
        f"{ACT}/~art_5__para_1",
        f"{ACT}/ita@1990-01-01",
        f"{ACT}/ita:1990-01-01/!main~art_5",
        f"{ACT}/ita@/!annex_1.xml",
        f"{ACT}#art_5",
        f"{ACT}?on=1990-01-01",
        f"https://example.org{ACT}/~art_5",
        f"HTTP://EXAMPLE.ORG{ACT}",
        f"  {ACT}\n",
        f"{ACT}/~a b~c/nowhere->",
        f"{ACT}/!main~art_5/~again",
    ],
)
def test_an_akoma_ntoso_iri_points_to_its_work_however_it_goes_on(href: str) -> None:
    assert work_of(href) == read_work_id(ACT)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#art_5",
        "art_5",
        "mailto:editors@example.org",
        "javascript:alert(1)",
        "https://example.org/law",
        "https://example.org/law?next=/akn/it/act/1990/1",
        "/akn",
        "/akn/",
        "/akn/ontology/organization/editors",
        "/akn/it/act",
        "/akn/it/act/1990-13-45/1",
        "/akn//act/1990/1",
        "/akn/it/act/1990/%ff",
        "/akn/it/act/1990/" + "x" * 3000,
        "/eli/reg/2016/679/oj",
    ],
)
def test_what_is_no_akoma_ntoso_iri_of_a_work_points_to_none(href: str) -> None:
    assert work_of(href) is None


def test_references_are_counted_by_work_and_those_to_the_work_itself_are_none() -> None:
    own, other = read_work_id(ACT), read_work_id("/akn/it/act/1990-08-07/241")
    hrefs = (ACT, f"{ACT}/~art_1", f"{other}/~art_1", f"{other}/~art_1", f"{other}", "#art_1", None)
    spans = [Span(0, 1, "ref", href) for href in hrefs]
    assert references_of(own, spans) == {other: 3}
