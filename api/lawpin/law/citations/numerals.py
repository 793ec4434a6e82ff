"""Numbers as law writes them, read and written. All readers take folded text (`folding`), case aside.

    5  05  ５(folded to 5)         arabic
    二十四  廿四  二四  二〇  百〇五  贰拾肆  两      han: by place value, or digit by digit
    XXIV  xxiv                      roman, in its canonical form alone: IIII is none
    ⑤ ㉔ ❺ ㊄                      circled
    twenty-four  twenty-fourth  24th  one hundred and five    word
    5A  5bis  5 ter  之一           `Number`: with what was inserted after it

Each scanner reads at one position as far as it can, in time linear in what it reads.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

System = Literal["arabic", "han", "roman", "circled", "word"]

# More digits than this has no provision's number; longer ones are read, but have no value.
MOST_DIGITS = 9

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_DIGITS |= {digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
# All characters of Chinese numbers.
HAN = frozenset([*_DIGITS, *"十百千拾佰仟廿卅卌"])

_AS_DIGITS = str.maketrans(
    {character: str(value) for character, value in _DIGITS.items()}
    | {"拾": "十", "佰": "百", "仟": "千", "廿": "2十", "卅": "3十", "卌": "4十"}
)
# Thousands, hundreds, tens, ones, of the digits above; a zero where a place is left out.
_PLACES = re.compile("(?:([1-9]?)千)?(?:(0?)([1-9]?)百)?(?:(0?)([1-9]?)十)?(?:(0?)([1-9]))?")
_HAN = re.compile(f"[{''.join(sorted(HAN))}]+")
_ARABIC = re.compile("[0-9]+")
_ORDINAL_ENDING = re.compile("(?:st|nd|rd|th)(?![a-z])")
_LETTERS = re.compile("[a-z]+")
_ROMAN = re.compile("m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_ONES += "sixteen seventeen eighteen nineteen".split()
_ORDINAL_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
_ORDINAL_ONES += "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: value for value, word in enumerate(_ONES, start=1)}
_CARDINALS |= {word: 10 * value for value, word in enumerate(_DECADES, start=2)}
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES, start=1)}
_ORDINALS |= {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_DECADES, start=2)}
_HUNDRED, _HUNDREDTH, _LAST_TEEN, _BASE = "hundred", "hundredth", 19, 10
# Latin adverbs that number what was inserted after a provision; a letter does the same.
INSERTIONS = tuple(
    (
        "bis ter quater quinquies sexies septies octies nonies novies decies undecies duodecies terdecies quaterdecies"
        " quindecies quinquiesdecies sexiesdecies septiesdecies octiesdecies noviesdecies vicies"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at [start, end) of a folded text. `value` None: it has more digits than any provision's number.

    `ordinal`: it says which one by itself (fifth, 5th), where 五 and 5 do not.
    """

    value: int | None
    start: int
    end: int
    system: System
    ordinal: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number of a provision. `inserted` counts what was put in after it: (1,) for 之一, (1, 2) for 之一之二.

    `suffix` is what does so in letters, lower case: `a` in 5A, `bis` in 5 bis.
    """

    main: int
    inserted: tuple[int, ...] = ()
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.main}{self.suffix}" + "".join(f"-{step}" for step in self.inserted)


def scan_numeral(text: str, at: int) -> Numeral | None:
    """The arabic, Chinese or circled numeral that begins at a position; None where none does, or one not well formed.

    Roman numerals and number words are letters first: they are asked for where a number must stand.
    """
    return scan_arabic(text, at) or scan_han(text, at) or scan_circled(text, at)


def scan_arabic(text: str, at: int) -> Numeral | None:
    """ASCII digits, all that follow each other; `24th` too."""
    found = _ARABIC.match(text, at)
    if found is None:
        return None
    ending = _ORDINAL_ENDING.match(text, found.end())
    return Numeral(_value(found[0]), at, (ending or found).end(), "arabic", ending is not None)


def scan_han(text: str, at: int) -> Numeral | None:
    """Chinese numerals, all that follow each other; None where together they are no number (十十)."""
    found = _HAN.match(text, at)
    if found is None:
        return None
    is_long = len(found[0]) > 2 * MOST_DIGITS
    value = read_han(found[0])
    return None if value is None and not is_long else Numeral(value, at, found.end(), "han")


def scan_circled(text: str, at: int) -> Numeral | None:
    """One circled number, white or black, in digits or in Chinese."""
    character = text[at : at + 1]
    if not character or not unicodedata.name(character, "").startswith(_CIRCLED_NAMES):
        return None
    value = int(unicodedata.numeric(character, 0))
    return Numeral(value, at, at + 1, "circled") if value else None


_CIRCLED_NAMES = ("CIRCLED ", "DOUBLE CIRCLED ", "NEGATIVE CIRCLED ", "DINGBAT ")


def scan_roman(lower: str, at: int) -> Numeral | None:
    """A Roman numeral that is a whole word; `lower` is the text in lower case."""
    found = _LETTERS.match(lower, at)
    value = None if found is None else read_roman(found[0])
    return None if found is None or value is None else Numeral(value, at, found.end(), "roman")


def scan_words(lower: str, at: int) -> Numeral | None:
    """An English number from 1 to 999 in words, cardinal or ordinal; `lower` is the text in lower case."""
    total, end, ordinal, bound = 0, at, False, 1000
    position = at
    while not ordinal and (found := _LETTERS.match(lower, position)) is not None:
        word = found[0]
        value = _CARDINALS.get(word, _ORDINALS.get(word))
        if value is not None and value < bound:
            total, bound = total + value, 10 if value > _LAST_TEEN else 1
        elif word in {_HUNDRED, _HUNDREDTH} and 0 < total < _BASE:
            total, bound = total * 100, 100
        elif word != "and" or bound != 100:  # noqa: PLR2004 - one hundred and five
            break
        if word != "and":
            end, ordinal = found.end(), word in _ORDINALS or word == _HUNDREDTH
        if lower[found.end() : found.end() + 1] not in {" ", "-"}:
            break
        position = found.end() + 1
    return Numeral(total, at, end, "word", ordinal) if total else None


def read_han(written: str) -> int | None:
    """The value of a Chinese number; None where its characters make none.

    一百五 is none: it is 150 to some and 105 to others.
    """
    digits = written.translate(_AS_DIGITS)
    if digits.isdigit() and digits.isascii():
        return _value(digits)
    found = _PLACES.fullmatch(digits) if len(digits) <= 2 * MOST_DIGITS else None
    if found is None:
        return None
    thousands, gap, hundreds, gap_, tens, gap__, ones = found.groups()
    leading = next((place for place in (thousands, hundreds, tens) if place is not None), None)
    is_gap_first = bool(gap and thousands is None) or bool(gap_ and thousands is hundreds is None)
    is_short = ones is not None and tens is None and not gap__
    if leading is None or is_gap_first or is_short or (gap__ and tens is not None):
        return None
    places = ((thousands, 1000), (hundreds, 100), (tens, 10), (ones, 1))
    return sum(int(digit or 1) * unit for digit, unit in places if digit is not None)


def read_roman(written: str) -> int | None:
    """The value of a Roman numeral in lower case; None where it is not its canonical form."""
    if not written or len(written) > 15 or _ROMAN.fullmatch(written) is None:  # noqa: PLR2004 - MMMDCCCLXXXVIII
        return None
    rest, value = written, 0
    for amount, letters in _ROMAN_VALUES:
        while rest.startswith(letters):
            rest, value = rest[len(letters) :], value + amount
    return value


def write_han(value: int) -> str:
    """A number from 1 to 9999 as Chinese texts print it: 十 for 10, 一百零五 for 105."""
    digits = "零一二三四五六七八九"
    written, gap = "", False
    for name, unit in (("千", 1000), ("百", 100), ("十", 10)):
        digit, value = divmod(value, unit)
        if digit:
            written += ("零" if gap else "") + digits[digit] + name
        gap = bool(written) and not digit
    written += (("零" if gap else "") + digits[value]) if value else ""
    return written.removeprefix("一") if written.startswith("一十") else written


def write_roman(value: int) -> str:
    """A number from 1 to 3999 as a Roman numeral in capitals."""
    written = ""
    for amount, letters in _ROMAN_VALUES:
        count, value = divmod(value, amount)
        written += letters * count
    return written.upper()


def write_ordinal(value: int) -> str:
    """An English ordinal in digits: 1st, 2nd, 11th, 23rd."""
    is_teen = value % 100 in {11, 12, 13}
    return f"{value}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _value(digits: str) -> int | None:
    bare = digits.lstrip("0")
    return None if len(bare) > MOST_DIGITS else int(bare or "0")
