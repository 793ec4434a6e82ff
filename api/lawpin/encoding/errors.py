"""Why a text is not encoded, and at which place of which file.

Refused
└── NotEncodable
    ├── UnreadableText        bytes that are no plain text
    ├── UnknownStructure      a line that fits nowhere in the outline
    ├── BadDescription        the description leaves something open or contradicts itself
    └── BadAlignment          the spans are not the translation, or not the master's pieces
"""

from pathlib import Path
from typing import Self

from lawpin.law.errors import Fact, Refused


class NotEncodable(Refused):
    reason = "not-encodable"

    @classmethod
    def at(cls, file: Path, line: int | None, sentence: str, **facts: Fact) -> Self:
        """The error at a place, worded as compilers do (`eng.txt:12: what is wrong`); None for the file as a whole."""
        if line is None:
            return cls(f"{file.name}: {sentence}", file=file.name, **facts)
        return cls(f"{file.name}:{line}: {sentence}", file=file.name, line=line, **facts)


class UnreadableText(NotEncodable):
    reason = "unreadable-text"


class UnknownStructure(NotEncodable):
    reason = "unknown-structure"


class BadDescription(NotEncodable):
    reason = "bad-description"


class BadAlignment(NotEncodable):
    reason = "bad-alignment"


def shown(text: str, limit: int = 40) -> str:
    """The beginning of a text as a message may quote it, at most `limit` characters and three dots."""
    return f"“{text}”" if len(text) <= limit else f"“{text[:limit]}...”"
