"""What a store holds and what it is known to miss, counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from lawpin.law.identifiers.ids import ExpressionId, WorkId

# Of files that were refused so many are remembered, the newest.
KEPT_REFUSALS = 1000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Totals:
    """What a store holds, counted."""

    works: int
    expressions: int
    portions: int


@dataclass(frozen=True, slots=True)
class First(Generic[Item]):
    """The first of what there is, and how many there are."""

    total: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A work that is not held, and how many references in how many held expressions point to it."""

    work: WorkId
    references: int
    expressions: int


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken in, without its folder and its text. `sha256` None: its bytes could not be read.

    `reason` is a slug; `at` the instant in UTC; `expression` what it is by its metadata, None where they name none.
    """

    name: str
    sha256: str | None
    reason: str
    at: datetime
    expression: ExpressionId | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a store holds, counted, and what that says is missing, at entry `seq`.

    `countries`, `types` and `years` (of the date of the work, four digits) count works; `languages` and `validity`
    (True: the official schema accepts it) count expressions, and so does `withdrawn_expressions`, by themselves or with
    their work. `dates` are the first and the last of a work, None where
    no work has one. `untranslated` are originals beside which no expression in another language stands, neither as
    their translation nor at their date; `masters` what held translations were made from and is not held; both by IRI.
    `wanted` begins with the most referred to.
    """

    seq: int
    totals: Totals
    countries: Mapping[str, int]
    types: Mapping[str, int]
    years: Mapping[str, int]
    dates: tuple[str, str] | None
    languages: Mapping[str, int]
    validity: Mapping[bool, int]
    untranslated: First[ExpressionId]
    masters: First[ExpressionId]
    wanted: First[Wanted]
    withdrawn_works: int = 0
    withdrawn_expressions: int = 0
