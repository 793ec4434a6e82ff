"""Taiwan: 條 項 款 目; 項 is the natural paragraph, 款 what it enumerates.

第五條第一項第二款    the first paragraph of article 5, in it number 2
"""

from lawpin.law.citations.units import Unit
from lawpin.law.jurisdictions.generic import MEANINGS
from lawpin.law.jurisdictions.meaning import HAN_WORDS, ITEMS, NATURAL, Jurisdiction, Meaning

_TW: dict[Unit, Meaning] = {
    "xiang": Meaning(inside=(NATURAL,), instead=ITEMS),
    "paragraph": Meaning(inside=(NATURAL,), instead=ITEMS),
    "kuan": Meaning(inside=(("subparagraph", "point", "item"),)),
    "mu": Meaning(inside=(("indent", "item", "point"),)),
}
_WRITTEN = {
    "article": "條",
    "paragraph": "項",
    "point": "款",
    "item": "款",
    "subparagraph": "款",
    "section": "節",
    "book": "編",
    "title": "編",
}
TW = Jurisdiction("tw", MEANINGS | _TW, written={**HAN_WORDS, **_WRITTEN}, name="Taiwan")

EXAMPLES = ("第五條第一項第二款", "第15-1條")
