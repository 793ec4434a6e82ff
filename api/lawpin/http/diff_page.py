"""What changed, as a page to read: no scripts, no styles, `del` and `ins` where words differ, texts in their language.

All text of documents is escaped; what is written around it is ours.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

from lawpin.law.identifiers.reader import read_address
from lawpin.law.languages import language_tag
from lawpin.wire.diff import ComparedShape, DiffShape, ProvisionChangeShape, WordingDifferenceShape

_STATES: Final = {
    "added": "added",
    "removed": "removed",
    "moved": "moved to another place",
    "renumbered": "renumbered",
    "split": "split",
    "merged": "merged",
    "changed": "changed",
}


def diff_page(shape: DiffShape) -> bytes:
    """The page, UTF-8."""
    country = read_address(shape.work).work.country
    tag = language_tag(shape.language, country)
    body = "".join(_parts(shape, tag))
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>What changed: {_text(shape.from_)} to {_text(shape.to)}</title></head>\n"
        f"<body>\n<main>\n<h1>What changed</h1>\n{body}</main>\n</body>\n</html>\n"
    ).encode()


def _parts(shape: DiffShape, tag: str) -> Iterator[str]:
    yield f"<p>From {_link(shape.from_)} to {_link(shape.to)}.</p>\n"
    if not shape.related:
        yield "<p>These are two different provisions: only their words are compared.</p>\n"
    if shape.coarse:
        yield "<p>The texts differ so much that not all of it is told word by word.</p>\n"
    yield _summary(shape)
    for change in shape.changes:
        yield _section(change, tag)


def _summary(shape: DiffShape) -> str:
    counted = [(name, number) for name, number in shape.summary if number]
    if not counted:
        return "<p>Nothing.</p>\n"
    members = "".join(f"<li>{name}: {number}</li>" for name, number in counted)
    return f"<ul>{members}</ul>\n"


def _section(change: ProvisionChangeShape, tag: str) -> str:
    named = change.to or change.from_
    states = ", ".join(_STATES[state] for state in change.states)
    print_alone = " (in print alone)" if change.weight == "typographic" else ""
    heading = "" if named is None else _heading(named, tag)
    places = " to ".join(_link(side.id) for side in (change.from_, change.to) if side is not None)
    known = f" Known because: {change.how}." if change.how is not None else ""
    words = f"<p>{states}{print_alone}: {places}.{known}</p>"
    return f"<section>\n<h2>{heading}</h2>\n{words}\n{_words(change, tag)}</section>\n"


def _heading(side: ComparedShape, tag: str) -> str:
    printed = " ".join(part for part in (side.num, side.heading) if part)
    return f'<span lang="{tag}">{_text(printed)}</span>' if printed else _text(side.eid or side.kind)


def _words(change: ProvisionChangeShape, tag: str) -> str:
    old, new = change.from_, change.to
    if change.parts:
        # Not both times: one of the two sides is among the parts.
        whole, name = (old, "del") if "split" in change.states else (new, "ins")
        other = "ins" if name == "del" else "del"
        texts = [(name, whole), *((other, part) for part in change.parts)]
        return "".join(_quote(f"<{mark}>{_text(side.text or '')}</{mark}>", tag) for mark, side in texts if side)
    if old is None or new is None:
        side, mark = (new, "ins") if old is None else (old, "del")
        return "" if side is None else _quote(f"<{mark}>{_text(side.text or '')}</{mark}>", tag)
    if old.text is None or new.text is None:
        return ""
    return _quote("".join(_marked(old.text, new.text, change.differences)), tag)


def _marked(old: str, new: str, differences: list[WordingDifferenceShape]) -> Iterator[str]:
    here = 0
    for one in differences:
        yield _text(new[here : one.new.start])
        kind = "" if one.weight == "substantive" else ' title="in print alone"'
        if one.old.start < one.old.end:
            yield f"<del{kind}>{_text(old[one.old.start : one.old.end])}</del>"
        if one.new.start < one.new.end:
            yield f"<ins{kind}>{_text(new[one.new.start : one.new.end])}</ins>"
        here = one.new.end
    yield _text(new[here:])


def _quote(inner: str, tag: str) -> str:
    return f'<blockquote lang="{tag}" dir="auto">{inner}</blockquote>\n'


def _link(iri: str) -> str:
    return f'<a href="{escape(iri)}">{_text(iri)}</a>'


def _text(written: str) -> str:
    return escape(written).replace("\n", "<br>")
