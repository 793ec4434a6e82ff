"""Printed numbers of Chinese official texts: which form a line begins with, and which integer it prints.

    一、     （一）     1．  1.  1、     （1）     第一编  第一章  第一节     第一条  第五条之一

A description names a form by the spelling of its number one. Source: GB/T 9704-2012 section 7.3.3 for the first
four, Legislative Technical Specifications (Trial) of the NPC Standing Committee for 第X条 and the levels above.
"""

import re
from dataclasses import dataclass

from lawpin.law.citations.numerals import HAN, read_han, write_han

_HAN = "[〇零一二两三四五六七八九十百千]+"
_DIGIT = "[0-9\uff10-\uff19]"  # full-width too
_ANY = f"{_HAN}|{_DIGIT}+"

# The form's name, and the shape of its number: group "n" the number, "k" the number of an inserted provision.
FORMS = {
    "一、": re.compile(f"(?P<n>{_HAN})、"),
    "（一）": re.compile(f"[（(](?P<n>{_HAN})[)）]"),
    "1．": re.compile(f"(?P<n>{_DIGIT}+)(?:[．.](?!{_DIGIT})|、)"),
    "（1）": re.compile(f"[（(](?P<n>{_DIGIT}+)[)）]"),
    "第一编": re.compile(f"第(?P<n>{_ANY})编"),
    "第一章": re.compile(f"第(?P<n>{_ANY})章"),
    "第一节": re.compile(f"第(?P<n>{_ANY})节"),
    "第一条": re.compile(f"第(?P<n>{_ANY})条(?:之(?P<k>{_HAN}))?"),
}


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """`main` is the printed integer, `inserted` counts what was put in after it (第五条之一: 5 and 1), 0 for none."""

    main: int
    inserted: int = 0

    def __str__(self) -> str:
        return f"{self.main}-{self.inserted}" if self.inserted else str(self.main)

    def precedes(self, other: "Number") -> bool:
        """Whether `other` is the very next number: 5 to 6, 5 to 5-1, 5-1 to 5-2, 5-1 to 6."""
        if other.inserted:
            return other.main == self.main and other.inserted == self.inserted + 1
        return other.main == self.main + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A number as a line prints it: `printed` its characters, `frame` the same with the digits taken out."""

    form: str
    number: Number
    printed: str
    frame: str


def find_mark(text: str) -> Mark | None:
    """The number a line begins with; None where it begins with none.

    第一条 and the levels above count only when white space or the end of the line follows: 第五条规定的 is running
    text.

    Raises:
        ValueError: the shape of a number around characters that are none (十十, 007).
    """
    for form, shape in FORMS.items():
        found = shape.match(text)
        if found is None or (form.startswith("第") and text[found.end() : found.end() + 1].strip()):
            continue
        inserted = found.groupdict().get("k")
        number = Number(_integer(found["n"]), _integer(inserted) if inserted else 0)
        frame = found[0].replace(found["n"], "#", 1)
        return Mark(form, number, found[0], frame.split("之")[0])
    return None


def _integer(written: str) -> int:
    value = read_han(written) if written[0] in HAN else int(written)
    usual = written.replace("〇", "零").replace("两", "二")
    if usual.startswith("一十"):
        usual = usual.removeprefix("一")
    if not value or usual not in {str(value), _full_width(value), write_han(value)}:
        raise ValueError(written)
    return value


def _full_width(value: int) -> str:
    return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
