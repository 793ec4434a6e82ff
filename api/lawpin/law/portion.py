"""A portion: one addressable place of an expression, as it was cut when the document arrived."""

from dataclasses import dataclass
from typing import Literal

# The attributes that name an element, the one that addresses prefer first. Plain `id` is that of older drafts.
NamedBy = Literal["eId", "xml:id", "GUID", "wId", "id"]

# The first of these that a text has is its basic unit: what is cited first, and numbered through.
BASIC_UNITS = ("article", "section", "rule", "clause", "paragraph")


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup over a text: [start, end) in Unicode code points; `kind` is the element, `href` as written.

    Where one reference names a range, `href` is its first place and `until` its last.
    """

    start: int
    end: int
    kind: str
    href: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference, as written, wherever it stands; `kind`, `href` and `until` as in a span."""

    kind: str
    href: str | None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """An editorial note that stands beside a portion, never in its text. None: the document does not say."""

    text: str
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """One element that an id names, a whole component (`eid` None), or the whole expression (both None).

    `component` is the document inside the document to which `eid` belongs, None for the main text: ids are unique
    within a component only. `named_by` is the attribute that holds `eid`, another than eId where no eId does.

    `position` counts the portions of the expression in document order from 0, which is the whole; its descendants are
    those with positions in [position + 1, end). `parent` is the position of the nearest provision around it, None for
    the whole. A `provision` stands in outlines and among children; other elements (a heading, a content, a list) are
    addressable and nothing more. `num` and `heading` are as printed. `digest` is the hexadecimal SHA-256 of the
    element's exclusive canonical XML. `pointers` are references without words in the text, of metadata those of the
    whole: they stand at the innermost portion alone.
    """

    eid: str | None
    wid: str | None
    kind: str
    num: str | None
    heading: str | None
    text: str
    position: int
    end: int
    parent: int | None
    provision: bool
    digest: str
    spans: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
    component: str | None = None
    named_by: NamedBy = "eId"
    pointers: tuple[Pointer, ...] = ()

    @property
    def lineage(self) -> tuple[str | None, str | None]:
        """What the same provision has in every expression of the work: its component, and its wId in that."""
        return self.component, self.wid
