"""Planted faults: each is caught by the profile, under its rule, at its line, in a sentence a person can act on."""

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lawpin.akn.checking import Checker, official_gate
from lawpin.akn.reading import read_document
from lawpin.places import shipped

HERE = Path(__file__).parent
FAULTS: dict[str, dict[str, Any]] = {
    fault["name"]: fault for fault in tomllib.loads((HERE / "planted.toml").read_text("utf-8"))["fault"]
}
SCHEMA = (shipped("schema") / "lawpin-akn.xsd").read_text("utf-8")
ENCODED = sorted((shipped("data") / "akn").rglob("*.xml"))


def planted(fault: dict[str, Any]) -> bytes:
    source = (HERE / f"{fault['in']}.xml").read_text("utf-8")
    assert fault["old"] in source
    return source.replace(fault["old"], fault["new"], 1).encode()


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_under_its_rule_at_its_line_and_in_words(name: str, checker: Checker) -> None:
    fault = FAULTS[name]
    document = read_document(planted(fault))
    found = {(finding.rule, finding.line, finding.sentence) for finding in checker.profile(document)}
    assert (fault["rule"], fault["line"], fault["sentence"]) in found
    assert bool(checker.official(document)) is fault["official"]


def test_every_assertion_of_the_schema_has_an_id_a_sentence_and_a_planted_fault() -> None:
    asserts = re.findall(r"<xs:assert\b([^>]*)>(.*?)</xs:assert>", SCHEMA, re.DOTALL)
    assert len(asserts) == len(re.findall(r"<xs:assert\b", SCHEMA))
    ids = [match[1] for attributes, _ in asserts if (match := re.search(r'\bid="([a-z-]+)"', attributes))]
    assert len(set(ids)) == len(asserts)
    assert all(re.search(r"<xs:documentation>\s*\S", inside) for _, inside in asserts)
    assert set(ids) <= {fault["rule"] for fault in FAULTS.values()}


def test_an_assertion_is_never_a_sequence() -> None:
    # xmlschema 4.3 takes the sequence [false], which a "for" gives, for true: such a rule would never find anything.
    tests = re.findall(r'<xs:assert\b[^>]*?\btest="\s*([^"]*)"', SCHEMA)
    assert len(tests) > 20
    assert [test for test in tests if test.startswith("for ")] == []


def test_the_official_schema_alone_finds_none_of_them() -> None:
    assert [name for name, fault in FAULTS.items() if fault["official"]] == []
    assert len(FAULTS) == 49


@pytest.mark.parametrize("path", ENCODED, ids=lambda path: path.stem)
def test_the_shipped_encodings_are_valid_under_both_schemas(path: Path, checker: Checker) -> None:
    document = read_document(path.read_bytes())
    assert checker.profile(document) == ()
    assert checker.official(document) == ()
    assert official_gate(document.root)


def test_a_document_of_a_hundred_and_fifty_articles_is_checked_within_a_second_of_work(checker: Checker) -> None:
    source = (HERE / "statement.xml").read_text("utf-8")
    start, end = source.index('<article eId="art_2">'), source.rindex("</part>")
    article = " ".join(source[start:end].split())
    articles = "\n".join(article.replace("art_2", f"art_{number}") for number in range(2, 152))
    document = read_document((source[:start] + articles + source[end:]).encode())
    assert len(document.source) > 30_000
    assert checker.profile(document) == ()
    started = time.process_time()
    checker.profile(document)
    assert time.process_time() - started < 1
