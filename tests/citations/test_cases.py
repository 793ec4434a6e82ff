"""The cases themselves: well-formed, none twice, and what they say of the texts is what the texts say."""

import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache

from bench.cases import WHOLE, citations, passages, quotations

from lawpin.places import shipped

OUTCOMES = {"ambiguous", "not_found", "invalid"}
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
FOLDER = shipped("data") / "akn" / "cn" / "statement" / "opinions" / "2017-01-15" / "mobile-internet"


@cache
def pieces(language: str) -> tuple[tuple[str, str], ...]:
    """The texts of the leaves of a text, with their ids, in order: headings, items, the title, the preamble."""
    root = ET.fromstring((FOLDER / f"{language}@2017-01-15.xml").read_bytes())
    body = root[0]
    leaves = [element for element in body.iter() if element.tag in {f"{AKN}{tag}" for tag in ("num", "heading", "p")}]
    parents = {child: parent for parent in body.iter() for child in parent}
    meta = {element for metadata in body.iter(f"{AKN}meta") for element in metadata.iter()}
    found = []
    for leaf in (leaf for leaf in leaves if leaf not in meta):
        held = leaf
        while held.get("eId") is None:
            held = parents[held]
        found.append((held.attrib["eId"], "".join(leaf.itertext())))
    return tuple(found)


def places(words: str) -> list[list[str]]:
    """For each place where these words stand: the ids of the leaves that they touch."""
    found = []
    for language, joint in (("zho", ""), ("eng", " ")):
        text, starts = "", []
        for eid, piece in pieces(language):
            starts.append((len(text), len(text) + len(piece), eid))
            text += piece + joint
        at = text.find(words)
        while at >= 0:
            found.append([eid for start, end, eid in starts if start < at + len(words) and at < end])
            at = text.find(words, at + 1)
    return found


@cache
def all_ids() -> frozenset[str]:
    root = ET.fromstring((FOLDER / "zho@2017-01-15.xml").read_bytes())
    return frozenset(element.attrib["eId"] for element in root.iter() if "eId" in element.attrib) | {WHOLE}


ASKED = [*citations(), *quotations()]


def test_there_are_as_many_cases_as_a_measure_needs() -> None:
    assert len(citations()) >= 350
    assert len(quotations()) >= 150
    assert len(passages()) >= 60


def test_no_case_stands_twice() -> None:
    for held in (citations(), quotations()):
        counts = Counter((case.asked, case.context, case.on, case.said_language) for case in held)
        assert [asked for asked, count in counts.items() if count > 1] == []


def test_a_case_says_why_and_names_only_ids_and_outcomes_that_exist() -> None:
    for case in ASKED:
        assert case.note, case
        assert case.targets or case.refusals, case
        assert case.refusals <= OUTCOMES, case
        assert {eid for target in case.targets for eid in target} | {*case.among, *case.suggests} <= all_ids(), case


def test_a_quotation_called_exact_stands_there_and_nowhere_else() -> None:
    for case in (case for case in quotations() if case.matches == {"exact"}):
        narrowed = (case.context or "").partition("~")[2]
        found = [tuple(touched) for touched in places(case.asked) if touched[0].startswith(narrowed)]
        assert len(found) == 1, case
        articles = tuple(eid.removesuffix("__heading") for eid in found[0])
        assert {found[0], articles} & set(case.targets), (case, found)


def test_a_quotation_called_ambiguous_stands_in_the_places_named() -> None:
    for case in (case for case in quotations() if case.among):
        assert {eid for touched in places(case.asked.replace("動", "动")) for eid in touched} == set(case.among), case


def test_a_quotation_not_called_exact_does_not_stand_in_one_place_alone() -> None:
    for case in (case for case in quotations() if "exact" not in case.matches and len(case.asked) > 2):
        assert len(places(case.asked)) != 1 or case.targets == (("preface",),), case


def test_the_spans_of_a_passage_are_in_order_and_name_ids_that_exist() -> None:
    for passage in passages():
        assert [span.start for span in passage.spans] == sorted(span.start for span in passage.spans)
        assert {eid for span in passage.spans for eid in span.targets} <= all_ids(), passage
        assert all(span.refused != bool(span.targets) for span in passage.spans), passage
