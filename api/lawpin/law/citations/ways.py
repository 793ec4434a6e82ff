"""What a provision is called, for people: the title of the work, then the way down to it."""

from collections.abc import Sequence

from lawpin.law.citations.numerals import write_han
from lawpin.law.portion import Portion

_HAN_UNITS = {"part": "部分", "chapter": "章", "section": "节", "article": "条", "paragraph": "款", "item": "项"}
_SHORT_UNITS = {"article": "art.", "section": "s.", "paragraph": "para."}
_UNNUMBERED = frozenset({"preface", "preamble", "longTitle", "conclusions"})
_MOST_HAN = 9999


def label_of(title: str | None, way: Sequence[Portion], language: str) -> str:
    """`way` leads from the outermost provision to the one that is meant; the whole text is not on it."""
    named = [portion for portion in way if portion.kind not in {"part", "chapter"}] or list(way)
    if language == "zho":
        return (f"《{title}》" if title else "") + "".join(filter(None, map(_han_step, named)))
    steps = " ".join(filter(None, map(_step, named)))
    return ", ".join(filter(None, (title, steps)))


def _han_step(portion: Portion) -> str:
    number, unit = _number(portion), _HAN_UNITS.get(portion.kind)
    if portion.kind in _UNNUMBERED or number is None or unit is None:
        return portion.num or ""
    return f"第{write_han(number)}{unit}" if 0 < number <= _MOST_HAN else f"第{number}{unit}"


def _step(portion: Portion) -> str:
    number = _number(portion)
    if portion.kind in _UNNUMBERED:
        return portion.kind
    shown = str(number) if number is not None else (portion.num or "").strip(" .．、")
    return f"{_SHORT_UNITS.get(portion.kind, portion.kind)} {shown}".strip()


def _number(portion: Portion) -> int | None:
    """The number in the last step of its id, which counts what has no printed number, too."""
    last = (portion.eid or "").rpartition("_")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) <= len(str(_MOST_HAN)) else None
