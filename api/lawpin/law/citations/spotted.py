"""Values of running text: documents as it names them, citations where they stand."""

from dataclasses import dataclass
from typing import Protocol

from lawpin.law.citations.citation import Citation, Qualifiers
from lawpin.law.citations.kinds import KIND_STEMS, kind_of
from lawpin.law.citations.titles import plain, stems

NOTHING_SAID = Qualifiers()


class Names(Protocol):
    """What is held, as far as it matters where a name begins and ends. Names are folded text in lower case."""

    def is_held(self, name: str) -> bool:
        """Whether it is a held title or a usual name that one makes; a type word alone never is."""

    def resembles(self, name: str) -> bool:
        """The same, with slips forgiven and with what may stand around a title."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a text names it: by its full name where it has defined a shorter one."""

    name: str
    is_held: bool

    def is_of_kind(self, kind: str) -> bool:
        """Whether a word for a kind of document may mean it; of another script, any may."""
        own = plain(self.name)
        if kind.isascii() != own.isascii() or not kind:
            return True
        if not kind.isascii():
            return kind_of(own).endswith(kind) or kind in {"文件", "文"}
        return bool({*stems(kind)} & {*stems(own)} & KIND_STEMS) or kind.startswith("document")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at [start, end), marks included. Without `document` it is a type word that the text has not defined.

    `relative`: it means a document by a word (本意见, thereof). `said`: what stands between it and the pinpoint.
    """

    start: int
    end: int
    document: Document | None
    relative: bool = False
    said: Qualifiers = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Spotted:
    """A citation at [start, end) of the folded text, of one place or one range.

    `after_last`: it means the place, or a place near the one, of the citation before it (ibid., 同条). `is_loose`: no
    document is named with it; it is one of the context's, if of any.
    """

    citation: Citation
    start: int
    end: int
    after_last: bool = False
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a text is read: whether there is a document that it speaks of, and a place in it."""

    has_document: bool = False
    has_place: bool = False
