"""Places written as citations in the language of who asks: 《…》第五条第二项; Opinions on …, art. 5(2).

What is written here reads back to the same place.
"""

from collections.abc import Sequence

from lawpin.law.citations.numerals import write_han
from lawpin.law.citations.structure import Structure
from lawpin.law.portion import Portion

_HAN = {
    "book": "编",
    "part": "部分",
    "chapter": "章",
    "section": "节",
    "article": "条",
    "paragraph": "款",
    "item": "项",
    "point": "项",
    "indent": "目",
    "subparagraph": "项",
}
_WORDS = {
    "book": "book",
    "part": "part",
    "title": "title",
    "chapter": "chapter",
    "article": "art.",
    "section": "s.",
    "clause": "cl.",
    "paragraph": "para.",
    "subsection": "subsection",
    "item": "item",
    "point": "point",
}
_LARGEST = 9999


def label(structure: Structure, portion: Portion, title: str | None, language: str) -> str:
    """A place with the title of its document, in Chinese for `zho`, else in English."""
    if language == "zho":
        name = "" if title is None else f"《{title}》"
        return f"{name}{pin(structure, portion, language)}"
    return ", ".join(part for part in (title, pin(structure, portion, language)) if part)


def pin(structure: Structure, portion: Portion, language: str) -> str:
    """A place within its document; empty for the whole, the id of what has no number."""
    path = structure.path(portion)
    basic = next((at for at, step in enumerate(path) if step.kind == structure.basic), None)
    steps = path[basic:] if basic is not None else path[-1:]
    if not steps:
        return ""
    if not all(structure.keys(step) for step in steps):
        return {"preamble": "序言" if language == "zho" else "preamble"}.get(portion.kind, portion.eid or "")
    return _han_pin(structure, steps) if language == "zho" else _word_pin(structure, steps)


def _han_pin(structure: Structure, steps: Sequence[Portion]) -> str:
    written = ""
    for step in steps:
        main, *inserted = structure.keys(step)[-1].split("-")
        number = write_han(int(main)) if main.isdigit() and 0 < int(main) <= _LARGEST else main
        unit = _HAN.get(step.kind, "项" if written else "条")
        written += f"第{number}{unit}" + "".join(f"之{write_han(int(n)) if n.isdigit() else n}" for n in inserted)
    return written


def _word_pin(structure: Structure, steps: Sequence[Portion]) -> str:
    first, *rest = steps
    unit = _WORDS.get(first.kind, first.kind)
    below = "".join(f"({structure.keys(step)[0]})" for step in rest)
    number = structure.keys(first)[-1 if first.kind != structure.basic else 0]
    return f"{unit} {number}{below}"
