"""What a citation in running text may begin with, and what gives a document a shorter name.

《  "                             a title in marks
（以下简称《意见》）  (the "Act")     a definition
该意见  these Opinions, art.         a word for a document named before
ibid.  同上                         the place cited before
第五  art. 5  本条  the fifth item     a pinpoint
5(2)                              one that only a name can stand before
"""

import re

from lawpin.law.citations.numerals import HAN
from lawpin.law.citations.units import WORDS

_WORDS = "|".join(sorted((word for word in WORDS if word.isascii()), key=len, reverse=True))
_UNITS = "|".join(sorted((word for word in WORDS if word.isascii() and len(word) >= len("art")), key=len, reverse=True))
_COUNT = f"[0-9①-⑳({''.join(sorted(HAN))}]"
_KINDS = "意见|办法|细则|条例|规定|通知|决定|方案|规划|纲要|法|文件|公约|条约|协定|解释|规则"

EVENT = re.compile(
    '(?P<mark>[《"])'
    r"|(?P<place>(?<![a-z])(?:ibidem|ibid|id)\b|同上|同前(?!条|款|项)|出处同上)"
    r"|(?P<relative>(?:[本该此同]|上述|前述|前引|上引|这一|这个|同一)"
    rf"(?=[《\"]?(?:[指实若暂规工][导施干行划作])?(?:{_KINDS}))"
    r"|其(?=第)|(?<![a-z])(?:this|these|that|those|said)(?= [a-z]+,? (?:art|sec|para|part|item|§)))"
    f"|(?P<pinpoint>第 ?(?={_COUNT})|[本该此同前上次后下]一?(?=[两二三四五六]?[条款项]|部分)|[§¶]|附件(?={_COUNT})"
    rf"|(?<![a-z0-9-])(?:{_WORDS})(?![a-z])(?=\.? ?(?:no\.? )?[0-9a-z(§①-⑳])"
    r"|(?<![a-z])(?:this|that|said|same|preceding|previous|foregoing|following|next)"
    rf"(?= (?:[a-z]+ )?(?:{_UNITS})(?![a-z]))"
    r"|(?<![a-z0-9])(?:[a-z]+(?:st|nd|rd|th)|[0-9]{1,3}(?:st|nd|rd|th))"
    r"(?= (?:article|item|part|sentence|paragraph|point)))"
    r"|(?P<definition>[(\[](?=hereinafter|hereafter|(?:the )?\"|以下|下称|简称)|(?:以下|下)(?:统称|简称|称))"
    r"|(?P<bare>(?<![a-z0-9.(])[0-9]{1,3}(?=\([0-9a-z]{1,4}\)|\.[0-9]{1,2}(?![0-9.])))"
)
DEFINITION = re.compile(
    r"[(\[,]? ?(?:以下|下)?(?:统|简)?(?:简称|称)(?:为|作)?[:]? ?[《\"']?(?P<han>[^《》\"'()\[\]。,;]{1,60})[》\"']?"
    r"|[(\[](?:hereinafter|hereafter|herein)?(?: referred to as| called)?[,:]? ?(?:the )?"
    r"\"(?:the )?(?P<quoted>[^\"()]{2,80}?)[.,]?\""
    r"|[(\[](?:hereinafter|hereafter)(?: referred to as| called)?[,:]? ?(?:the )?(?P<bare>[^\"()]{2,80})[)\]]"
)
# Between a name and its pinpoint, and between a pinpoint and its name.
JOINT = re.compile(r"[ ,:]*(?:(?:之中|当中|中|里|内)?(?:的|之)?)[ ,]*(?:at |in its |in )?(?:the )?")
OF = re.compile(r",? ?(?:of|in|under|to|from)(?![a-z]) ?(?:the(?![a-z]) ?)?(?:said |same )?")
AS_AT = re.compile("截至|截止|(?<![a-z])as (?:at|of|in force|it stood|it was)(?![a-z])|in force (?:on|at)")
SENTENCE_END = re.compile(r"[。;!?]|\. ")
