"""What a citation says of the version that it means, and what only describes the document.

截至2018年1月1日   as at 1 January 2018   as in force on 2018-01-01       on
2017年版   2018年修订   version of 15 January 2017   as amended in 2018    edition
（英文版）   英译本   English translation   in English                      language
（2017年1月15日）   2017年印发   of 15 January 2017   （国发〔2017〕4号）     description
（以下简称《意见》）   (hereinafter “the Opinions”)                         definition
"""

import re
from dataclasses import replace

from lawpin.law.citations.citation import Qualifiers
from lawpin.law.citations.dates import read_date, read_year
from lawpin.law.jurisdictions import JURISDICTIONS

_LANGUAGES = {
    **dict.fromkeys(("中文", "汉语", "汉文", "中", "chinese", "mandarin"), "zho"),
    **dict.fromkeys(("英文", "英语", "英", "english"), "eng"),
    **dict.fromkeys(("法文", "法语", "french"), "fra"),
    **dict.fromkeys(("德文", "德语", "german"), "deu"),
    **dict.fromkeys(("日文", "日语", "japanese"), "jpn"),
    **dict.fromkeys(("俄文", "俄语", "russian"), "rus"),
    **dict.fromkeys(("韩文", "韩语", "korean"), "kor"),
    **dict.fromkeys(("西班牙文", "西班牙语", "spanish"), "spa"),
    **dict.fromkeys(("阿拉伯文", "阿拉伯语", "arabic"), "ara"),
    **dict.fromkeys(("意大利文", "意大利语", "italian"), "ita"),
    **dict.fromkeys(("葡萄牙文", "葡萄牙语", "portuguese"), "por"),
}
_NAMES = "|".join(sorted(_LANGUAGES, key=len, reverse=True))
_LANGUAGE = re.compile(
    rf"(?:in |the )*(?P<name>{_NAMES})(?:[ -]language)?(?P<kind> ?(?:version|translation|text|edition)s?(?![a-z])|"
    r"译本|译文|译|文本|版本|版|本)?(?![a-z])"
)
_ON = re.compile(
    r"截至|截止到|截止至|截止|as (?:at|of|on|in force (?:on|at|as at|as of))(?![a-z]) ?|as it (?:stood|was) (?:on|at) |"
    r"in force (?:on|at) |in the version in force on |effective (?:on|as of) "
)
_VALID = re.compile(r"(?:当日|当天|时|之时|起)?(?:有效|施行|现行|适用)?的?(?:版本|文本)?")
_IN_FORCE = re.compile(r"(?:当日|当天|时|之时)?(?:有效|施行|现行|适用)的?(?:版本|文本)?|时的(?:版本|文本)?")
_EDITION = re.compile(r"的?(?:年?版本?|文本)|(?:修订|修正|修改)(?:案|版|本)?| (?:version|edition|revision)(?![a-z])")
_VERSION_OF = re.compile(r"(?:the |in the )?(?:version|edition) (?:of|dated) |版本")
_AMENDED = re.compile(r"as (?:last )?(?:amended|revised)(?![a-z])(?P<when> (?:in|on|by|as of|as at) ?)?")
_ISSUED = re.compile(r"(?:(?:of|dated|issued|promulgated|published|adopted|released|enacted)(?![a-z]) ?)+(?:on |in )?")
_ISSUED_HAN = re.compile(r"(?:由?(?:发布|印发|公布|颁布|通过|出台|制定|颁行|下发|公开|发)的?)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[\[(][0-9]{4}[\])]第?[0-9]{1,5}号|no\. ?[0-9]{1,5} ?[\[(][0-9]{4}[\])]")
_DEFINED = re.compile(
    r"(?:以下|下)?(?:简称|称)(?:为)?|hereinafter(?: referred to as| called)?|hereafter|referred to as|"
    r"the (?=[\"'])|(?=[\"'《])"
)
_ISSUED_BY = re.compile(r"(?:issued|promulgated|published|adopted|released|enacted|made) by ")
_ISSUED_HERE = re.compile(
    r"[^()\[\]]{0,60}[0-9]{4}年[^()\[\]]{0,60}(?:发布|印发|公布|颁布|通过|出台|制定|下发|施行|实施)"
)
_WORD_START = re.compile(r"(?<![a-z0-9])[a-z0-9]|(?<![0-9])[0-9]{4}年")
_NAMED = "|".join(re.escape(table.name.lower()) for table in JURISDICTIONS.values() if table.name)
_COUNTRY = re.compile(rf"(?:the )?(?:{_NAMED}|p\.?r\.?c\.?|people's republic of china|中国|中华人民共和国)(?![a-z])")
_JOINT = re.compile(r"[ ,;、]*")
_SUPRA = re.compile(r"supra(?: (?:note|n\.?) ?[0-9]{1,4})?(?![a-z])|op\. ?cit\.?|前引(?:注[0-9]{1,4})?")
_LONGEST_BRACKET = 120


