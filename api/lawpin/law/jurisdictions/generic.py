"""The English-language world, and every country that has no table of its own: a word means the element of its name.

section 5(2)(a)      the section 5, in it what is numbered 2, in that what is numbered a
§ 5, s. 5            the 5 of whatever the document counts throughout: sections or articles
art. 5, para. 2      an article and its paragraph
5(2), 5.2            the same without a word
"""

from lawpin.law.citations.units import Unit
from lawpin.law.jurisdictions.meaning import BASIC, CHILD, DIVISION, ITEMS, Jurisdiction, Meaning

MEANINGS: dict[Unit, Meaning] = {
    "book": Meaning(above=(("book",),)),
    "part": Meaning(above=(("part", "subpart"),)),
    "title": Meaning(above=(("title", "subtitle"),)),
    "chapter": Meaning(above=(("chapter", "subchapter"),)),
    "jie": Meaning(above=(("section", "subchapter"),)),
    "section": Meaning(above=(("section",),), instead=("basic",)),
    "article": Meaning(above=(("article",),), instead=("basic",)),
    "provision": Meaning(above=(BASIC,)),
    "printed": Meaning(above=(BASIC,)),
    "number": Meaning(above=(BASIC, DIVISION)),
    "han": Meaning(above=(DIVISION,)),
    "roman": Meaning(above=(DIVISION,)),
    "paragraph": Meaning(above=(("paragraph",),), inside=(("paragraph", "subsection"),), instead=ITEMS),
    "kuan": Meaning(inside=(("paragraph", "subsection"),), instead=ITEMS),
    "subsection": Meaning(inside=(("subsection", "paragraph"),), instead=ITEMS),
    "subparagraph": Meaning(inside=(("subparagraph", "point", "item", "indent"),)),
    "item": Meaning(inside=(ITEMS,)),
    "xiang": Meaning(inside=(ITEMS,)),
    "mu": Meaning(inside=(("indent", "item", "point"),)),
    "hao": Meaning(inside=(ITEMS,)),
    "clause": Meaning(above=(("clause",),), inside=(("clause", *ITEMS),)),
    "point": Meaning(above=(("point",),), inside=(ITEMS,)),
    "no": Meaning(above=(BASIC,), inside=(ITEMS,)),
    "bracket": Meaning(above=(BASIC,), inside=(CHILD,)),
    "dotted": Meaning(above=(BASIC,), inside=(CHILD,)),
    "preamble": Meaning(above=(("preamble",),)),
}

GENERIC = Jurisdiction("generic", MEANINGS)

# What the tests hold this file to: unit by unit, a citation that uses it.
EXAMPLES = ("Part II", "chapter 3", "section 5(2)(a)", "§ 5", "art. 5, para. 2", "s. 5(1)", "item 2 of article 5")
