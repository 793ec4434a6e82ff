"""What a person states about a work and its texts before they are encoded: the values that `describing` reads."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from lawpin.encoding.outline import Outline
from lawpin.encoding.reading import PlainText
from lawpin.law.identifiers.ids import ExpressionId, WorkId

AgentKind = Literal["organization", "person"]


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or body that the metadata names; `id` is what the description calls it."""

    id: str
    kind: AgentKind
    href: str
    show_as: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Lines of a received file that are not of the document, both ends included, and what they are."""

    first: int
    last: int
    what: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title as it stands on a line of the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text as received: what it says, where it came from, which of its lines are the document.

    Line ranges are inclusive and count from 1. None means unknown, or that the text has no such part.
    """

    text: PlainText
    sha256: str
    origin: str
    title: Title
    body: tuple[int, int]
    conclusions: tuple[int, int] | None
    outside: tuple[Outside, ...]
    retrieved: date | None
    publisher: str | None
    credit: str | None
    license: str | None


@dataclass(frozen=True, slots=True)
class Expression:
    """One text of the work. `alignment` is the file of a translation, None for the master.

    `foreign` gives the BCP 47 tag of pieces that are in another language, keyed by id (`art_22__heading`).
    """

    id: ExpressionId
    makers: tuple[str, ...]
    source: Source
    alignment: Path | None
    foreign: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of one place that name another work; `words` by language."""

    at: str
    href: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """A remark of the editors beside one place of the expression in `language`; `written_in` is its BCP 47 tag."""

    at: str
    language: str
    text: str
    by: str
    on: date
    written_in: str


@dataclass(frozen=True, slots=True)
class Description:
    """Everything stated about one work. The first of `expressions` is the master, the others its translations."""

    file: Path
    work: WorkId
    name: str
    date_name: str
    authors: tuple[str, ...]
    outline: Outline
    encoded_on: date
    editor: str
    agents: tuple[Agent, ...]
    expressions: tuple[Expression, ...]
    references: tuple[Reference, ...]
    notes: tuple[EditorialNote, ...]

    def agent(self, name: str) -> Agent:
        """The agent that the description calls so; `describing` has seen to it that there is one."""
        return next(agent for agent in self.agents if agent.id == name)
