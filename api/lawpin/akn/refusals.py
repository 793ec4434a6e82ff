"""Why bytes are not taken in as a document, before any schema is asked.

Refused
├── EmptyBody          empty-body            no bytes, or white space alone
├── TooLarge           too-large             more bytes than the limit
├── CompressedBody     compressed-body       gzip that nobody unpacked
├── NotXml             not-xml               PDF, ZIP, JSON, plain text: `found` says which
├── NotUtf8            not-utf-8             other bytes, or a declaration of another encoding
├── DtdForbidden       dtd-forbidden         a DOCTYPE before the root
├── NotWellFormed      not-well-formed       `line` and `column` count from 1
├── BeyondLimit                              `limit`, and `line` where it was crossed
│   ├── TooDeep            too-deep
│   ├── TooManyNodes       too-many-nodes
│   ├── TooManyAttributes  too-many-attributes
│   ├── TooManyNamespaces  too-many-namespaces
│   └── AttributeTooLong   attribute-too-long
└── NotAkomaNtoso      not-akoma-ntoso       HTML, AKN 2.0, no namespace, another vocabulary
Unavailable
└── OutOfMemory        out-of-memory         not the document's fault: try again later
"""

# ruff: noqa: D101 (the tree above says what each error is)

from typing import ClassVar

from lawpin.law.errors import Refused, Unavailable


class EmptyBody(Refused):
    reason = "empty-body"


class TooLarge(Refused):
    reason = "too-large"


class CompressedBody(Refused):
    reason = "compressed-body"


class NotXml(Refused):
    reason = "not-xml"


class NotUtf8(Refused):
    reason = "not-utf-8"


class DtdForbidden(Refused):
    reason = "dtd-forbidden"


class NotWellFormed(Refused):
    reason = "not-well-formed"


class BeyondLimit(Refused):
    """`noun` names what was counted, as it reads after "more than 100"."""

    reason = "beyond-limit"
    noun: ClassVar[str] = "of something"

    def __init__(self, limit: int, line: int) -> None:
        super().__init__(f"line {line}: more than {limit:,} {self.noun}", limit=limit, line=line)


class TooDeep(BeyondLimit):
    reason = "too-deep"
    noun = "elements inside each other"


class TooManyNodes(BeyondLimit):
    reason = "too-many-nodes"
    noun = "elements, attributes, texts, comments and instructions in one document"


class TooManyAttributes(BeyondLimit):
    reason = "too-many-attributes"
    noun = "attributes on one element"


class TooManyNamespaces(BeyondLimit):
    reason = "too-many-namespaces"
    noun = "namespaces declared on one element"


class AttributeTooLong(BeyondLimit):
    reason = "attribute-too-long"
    noun = "bytes in one attribute"


class NotAkomaNtoso(Refused):
    reason = "not-akoma-ntoso"


class OutOfMemory(Unavailable):
    reason = "out-of-memory"
