"""What is published for the examples: a small act of nobody's, and what is wrong with others."""

from lawpin.akn.reading import DEFAULT_LIMITS

WORK = "/akn/cn/act/2020-01-01/example"
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="act" contains="singleVersion">
    <meta>
      <identification source="#editors">
        <FRBRWork>
          <FRBRthis value="{work}/!main"/>
          <FRBRuri value="{work}"/>
          <FRBRdate date="2020-01-01" name="adoption"/>
          <FRBRauthor href="#editors"/>
          <FRBRcountry value="cn"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="{work}/eng@{date}/!main"/>
          <FRBRuri value="{work}/eng@{date}"/>
          <FRBRdate date="{date}" name="version"/>
          <FRBRauthor href="#editors"/>
          <FRBRlanguage language="eng"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="{work}/eng@{date}/!main.xml"/>
          <FRBRuri value="{work}/eng@{date}.xml"/>
          <FRBRdate date="{date}" name="encoding"/>
          <FRBRauthor href="#editors"/>
        </FRBRManifestation>
      </identification>
      <references source="#editors">
        <TLCOrganization eId="editors" href="/akn/ontology/organization/editors" showAs="editors"/>
      </references>
    </meta>
    <body>
      <article eId="art_1">
        <num>1.</num>
        <content eId="art_1__content"><p>{text}</p></content>
      </article>{more}
    </body>
  </act>
</akomaNtoso>
"""


def document(date: str, text: str = "This act is an example.", work: str = WORK, more: str = "") -> bytes:
    """The version of a date, in English; `more` stands after its one article."""
    return _DOCUMENT.format(work=work, date=date, text=text, more=more).encode()


FIRST, OTHER = document("2020-01-01"), document("2020-01-01", "This act is another example.")
FOREIGN = document("2020-01-01", work="/akn/lu/act/2020-01-01/example")
INVALID = document("2020-02-01", more="<clause><p/></clause>")
NAMELESS = FIRST.replace(b"<act ", b"<law ").replace(b"</act>", b"</law>")
_HEAD = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
_END = b"</akomaNtoso>"


def _many(form: str, count: int) -> bytes:
    return " ".join(form.format(number) for number in range(count)).encode()


REFUSED = {
    "empty-body": b" ",
    "not-xml": b"%PDF-1.7",
    "not-utf-8": FIRST.replace(b"example.", b"\xff"),
    "not-well-formed": FIRST[:-20],
    "compressed-body": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "not-akoma-ntoso": b"<html><body/></html>",
    "no-address": NAMELESS,
    "invalid-document": INVALID,
    "dtd-forbidden": FIRST.replace(b"<akomaNtoso", b"<!DOCTYPE akomaNtoso><akomaNtoso", 1),
    "too-deep": _HEAD + b">" + b"<p>" * DEFAULT_LIMITS.depth + b"</p>" * DEFAULT_LIMITS.depth + _END,
    "too-many-nodes": _HEAD + b">" + b"<p/>" * DEFAULT_LIMITS.nodes + _END,
    "too-many-attributes": _HEAD + b"><p " + _many('a{}=""', DEFAULT_LIMITS.attributes + 1) + b"/>" + _END,
    "too-many-namespaces": _HEAD
    + b"><p "
    + _many('xmlns:a{0}="urn:{0}"', DEFAULT_LIMITS.namespaces + 1)
    + b"/>"
    + _END,
    "attribute-too-long": _HEAD + b'><p a="' + b"a" * (DEFAULT_LIMITS.attribute_bytes + 1) + b'"/>' + _END,
}
