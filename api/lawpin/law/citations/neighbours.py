"""The name beside a pinpoint in running text: where it begins and ends, and whether it is one that is held.

    根据移动互联网意见|第五条        the longest held name that ends there, unless more of a name stands before it
    网络安全法|第二十一条            another document: something of a kind, whatever it is
    Art. 5 of the |Mobile Internet Opinions says

What is before a name must not belong to it: 工业移动互联网意见 and "Draft Mobile Internet Opinions" are others.
"""

import re
from collections.abc import Callable, Iterator, MutableMapping

from lawpin.law.citations.folding import is_han
from lawpin.law.citations.kinds import (
    FUNCTION_WORDS,
    KIND_STEMS,
    KIND_WORDS,
    MODIFIER_STEMS,
    is_issuer,
    is_local,
    kind_of,
    stem,
)
from lawpin.law.citations.mentions import read_relative
from lawpin.law.citations.qualifiers import read_qualifier
from lawpin.law.citations.spotted import Document, Named, Names
from lawpin.law.citations.titles import is_generic, plain

# Before a pinpoint and after a name.
_JOINTS = " ,:的中之在"
_STOPS = frozenset("。;!?,:\"'《》〈〉()[]\0 ")
_WORD_STOPS = re.compile(r"[;:()\[\]\"《》。\0]|\.(?= |$)|[^\x00-\xff]")
_LONGEST_HAN, _LONGEST_WORDS, _MOST_WORDS = 60, 300, 30
# What may stand straight before a Chinese name without being of it.
_LEADS = (
    "根据 按照 依照 依据 遵照 参照 参见 参阅 详见 另见 见 违反 符合 适用 贯彻 落实 执行 印发 发布 出台"
    " 制定 引用 援引 结合 对照 按 依 据 由 对 在 和 与 及 或 以及 将 把 是 即 为 了 的 如 于 从 除 比"
    " 以 看 读 学习 指出 认为 提出 明确 年 月 日 称 说 到 中 后 前 我国 包括 其中 例如 特别是 尤其是 同时"
    " 关于 并 而 当 让 使 令 经 自 至 向"
).split()
# Words for kinds that are as often verbs: 《意见》规定第五条.
_VERBAL = frozenset(
    "规定 解释 说明 决定 建议 通知 报告 批复 通报 指示 规范 解读 措施 计划 规划 答复 令 命令 制度 政策".split()
)
# Behind a name in marks they make another document of it: 《意见》解读.
_COMMENTS = frozenset({"解读", "解释", "说明"})
_LEADING_WORDS = frozenset(
    "the see under in per cf and of by also with as or to from both while whereas if when since article articles art"
    " arts part compare accord but that which these this its our their e.g i.e".split()
)
_VERBS = re.compile(
    r" (?:is|are|was|were|says?|said|states?|stated|provides?|requires?|shall|must|may|can|will|has|have|and|or|but"
    r"|which|that|as|deals?|covers?|concerns?|calls?|asks?|sets?|names?|also|does|do|by|in|on|at|with|from|to)(?![a-z])"
)
_KIND_GOES_ON = re.compile(r" (?:on|for|of|concerning|regarding|relating)(?![a-z])")
_KIND_WORD = re.compile(f"意见|办法|条例|规定|法|(?<![a-z])(?:{'|'.join(KIND_WORDS)})(?![a-z])")
_LOOKBACK, _MOST_PROBES, _MOST_LOOKED = 2000, 6, 50
_YEAR = re.compile(r"[12][0-9]{3}")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Z0-9.-]*|(?:[A-Z]\.){2,}")


