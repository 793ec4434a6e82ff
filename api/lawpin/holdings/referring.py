"""What points to a work, to a text or into a place: by provision, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass

from lawpin.holdings.listing import Cursor
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.references import BY_VERSION, BY_WID, Referrer, key_of, pointers_in, settled, target_of
from lawpin.law.errors import BadCursor, PortionNotInVersion
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId, place
from lawpin.law.identifiers.reader import read_address
from lawpin.law.portion import Portion
from lawpin.law.version import Version
from lawpin.wire.references import MentionShape, ReferrerShape

# So many rows are looked at for one page at most: it is short where most of them are of texts that are not current.
_LOOKED_AT = 2000
_BATCH = 200
# Of more places than these it is cheaper to go through all that are pointed to.
_FEW = 200
_BEFORE_ALL = (0, -1)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of referrers, and after what the next one begins; None: this was the last."""

    referrers: tuple[ReferrerShape, ...]
    after: str | None


class Referring:
    """What points to a work, or into a place of one of its versions; to all of it where no place is named."""

    def __init__(self, lookup: Lookup, work: WorkId, place_id: PortionId | None = None) -> None:
        """Raises PortionNotInVersion where the version does not have that place."""
        self._lookup, self._store, self._work = lookup, lookup.store, work
        self._inside: tuple[Portion, ...] = ()
        if place_id is None or (place_id.eid is None and place_id.component is None):
            return
        portion = self._portion(place_id)
        if portion is None:
            message = "this version has no such place"
            raise PortionNotInVersion(message, iri=str(place_id), eId=place_id.eid)
        self._expression, self._asked = place_id.expression, portion
        self._inside = self._store.portions(place_id.expression, portion.position, portion.end)

    def page(self, cursor: Cursor, limit: int, *, current_only: bool) -> Found:
        """Referrers by key, seq and position after a cursor, as the store stood at its seq. Raises BadCursor."""
        found: list[ReferrerShape] = []
        last = cursor.after
        for looked_at, (key, referrer) in enumerate(self._rows(cursor)):
            if len(found) == limit or looked_at == _LOOKED_AT:
                return Found(tuple(found), last)
            last = f"{referrer.seq} {referrer.position} {key}"
            version = next(v for v in self._lookup.versions(referrer.expression.work) if v.id == referrer.expression)
            is_current = self._lookup.current(version) == version
            if version.withdrawal is None and (is_current or not current_only):
                found += self._shapes(key, referrer, version, is_current=is_current)
        return Found(tuple(found), None)

    def keys(self) -> list[str]:
        """The keys of all places that are meant, sorted."""
        if not self._inside:
            return list(self._store.pointed(self._work))
        meant = {key for portion in self._inside for key in self._keys_of(portion)}
        if len(self._inside) <= _FEW:
            of_versions = self._store.pointed(self._work, BY_VERSION)
            return sorted((*meant, *filter(self._touches, of_versions)))
        pointed = self._store.pointed(self._work)
        return [key for key in pointed if key in meant or (key.startswith(BY_VERSION) and self._touches(key))]

    def _rows(self, cursor: Cursor) -> Iterator[tuple[str, Referrer]]:
        begun, after = _read_after(cursor.after)
        for key in self.keys():
            if key < begun:
                continue
            since = after if key == begun else _BEFORE_ALL
            while True:
                rows = self._store.referrers(self._work, key, after=since, until=cursor.seq, limit=_BATCH)
                yield from ((key, row) for row in rows)
                if len(rows) < _BATCH:
                    break
                since = (rows[-1].seq, rows[-1].position)

    def _keys_of(self, portion: Portion) -> Iterator[str]:
        """The keys that name a portion: its wId in what texts say of themselves, its id, and its wId if it is no id."""
        yield BY_WID + place(portion.wid, portion.component)
        yield place(portion.eid, portion.component)
        if portion.wid != portion.eid:
            elsewhere = PortionId(self._expression, portion.wid, portion.component)
            if self._store.position(elsewhere) is None:
                yield place(portion.wid, portion.component)

    def _touches(self, key: str) -> bool:
        """Whether a place of a version, or a range, is meant: judged in that version where it is held."""
        target = read_address(f"{self._work}{key.removeprefix(BY_VERSION)}")
        expression, asked = self._in_version_of(target)
        first = self._portion(PortionId(expression, target.eid, target.component))
        last = None if target.last is None else self._portion(PortionId(expression, target.last, target.component))
        if asked is None or first is None:
            return False
        if last is None:
            return asked.position <= first.position < asked.end
        return first.position < asked.end and asked.position < last.end

    def _in_version_of(self, target: Address) -> tuple[ExpressionId, Portion | None]:
        """The version in which a target is looked for, and what was asked about there; None: it is not in that one."""
        pinned = target.pinned()
        there = next((v for v in self._lookup.versions(self._work) if v.id == pinned), None)
        if there is None or there.id == self._expression:
            return self._expression, self._asked
        return there.id, self._lookup.same(there, self._asked)

    def _portion(self, place_id: PortionId) -> Portion | None:
        position = self._store.position(place_id)
        if position is None:
            return None
        (portion,) = self._store.portions(place_id.expression, position, position + 1)
        return portion

    def _shapes(self, key: str, referrer: Referrer, version: Version, *, is_current: bool) -> Iterator[ReferrerShape]:
        """The published shape of one; nothing where its words do not point there."""
        (portion,) = self._store.portions(version.id, referrer.position, referrer.position + 1)
        mentions = list(self._mentions(key, portion, version.id))
        if mentions:
            yield ReferrerShape(
                id=str(PortionId(version.id, portion.eid, portion.component)),
                expression=str(version.id),
                title=version.expression.title,
                language=version.id.language,
                eid=portion.eid,
                wid=portion.wid,
                kind=portion.kind,
                num=portion.num,
                heading=portion.heading,
                current=is_current,
                mentions=mentions,
            )

    def _mentions(self, key: str, portion: Portion, expression: ExpressionId) -> Iterator[MentionShape]:
        def wid_of(component: str | None, eid: str) -> str | None:
            there = self._portion(PortionId(expression, eid, component))
            return None if there is None else there.wid

        for pointer, span in pointers_in(portion):
            target = target_of(pointer, expression, portion.component)
            if target is not None and target.work == self._work and key_of(target, expression, wid_of) == key:
                yield MentionShape(
                    start=None if span is None else span.start,
                    end=None if span is None else span.end,
                    text=None if span is None else portion.text[span.start : span.end],
                    kind=pointer.kind,
                    href=pointer.href or "",
                    until=pointer.until,
                    target=str(settled(target, expression, wid_of)),
                )


def _read_after(written: str) -> tuple[str, tuple[int, int]]:
    """Where a page begins: the key, and after which seq and position of it. Raises BadCursor."""
    if not written:
        return "", _BEFORE_ALL
    seq, position, key = (*written.split(" ", 2), "", "")[:3]
    if not all(number.isascii() and number.isdigit() and len(number) < _DIGITS for number in (seq, position)):
        message = "this cursor is not one of this listing: take it from `next`, with the same parameters"
        raise BadCursor(message, parameter="cursor")
    return key, (int(seq), int(position))


_DIGITS = 18
