"""Text made comparable: what people, browsers and PDFs write differently becomes the same, with a map back.

    ５  ⽹  ㈤  Ⅳ                  5  网  (五)  IV      Unicode NFKC, cluster by cluster
    U+200B  U+00AD  U+FEFF         nothing             characters without a glyph
    ⻓ ⻩  條 項 點                 长 黄  条 项 点     radicals; Traditional to Simplified, one to one
    “ ” „ 「 」 『 』 "            "                   quotation marks, likewise ‘ ’ `: '
    《 « << ⟪   〈 ⟨ ‹             《   〈             brackets of titles, likewise the closing ones
    〔 【 ［   （                  [   (               other brackets
    – — − ‐   ～ 〜 ∼   · • ・     -   ~   ·           dashes, waves, middle dots
    第 五 条   infra-⏎structure    第五条   infrastructure

White space beside a Chinese character, inside brackets and before a comma goes; any other run of it is one space. A
hyphen before a line break goes with the break where letters stand on both sides. Letter case is kept: `Folded.lower` is
the same text in lower case, character for character. ⑤, ⁵ and ½ stay as they are: ⑤ is a numeral of its own
(`numerals`), and 5⁵ is not 55.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lawpin.law.citations.simplified import SIMPLIFIED
from lawpin.law.errors import ControlCharacter

# What does not stay as it is in an ASCII text.
_LOOSE = re.compile(r" [ ,;:)\]]|[(\[] |`|<<|>>")
_RADICALS = dict(
    zip(
        "⺁⺅⺉⺎⺒⺓⺖⺘⺙⺛⺝⺠⺡⺣⺦⺨⺪⺭⺯⺰⺶⺼⺾⻁⻂⻄⻅⻆⻈⻉⻋⻌⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻠⻢⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱",
        "厂亻刂兀巳幺忄扌攵旡月民氵灬丬犭疋礻糹纟羊月艹虎衤西见角讠贝车辶阝钅长镸长门阝青韦页风飞食饣马鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_UNIFIED = {
    **dict.fromkeys("“”„‟〝〞〟「」『』﹁﹂﹃﹄＂", '"'),
    **dict.fromkeys("‘’‚‛`´＇", "'"),
    **dict.fromkeys("«⟪≪︽", "《"),
    **dict.fromkeys("»⟫≫︾", "》"),
    **dict.fromkeys("⟨‹〈︿", "〈"),
    **dict.fromkeys("⟩›〉﹀", "〉"),
    **dict.fromkeys("〔【〖［﹝", "["),
    **dict.fromkeys("〕】〗］﹞", "]"),
    **dict.fromkeys("‐‑‒–—―−﹣－⁃⸺⸻─━", "-"),
    **dict.fromkeys("～〜∼˜〰", "~"),
    **dict.fromkeys("·•・‧∙⋅･●", "·"),
    "⋯": "...",
    "○": "〇",
    "◯": "〇",
    "⁄": "/",
}
# White space proper; the separators among the control characters (U+001C to U+001F) are none.
_WHITE = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_BREAKS = frozenset("\n\v\f\r\x85\u2028\u2029")
# Without a glyph, beside the format characters (Cf): joiners, fillers, variation selectors, the place of an object.
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0\ufffc"
    + "".join(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
)
# What NFKC would make a digit or a fraction of though it says something else.
_KEPT = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉¼½¾") | {chr(point) for point in (*range(0x2150, 0x2160), 0x2189)}
# Circled numbers: read by `numerals`, which must tell them from digits.
_CIRCLED = frozenset(map(chr, [*range(0x2460, 0x2474), *range(0x24EA, 0x2500), *range(0x2776, 0x2794)])) | frozenset(
    map(chr, [*range(0x3251, 0x3260), *range(0x3280, 0x328A), *range(0x32B1, 0x32C0)])
)
# Two of ASCII are the one bracket that they stand for.
_POINTED = {"<": "《", ">": "》"}
# White space never belongs before the first or after the second of these.
_CLOSING, _OPENING = frozenset(",;:)]"), frozenset("([")
_SOFT_HYPHEN = "\u00ad"
# Sequences of marks on one letter have no bound in Unicode; composing them takes more than linear time.
_LONGEST_CLUSTER = 16


@dataclass(frozen=True)
class Folded:
    """A folded text. `starts[i]`, `ends[i]`: the code points [start, end) of the input that character i stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def lower(self) -> str:
        """The text in lower case, with the same offsets."""
        return "".join(low if len(low := character.lower()) == 1 else character for character in self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the input, in code points; empty spans stay empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters made from the code points [start, end) of the input, wholly or in part."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def is_spaced(self, at: int) -> bool:
        """Whether something stood in the input between the folded characters at - 1 and `at` that is gone."""
        return 0 < at < len(self.text) and self.ends[at - 1] < self.starts[at]


def fold(text: str) -> Folded:
    """The text as it is compared, in linear time.

    Raises:
        ControlCharacter: a control character that is no white space, half a surrogate pair or a noncharacter;
            `position` counts code points.
    """
    if text.isascii() and text.isprintable() and not _needs_work(text):
        return Folded(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    out: list[tuple[str, int, int]] = []
    pending: tuple[int, int, bool] | None = None  # white space: where it stood, whether a line ended in it
    for folded, start, end in _clusters(text):
        if folded.isspace():
            breaks = any(character in _BREAKS for character in text[start:end])
            pending = (start, end, breaks) if pending is None else (pending[0], end, pending[2] or breaks)
            continue
        if pending is not None:
            _join(out, folded[0], pending, is_soft=text.startswith(_SOFT_HYPHEN, pending[0] - 1))
            pending = None
        if folded in _POINTED and out and out[-1][0] == folded:
            first = out.pop()
            if out and out[-1][0] == " ":
                out.pop()
            out.append((_POINTED[folded], first[1], end))
        else:
            out.extend((character, start, end) for character in folded)
    return Folded("".join(p[0] for p in out), tuple(p[1] for p in out), tuple(p[2] for p in out))


def is_han(character: str) -> bool:
    """Whether a character is written without spaces around it: ideographs, kana, their numerals and brackets."""
    point = ord(character)
    return 0x3005 <= point <= 0x30FF or 0x3400 <= point <= 0x9FFF or 0x20000 <= point <= 0x3FFFF  # noqa: PLR2004


def _needs_work(text: str) -> bool:
    return text != text.strip() or _LOOSE.search(text) is not None


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character with the marks on it, folded, and where it stood; what has no glyph is left out."""
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and end - start < _LONGEST_CLUSTER and text[end] > "\u02ff" and _combines(text[end]):
            end += 1
        folded = _one(text[start]) if end == start + 1 else _composed(text[start:end])
        if folded is None:
            message = f"character {start} is a control character (U+{ord(text[start]):04X})"
            raise ControlCharacter(message, position=start)
        if folded:
            yield folded, start, end
        start = end


def _combines(character: str) -> bool:
    return unicodedata.combining(character) != 0


def _composed(cluster: str) -> str | None:
    whole = unicodedata.normalize("NFC", cluster)
    parts = [_one(character) for character in whole]
    return None if None in parts else "".join(part for part in parts if part is not None)


@lru_cache(maxsize=16384)
def _one(character: str) -> str | None:
    """One character folded; empty where it has no glyph, None where no text may hold it."""
    if character in _WHITE:
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cs"} or (category == "Cn" and _is_noncharacter(ord(character))):
        return None
    if category == "Cf" or character in _INVISIBLE:
        return ""
    if character in _KEPT or character in _CIRCLED:
        return character
    normal = _UNIFIED.get(character) or unicodedata.normalize("NFKC", _RADICALS.get(character, character))
    return "".join(_UNIFIED.get(part) or SIMPLIFIED.get(part, part) for part in normal)


def _is_noncharacter(point: int) -> bool:
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE  # noqa: PLR2004 - Unicode 23.7


def _join(out: list[tuple[str, int, int]], following: str, white: tuple[int, int, bool], *, is_soft: bool) -> None:
    """What white space before a character comes to: nothing, a space, or the end of a hyphen that broke a line."""
    if not out or is_han(out[-1][0]) or is_han(following) or following in _CLOSING or out[-1][0] in _OPENING:
        return
    start, end, breaks = white
    if breaks and is_soft:
        return
    if breaks and out[-1][0] == "-" and following.isalpha() and len(out) > 1 and out[-2][0].isalpha():
        out.pop()
        return
    out.append((" ", start, end))
