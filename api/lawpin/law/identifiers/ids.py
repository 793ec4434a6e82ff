"""The identifiers themselves: one frozen value for each FRBR level. Their text is their canonical IRI.

    WorkId         /akn/cn/statement/opinions/2017-01-15/mobile-internet
    ExpressionId   .../zho@2017-01-15      .../zho@2017-01-15;r2      .../eng@2017-01-15/creemers
    PortionId      .../zho@2017-01-15/~art_5__item_3      .../!annex_1      .../!annex_1~art_1
    RangeId        .../zho@2017-01-15/~art_1-%3Eart_3

Source: AKN-NC 1.0 chapter 4.
"""

from dataclasses import dataclass
from urllib.parse import unquote

from lawpin.law.identifiers.spelling import encode_segment


@dataclass(frozen=True, slots=True)
class WorkId:
    """A law as an intellectual creation, whatever its language and version.

    `country` is ISO 3166-1 in lower case, with a subdivision after a hyphen where it has one; `doctype` the element
    under `akomaNtoso`; `date` an ISO date of four, seven or ten characters; `number` its number or slug. With one
    segment between type and date that segment is the subtype.
    """

    country: str
    doctype: str
    date: str
    number: str | None = None
    subtype: str | None = None
    actor: str | None = None

    def __str__(self) -> str:
        steps = (self.country, self.doctype, self.subtype, self.actor, self.date, self.number)
        return "/akn/" + "/".join(encode_segment(step) for step in steps if step is not None)


@dataclass(frozen=True, slots=True)
class ExpressionId:
    """One version of a work in one language: `date` is the date of the version, `revision` counts its encodings.

    `author` tells a second translation of the same version from the first.
    """

    work: WorkId
    language: str
    date: str
    revision: int = 1
    author: str | None = None

    def __str__(self) -> str:
        revision = f";r{self.revision}" if self.revision > 1 else ""
        author = f"/{encode_segment(self.author)}" if self.author else ""
        return f"{self.work}/{self.language}@{self.date}{revision}{author}"


@dataclass(frozen=True, slots=True)
class PortionId:
    """One place in one expression. Without `eid` it is the whole component, without both the whole expression."""

    expression: ExpressionId
    eid: str | None = None
    component: str | None = None

    def __str__(self) -> str:
        return f"{self.expression}{place(self.eid, self.component)}"


@dataclass(frozen=True, slots=True)
class RangeId:
    """The places from `first` to `last`, both included, in document order."""

    expression: ExpressionId
    first: str
    last: str
    component: str | None = None

    def __str__(self) -> str:
        return f"{self.expression}{place(self.first, self.component)}-%3E{encode_segment(self.last)}"


def eid_of(tail: str) -> str:
    """The eId in the tail of an address of the main text, as `place` wrote it."""
    return unquote(tail.removeprefix("/~"))


def place(eid: str | None, component: str | None = None) -> str:
    """The tail of an address that names a place inside an expression; empty for the whole of it."""
    if eid is None and component is None:
        return ""
    inner = "" if eid is None else f"~{encode_segment(eid)}"
    return f"/!{encode_segment(component)}{inner}" if component else f"/{inner}"
