"""What a store in memory holds and misses, counted."""

from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from lawpin.akn.naming import UNDATED
from lawpin.holdings.inventory import First, Inventory
from lawpin.holdings.store import Holdings
from lawpin.holdings.stores.memory_references import MemoryReferences
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.notice import withdrawal_of
from lawpin.law.version import Version

Item = TypeVar("Item")


def counted(held: AbstractSet[ExpressionId], holdings: Holdings, references: MemoryReferences, limit: int) -> Inventory:
    """Everything held, counted; of what is missing the first `limit` of each kind."""
    works = {work: holdings.versions(work) for work in {version.work for version in held}}
    versions = [version for line in works.values() for version in line]
    dates = {work.date for work in works} - {UNDATED}
    masters = {v.expression.translation_of for v in versions if v.expression.translation_of is not None}
    untranslated = (v.id for v in versions if _is_untranslated(v, works[v.id.work], masters))
    return Inventory(
        seq=holdings.head(),
        totals=holdings.totals(),
        countries=Counter(work.country for work in works),
        types=Counter(work.doctype for work in works),
        years=Counter(work.date[:4] for work in works),
        dates=(min(dates), max(dates)) if dates else None,
        languages=Counter(version.id.language for version in versions),
        validity=Counter(version.valid for version in versions),
        withdrawn_works=sum(withdrawal_of(work, line[0].notices) is not None for work, line in works.items()),
        withdrawn_expressions=sum(v.withdrawal is not None for v in versions),
        untranslated=first(sorted(untranslated, key=str), limit),
        masters=first(sorted(masters - held, key=str), limit),
        wanted=first(references.wanted(works.keys()), limit),
    )


def first(items: Sequence[Item], limit: int) -> First[Item]:
    """The first of what there is, and how many there are."""
    return First(len(items), tuple(items[:limit]))


def _is_untranslated(version: Version, beside: Sequence[Version], masters: Collection[ExpressionId]) -> bool:
    if version.expression.translation_of is not None or version.id in masters:
        return False
    return all(other.id.language == version.id.language or other.id.date != version.id.date for other in beside)
