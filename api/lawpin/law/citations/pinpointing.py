"""Pinpoints written out: the way to a provision as lawyers of its jurisdiction write it, in Chinese or in English.

    part_2 > art_5 > item_2     第五条第二项      art. 5(2)      § 5(2) where the unit is a section
    part_2                      第二部分          Part II
    chp_2 > art_1               第二章第一条      Chapter 2, art. 1, where every chapter counts from 1

The way begins at the lowest level whose number is unique in the document. What has no number ends it: the address that
stands in every citation says the rest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lawpin.law.citations.numerals import write_han
from lawpin.law.citations.structure import Structure
from lawpin.law.jurisdictions.meaning import Jurisdiction
from lawpin.law.portion import Portion

_MOST_HAN = 9999
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}(?:-[0-9]{1,9})*")
_PRINTED = re.compile(r"[^0-9A-Za-z]*([0-9A-Za-z]+)[^0-9A-Za-z]*", re.ASCII)
_SUFFIXED = re.compile(r"[0-9]+[a-z]")
# Named by what they are, there being one of each.
_ALONE = {"preamble": ("序言", "preamble")}


@dataclass(frozen=True, slots=True)
class Step:
    """One level: its element, the keys that its number has (`Structure.keys`), the number as it is printed.

    `is_inner`: it stands inside the unit that the document counts throughout.
    """

    kind: str
    keys: tuple[str, ...]
    printed: str | None
    is_inner: bool


@dataclass(frozen=True, slots=True)
class Manner:
    """How English pinpoints are written: by element the word before its number; others are called what they are."""

    words: Mapping[str, str]


_LONG = {"part": "Part", "chapter": "Chapter", "title": "Title", "book": "Book", "item": "item", "point": "point"}
_SHORT = _LONG | {"part": "pt.", "chapter": "ch."}
ENGLISH = Manner(MappingProxyType(_LONG | {"article": "art.", "section": "s.", "paragraph": "para."}))
AMERICAN = Manner(MappingProxyType(_SHORT | {"article": "art.", "section": "§", "paragraph": "para."}))
BRITISH = Manner(MappingProxyType(_SHORT | {"part": "pt", "chapter": "ch", "article": "art", "section": "s"}))


def steps_to(structure: Structure, place: Portion) -> tuple[Step, ...]:
    """The way to a place, the outermost level first; none for the whole text and for what has no number."""
    path = structure.path(structure.around(place)) if place.component is None else []
    numbered: list[Portion] = []
    for portion in path:
        if not structure.keys(portion) and portion.kind not in _ALONE:
            break
        numbered.append(portion)
    basic = next((at for at, portion in enumerate(numbered) if portion.kind == structure.basic), len(numbered) - 1)
    first = next((at for at in range(basic, -1, -1) if _is_unique(structure, numbered[at])), 0)
    has_basic = bool(numbered) and numbered[max(basic, 0)].kind == structure.basic
    return tuple(
        Step(portion.kind, structure.keys(portion), portion.num, is_inner=has_basic and at > basic)
        for at, portion in enumerate(numbered)
        if at >= first
    )


def _is_unique(structure: Structure, portion: Portion) -> bool:
    keys = structure.keys(portion)
    return bool(keys) and len(structure.named(structure.root, portion.kind, keys[0])) == 1


def han_pinpoint(steps: Sequence[Step], jurisdiction: Jurisdiction) -> str:
    """第五条第二项; empty where there are no steps. From a level that Chinese has no word for on: （1）（a）."""
    written, bracketed = "", False
    for step in steps:
        key = next((key for key in step.keys if _WHOLE_NUMBER.fullmatch(key)), "")
        unit = jurisdiction.written.get(step.kind)
        bracketed = bracketed or (step.is_inner and not (key and unit))
        if step.kind in _ALONE:
            written += _ALONE[step.kind][0]
        elif bracketed or unit is None:
            written += f"（{_number(step)}）"
        else:
            written += _han_step(key or step.keys[0], unit)
    return written


def _han_step(key: str, unit: str) -> str:
    main, *inserted = (_han_number(number) for number in key.split("-"))
    return f"第{main}{unit}" + "".join(f"之{number}" for number in inserted)


def _han_number(number: str) -> str:
    whole = number.isdecimal() and 0 < int(number) <= _MOST_HAN
    return write_han(int(number)) if whole else number.upper()


def has_latin(steps: Sequence[Step]) -> bool:
    """Whether all numbers have an English form: 之一 has none that every reader takes for what it is."""
    return not any("-" in key for step in steps for key in step.keys)


def latin_pinpoint(steps: Sequence[Step], manner: Manner) -> str:
    """The same in English: art. 5(2), Part II."""
    written = ""
    for step in steps:
        if step.is_inner and step.kind not in _ALONE:
            written += f"({_number(step)})"
        else:
            written += (", " if written else "") + _latin_step(step, manner)
    return written


def _latin_step(step: Step, manner: Manner) -> str:
    if step.kind in _ALONE:
        return _ALONE[step.kind][1]
    number = _number(step)
    word = manner.words.get(step.kind, step.kind)
    return f"{word} {number.upper() if _is_outer(step) or _SUFFIXED.fullmatch(number) else number}"


def _is_outer(step: Step) -> bool:
    return step.kind in {"part", "chapter", "title", "book"}


def _number(step: Step) -> str:
    """The number as it is printed, where that is its key in other letter case; else the key."""
    printed = _PRINTED.fullmatch(step.printed or "")
    return printed[1] if printed is not None and printed[1].lower() in step.keys else step.keys[0]
