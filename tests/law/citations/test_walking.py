"""The same words lead to other places in other jurisdictions: by the document's, never by the citation's script."""

import pytest

from lawpin.law.citations.citation import Member
from lawpin.law.citations.folding import fold
from lawpin.law.citations.pinpoints import read_bare_pinpoint, read_pinpoint
from lawpin.law.citations.structure import Structure, printed_key
from lawpin.law.citations.walking import Walk
from lawpin.law.jurisdictions import JURISDICTIONS, cn, generic, jp, tw
from lawpin.law.jurisdictions.meaning import Jurisdiction
from lawpin.law.portion import Portion


def portion(span: tuple[int, int], parent: int | None, kind: str, eid: str | None, num: str | None = None) -> Portion:
    position, end = span
    return Portion(eid, eid, kind, num, None, num or "", position, end, parent, provision=eid is not None, digest="")


# An act with two articles: the first has two paragraphs, the second of which enumerates; the second is one sentence.
ACT = Structure(
    [
        portion((0, 8), None, "act", None),
        portion((1, 6), 0, "article", "art_1", "第一條"),
        portion((2, 3), 1, "paragraph", "art_1__para_1"),
        portion((3, 6), 1, "paragraph", "art_1__para_2"),
        portion((4, 5), 3, "point", "art_1__para_2__point_1", "一、"),
        portion((5, 6), 3, "point", "art_1__para_2__point_2", "二、"),
        portion((6, 7), 0, "article", "art_1-1", "第一條之一"),
        portion((7, 8), 0, "section", "sec_3", "§ 3"),
    ]
)


def member(written: str) -> Member:
    lower = fold(written).lower
    pinpoint = read_pinpoint(lower, 0) or read_bare_pinpoint(lower, 0)
    assert pinpoint is not None
    assert pinpoint.end == len(lower)
    return pinpoint.members[0]


WALKS = [
    ("cn", "第一条第二款第一项", ["art_1__para_2__point_1"]),
    ("cn", "第一条第二项", ["art_1__para_2__point_2"]),
    ("cn", "第一条之一第一款", ["art_1-1"]),
    ("cn", "第一条之一第二款", []),
    ("tw", "第一条第二项第一款", ["art_1__para_2__point_1"]),
    ("tw", "第一條第二項", ["art_1__para_2"]),
    ("tw", "第1-1條", ["art_1-1"]),
    ("tw", "第一条之一第一项", ["art_1-1"]),
    ("jp", "第一条第二項第二号", ["art_1__para_2__point_2"]),
    ("jp", "第一条の一", ["art_1-1"]),
    ("generic", "art. 1(2)(1)", ["art_1__para_2__point_1"]),
    ("generic", "art. 1, para. 2, point 2", ["art_1__para_2__point_2"]),
    ("generic", "section 3", ["sec_3"]),
]


@pytest.mark.parametrize(("country", "written", "expected"), WALKS)
def test_what_a_unit_means_the_jurisdiction_of_the_document_decides(
    country: str, written: str, expected: list[str]
) -> None:
    walked = Walk(ACT, JURISDICTIONS[country], None).to(member(written).steps)
    assert [found.eid for found in walked.found] == expected


@pytest.mark.parametrize("written", [*cn.EXAMPLES, *tw.EXAMPLES, *jp.EXAMPLES, *generic.EXAMPLES])
def test_every_example_of_a_jurisdiction_is_read_to_its_end(written: str) -> None:
    assert member(written).steps


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS.values(), ids=lambda one: one.code)
def test_every_unit_of_a_table_means_something(jurisdiction: Jurisdiction) -> None:
    for unit, meaning in jurisdiction.meanings.items():
        assert meaning.above or meaning.inside or meaning.instead, unit


KEYS = [
    ("5．", "5"),
    ("（五）", "5"),
    ("第五条之一", "5-1"),
    ("第十五條", "15"),
    ("Article 5.", "5"),
    ("Art. 5-bis", "5bis"),
    ("Art. 5 quater", "5quater"),
    ("12 a §", "12a"),
    ("§ 12A", "12a"),
    ("II,", "ii"),
    ("Part Two", "2"),
    ("(a)", "a"),
    ("(iv)", "iv"),
    ("CHAPITRE III", "iii"),
    ("—", None),
    ("", None),
]


@pytest.mark.parametrize(("num", "key"), KEYS)
def test_printed_numbers_are_compared_by_their_key(num: str, key: str | None) -> None:
    assert printed_key(num) == key
