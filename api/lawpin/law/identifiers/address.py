"""What a request path can name: a work, an expression by one of four moments, a place in it, a view of it."""

from dataclasses import dataclass
from typing import Literal

from lawpin.law.identifiers.ids import ExpressionId, PortionId, RangeId, WorkId, place
from lawpin.law.identifiers.spelling import encode_segment

WorkView = Literal["versions", "references"]
ExpressionView = Literal["toc", "alignment", "validation", "proof", "references", "cite", "timemap"]
PortionView = Literal["history", "references", "cite", "proof", "timemap"]
View = WorkView | ExpressionView | PortionView

WORK_VIEWS: tuple[WorkView, ...] = ("versions", "references")
EXPRESSION_VIEWS: tuple[ExpressionView, ...] = (
    "toc",
    "alignment",
    "validation",
    "proof",
    "references",
    "cite",
    "timemap",
)
PORTION_VIEWS: tuple[PortionView, ...] = ("history", "references", "cite", "proof", "timemap")


@dataclass(frozen=True, slots=True)
class Pinned:
    """`@2017-01-15`, `@2017-01-15;r2`: exactly that version, for ever."""

    date: str
    revision: int = 1

    def __str__(self) -> str:
        return f"@{self.date}" + (f";r{self.revision}" if self.revision > 1 else "")


@dataclass(frozen=True, slots=True)
class Original:
    """`@`: the first version, in its newest encoding."""

    def __str__(self) -> str:
        return "@"


@dataclass(frozen=True, slots=True)
class Current:
    """No mark: the version in force now."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class InForceOn:
    """`:2018-01-01`: the version in force on that day."""

    date: str

    def __str__(self) -> str:
        return f":{self.date}"


Moment = Pinned | Original | Current | InForceOn


@dataclass(frozen=True, slots=True)
class Address:
    """An address as read: its text is the one canonical spelling of what it names.

    Without `language` it names the work, and `moment` is None. `last` is the end of a range that starts at `eid`.
    """

    work: WorkId
    language: str | None = None
    moment: Moment | None = None
    author: str | None = None
    component: str | None = None
    eid: str | None = None
    last: str | None = None
    view: View | None = None
    suffix: str | None = None

    def __str__(self) -> str:
        return f"{self.bare}.{self.suffix}" if self.suffix else self.bare

    @property
    def bare(self) -> str:
        """The address without its format suffix."""
        version = f"/{self.language}{self.moment}" if self.language else ""
        author = f"/{encode_segment(self.author)}" if self.author else ""
        until = f"-%3E{encode_segment(self.last)}" if self.last else ""
        view = f"/{self.view}" if self.view else ""
        return f"{self.work}{version}{author}{place(self.eid, self.component)}{until}{view}"

    def at(self, expression: ExpressionId) -> PortionId | RangeId:
        """The place that this address names, in that expression."""
        if self.last is not None and self.eid is not None:
            return RangeId(expression, self.eid, self.last, self.component)
        return PortionId(expression, self.eid, self.component)

    def pinned(self) -> ExpressionId | None:
        """The expression that this address pins; None where the version depends on the day of asking."""
        if self.language is None or not isinstance(self.moment, Pinned):
            return None
        return ExpressionId(self.work, self.language, self.moment.date, self.moment.revision, self.author)