def read_qualifier(lower: str, at: int) -> tuple[Qualifiers, int] | None:
    """The qualifier that begins here, in brackets or not, and where it ends."""
    if lower[at : at + 1] in {"(", "["}:
        return _bracketed(lower, at)
    return _version(lower, at) or _language(lower, at) or _description(lower, at)


def read_qualifiers(lower: str, at: int) -> tuple[Qualifiers, int]:
    """All qualifiers that follow each other from here, with commas between them, and where the last one ends."""
    said, end = Qualifiers(), at
    while True:
        joint = _JOINT.match(lower, end)
        found = read_qualifier(lower, joint.end() if joint else end)
        if found is None:
            return said, end
        said, end = said | found[0], found[1]


def _bracketed(lower: str, at: int) -> tuple[Qualifiers, int] | None:
    closing = lower.find(")" if lower[at] == "(" else "]", at, at + _LONGEST_BRACKET)
    if closing < 0:
        return None
    inner = lower[:closing]
    year = read_year(inner, at + 1)
    if year is not None and year[1] == closing:
        return Qualifiers(dates=(year[0],)), closing + 1
    if _defines(inner, at + 1) or _COUNTRY.fullmatch(inner, at + 1):
        return Qualifiers(), closing + 1
    if _ISSUED_BY.match(inner, at + 1) or _ISSUED_HERE.fullmatch(inner, at + 1):
        dates = _dates_in(inner, at)
        return Qualifiers(dates=dates, issuers=(inner[at + 1 :],)), closing + 1
    said, end = read_qualifiers(inner, at + 1)
    return (said, closing + 1) if end == closing and end > at + 1 else None


def _dates_in(inner: str, at: int) -> tuple[str, ...]:
    found = [read_date(inner, start.start()) for start in _WORD_START.finditer(inner, at)]
    return tuple(one[0] for one in found if one is not None and one[0] is not None)[:1]


def _defines(inner: str, at: int) -> bool:
    found = _DEFINED.match(inner, at)
    name = inner[found.end() :].strip(" \"'") if found else ""
    return bool(name) and ((found is not None and found.end() > at) or inner[at] in "\"'《")


def _version(lower: str, at: int) -> tuple[Qualifiers, int] | None:
    on = _ON.match(lower, at)
    if on is not None:
        dated = read_date(lower, on.end()) or read_year(lower, on.end())
        if dated is None:
            return None
        valid = _VALID.match(lower, dated[1])
        return Qualifiers(on=dated[0], faulty=dated[0] is None), valid.end() if valid else dated[1]
    amended = _AMENDED.match(lower, at)
    if amended is not None:
        dated = (read_date(lower, amended.end()) or read_year(lower, amended.end())) if amended["when"] else None
        if dated is None:
            return None if amended["when"] else (Qualifiers(), amended.end())
        return Qualifiers(edition=dated[0], faulty=dated[0] is None), dated[1]
    of = _VERSION_OF.match(lower, at)
    dated = (read_date(lower, of.end()) or read_year(lower, of.end())) if of else None
    return None if dated is None else (Qualifiers(edition=dated[0], faulty=dated[0] is None), dated[1])


def _language(lower: str, at: int) -> tuple[Qualifiers, int] | None:
    found = _LANGUAGE.match(lower, at)
    if found is None or (found["kind"] is None and len(found["name"]) == 1):
        return None
    return Qualifiers(language=_LANGUAGES[found["name"]]), found.end()


def _description(lower: str, at: int) -> tuple[Qualifiers, int] | None:
    number = _NUMBER.match(lower, at)
    if number is not None:
        return Qualifiers(numbers=(number[0],)), number.end()
    supra = _SUPRA.match(lower, at)
    if supra is not None:
        return Qualifiers(), supra.end()
    issued = _ISSUED.match(lower, at)
    begin = issued.end() if issued else at
    dated = read_date(lower, begin)
    year = read_year(lower, begin) if dated is None else None
    is_apart = year is not None and lower[at - 1 : at] in {" ", ","} and lower[year[1] : year[1] + 1] in {"", ",", ")"}
    if year is not None and (issued or is_apart or _EDITION.match(lower, year[1])):
        dated = year
    if dated is None:
        return None
    day, end = dated
    if issued is None:
        for pattern, said in ((_IN_FORCE, Qualifiers(on=day)), (_EDITION, Qualifiers(edition=day))):
            following = pattern.match(lower, end)
            if following is not None:
                return replace(said, faulty=day is None), following.end()
    issued_han = _ISSUED_HAN.match(lower, end)
    described = Qualifiers(dates=() if day is None else (day,), faulty=day is None)
    return described, issued_han.end() if issued_han else end
