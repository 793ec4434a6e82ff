"""What stands where a document is named, taken apart: who issued it, its title, its number or date.

    国务院办公厅《关于…的意见》（国办发〔2017〕3号）      issuer  title  number
    2017年国务院关于…的意见                               issuer  title
    the State Council's Mobile Internet Opinions (2017)   issuer  title  number

Several readings are possible where no brackets say what is title; the one that takes most for title comes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lawpin.law.citations.folding import is_han
from lawpin.law.citations.kinds import KIND_STEMS, MODIFIER_STEMS, is_issuer, stem
from lawpin.law.citations.titles import plain

# What is longer names nothing, and costs time.
LONGEST = 600
_OPENING, _CLOSING = "《〈", "》〉"
_QUOTES = "\"'"
_DATE_HAN = re.compile("[12][0-9]{3}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?的?")
_NUMBER_HAN = re.compile("[\u4e00-\u9fff]{0,12}[\\[(]?[12][0-9]{3}[\\])]?年?第?[0-9]{1,5}号")
_YEAR = re.compile("(?<![0-9])[12][0-9]{3}(?![0-9])")
_NUMBER_TAIL = 40
_ENDS = ("意见", "通知", "办法", "规定", "决定", "条例", "方案", "规划", "纲要")
_BRACKETED = re.compile(
    "[^()]{0,60}[0-9][^()]{0,60}|(?:以下|下称|简称|hereinafter|hereafter|the )[^()]{0,80}", re.IGNORECASE
)
_DATE_WORDS = frozenset(
    "of dated on issued promulgated published no number january february march april may june july august september"
    " october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_MOST_CUTS = 8


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reading. All three are plain; `is_whole`: brackets or quotation marks say where the title begins and ends."""

    title: str
    issuer: str = ""
    number: str = ""
    is_whole: bool = False


def attributions(folded: str) -> tuple[Attribution, ...]:
    """The readings of folded text as the name of a document, the likeliest first; none of what is too long."""
    if not 0 < len(folded) <= LONGEST:
        return ()
    return tuple(dict.fromkeys(_readings(folded.strip())))


def years(text: str) -> frozenset[str]:
    """The years that a text states: numbers of four digits by themselves."""
    return frozenset(_YEAR.findall(text))


def _readings(text: str) -> Iterator[Attribution]:
    name, number = _without_number(text)
    first = next((at for at, character in enumerate(name) if character in _OPENING), None)
    last = next((at for at in range(len(name) - 1, -1, -1) if name[at] in _CLOSING), None)
    if first is not None and last is not None and first < last:
        yield from _whole(name[first + 1 : last], name[:first], name[last + 1 :], number)
        return
    if name[0] in _QUOTES and (end := name.rfind(name[0])) > 0:
        yield from _whole(name[1:end], "", name[end + 1 :], number)
        return
    title = plain(name)
    if number:
        # The year of an act belongs to its title.
        yield Attribution(plain(text))
    yield Attribution(title, number=number)
    yield from (Attribution(title[cut:].strip(), title[:cut].strip(), number) for cut in _cuts(title))


def _whole(inside: str, before: str, after: str, number: str) -> Iterator[Attribution]:
    if after.strip(" ,;:"):
        # 《…意见》解读, 《…办法》实施细则: the name goes on behind the brackets.
        yield Attribution(plain(f"{before}{inside}{after}"), number=number, is_whole=True)
        return
    title, issuer = plain(inside), plain(before)
    yield Attribution(title, issuer, number, is_whole=True)
    for cut in _about_cuts(title):
        yield Attribution(title[cut:].strip(), f"{issuer}{title[:cut]}".strip(), number, is_whole=True)


def _without_number(text: str) -> tuple[str, str]:
    """A name without the number and the dates that follow it, and these."""
    name = text
    for _ in range(_MOST_CUTS):
        cut = _last_cut(name)
        if cut is None or not name[:cut].strip(" ,;:"):
            break
        name = name[:cut].rstrip(" ,;:")
    return name, plain(text[len(name) :])


def _last_cut(name: str) -> int | None:
    if name[-1] in ")]":
        opening = name.rfind("(" if name[-1] == ")" else "[")
        is_note = opening > 0 and _BRACKETED.fullmatch(name, opening + 1, len(name) - 1)
        return opening if is_note else None
    if name[-1] == "号":
        start = max(0, len(name) - _NUMBER_TAIL)
        found = next((m for at in range(start, len(name)) if (m := _NUMBER_HAN.fullmatch(name, at))), None)
        return None if found is None else _number_start(name, found.start())
    if not is_han(name[-1]):
        space = name.rfind(" ")
        word = name[space + 1 :].strip(".,").lower()
        is_date = word in _DATE_WORDS or (word.isdigit() and len(word) <= len("2017"))
        return space if space > 0 and is_date else None
    return None


def _number_start(name: str, start: int) -> int:
    """Where the letters of a 文号 begin: after the kind at which the title ends, if one stands among them."""
    letters = next((at for at in range(start, len(name)) if name[at] in "[(0123456789"), len(name))
    ends = (name.rfind(word, start, letters) + len(word) for word in _ENDS if word in name[start:letters])
    return max(ends, default=start)


def _cuts(title: str) -> Iterator[int]:
    """Where a title may begin after its issuer or a year."""
    dated = _DATE_HAN.match(title)
    if dated is not None:
        yield dated.end()
    yield from _about_cuts(title)
    if title.isascii():
        yield from _word_cuts(title)
        return
    start = dated.end() if dated is not None else 0
    ends = (at + 1 for at in range(start, min(len(title) - 4, 40)) if is_issuer(title[start : at + 1]))
    yield from list(ends)[: -_MOST_CUTS - 1 : -1]


def _about_cuts(title: str) -> Iterator[int]:
    at = title.find("关于")
    if at > 0 and is_issuer(_DATE_HAN.sub("", title[:at], count=1) or "院"):
        yield at


def _word_cuts(title: str) -> Iterator[int]:
    at = 0
    for word in title.split(" ")[:40]:
        if at and stem(title[:at].rsplit(maxsplit=1)[-1]) not in MODIFIER_STEMS | KIND_STEMS and is_issuer(title[:at]):
            yield at
        at += len(word) + 1


def _ends_issuer(before: str) -> bool:
    last = stem(before.rsplit(maxsplit=1)[-1])
    return last not in MODIFIER_STEMS and last not in KIND_STEMS and is_issuer(before)
