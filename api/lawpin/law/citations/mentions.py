"""How a document is named: titles in marks, and the words that mean a document named before."""

import re

from lawpin.law.citations.citation import Mention

# Words for kinds of documents that relative words go with: 本意见, 该法, this Act. What a work's own is its title says.
_HAN_KINDS = (
    "指导意见|实施意见|若干意见|意见|实施办法|暂行办法|办法|实施细则|细则|实施条例|条例|暂行规定|规定|通知|通告|公告|公报|"
    "决定|决议|命令|令|规划纲要|纲要|工作方案|方案|规划|计划|解释|规则|规程|规范|准则|标准|章程|规章|法律|法规|法典|法|"
    "文件|文|公约|条约|协定|议定书|宣言|声明|批复|复函|函|报告|判决书|判决|裁定书|裁定|议案|草案|政策"
)
_KINDS = (
    "opinions?|acts?|laws?|regulations?|measures|provisions|notices?|decisions?|rules?|documents?|directives?|statutes?|"
    "codes?|instruments?|plans?|outlines?|circulars?|ordinances?|orders?|resolutions?|conventions?|treaty|treaties|"
    "agreements?|bills?|guidelines?|judgments?|statements?|declarations?|constitution"
)
_RELATIVE_HAN = re.compile(
    rf"(?:本|该|此|同一|同|上述|前述|上引|前引|前揭|上开|这一|这个|该份|本份)[《\"]?(?P<kind>{_HAN_KINDS})[》\"]?"
)
_RELATIVE = re.compile(
    rf"(?:this|these|that|those|the said|the same|said|the above-?mentioned) (?P<kind>{_KINDS})(?![a-z])"
)
_PLACE = re.compile(r"(?:ibidem|ibid|idem|id|loc\. ?cit|op\. ?cit)\.?(?![a-z])|supra(?![a-z])|同上|同前|同注|出处同上")
_ITS = re.compile(r"其(?=第)|前引(?=第)|上述(?=第)|前述(?=第)")
_THEREOF = re.compile(r",? ?(?:thereof|therein|hereof|herein|thereto)(?![a-z])")
# Before a title in quotation marks only its issuers stand: what follows a number or a bracket is quoted for itself.
_QUOTED_BEFORE = re.compile(r"[^0-9(\[第]{0,80}")
_CLOSING = {"《": "》", "〈": "〉"}


def read_relative(lower: str, at: int) -> Mention | None:
    """本意见, 该法, 其第五条, this Act: the document of the context, of the kind that `text` names, if it names one."""
    found = _RELATIVE_HAN.match(lower, at) or _RELATIVE.match(lower, at)
    if found is not None:
        return Mention(found["kind"], at, found.end(), relative=True)
    its = _ITS.match(lower, at)
    return None if its is None else Mention("", at, its.end(), relative=True)


def read_place_word(lower: str, at: int) -> int | None:
    """Where a word ends that means the place cited before: ibid., id., 同上."""
    found = _PLACE.match(lower, at)
    return None if found is None else found.end()


def read_thereof(lower: str, at: int) -> int | None:
    """Where a word ends that means the document named before, after a pinpoint: article 5 thereof."""
    found = _THEREOF.match(lower, at)
    return None if found is None else found.end()


def find_marked(lower: str, start: int, end: int) -> tuple[int, int] | None:
    """The first title in marks, marks included: 《…〈…〉…》 as a whole, or what stands in quotation marks."""
    first = lower.find("《", start, end)
    quoted = lower.find('"', start, end if first < 0 else first)
    if quoted >= 0 and _QUOTED_BEFORE.fullmatch(lower, start, quoted):
        first = quoted
    if first < 0:
        return None
    closing = closing_mark(lower, first, end)
    return None if closing is None else (first, closing + 1)


def closing_mark(lower: str, opening: int, end: int) -> int | None:
    """Where the mark stands that closes the one at `opening`; None where it stays open."""
    if lower[opening] == '"':
        closing = lower.find('"', opening + 1, end)
        return None if closing < 0 else closing
    depth = 0
    for at in range(opening, end):
        depth += (lower[at] in _CLOSING) - (lower[at] in _CLOSING.values())
        if depth == 0:
            return at
    return None
