"""libxml2 before xmlschema: the same verdicts, and nothing slow for documents of others."""

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lawpin.akn.checking import Checker
from lawpin.akn.reading import Document, read_document
from lawpin.places import shipped

HERE = Path(__file__).parent
FAULTS: dict[str, dict[str, Any]] = {
    fault["name"]: fault for fault in tomllib.loads((HERE / "planted.toml").read_text("utf-8"))["fault"]
}
OTHERS = b"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta>
<identification source="#us"><FRBRWork><FRBRthis value="/us"/><FRBRuri value="/us"/><FRBRdate date="2020-01-01"
name="x"/><FRBRauthor href="#us"/><FRBRcountry value="us"/></FRBRWork><FRBRExpression><FRBRthis value="/us"/>
<FRBRuri value="/us"/><FRBRdate date="2020-01-01" name="x"/><FRBRauthor href="#us"/><FRBRlanguage language="en"/>
</FRBRExpression><FRBRManifestation><FRBRthis value="/us"/><FRBRuri value="/us"/><FRBRdate date="2020-01-01" name="x"/>
<FRBRauthor href="#us"/></FRBRManifestation></identification></meta><body>%s</body></act></akomaNtoso>"""
ARTICLE = (
    b'<article eId="a_%d"><paragraph eId="a_%d__p"><content eId="a_%d__c"><p>words</p></content></paragraph></article>'
)


def anonymous(source: bytes) -> Document:
    """A document without the metadata by which ours are known."""
    return read_document(re.sub(rb"<proprietary\b.*?</proprietary>", b"", source, flags=re.DOTALL))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_under_the_profile_is_a_fault_whether_a_document_says_that_it_is_ours_or_not(
    name: str, checker: Checker
) -> None:
    fault = FAULTS[name]
    whole = (HERE / f"{fault['in']}.xml").read_text("utf-8")
    document = anonymous(whole.replace(fault["old"], fault["new"], 1).encode())
    assert bool(checker.profile_verdict(document)) is bool(checker.profile(document))


def test_a_document_of_ours_is_shown_all_its_faults_under_the_profile(checker: Checker, statement: bytes) -> None:
    document = read_document(statement.replace(b' contains="originalVersion"', b"").replace(b' eId="part_1"', b""))
    assert checker.profile_verdict(document) == checker.profile(document)
    assert len(checker.profile(document)) > 1


def test_our_own_documents_pass(checker: Checker) -> None:
    for file in sorted((shipped("data") / "akn").rglob("*.xml")):
        document = read_document(file.read_bytes())
        assert (checker.official(document), checker.profile_verdict(document)) == ((), ())


def test_a_valid_document_of_others_is_judged_in_milliseconds_and_told_one_difference(checker: Checker) -> None:
    document = read_document(OTHERS % b"".join(ARTICLE % (n, n, n) for n in range(1000)))
    checker.official(document), checker.profile_verdict(document)
    begun = time.process_time()
    assert checker.official(document) == ()
    (finding,) = checker.profile_verdict(document)
    assert time.process_time() - begun < 0.5
    assert (finding.level, finding.rule, finding.line) == ("profile", "encoded-otherwise", 1)
    assert "attribute 'contains'" in finding.sentence
