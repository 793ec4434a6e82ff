"""Typography apart: what of a text is its wording and what only its print.

Typography is the width of characters, white space where it parts no words, the shape of quotation marks, dashes,
brackets, ellipses and full stops, invisible characters, and how Unicode composes a letter. All else is wording: every
letter in its case, every number, every mark that could part a sentence differently. White space between two numbers is
wording, too: "1 000" is not "1000".
"""

import re
import unicodedata

# Scripts that are written without spaces between words: each character by itself.
UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3105-\u312f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = {
    '"': "“”„‟«»「」『』｢｣﹁﹂﹃﹄〝〞〟",
    "'": "‘’‚‛‹›",
    "-": "‐‑‒–—―−﹣─━",
    ".": "。｡",
    ",": "﹐",
    ";": "﹔",
    ":": "﹕",
    "、": "､",
    "·": "・･•‧",
    "…": "⋯",
    "[": "〔【﹝",
    "]": "〕】﹞",
    "~": "〜∼",
}
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_FOLDED = {
    **_FULL_WIDTH,
    **{ord(other): mark for mark, others in _SAME.items() for other in others},
    **{ord(character): None for character in _INVISIBLE},
}
_RUNS = re.compile(r"\s+")
_ELLIPSES = re.compile(r"…+|\.{3,}")
_TWICE = re.compile(r"([-.])\1+")
# A full stop of a sentence never stands for the point of a number.
_STOP_IN_NUMBER = re.compile(r"(?<=[0-9０-９])[。｡](?=[0-9０-９])")
_BETWEEN_NUMBERS = re.compile(r"([0-9][^\w\s]{0,3}) (?=[^\w\s]{0,3}[0-9])")
_IDLE_SPACE = re.compile(rf"(?<=[^\w\s]) | (?=[^\w\s])|(?<=[{UNSPACED}]) | (?=[{UNSPACED}])")
_KEPT_SPACE, _KEPT_STOP = "\x02", "\x03"


def fold_typography(text: str) -> str:
    """The wording of a text: two texts that differ in typography alone give the same. Not for people to read."""
    if text.isascii() and _is_plain(text):
        return text
    folded = _STOP_IN_NUMBER.sub(_KEPT_STOP, unicodedata.normalize("NFC", text)).translate(_FOLDED)
    folded = _TWICE.sub(r"\1", _ELLIPSES.sub("…", folded))
    folded = _BETWEEN_NUMBERS.sub(rf"\1{_KEPT_SPACE}", _RUNS.sub(" ", folded).strip())
    return _IDLE_SPACE.sub("", folded)


def is_typographic(before: str, after: str) -> bool:
    """Whether two texts differ in typography alone."""
    return before == after or fold_typography(before) == fold_typography(after)


def _is_plain(text: str) -> bool:
    return text.isalnum()
