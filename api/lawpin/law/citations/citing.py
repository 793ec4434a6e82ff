"""What a citation is written from: the metadata of a text, the titles of its work, the way to the place.

What the metadata do not say is left out, and never made up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lawpin.law.citations.pinpointing import Step
from lawpin.law.jurisdictions.meaning import Jurisdiction
from lawpin.law.version import Agent, Expression

_SPACE = re.compile(r"\s+")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
# As the Bluebook shortens them (table T12).
_SHORT_MONTHS = (*("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),)
HAN_NAMES: Mapping[str, str] = {
    "zho": "中文",
    "eng": "英文",
    "fra": "法文",
    "deu": "德文",
    "jpn": "日文",
    "rus": "俄文",
}
LATIN_NAMES: Mapping[str, str] = {
    "zho": "Chinese",
    "eng": "English",
    "fra": "French",
    "deu": "German",
    "jpn": "Japanese",
    "rus": "Russian",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited. `titles` are those of the work by language; `iri` is the pinned address of the place.

    `steps` lead to it from the outermost level in, none for the whole text.
    """

    expression: Expression
    titles: Mapping[str, str]
    iri: str
    steps: tuple[Step, ...]
    jurisdiction: Jurisdiction

    @property
    def language(self) -> str:
        """The language of the text, three letters."""
        return self.expression.id.language

    def title(self, language: str | None = None) -> str | None:
        """The title in a language where the work has one, else that of the text itself; on one line."""
        own = self.expression.title
        found = own if language in {None, self.language} else self.titles.get(language or "", own)
        return None if found is None else _SPACE.sub(" ", found).strip() or None

    def authors(self, *, han: bool) -> list[str]:
        """The authors of the work whose names are written in Chinese characters, or those whose names are not."""
        names = (_SPACE.sub(" ", author.name).strip() for author in self.expression.authors)
        return [name for name in names if name and is_han(name) == han]

    @property
    def translators(self) -> list[Agent]:
        """Who translated the text; none where it is an original or nobody says."""
        return [agent for agent in self.expression.contributors if (agent.role or "").lower() == "translator"]

    @property
    def is_translation(self) -> bool:
        """Whether the text renders another one."""
        return self.expression.translation_of is not None

    @property
    def date(self) -> str:
        """The date of the work, ISO, of four, seven or ten characters."""
        return self.expression.id.work.date

    @property
    def version(self) -> str:
        """The date of the version, ISO."""
        return self.expression.id.date


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any("\u3400" <= character <= "\u9fff" for character in text)


def han_date(date: str) -> str:
    """2017年1月15日."""
    units = "年月日"
    return "".join(f"{int(number)}{unit}" for number, unit in zip(date.split("-"), units, strict=False))


def english_date(date: str) -> str:
    """15 January 2017."""
    year, *rest = date.split("-")
    named = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*named, *([_MONTHS[int(rest[0]) - 1]] if rest else []), year])


def american_date(date: str) -> str:
    """Jan. 15, 2017."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _SHORT_MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"
