"""Taiwan: 條 項 款 目; 項 is the natural paragraph, 款 what it enumerates.

第五條第一項第二款    the first paragraph of article 5, in it number 2
"""

from lawpin.law.citations.units import Unit
from lawpin.law.jurisdictions.generic import MEANINGS
from lawpin.law.jurisdictions.meaning import ITEMS, NATURAL, Jurisdiction, Meaning

_TW: dict[Unit, Meaning] = {
    "xiang": Meaning(inside=(NATURAL,), instead=ITEMS),
    "paragraph": Meaning(inside=(NATURAL,), instead=ITEMS),
    "kuan": Meaning(inside=(("subparagraph", "point", "item"),)),
    "mu": Meaning(inside=(("indent", "item", "point"),)),
}
TW = Jurisdiction("tw", MEANINGS | _TW)

EXAMPLES = ("第五條第一項第二款", "第15-1條")
