"""What no schema says: remarks and refusals about ids, IRIs, references and code points, with lines."""

from collections.abc import Callable

import pytest

from lawpin.akn import house_rules
from lawpin.akn.house_rules import REFUSING, house_findings
from lawpin.akn.names import AKN
from lawpin.akn.reading import Document, read_document

ARTICLE_2 = 'eId="art_2"'
MANIFESTATION = '<FRBRuri value="/akn/cn/statement/opinions/2020-02-02/sample/eng@2020-02-02.xml"'

FAULTS = {
    "a control character in an id": (
        (ARTICLE_2, 'eId="art_2&#x85;"'),
        ("id-code-points", 81, "eId holds U+0085: no id may"),
    ),
    "a bidirectional mark in an id": (
        (ARTICLE_2, 'eId="art_\u202e2"'),
        ("id-code-points", 81, "eId holds U+202E RIGHT-TO-LEFT OVERRIDE: no id may"),
    ),
    "a noncharacter in a wId": (
        (ARTICLE_2, 'eId="art_2" wId="art_\ufdd0"'),
        ("id-code-points", 81, "wId holds U+FDD0: no id may"),
    ),
    "a noncharacter of a high plane in an id": (
        (ARTICLE_2, 'eId="art_2\U0001ffff"'),
        ("id-code-points", 81, "eId holds U+1FFFF: no id may"),
    ),
    "a line break in an id": (
        (ARTICLE_2, 'eId="art_2&#10;"'),
        ("id-code-points", 81, "eId holds U+000A: no id may"),
    ),
    "a bidirectional mark in an IRI of the identification": (
        ('FRBRuri value="/akn/cn/', 'FRBRuri value="/akn/\u2066cn/'),
        ("iri-code-points", 8, "value of <FRBRuri> holds U+2066 LEFT-TO-RIGHT ISOLATE: no IRI may"),
    ),
    "a control character in a reference": (
        ('href="/akn/cn/act', 'href="/akn/cn/&#x7f;act'),
        ("iri-code-points", 65, "href of <ref> holds U+007F: no IRI may"),
    ),
    "a blank in an id": (
        (ARTICLE_2, 'eId="art 2"'),
        ("id-white-space", 81, "eId holds U+0020 SPACE: it is served percent-encoded, and hard to cite"),
    ),
    "an invisible character in an id": (
        (ARTICLE_2, 'eId="art_\u200b2"'),
        ("id-white-space", 81, "eId holds U+200B ZERO WIDTH SPACE: it is served percent-encoded, and hard to cite"),
    ),
    "an id twice": (
        (ARTICLE_2, 'eId="art_1"'),
        ("duplicate-eid", 81, "the eId art_1 on line 81 stands already on line 59"),
    ),
    "an id that would read as a range": (
        (ARTICLE_2, 'eId="art_2-&gt;art_3"'),
        ("unaddressable-id", 81, "the eId art_2->art_3 names nothing: it cannot be written into an address"),
    ),
    "an id longer than addresses are": (
        (ARTICLE_2, f'eId="{"x" * 1025}"'),
        ("unaddressable-id", 81, f"the eId {'x' * 79}… names nothing: it cannot be written into an address"),
    ),
    "a wId of its own that is another's eId": (
        (ARTICLE_2, 'wId="art_1"'),
        ("unaddressable-id", 81, "the wId art_1 names nothing: several elements carry it"),
    ),
    "an id of another kind": (
        (ARTICLE_2, 'xml:id="art_2"'),
        ("other-id", 81, "1 elements have no eId that names them alone: they are addressed by their xml:id"),
    ),
    "a component without a name": (
        ("</statement>", '<components><component><doc name="annex"><meta/></doc></component></components></statement>'),
        ("unnamed-component", 91, "the metadata of this doc give it no name: it is served as !annex_1"),
    ),
    "FRBRthis of another Work": (
        ("sample/!main", "samples/!main"),
        (
            "frbr-this",
            7,
            "FRBRthis of the Work does not begin with its FRBRuri: /akn/cn/statement/opinions/2020-02-02/samples/!main",
        ),
    ),
    "an Expression of another Work": (
        ('<FRBRuri value="/akn/cn/statement/opinions/2020-02-02/sample/eng', '<FRBRuri value="/akn/cn/act/x/eng'),
        (
            "frbr-expression-of-work",
            17,
            "the Expression's IRI does not begin with the Work's: /akn/cn/act/x/eng@2020-02-02",
        ),
    ),
    "a file of another Expression": (
        (MANIFESTATION, '<FRBRuri value="/akn/cn/statement/x.xml"'),
        (
            "frbr-file-of-expression",
            27,
            "the Manifestation's IRI does not begin with the Expression's: /akn/cn/statement/x.xml",
        ),
    ),
    "a reference to nothing": (
        ('href="#art_1"', 'href="#art_7"'),
        ("dangling-reference", 74, "href points to #art_7, and no element here has that id"),
    ),
    "a portion that is not there": (
        ('href="#art_1"', 'href="~art_1-%3Eart_7"'),
        ("dangling-reference", 74, "href points to ~art_1-%3Eart_7, and no element here has that id"),
    ),
    "a note on nothing": (
        ('placementBase="#art_1__item_2"', 'placementBase="#x"'),
        ("dangling-reference", 41, "placementBase points to #x, and no element here has that id"),
    ),
    "one of a list of references to nothing": (
        ('refersTo="#office"', 'refersTo="#office #nobody"'),
        ("dangling-reference", 66, "refersTo points to #nobody, and no element here has that id"),
    ),
    "text that turns its direction": (
        ("Deepen the reform", "Deepen\u202e the\u200b \u200breform\ue000"),
        (
            "odd-text",
            64,
            "the text holds U+202E RIGHT-TO-LEFT OVERRIDE, U+200B ZERO WIDTH SPACE 2 times, U+E000",
        ),
    ),
    "text after an inline element": (
        ("</ref>, from", "</ref>\ufffd, from"),
        ("odd-text", 74, "the text holds U+FFFD REPLACEMENT CHARACTER"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_no_schema_sees_is_found_with_its_line(name: str, damaged: Callable[[str, str], Document]) -> None:
    (old, new), (rule, line, sentence) = FAULTS[name]
    found = {(finding.rule, finding.line, finding.sentence) for finding in house_findings(damaged(old, new))}
    assert (rule, line, sentence) in found


def test_every_rule_of_the_table_is_tried_and_only_two_refuse() -> None:
    table = (house_rules.__doc__ or "").splitlines()
    rules = {line.split()[0]: line.endswith("refuses") for line in table if line.startswith("    ")}
    rules.pop("rule")
    assert set(rules) == {rule for _, (rule, _, _) in FAULTS.values()}
    assert {rule for rule, refuses in rules.items() if refuses} == REFUSING


def test_sound_documents_have_no_findings(statement: bytes, act: bytes) -> None:
    assert house_findings(read_document(statement)) == ()
    assert house_findings(read_document(act)) == ()


def test_chinese_text_and_usual_punctuation_are_not_odd(damaged: Callable[[str, str], Document]) -> None:
    text = "“第五条之一”　（一）《网络安全法》……—— é e\u0301 \u00a0 𠀀 👍\t"
    assert house_findings(damaged("Deepen the reform", text)) == ()


def test_the_same_id_in_two_components_names_both_and_twice_in_one_of_them_none(statement: bytes) -> None:
    doc = (
        '<components><component><doc name="x"><mainBody>\n<p eId="art_1"/>{}</mainBody></doc></component></components>'
    )
    for more, duplicates in (("", []), ('<p eId="art_1"/>', ["the eId art_1 on line 92 stands already on line 92"])):
        source = statement.replace(b"</statement>", b"</statement>" + doc.format(more).encode())
        findings = house_findings(read_document(source))
        assert [finding.sentence for finding in findings if finding.rule == "duplicate-eid"] == duplicates
        assert not any(finding.rule == "unaddressable-id" for finding in findings)


def test_iris_of_other_schemes_and_suffixes_of_our_own_are_left_in_peace() -> None:
    levels = "".join(
        f'<FRBR{level}><FRBRthis value="{this}"/><FRBRuri value="{uri}"/></FRBR{level}>'
        for level, this, uri in (
            ("Work", "http://eli.example/a/main", "http://eli.example/b"),
            ("Expression", "http://eli.example/c", "http://eli.example/d"),
            ("Manifestation", "x", "y"),
        )
    )
    ours = levels.replace("http://eli.example/a/main", "/akn/x/1/!main").replace("http://eli.example/b", "/akn/x/1")
    for inside in (levels, ours):
        source = f'<akomaNtoso xmlns="{AKN}"><doc><identification>{inside}</identification></doc></akomaNtoso>'
        assert house_findings(read_document(source.encode())) == ()


def test_what_refuses_is_listed_before_what_only_remarks(statement: bytes) -> None:
    source = statement.replace(b"</mainBody>", b'<p refersTo="#x"/>' * 80 + b'<p eId="\xe2\x80\xae"/></mainBody>')
    findings = house_findings(read_document(source))
    assert findings[0].rule == "id-code-points"
    assert findings[-1].rule == "more-findings"
    assert len(findings) == 51
