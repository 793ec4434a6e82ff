"""The words of a text as an index knows them: words of spaced scripts, pairs of characters in Chinese.

    加快5G技术研发     加快  快  5g  技术  术研  研发  发
    e-Commerce         e  commerce

Every run of Chinese characters gives its pairs and its last character alone; punctuation inside a run does not part it.
So any words, quoted from anywhere, are a row of neighbours in the row of the text (`Phrase`).
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from lawpin.law.citations.folding import fold, is_han
from lawpin.law.errors import ControlCharacter

_HAN = "\u3005-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_JOINED = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_RUNS = re.compile(f"[{_HAN}]+|[^ {_HAN}]+")
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Phrase:
    """Neighbouring words; `open`: the last one is the beginning of a word."""

    words: tuple[str, ...]
    open: bool = False


def words_of(text: str) -> list[str]:
    """The words of a whole text, in order."""
    words: list[str] = []
    for run in _runs(text):
        if is_han(run[0]):
            words.extend(map("".join, pairwise(run)))
            words.append(run[-1])
        else:
            words.append(run)
    return words


def phrase_of(part: str) -> Phrase:
    """The words of a part of a text, whose ends may stand in the middle of a run; no words where it has none."""
    words = words_of(part)
    if not words or not is_han(words[-1][0]):
        return Phrase(tuple(words))
    if len(words) > 1 and words[-2][-1:] == words[-1] and is_han(words[-2][0]):
        return Phrase(tuple(words[:-1]))
    return Phrase(tuple(words), open=True)


def _runs(text: str) -> list[str]:
    bare = text.translate(_TABLE)
    if not bare.isascii():
        bare = _JOINED.sub("", bare)
    return _RUNS.findall(bare)


class _Table(dict[int, str]):
    """Each character as words have it, a space for what stands between them."""

    def __missing__(self, point: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[point] = kept = _kept(chr(point))
        return kept


def _kept(character: str) -> str:
    try:
        folded = fold(character).text
    except ControlCharacter:
        return " "
    if not folded and unicodedata.category(character) not in {"Zs", "Zl", "Zp", "Cc"}:
        return ""
    kept = "".join(part if part.isalnum() else " " for part in folded.casefold())
    return kept or " "


_TABLE = _Table()
