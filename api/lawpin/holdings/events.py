"""The log as events: what happened, in order, and to which provisions."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from lawpin.holdings.store import Holdings
from lawpin.wire.log import AffectedShape, ChangesShape, EventShape

# So many entries are looked through for a page, and a page grows no further once its events have affected so many
# provisions. Both depend on what is asked alone, so that the same page twice is the same.
_LOOKED_THROUGH, _AFFECTED = 1000, 20_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; None: all. `work` is an IRI."""

    work: str | None = None
    country: str | None = None
    doctype: str | None = None

    def takes(self, work: str) -> bool:
        """Whether events of a work are wanted."""
        country, doctype = work.split("/")[2:4]
        return (
            self.work in {None, work}
            and self.doctype in {None, doctype}
            and (self.country is None or country == self.country)
        )


def changes(holdings: Holdings, wanted: Wanted, *, after: int, limit: int) -> ChangesShape:
    """The first `limit` wanted events after an entry, fewer where they are large or far between."""
    events: list[EventShape] = []
    seen, affected = after, 0
    for entry in holdings.changes(after=after, limit=_LOOKED_THROUGH):
        members = orjson.loads(entry)
        if wanted.takes(members["work"]):
            if len(events) == limit or affected > _AFFECTED:
                break
            event = _event(members, holdings)
            affected += len(event.affected)
            events.append(event)
        seen = members["seq"]
    return ChangesShape(events=events, next=seen, head=holdings.head(), floor=0)


def _event(members: dict[str, object], holdings: Holdings) -> EventShape:
    seq = members["seq"]
    rows = orjson.loads(holdings.log.effects(seq)) if isinstance(seq, int) else []
    digest = members["digest"]
    shaped = {**members, "digest": None if digest is None else f"sha256:{digest}"}
    return EventShape.model_validate({**shaped, "affected": list(_affected(rows))})


def _affected(rows: list[list[str | None]]) -> Iterator[AffectedShape]:
    for component, wid, old, new in rows:
        yield AffectedShape(component=component, wid=wid, old=_digest(old), new=_digest(new))


def _digest(found: str | None) -> str | None:
    return None if found is None else f"sha256:{found}"
