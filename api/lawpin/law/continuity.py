"""What a new version says of the one before and of the text beside it that its author may not have meant.

    wid-twice             several provisions of one component carry the same wId: lineage follows one of them only
    wid-other-kind        a wId that named an article names a chapter now
    wid-reused            words that stood under one wId stand under another now, and the old one has other words
    counterpart-missing   provisions that the counterpart in another language has, and this text has not
    counterpart-extra     the other way round

All of them are remarks: publishers without wIds renumber every time, and translations leave things out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lawpin.law.finding import Finding
from lawpin.law.portion import Portion

_NAMED = 5
_LISTED = 50
# Shorter words ("Repealed.") stand in many places.
_TELLING = 12

_Lineage = tuple[str | None, str | None]


def continuity_findings(portions: Sequence[Portion], before: Sequence[Portion]) -> tuple[Finding, ...]:
    """What is odd about the wIds of a version after the one before it (empty: it is the first)."""
    now, then = _provisions(portions), _provisions(before)
    found = (*_twice(portions), *_other_kind(now, then), *_reused(now, then))
    return found[:_LISTED]


def parity_findings(portions: Sequence[Portion], counterpart: Sequence[Portion], language: str) -> tuple[Finding, ...]:
    """What this text and its counterpart in a language do not both have, by wId."""
    own, other = _provisions(portions), _provisions(counterpart)
    missing = [lineage for lineage in other if lineage not in own]
    extra = [lineage for lineage in own if lineage not in other]
    found = []
    if missing:
        words = f"{len(missing)} provisions of the text in “{language}” are not in this one: {_names(missing)}"
        found.append(Finding("house", "counterpart-missing", words))
    if extra:
        words = f"{len(extra)} provisions of this text are not in the one in “{language}”: {_names(extra)}"
        found.append(Finding("house", "counterpart-extra", words))
    return tuple(found)


def _provisions(portions: Iterable[Portion]) -> dict[_Lineage, Portion]:
    return {portion.lineage: portion for portion in portions if portion.provision and portion.wid is not None}


def _twice(portions: Iterable[Portion]) -> Iterator[Finding]:
    provisions = [portion for portion in portions if portion.provision and portion.wid is not None]
    times = Counter(portion.lineage for portion in provisions)
    told: set[_Lineage] = set()
    for portion in provisions:
        if times[portion.lineage] > 1 and portion.lineage not in told:
            told.add(portion.lineage)
            words = f"{times[portion.lineage]} provisions carry the wId {portion.wid}: only one of them is followed"
            yield Finding("house", "wid-twice", words, eid=portion.eid)


def _other_kind(now: Mapping[_Lineage, Portion], then: Mapping[_Lineage, Portion]) -> Iterator[Finding]:
    for lineage, portion in now.items():
        before = then.get(lineage)
        if before is not None and before.kind != portion.kind:
            words = f"the wId {portion.wid} named a {before.kind} in the version before, and names a {portion.kind} now"
            yield Finding("house", "wid-other-kind", words, eid=portion.eid)


def _reused(now: Mapping[_Lineage, Portion], then: Mapping[_Lineage, Portion]) -> Iterator[Finding]:
    words_now = {lineage: _words(portion) for lineage, portion in now.items()}
    words_then = {lineage: _words(portion) for lineage, portion in then.items()}
    stood = {words: lineage for lineage, words in words_then.items() if len(words) >= _TELLING}
    times = Counter((*words_now.values(), *words_then.values()))
    for lineage, words in words_now.items():
        before = stood.get(words)
        # Once before and once now: what stands in several places has not moved.
        if before is None or before == lineage or times[words] != len((before, lineage)):
            continue
        if words_now.get(before, words) != words:
            told = f"the words of {before[1]} stand under {lineage[1]} now, and {before[1]} has others"
            yield Finding("house", "wid-reused", f"{told}: should it have a fresh wId?", eid=now[before].eid)


def _words(portion: Portion) -> str:
    """The text without the printed number, which goes with the place and not with the words."""
    return portion.text.removeprefix(portion.num or "").strip()


def _names(lineages: Sequence[_Lineage]) -> str:
    named = ", ".join(wid or "" for _, wid in lineages[:_NAMED])
    more = len(lineages) - _NAMED
    return named + (f" and {more} more" if more > 0 else "")
