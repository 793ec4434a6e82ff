"""What bytes are that are no Akoma Ntoso 3.0: said by name, so that whoever sent them knows what to do."""

from typing import Final

from lxml import etree

from lawpin.akn.listing import shortened
from lawpin.akn.names import AKN, AKN_2, DRAFT, LEGALDOCML, XHTML
from lawpin.akn.refusals import CompressedBody, EmptyBody, NotAkomaNtoso, NotXml

BOM: Final = b"\xef\xbb\xbf"

_MAGIC: Final = (
    (b"%PDF-", "PDF", "this is a PDF file"),
    (b"PK\x03\x04", "ZIP", "this is a ZIP file (or a word processor's file, which is one)"),
    (b"\xd0\xcf\x11\xe0", "OLE", "this is a file of an office program before 2007"),
    (b"{\\rtf", "RTF", "this is an RTF file"),
    (b"\x89PNG", "PNG", "this is a picture (PNG)"),
    (b"\xff\xd8\xff", "JPEG", "this is a picture (JPEG)"),
    (b"BZh", "bzip2", "this is a bzip2 file"),
    (b"\xfd7zXZ", "xz", "this is an xz file"),
    (b"7z\xbc\xaf", "7z", "this is a 7z file"),
    (b"{", "JSON", "this is JSON"),
    (b"[", "JSON", "this is JSON"),
)


def refuse_other_formats(source: bytes) -> None:
    """Raises EmptyBody, CompressedBody or NotXml where the first bytes say that this is something else."""
    body = source.removeprefix(BOM)[:1024].lstrip(b" \t\r\n")
    if not body and not source.removeprefix(BOM).strip(b" \t\r\n"):
        raise EmptyBody("there is no document: the body is empty")
    if body.startswith(b"\x1f\x8b"):
        raise CompressedBody("this is gzip: send the document itself")
    for magic, name, sentence in _MAGIC:
        if body.startswith(magic):
            raise NotXml(f"{sentence}, not an XML document", found=name)


def akn_namespace(root: etree._Element) -> str:
    """The namespace of a root, that of AKN 3.0 or of a draft of it. Raises NotAkomaNtoso where it is another."""
    name = etree.QName(root)
    namespace, word = name.namespace or "", shortened(name.localname)
    if namespace == XHTML or (not namespace and word.lower() == "html"):
        detail = "this is an HTML page, not Akoma Ntoso"
    elif AKN_2.fullmatch(namespace):
        detail = f"this is Akoma Ntoso before 3.0 ({shortened(namespace)}); only AKN 3.0 is taken"
    elif word == "akomaNtoso" and not namespace:
        detail = f"the root akomaNtoso is in no namespace; AKN 3.0 is {AKN}"
    elif namespace != AKN and not DRAFT.fullmatch(namespace) and LEGALDOCML.fullmatch(namespace):
        detail = f"the namespace {shortened(namespace)} is neither AKN 3.0 nor a draft of it; AKN 3.0 is {AKN}"
    elif namespace != AKN and not DRAFT.fullmatch(namespace):
        detail = f"the root <{word}> is of another vocabulary ({shortened(namespace) or 'no namespace'})"
    elif word != "akomaNtoso":
        detail = f"the root is <{word}>; a document begins with <akomaNtoso>"
    else:
        return namespace
    raise NotAkomaNtoso(detail, found=shortened(namespace) or word)
