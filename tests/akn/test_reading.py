"""Bytes that are no document are refused with a reason and a sentence, quickly, and before libxml2 sees them."""

import gzip
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lawpin.akn.names import AKN
from lawpin.akn.reading import Limits, read_document
from lawpin.law.errors import Refused

AKN_2 = "http://www.akomantoso.org/2.0"
DRAFT = f"{AKN}/CSD13"
SIZE = 8 * 1024 * 1024


def whole(inside: str, attributes: str = "") -> bytes:
    return f'<akomaNtoso xmlns="{AKN}" {attributes}>{inside}</akomaNtoso>'.encode()


def refusal(source: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        read_document(source, limits or Limits())
    return caught.value


def filled(unit: str, before: str = "", after: str = "") -> bytes:
    """As many units as fit into the largest document that is taken."""
    return whole(before + unit * ((SIZE - 500) // len(unit.encode())) + after)


NOT_DOCUMENTS = {
    "nothing": (b"", "empty-body", "empty"),
    "white space": (b" \n\t\r\n", "empty-body", "empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "empty-body", "empty"),
    "gzip": (gzip.compress(whole("")), "compressed-body", "gzip"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not-xml", "PDF"),
    "a word processor's file": (b"PK\x03\x04\x14\x00", "not-xml", "ZIP"),
    "a word processor's file before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1", "not-xml", "office program"),
    "RTF": (b"{\\rtf1\\ansi x}", "not-xml", "RTF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not-xml", "picture"),
    "a photograph": (b"\xff\xd8\xff\xe0", "not-xml", "picture"),
    "bzip2": (b"BZh91AY", "not-xml", "bzip2"),
    "JSON": (b'{"work": "/akn/cn"}', "not-xml", "JSON"),
    "a JSON list": (b"  [1, 2]", "not-xml", "JSON"),
    "plain text": ("第一条 为了样本".encode(), "not-xml", "text"),
    "UTF-7": (b"+ADw-akomaNtoso/+AD4-", "not-xml", "text"),
    "UTF-16 with a mark": (whole("").decode().encode("utf-16"), "not-utf-8", "UTF-16"),
    "UTF-16 without one": (whole("").decode().encode("utf-16-le"), "not-utf-8", "UTF-16"),
    "UTF-32": (whole("").decode().encode("utf-32-be"), "not-utf-8", "UTF-16 or UTF-32"),
    "GBK": (whole("第一条").decode().encode("gbk"), "not-utf-8", "line 1: byte 7"),
    "an overlong slash": (whole("").replace(b"></", b">\xc0\xaf</"), "not-utf-8", "not UTF-8"),
    "a surrogate": (whole("").replace(b"></", b">\xed\xa0\x80</"), "not-utf-8", "not UTF-8"),
    "declared GBK": (b'<?xml version="1.0" encoding="GBK"?>' + whole(""), "not-utf-8", "'GBK'"),
    "declared UTF-7": (b"<?xml version='1.0' encoding = 'UTF-7'?>" + whole(""), "not-utf-8", "'UTF-7'"),
    "HTML": (b"<!DOCTYPE html>\n<html><body>x</body></html>", "not-akoma-ntoso", "HTML"),
    "HTML without a doctype": (b"<HTML><p>x<br>", "not-akoma-ntoso", "HTML"),
    "XHTML": (b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"/>', "not-akoma-ntoso", "HTML"),
    "AKN 2.0": (f'<akomaNtoso xmlns="{AKN_2}"/>'.encode(), "not-akoma-ntoso", "before 3.0"),
    "AKN 1.0": (b'<akomaNtoso xmlns="http://www.akomantoso.org/1.0"/>', "not-akoma-ntoso", "before 3.0"),
    "AKN of its first site": (b'<akomaNtoso xmlns="http://akomantoso.org"/>', "not-akoma-ntoso", "before 3.0"),
    "AKN 4": (f'<akomaNtoso xmlns="{AKN[:-3]}4.0"/>'.encode(), "not-akoma-ntoso", "neither AKN 3.0 nor a draft"),
    "AKN with a slash too many": (f'<akomaNtoso xmlns="{AKN}/"/>'.encode(), "not-akoma-ntoso", "neither AKN 3.0"),
    "no namespace": (b"<akomaNtoso/>", "not-akoma-ntoso", "no namespace"),
    "Atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "not-akoma-ntoso", "another vocabulary"),
    "a naked article": (f'<article xmlns="{AKN}"/>'.encode(), "not-akoma-ntoso", "<article>"),
    "a doctype": (b"<!DOCTYPE akomaNtoso>" + whole(""), "dtd-forbidden", "line 1"),
    "a doctype behind comments": (b"<!-- a -->\n<?pi?>\n<!DOCTYPE x>" + whole(""), "dtd-forbidden", "line 3"),
    "a doctype behind a mark": (b"\xef\xbb\xbf<!DOCTYPE x>" + whole(""), "dtd-forbidden", "line 1"),
    "entities": (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + whole("&e;"), "dtd-forbidden", "DOCTYPE"),
    "an undefined entity": (whole("\n&nbsp;"), "not-well-formed", "line 2, column 1: an entity"),
    "crossed tags": (whole("<p>\n<b></p></b>"), "not-well-formed", "line 2, column 6: an end tag"),
    "a prefix from nowhere": (whole("\n<x:p/>"), "not-well-formed", "line 2, column 5: a namespace prefix"),
    "the same attribute twice": (whole('<p a="1" a="2"/>'), "not-well-formed", "same attribute twice"),
    "two roots": (whole("") + whole(""), "not-well-formed", "follows the end"),
    "half a document": (whole("<p>x")[:-20], "not-well-formed", "line 1"),
    "white space before the declaration": (b" <?xml version='1.0'?>" + whole(""), "not-well-formed", "very first"),
    "a control character": (whole("\x01"), "not-well-formed", "character"),
    "a forbidden reference": (whole("&#1;"), "not-well-formed", "character reference"),
}


@pytest.mark.parametrize("name", NOT_DOCUMENTS)
def test_what_is_no_document_is_refused_with_its_reason_and_a_sentence(name: str) -> None:
    source, reason, words = NOT_DOCUMENTS[name]
    error = refusal(source)
    assert error.reason == reason
    assert words in error.detail


def test_a_document_keeps_its_bytes_and_knows_its_lines(statement: bytes) -> None:
    document = read_document(statement)
    assert document.source is statement
    assert (document.namespace, document.draft) == (AKN, False)
    article = next(document.root.iter(f"{{{AKN}}}article"))
    assert b'<article eId="art_1">' in statement.splitlines()[int(str(article.sourceline)) - 1]


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbf" + whole(""),
        b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- <!DOCTYPE x> -->' + whole(""),
        whole("<p><![CDATA[<!DOCTYPE x>]]></p>"),
        whole("<!-- <!DOCTYPE x [<!ENTITY a 'b'>]> -->"),
        b"<?pi <!DOCTYPE x> ?>" + whole(""),
        whole("<p>&lt;!DOCTYPE html&gt;</p>"),
    ],
    ids=["mark", "comment before", "CDATA", "comment inside", "instruction", "text"],
)
def test_what_only_looks_like_a_doctype_or_another_encoding_is_read(source: bytes) -> None:
    assert etree.QName(read_document(source).root).localname == "akomaNtoso"


@pytest.mark.parametrize("draft", ["CSD13", "WD17", "CSPRD02", "CS01", "COS01", "csd13"])
def test_a_draft_of_any_stage_is_read_as_one(draft: str) -> None:
    document = read_document(f'<akomaNtoso xmlns="{AKN}/{draft}"><act name="a"/></akomaNtoso>'.encode())
    assert (document.draft, document.namespace, document.root[0].tag) == (True, f"{AKN}/{draft}", f"{{{AKN}}}act")


def test_a_draft_is_read_under_the_final_namespace_and_its_bytes_stay() -> None:
    source = (
        f'<akomaNtoso xmlns="{DRAFT}" xmlns:x="urn:x">\n<act name="a"><meta/>\n'
        f'<x:y/><d:body xmlns:d="{DRAFT}">t</d:body>u</act></akomaNtoso>'
    ).encode()
    document = read_document(source)
    assert (document.source, document.namespace, document.draft) == (source, DRAFT, True)
    assert [element.tag for element in document.root.iter()] == [
        f"{{{AKN}}}akomaNtoso", f"{{{AKN}}}act", f"{{{AKN}}}meta", "{urn:x}y", f"{{{AKN}}}body",
    ]  # fmt: skip
    assert [int(str(element.sourceline)) for element in document.root.iter()] == [1, 2, 2, 3, 3]
    again = etree.tostring(document.root, encoding="unicode")
    assert DRAFT not in again.replace("xmlns:d", "")
    assert [e.tag for e in etree.fromstring(again).iter()] == [e.tag for e in document.root.iter()]
    assert list(document.root.itertext()) == list(etree.fromstring(source).itertext())


@pytest.mark.parametrize("ids", [("a", "a"), ("1 x", "b"), ("1", "1"), ("é/~", "%")])
def test_an_xml_id_that_stands_twice_or_is_no_name_is_no_fault_of_form(ids: tuple[str, str]) -> None:
    root = read_document(whole(f'<p xml:id="{ids[0]}">t</p>u<p xml:id="{ids[1]}"/>v')).root
    assert [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter("{*}p")] == list(ids)
    assert "".join(str(text) for text in root.itertext()).endswith("tuv")


@pytest.mark.parametrize("fault", ["<x:p/>", '<p xmlns:a="u" xmlns:b="u" a:c="" b:c=""/>'])
def test_odd_ids_hide_no_fault_of_form(fault: str) -> None:
    odd = '<p xml:id="a"/>' * 3000
    for inside in (f"{fault}{odd}", f"{odd}{fault}", f"{odd}{fault}{odd}"):
        assert refusal(whole(inside)).reason == "not-well-formed"


REASONS = {reason for _, reason, _ in NOT_DOCUMENTS.values()}
LIMITS = Limits(size_bytes=2000, nodes=20, depth=4, attributes=3, namespaces=2, attribute_bytes=60)
AT_THE_LIMIT = {
    "too-large": (whole("x" * (2000 - len(whole("")))), whole("x" * (2001 - len(whole(""))))),
    "too-deep": (whole("<a><a><a/></a></a>"), whole("<a><a><a><a/></a></a></a>")),
    "too-many-nodes": (whole("<a/>x" * 9), whole("<a/>x" * 10)),
    "too-many-attributes": (whole('<p a="" b="" c="" xmlns:d="u"/>'), whole('<p a="" b="" c="" d=""/>')),
    "too-many-namespaces": (whole('<p xmlns:a="u" xmlns:b="v"/>'), whole('<p xmlns:a="u" xmlns:b="v" xmlns="w"/>')),
    "attribute-too-long": (whole(f'<p a="{"样" * 20}"/>'), whole(f'<p a="{"样" * 20}1"/>')),
}


@pytest.mark.parametrize("reason", AT_THE_LIMIT)
def test_a_limit_holds_exactly(reason: str) -> None:
    within, beyond = AT_THE_LIMIT[reason]
    read_document(within, LIMITS)
    error = refusal(beyond, LIMITS)
    assert error.reason == reason
    name = {"too-large": "size_bytes", "too-deep": "depth", "attribute-too-long": "attribute_bytes"}.get(reason)
    assert error.facts["limit"] == getattr(LIMITS, name or reason.removeprefix("too-many-"))


def test_attributes_comments_and_instructions_count_as_nodes() -> None:
    for inside in ("<a b=''/>" * 10, "<!---->" * 20, "<?a?>" * 20):
        assert refusal(whole(inside), LIMITS).reason == "too-many-nodes"


def test_an_image_written_into_the_document_may_be_longer_than_other_attributes() -> None:
    logo = "data:image/png;base64," + "A" * 30_000
    assert read_document(whole(f'<img src="{logo}"/>')).root[0].get("src") == logo
    assert refusal(whole(f'<img alt="{logo}"/>')).reason == "attribute-too-long"
    assert refusal(whole(f'<img src="{"A" * 30_000}"/>')).reason == "attribute-too-long"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "elements in each other": (lambda: b"<a>" * (SIZE // 3), "too-deep"),
    "elements side by side": (lambda: filled("<a/>"), "too-many-nodes"),
    "one element with all attributes": (lambda: with_attributes(680_000, ""), "too-many-attributes"),
    "one element with all namespaces": (lambda: with_attributes(430_000, "xmlns:"), "too-many-namespaces"),
    "one attribute": (lambda: whole(f'<a b="{"x" * (SIZE - 200)}"/>'), "attribute-too-long"),
    "tabs in one attribute": (lambda: whole("<a b='" + "\t" * (SIZE - 200) + "'/>"), "attribute-too-long"),
    "comments before the root": (lambda: b"<!---->" * (SIZE // 7 - 100) + whole(""), "too-many-nodes"),
    "comments that never end": (lambda: b"<!--" * (SIZE // 4), "not-well-formed"),
    "instructions that never end": (lambda: b"<?" * (SIZE // 2), "not-well-formed"),
    "one name": (lambda: b"<" + b"a" * (SIZE - 1), "not-well-formed"),
    "a declaration that never ends": (lambda: b"<?xml " + b" " * (SIZE - 6), "not-well-formed"),
}


def with_attributes(number: int, prefix: str) -> bytes:
    return whole("<a " + " ".join(f'{prefix}a{n}="{prefix[:1]}"' for n in range(number)) + "/>")


@pytest.mark.parametrize("name", HOSTILE)
def test_the_largest_hostile_file_is_refused_within_two_seconds_of_work(name: str) -> None:
    build, reason = HOSTILE[name]
    source = build()
    assert len(source) <= SIZE
    start = time.process_time()
    assert refusal(source).reason == reason
    assert time.process_time() - start < 2


def test_no_sentence_repeats_more_than_80_characters_of_the_document() -> None:
    name = "x" * 500
    for source in (
        f"<{name}/>",
        f'<a xmlns="{name}"/>',
        f"<?xml version='1.0' encoding='{name}'?><a/>",
        f"<a>&{name};</a>",
    ):
        error = refusal(source.encode())
        assert "x" * 81 not in error.detail
        assert all("x" * 81 not in str(fact) for fact in error.facts.values())


def test_nothing_outside_the_document_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    xi = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{secret.as_uri()}"/>'
    document = read_document(f'<?xml-stylesheet href="{secret.as_uri()}"?>'.encode() + whole(f"<p>{xi}</p>"))
    assert list(document.root.itertext()) == []


SHORT_OF_MEMORY = """
import resource, sys
from lawpin.akn.reading import read_document
from lawpin.law.errors import LawError
unit = b'<a {name}="c"/>'
source = b'<akomaNtoso xmlns="{akn}">' + unit * 150_000 + b'</akomaNtoso>'
read_document(source.replace(unit * 149_000, b""))
pages = int(open("/proc/self/statm").read().split()[0])
resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + {spare}, resource.RLIM_INFINITY))
try:
    read_document(source)
except LawError as error:
    print(error.reason)
else:
    print("read")
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is read from /proc")
@pytest.mark.parametrize("name", ["b", "xml:id"])
def test_want_of_memory_is_never_called_a_fault_of_the_document(name: str) -> None:
    outcomes = set()
    for spare in (6_000_000, 12_000_000, 24_000_000):
        script = SHORT_OF_MEMORY.format(akn=AKN, name=name, spare=spare)
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        outcomes.add(run.stdout.strip() or run.stderr[-300:])
    assert "out-of-memory" in outcomes
    assert outcomes <= {"out-of-memory", "read"}


def test_half_a_million_nodes_are_read_within_a_hundred_megabytes() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_document(whole("<a/>" * 499_000))
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 100


@given(st.binary(max_size=200), st.integers(0, 4000))
def test_any_bytes_in_any_place_are_read_or_refused(damage: bytes, position: int) -> None:
    statement = (Path(__file__).parent / "statement.xml").read_bytes()
    source = statement[:position] + damage + statement[position + len(damage) :]
    assert kept_or_reason(source) in {source, *REASONS}


def kept_or_reason(source: bytes) -> bytes | str:
    try:
        return read_document(source).source
    except Refused as error:
        return error.reason
