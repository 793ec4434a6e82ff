"""The words for the levels of a document, in every language of the grammar; what they mean the jurisdiction says.

A unit is one meaning-bearing word with its spellings: 款 and `paragraph` are two, for what 款 is depends on the law
that is cited, and so does what a paragraph is.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Unit = Literal[
    "book", "part", "title", "chapter", "jie", "section", "article", "provision", "paragraph", "kuan", "subsection",
    "subparagraph", "item", "xiang", "clause", "point", "no", "mu", "hao", "sentence", "annex", "preamble",
    "han", "roman", "printed", "number", "bracket", "dotted",
]  # fmt: skip

# After the number, with 第 before it: 第五条.
HAN_UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "编": "book",
        "部分": "part",
        "章": "chapter",
        "节": "jie",
        "条": "article",
        "款": "kuan",
        "段": "kuan",
        "项": "xiang",
        "目": "mu",
        "点": "point",
        "句": "sentence",
        "号": "hao",
    }
)
_SPELLINGS: tuple[tuple[Unit, str, str], ...] = (
    ("book", "book", "books"),
    ("part", "part pt", "parts pts"),
    ("title", "title", "titles"),
    ("chapter", "chapter ch chap chp", "chapters chs chaps"),
    ("section", "section sec sect", "sections secs"),
    ("provision", "§ s", "§§ ss"),
    ("article", "article art", "articles arts"),
    ("paragraph", "paragraph para par ¶", "paragraphs paras pars ¶¶"),
    ("subsection", "subsection subsec sub-section", "subsections subsecs sub-sections"),
    ("subparagraph", "subparagraph subpara sub-paragraph", "subparagraphs subparas sub-paragraphs"),
    ("item", "item", "items"),
    ("clause", "clause cl", "clauses cls"),
    ("point", "point", "points"),
    ("no", "no number", "nos numbers"),
    ("sentence", "sentence sent", "sentences"),
    ("annex", "annex appendix schedule sched 附件 附录 附表", "annexes appendices schedules"),
)
# Before the number, and whether it is a plural: article 5, arts. 5 and 6, § 5. A full stop may follow.
WORDS: Mapping[str, tuple[Unit, bool]] = MappingProxyType(
    {word: (unit, False) for unit, singular, _ in _SPELLINGS for word in singular.split()}
    | {word: (unit, True) for unit, _, plural in _SPELLINGS for word in plural.split()}
)
# From the outermost in. What stands deeper may follow what stands higher; `point` and its like change with the place.
RANKS: Mapping[Unit, int] = MappingProxyType(
    {
        "annex": 0,
        "preamble": 0,
        "book": 1,
        "part": 2,
        "han": 2,
        "roman": 2,
        "title": 3,
        "chapter": 4,
        "jie": 5,
        "section": 6,
        "article": 7,
        "provision": 7,
        "printed": 7,
        "number": 7,
        "paragraph": 8,
        "kuan": 8,
        "subsection": 8,
        "subparagraph": 9,
        "item": 9,
        "xiang": 9,
        "clause": 9,
        "point": 9,
        "no": 9,
        "bracket": 9,
        "dotted": 9,
        "mu": 11,
        "hao": 11,
        "sentence": 12,
    }
)
BASIC = RANKS["article"]
# 款 after 項, as Taiwan has them: 第一項第二款.
KUAN_IN_XIANG = 10
# Straight after a name or a part these stand for an article, after an article for what is in it.
RELATIVE_UNITS: frozenset[Unit] = frozenset({"point", "no", "paragraph", "bracket", "dotted"})

_HAN_UNIT = re.compile("|".join(sorted(HAN_UNITS, key=len, reverse=True)))
_WORD = re.compile(r"(?:§{1,2}|¶{1,2}|附件|附录|附表|[a-z]+(?:-[a-z]+)?)")
_PREAMBLE = re.compile(r"(?:the )?(?:preamble|序言|前言|引言|导言|导语)(?![a-z])")


def scan_han_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The Chinese unit word at a position, and where it ends."""
    found = _HAN_UNIT.match(text, at)
    return None if found is None else (HAN_UNITS[found[0]], found.end())


def scan_unit(lower: str, at: int) -> tuple[Unit, bool, int] | None:
    """The unit word at a position of a text in lower case, whether it is a plural, and where it ends with its stop."""
    if at and lower[at - 1].isascii() and lower[at - 1].isalpha():
        return None
    found = _WORD.match(lower, at)
    meaning = None if found is None else WORDS.get(found[0])
    if found is None or meaning is None:
        return None
    end = found.end() + lower.startswith(".", found.end()) + 2 * lower.startswith(" .", found.end())
    return meaning[0], meaning[1], end


def scan_preamble(lower: str, at: int) -> int | None:
    """Where the word for the preamble ends that begins here; None where none does."""
    found = _PREAMBLE.match(lower, at)
    return None if found is None else found.end()
