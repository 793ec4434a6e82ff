"""Japan: 条 項 号; 項 is the natural paragraph, the first without a number, 号 what it enumerates.

第五条第一項第二号    the first paragraph of article 5, in it number 2
"""

from lawpin.law.citations.units import Unit
from lawpin.law.jurisdictions.generic import MEANINGS
from lawpin.law.jurisdictions.meaning import HAN_WORDS, ITEMS, NATURAL, Jurisdiction, Meaning

_JP: dict[Unit, Meaning] = {
    "xiang": Meaning(inside=(NATURAL,), instead=ITEMS),
    "paragraph": Meaning(inside=(NATURAL,), instead=ITEMS),
    "hao": Meaning(inside=(("subparagraph", "point", "item"),)),
}
_WRITTEN = {
    "paragraph": "項",
    "point": "号",
    "item": "号",
    "subparagraph": "号",
    "section": "節",
    "book": "編",
    "title": "編",
}
JP = Jurisdiction("jp", MEANINGS | _JP, written={**HAN_WORDS, **_WRITTEN}, name="Japan")

EXAMPLES = ("第五条第一項第二号", "第五条の二")
