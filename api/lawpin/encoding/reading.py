"""Bytes as received to lines of text. Nothing is corrected; whatever is unusual is refused or reported."""

import re
from dataclasses import dataclass
from pathlib import Path

from lawpin.encoding.errors import UnreadableText
from lawpin.law.finding import Finding

MOST_BYTES = 8 * 1024 * 1024
LONGEST_LINE = 100_000  # characters

# What XML 1.0 cannot hold, and C1 controls, which no text means.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# Zero-width and direction marks, line and paragraph separators, soft hyphen, replacement character.
_ODD = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it; `number` counts from 1 in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class PlainText:
    """A file of text: every line that is not blank, in order, and what is unusual about it."""

    file: Path
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def read_text(file: Path, received: bytes) -> PlainText:
    """The lines of a text as received; `file` only names it in messages.

    Raises:
        UnreadableText: too large, not UTF-8, empty, control characters, or a line beyond all measure.
    """
    findings: list[Finding] = []
    text = _decode(file, received)
    if text.startswith("\ufeff"):
        text = text[1:]
        findings.append(_odd("byte-order-mark", 1, "the file starts with a byte order mark, which is not text"))
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
        findings.append(_odd("line-ends", 1, "lines end with CR LF; line ends are layout, not text"))
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        findings.extend(_look_at(file, number, raw))
        if raw.strip():
            lines.append(Line(number, raw.strip()))
    if not lines:
        raise UnreadableText.at(file, None, "there is no text in this file")
    return PlainText(file, tuple(lines), tuple(findings))


def _decode(file: Path, received: bytes) -> str:
    if len(received) > MOST_BYTES:
        raise UnreadableText.at(file, None, f"the file has {len(received)} bytes, more than {MOST_BYTES}")
    try:
        return received.decode("utf-8")
    except UnicodeDecodeError as error:
        line = received.count(b"\n", 0, error.start) + 1
        words = f"byte {error.start} of the file is not UTF-8; convert the file to UTF-8 first"
        raise UnreadableText.at(file, line, words, position=error.start) from None


def _look_at(file: Path, number: int, raw: str) -> list[Finding]:
    control = _CONTROL.search(raw)
    if control:
        named = f"control character U+{ord(control[0]):04X} at column {control.start() + 1}"
        raise UnreadableText.at(file, number, named, position=control.start())
    if len(raw) > LONGEST_LINE:
        raise UnreadableText.at(file, number, f"the line has {len(raw)} characters, more than {LONGEST_LINE}")
    return [
        _odd("odd-character", number, f"unusual character U+{ord(found[0]):04X} at column {found.start() + 1}, kept")
        for found in _ODD.finditer(raw)
    ]


def _odd(rule: str, line: int, sentence: str) -> Finding:
    return Finding("house", rule, sentence, line=line)
