"""Forty-one documents of other publishers: both readers of the official schema agree, with each other and the list."""

import json
from pathlib import Path
from typing import Any

import pytest

from lawpin.akn.checking import Checker, official_gate
from lawpin.akn.house_rules import REFUSING, house_findings
from lawpin.akn.reading import read_document
from lawpin.law.errors import Refused

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
LIST = CORPORA / "manifest.json"
SMALL = 60_000  # bytes: xmlschema takes 3 to 9 seconds for a megabyte

pytestmark = pytest.mark.skipif(
    not LIST.exists(), reason=f"the corpora are not here ({CORPORA.name} beside the checkout)"
)

ENTRIES: list[dict[str, Any]] = json.loads(LIST.read_text("utf-8")) if LIST.exists() else []
NOT_AKN_3 = {"za-35-act.xml", "tw-36-debate.xml"}
READ = [entry for entry in ENTRIES if entry["file"] not in NOT_AKN_3]
SAMPLE = [entry for entry in READ if (CORPORA / entry["file"]).stat().st_size <= SMALL]


def test_the_list_names_41_documents_of_which_25_are_valid() -> None:
    assert len(ENTRIES) == 41
    assert sum(entry["valid_official_xsd"] for entry in ENTRIES) == 25


@pytest.mark.parametrize("file", sorted(NOT_AKN_3))
def test_what_is_not_akn_3_is_refused_by_name(file: str) -> None:
    with pytest.raises(Refused) as caught:
        read_document((CORPORA / file).read_bytes())
    assert caught.value.reason == "not-akoma-ntoso"


@pytest.mark.parametrize("entry", READ, ids=lambda entry: entry["file"])
def test_libxml2_gives_the_verdict_of_the_list(entry: dict[str, Any]) -> None:
    document = read_document((CORPORA / entry["file"]).read_bytes())
    assert (document.namespace, document.draft) == (entry["namespace"], entry["namespace"].endswith("CSD13"))
    if not document.draft:  # the list judges drafts under their own namespace
        assert official_gate(document.root) is entry["valid_official_xsd"]
    assert REFUSING.isdisjoint(finding.rule for finding in house_findings(document))


@pytest.mark.parametrize("entry", SAMPLE, ids=lambda entry: entry["file"])
def test_xmlschema_gives_the_verdict_of_libxml2(entry: dict[str, Any], checker: Checker) -> None:
    document = read_document((CORPORA / entry["file"]).read_bytes())
    findings = checker.official(document)
    assert (not findings) is official_gate(document.root)
    assert all(finding.line and finding.xpath for finding in findings if finding.rule != "more-findings")
    assert "schema" not in {finding.rule for finding in findings}
