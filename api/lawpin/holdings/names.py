"""The names of works as a store keeps them: titles, aliases, publishers' identifiers, each under some keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lawpin.law.citations.folding import fold
from lawpin.law.citations.titles import index_keys, number, plain
from lawpin.law.errors import ControlCharacter
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.version import Expression

_WEB = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
# With these an alias is an identifier alone and no title that people write.
_IDENTIFYING = frozenset("/:")


@dataclass(frozen=True, slots=True)
class Name:
    """One name as its document writes it. `language` is that of the document; a title always names a work."""

    written: str
    kind: Literal["title", "identifier"]
    target: WorkId | ExpressionId
    language: str

    @property
    def keys(self) -> frozenset[int]:
        """The numbers under which it is found; none where it holds characters that nobody writes."""
        if self.kind == "identifier":
            return frozenset({identifier_key(self.written)})
        title = plain_title(self.written)
        return index_keys(title) if title else frozenset()


def names_of(expression: Expression) -> tuple[Name, ...]:
    """All names that a document gives itself, each once."""
    return tuple(dict.fromkeys(_names(expression)))


def plain_title(written: str) -> str:
    """A title as titles are compared; empty where nothing is left of it."""
    try:
        return plain(fold(written).text)
    except ControlCharacter:
        return ""


def identifier_key(written: str) -> int:
    """The number of an identifier: of a web address not its scheme, case of its host or last slash count."""
    found = _WEB.fullmatch(written.strip())
    return number("identifier", written.strip() if found is None else f"//{found[1].lower()}{found[2].rstrip('/')}")


def _names(expression: Expression) -> Iterator[Name]:
    work, language = expression.id.work, expression.id.language
    if expression.title:
        yield Name(expression.title, "title", work, language)
    for alias in expression.aliases:
        yield Name(alias, "identifier", work, language)
        if not _IDENTIFYING & set(alias):
            yield Name(alias, "title", work, language)
    yield from (Name(iri, "identifier", expression.id, language) for iri in expression.iris)
