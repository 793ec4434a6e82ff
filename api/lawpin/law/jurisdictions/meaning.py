"""What the words for the levels of a document mean in one jurisdiction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lawpin.law.citations.units import Unit

Kinds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which provisions a unit can name: straight after the document's name or a division, and inside an article.

    Each reading is a set of Akoma Ntoso elements, or one of `BASIC` (the unit that a document counts throughout),
    `DIVISION` (the highest level), `CHILD` (whatever is directly inside), `NATURAL` (a paragraph without a number,
    which is the article itself where it has only one). Several readings make a citation ambiguous. None: the unit is
    not used so; then the provision of one of `instead` with the same number is what may have been meant.
    """

    above: tuple[Kinds, ...] = ()
    inside: tuple[Kinds, ...] = ()
    instead: Kinds = ()


BASIC: Kinds = ("basic",)
DIVISION: Kinds = ("division",)
CHILD: Kinds = ("child",)
NATURAL: Kinds = ("natural",)
ITEMS: Kinds = ("item", "point", "indent", "subparagraph", "alinea")


# What is written after the number of an element in Chinese: 第五条.
HAN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "book": "编",
        "part": "部分",
        "title": "编",
        "chapter": "章",
        "section": "节",
        "article": "条",
        "paragraph": "款",
        "point": "项",
        "item": "项",
        "subparagraph": "项",
        "indent": "目",
    }
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """How one country cites. `issuers` are usual short names of who makes its law, with the names in full.

    `written` are the words after the number of an element in Chinese; `name` is the country's in English, empty where
    this is the table of many.
    """

    code: str
    meanings: Mapping[Unit, Meaning]
    issuers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=lambda: HAN_WORDS)
    name: str = ""

    def meaning(self, unit: Unit) -> Meaning:
        """What a unit means here."""
        return self.meanings.get(unit, Meaning())