class Neighbours:
    """Names in one folded text. `defined`: the short names that it has defined so far, plain, with their documents."""

    def __init__(self, text: str, lower: str, names: Names) -> None:
        self._text = text
        self._lower = lower
        self._names = names
        self._looked = 0
        self.defined: MutableMapping[str, Document] = {}

    def document(self, name: str) -> Document | None:
        """The document of a name that is whole; None where it is a type word alone that is not defined."""
        short = _short(name)
        if short in self.defined:
            return self.defined[short]
        if not short or is_generic(short):
            return None
        return Document(name, self._names.is_held(name) or self._names.resembles(name))

    def before(self, start: int, floor: int) -> Named | None:
        """The name that ends straight before `start` and begins at or after `floor`; None where nothing is named."""
        lower, end = self._lower, start
        for _ in range(3):
            end = floor + len(lower[floor:end].rstrip(_JOINTS)) if end > floor else end
            if end <= floor or lower[end - 1] not in ")]":
                break
            opening = lower.rfind("(" if lower[end - 1] == ")" else "[", max(floor, end - 120), end)
            qualifier = read_qualifier(lower, opening) if opening > floor else None
            if qualifier is None or qualifier[1] != end:
                return None
            end = opening
        if end <= floor:
            return None
        if lower[end - 1] in "\"'":
            return self._quoted_before(end, floor)
        return self._han_before(end, floor) if is_han(lower[end - 1]) else self._words_before(end, floor)

    def after(self, start: int) -> Named | None:
        """The name that begins at `start`, after "of the"; None where nothing that could be one does."""
        lower = self._lower
        relative = read_relative(lower, start)
        if relative is not None:
            return Named(start, relative.end, None, relative=True)
        if lower[start : start + 1] in {"《", '"'}:
            closing = lower.find("》" if lower[start] == "《" else '"', start + 1, start + _LONGEST_WORDS)
            if closing > start + 1:
                return Named(start, closing + 1, self.document(lower[start + 1 : closing]))
        return self._words_after(start)

    def last_held(self, end: int, is_meant: Callable[[Document], bool]) -> Document | None:
        """The last document before `end` that is named without marks, of those held that `is_meant` allows."""
        low = max(0, end - _LOOKBACK)
        self._looked += 1
        if self._looked > _MOST_LOOKED:
            return None
        for found in list(_KIND_WORD.finditer(self._lower, low, end))[: -_MOST_PROBES - 1 : -1]:
            for named in (self.before(found.end(), low), self.after(found.start())):
                if named is not None and named.document and named.document.is_held and is_meant(named.document):
                    return named.document
        return None

    def _quoted_before(self, end: int, floor: int) -> Named | None:
        opening = self._lower.rfind(self._lower[end - 1], max(floor, end - _LONGEST_WORDS), end - 1)
        inner = self._lower[opening + 1 : end - 1] if opening >= 0 else ""
        if not inner:
            return None
        return Named(opening, end, self.document(inner)) if self.is_name(inner) else None

    def is_name(self, inner: str) -> bool:
        """Whether words in quotation marks are the name of a document: a defined one, or something of a kind."""
        short = _short(inner)
        if short in self.defined or is_generic(short):
            return True
        ends = {stem(word) for word in (*short.split()[:2], *short.split()[-2:])}
        return bool(kind_of(short)) if not short.isascii() else bool(ends & KIND_STEMS)

    def _han_before(self, end: int, floor: int) -> Named | None:
        low = end
        while low > max(floor, end - _LONGEST_HAN) and self._lower[low - 1] not in _STOPS:
            low -= 1
        chunk = self._lower[low:end]
        kind = kind_of(plain(chunk))
        if not kind and not any(plain(chunk).endswith(short) for short in self.defined):
            return None
        for at in range(low, end - 1):
            name = self._lower[at:end]
            if plain(name) in self.defined or self._names.is_held(name):
                is_own = self._is_led(self._lower[low:at], name)
                return Named(at, end, self.document(name) if is_own else Document(chunk, is_held=False))
        begin = low + max(chunk.find("关于"), 0)
        if self._names.resembles(self._lower[begin:end]):
            return Named(begin, end, Document(self._lower[begin:end], is_held=True))
        lead = plain(chunk).removesuffix(kind)
        is_framed = 0 <= chunk.find("关于") < len(chunk) - len(kind) - len("关于")
        if not is_framed and (not lead or lead.endswith(tuple(_LEADS))):
            if kind in _COMMENTS and not lead and self._lower[low - 1 : low] == "》":
                return Named(low, end, Document(chunk, is_held=False))
            return None if kind in _VERBAL else Named(end - len(kind), end, None)
        return Named(_name_start(chunk) + low, end, Document(chunk[_name_start(chunk) :], is_held=False))

    def _is_led(self, before: str, name: str) -> bool:
        """Whether what stands before a name is not a part of a longer one."""
        if not before or plain(name) in self.defined:
            return True
        if is_local(before):
            return False
        return (
            name.startswith("关于") or before.endswith(tuple(_LEADS)) or before[-1] == "、" or is_issuer(plain(before))
        )

    def _words_before(self, end: int, floor: int) -> Named | None:
        low = max(floor, end - _LONGEST_WORDS)
        stops = [stop.end() for stop in _WORD_STOPS.finditer(self._lower, low, end - 1)]
        low = stops[-1] if stops else low
        starts = list(self._word_starts(low, end))[-_MOST_WORDS:]
        for at in starts:
            name = self._lower[at:end]
            first = name.partition(" ")[0]
            if first in FUNCTION_WORDS or len(name) < len("abc"):
                continue
            if _short(name) in self.defined or self._names.is_held(name):
                if self._is_led_by_words(low, at):
                    return Named(at, end, self.document(name))
                longer = self._lower.rfind(" ", low, at - 1) + 1
                return Named(max(longer, low), end, Document(self._lower[max(longer, low) : end], is_held=False))
        for at in [at for at in starts if self._begins_title(at, end)][:2]:
            if self._is_led_by_words(low, at) and self._names.resembles(self._lower[at:end]):
                return Named(at, end, Document(self._lower[at:end], is_held=True))
        return self._unknown_before(starts, end)

    def _unknown_before(self, starts: list[int], end: int) -> Named | None:
        """Another document: what ends in a kind, a kind with its year, or an acronym."""
        words = [self._text[at:end].partition(" ")[0].rstrip(",") for at in starts]
        if not words:
            return None
        if _ACRONYM.fullmatch(words[-1]):
            return Named(starts[-1], end, Document(self._lower[starts[-1] : end], is_held=False))
        last = len(words) - 2 if _YEAR.fullmatch(words[-1]) and len(words) > 1 else len(words) - 1
        if stem(words[last].lower()) not in KIND_STEMS or not words[last][:1].isupper():
            return None
        first = last
        while first and (words[first - 1][:1].isupper() or words[first - 1].lower() in FUNCTION_WORDS):
            first -= 1
        while first < last and words[first].lower() in (FUNCTION_WORDS | _LEADING_WORDS):
            first += 1
        name = self._lower[starts[first] : end]
        return Named(
            starts[first], end, self.document(name) if is_generic(plain(name)) else Document(name, is_held=False)
        )

    def _words_after(self, start: int) -> Named | None:
        limit = min(len(self._lower), start + _LONGEST_WORDS)
        stop = _WORD_STOPS.search(self._lower, start, limit)
        limit = stop.start() if stop else limit
        ends = [at for at in range(start + 1, limit + 1) if self._is_word_end(at)][:_MOST_WORDS]
        for end in reversed(ends):
            name = self._lower[start:end]
            if name.rpartition(" ")[2] in FUNCTION_WORDS:
                continue
            if _short(name) in self.defined or self._names.is_held(name):
                if not self._goes_on(end, name):
                    return Named(start, end, self.document(name))
                longer = min((one for one in ends if one > end + 1), default=end)
                return Named(start, longer, Document(self._lower[start:longer], is_held=False))
        for end in self._likely_ends(start, limit):
            if self._names.resembles(self._lower[start:end]):
                return Named(start, end, Document(self._lower[start:end], is_held=True))
        if not ends:
            return None
        likely = next(self._likely_ends(start, limit), ends[-1])
        name = self._lower[start:likely]
        return Named(start, likely, None if is_generic(plain(name)) else Document(name, is_held=False))

    def _likely_ends(self, start: int, limit: int) -> Iterator[int]:
        """Where a name may end that is not held as it is written: before a comma, before a verb, at the end."""
        comma = self._lower.find(",", start, limit)
        verb = _VERBS.search(self._lower, start, limit)
        yield from sorted({comma if comma > start else limit, limit} | ({verb.start()} if verb else set()))

    def _goes_on(self, end: int, name: str) -> bool:
        """Whether a name is only the beginning of a longer one."""
        following = self._text[end + 1 : end + 2] if self._text[end : end + 1] == " " else ""
        if following.isupper() and not self._text[end + 1 : end + 3].isupper():
            return True
        return is_generic(_short(name)) and _KIND_GOES_ON.match(self._lower, end) is not None

    def _is_led_by_words(self, low: int, at: int) -> bool:
        before = self._text[low:at].rstrip(" ")
        word = before.rpartition(" ")[2]
        bare = word.strip("'").lower().removesuffix("'s")
        if not word or not word[-1].isalnum() or bare in _LEADING_WORDS or _YEAR.fullmatch(bare):
            return True
        if stem(bare) in MODIFIER_STEMS:
            return False
        return word[0].islower() or is_issuer(bare)

    def _begins_title(self, at: int, end: int) -> bool:
        """A word in capitals with "on" after it, as titles begin: Opinions on, Guiding Opinions on."""
        words = self._lower[at : min(end, at + 60)].split(" ")
        return self._text[at].isupper() and any(word in {"on", "concerning", "regarding"} for word in words[1:3])

    def _word_starts(self, low: int, end: int) -> Iterator[int]:
        for at in range(low, end):
            if self._lower[at].isalnum() and (at == low or self._lower[at - 1] in " ,-"):
                yield at

    def _is_word_end(self, at: int) -> bool:
        return self._lower[at - 1].isalnum() and (at == len(self._lower) or not self._lower[at].isalnum())


def _short(name: str) -> str:
    return plain(name).removeprefix("the ")


def _name_start(chunk: str) -> int:
    """Where an unknown name begins behind what leads to it."""
    about = chunk.find("关于")
    if about >= 0:
        return about
    ends = [at + len(word) for word in _LEADS if len(word) > 1 and (at := chunk.rfind(word)) >= 0]
    ends += [at + 1 for word in "和与及、或按依据由对在" if (at := chunk.rfind(word)) >= 0]
    return max((end for end in ends if end < len(chunk) - 1), default=0)
