"""Pinpoints in running text that no name stands beside: which are citations, which count something else.

第五条规定   Article 5 requires        citations, where there is a document that they can be of
第三项目   第二条路   第一款手机       something else is counted
part of   art in general   item a      words
本文第一部分   Part II of this paper   the text's own parts
"""

import re
from dataclasses import replace

from lawpin.law.citations.citation import Member, Pinpoint, Step

_SHORTEST_LOWER_ROMAN, _LARGEST_LOWER_ROMAN = 2, 50
_COUNTED = re.compile(
    r"新闻|消息|道路|路(?!线)|船|河|街|鱼|腿|裤|线路|生产线|战线|线|款(?!第|[一二三四五六七八九十0-9])|例(?!外|如|示|举)|"
    r"手机|产品|车|游戏|应用|软件|钟|半|整|课|目(?:标|的)?|标准|标|的地|建议|意见|理由|经验|措施"
)
_OWN = re.compile(r"(?:本文|本书|本报告|本章|该文|该书|文章|论文|报告|全文|讲话|小说|剧本)的?$")
_WORD_BEFORE = re.compile(r"(?:of|the|state of the|this|fine|modern|martial) $")
_LOOKBACK, _LONGEST_NAME = 12, 160
_PAPERS = re.compile(
    r"(?:合同|契约|租约|判决书?|裁定书?|裁决书?|判例|守则|备忘录|声明|报告|方案|纲要|规划|计划|通知|决定|公告|条款|章程|协议书?"
    r"|承诺书|须知|手册|讲话)$"
)
_BRACKETED = re.compile(r"\([^()]{0,40}\)")
_BREAK = re.compile(r"[;:()\[\]。]|[.!?](?= |$)")
_ACRONYM_BEHIND = re.compile(r" [A-Z]{2,}(?![A-Za-z])")
_NUMBERED_PAPER = re.compile(r"[0-9]+/[0-9A-Z/.-]+")
_ROMAN = re.compile(r"[IVXLC]+")
_LEADING = frozenset(
    "the see under in per cf and of by also with as or to from both while whereas if when since article articles art"
    " arts part parts compare but that this its our their then thus however moreover further furthermore finally first"
    " second third like unlike given following pursuant according contrary does may can why how what it they we he she"
    " i on at for no yes here there now next such each every any all only even both item items point points section"
    " january february march april june july august september october november december state council".split()
)
# What a text that speaks of one document may write without its name.
_STRONG = frozenset({"article", "part", "provision", "section", "chapter", "jie"})
_INSIDE = frozenset({"kuan", "xiang", "item", "paragraph", "sentence", "point", "clause", "subsection"})
_WORDLIKE = frozenset({"art", "part", "parts", "arts"})


def numbered(text: str, pinpoint: Pinpoint) -> Pinpoint | None:
    """The pinpoint as far as its numbers are numbers: "is" is none in "art. 5, is", "a" none in "item a".

    `text` is folded, with its letter case: A, II and iv may be numbers. None: the first one is none.
    """
    kept: list[Member] = []
    for member in pinpoint.members:
        if not all(_is_number(text, step) for step in member.steps):
            break
        if not all(_is_number(text, step) for step in member.until):
            end = max(step.end for step in member.steps)
            kept.append(replace(member, until=(), end=end))
            break
        kept.append(member)
    return replace(pinpoint, members=tuple(kept), end=kept[-1].end) if kept else None


def _is_number(text: str, step: Step) -> bool:
    if step.shift is not None or not step.keys or step.unit in {"bracket", "dotted", "preamble"}:
        return True
    key = step.keys[0]
    if not key.isalpha() or not key.isascii():
        return True
    written = text[step.start : step.end]
    if key not in written.lower() or re.search(rf"(?<![A-Z]){key.upper()}(?![A-Za-z])", written):
        return True
    return step.value is not None and len(key) >= _SHORTEST_LOWER_ROMAN and step.value <= _LARGEST_LOWER_ROMAN


def is_counting_something(lower: str, pinpoint: Pinpoint) -> bool:
    """Whether what follows a Chinese pinpoint says that something else is counted, or what is before an English one."""
    if _COUNTED.match(lower, pinpoint.end) is not None and lower[pinpoint.start] == "第":
        return True
    first = pinpoint.members[0].steps[0]
    word = lower[pinpoint.start : pinpoint.start + 4].split(".", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    return (
        word in _WORDLIKE
        and first.unit in {"article", "part"}
        and (_WORD_BEFORE.search(lower[max(0, pinpoint.start - _LOOKBACK) : pinpoint.start]) is not None)
    )


def is_of_another(text: str, pinpoint: Pinpoint) -> bool:
    """Whether the words beside a pinpoint say whose part it is: the text's own, a book's, another document's.

    `text` is folded, with its letter case.
    """
    start = pinpoint.start
    return _OWN.search(text[max(0, start - _LOOKBACK) : start]) is not None or _follows_a_name(text, pinpoint)


def _follows_a_name(text: str, pinpoint: Pinpoint) -> bool:
    """Whether a word straight before a pinpoint, or behind it, names a document that is none of those known.

    In Chinese what documents are called (合同第六条); in English a row of words
    in capitals (Convention on Cybercrime, art. 6), or a number of one (Regulation 2016/679, Article 5).
    """
    before = _BRACKETED.sub("", text[max(0, pinpoint.start - _LONGEST_NAME) : pinpoint.start]).rstrip(" ,")
    if _PAPERS.search(before) is not None:
        return True
    if _ACRONYM_BEHIND.match(text, pinpoint.end) is not None:
        return True
    sentence = _BREAK.split(before)[-1].strip()
    words = sentence.split()
    if not words or not sentence.isascii():
        return False
    if _NUMBERED_PAPER.fullmatch(words[-1]):
        return True
    word = words[-1].strip("'\"")
    if not word[:1].isupper() or word.lower() in _LEADING or _ROMAN.fullmatch(word):
        return False
    # However, Article 5: the first word of a sentence is in capitals whatever it is.
    return len(words) > 1 or text[: pinpoint.start].rstrip(" ")[-1:] != ","


def is_strong(pinpoint: Pinpoint, *, has_place: bool = False) -> bool:
    """Whether a pinpoint says by its own words that it is one of a law.

    `has_place`: an article is spoken of, so that its items need no more than their number.
    """
    unit = pinpoint.members[0].steps[0].unit
    return unit in _STRONG or (has_place and unit in _INSIDE)


def is_article(pinpoint: Pinpoint) -> bool:
    """Whether it says which article is meant, by that word."""
    return pinpoint.members[0].steps[0].unit == "article"
