"""Mainland China: 编 章 节 条 款 项 目 in statutes, 一、 （一） 1. in papers of policy, whose native word is 点.

    第五条第二项, 第5条第2句      an article and what it enumerates
    第二部分第5点, 二、5, 二（5）   a part, and the article that the text counts throughout
    第五条第一款                  a natural paragraph: the article itself where it has only one
    第五条第二款                  not there, then; perhaps 第二项 was meant
    section 5                     part 5 or article 5: nobody can tell

Source: Legislation Law of the People's Republic of China (2023), article 65; GB/T 9704-2012 section 7.3.3.
"""

from lawpin.law.citations.units import Unit
from lawpin.law.jurisdictions.generic import MEANINGS
from lawpin.law.jurisdictions.meaning import BASIC, ITEMS, NATURAL, Jurisdiction, Kinds, Meaning

_PART: Kinds = ("part",)
_CN: dict[Unit, Meaning] = {
    "part": Meaning(above=(_PART,), instead=("basic",)),
    "book": Meaning(above=(("book",),), instead=_PART),
    "title": Meaning(above=(("title",),), instead=_PART),
    "chapter": Meaning(above=(("chapter",),), instead=_PART),
    "jie": Meaning(above=(("section",),), instead=_PART),
    "section": Meaning(above=(("section",), _PART, BASIC)),
    "paragraph": Meaning(above=(BASIC,), inside=(NATURAL,), instead=ITEMS),
    "kuan": Meaning(inside=(NATURAL,), instead=ITEMS),
    "subsection": Meaning(inside=(("subsection",),), instead=ITEMS),
    "subparagraph": Meaning(inside=(("subparagraph",),), instead=ITEMS),
    "item": Meaning(inside=(ITEMS,), instead=("basic",)),
    "xiang": Meaning(inside=(ITEMS,), instead=("basic",)),
    "mu": Meaning(inside=(("indent", "subitem"),), instead=ITEMS),
    "sentence": Meaning(inside=(ITEMS,), instead=("basic",)),
    "clause": Meaning(inside=(ITEMS,), instead=("basic",)),
    "point": Meaning(above=(BASIC,), inside=(ITEMS,)),
    "no": Meaning(above=(BASIC,), inside=(ITEMS,)),
    "number": Meaning(above=(_PART, BASIC)),
}
CN = Jurisdiction(
    "cn",
    MEANINGS | _CN,
    name="China",
    issuers={
        "中办": ("中共中央办公厅",),
        "国办": ("国务院办公厅",),
        "两办": ("中共中央办公厅", "国务院办公厅"),
        "中央办公厅": ("中共中央办公厅",),
    },
)

EXAMPLES = ("第五条第二项", "第二部分第5点第2句", "二、5", "二（5）", "第五条第一款", "5.2", "art. 5(2)", "point 5")
