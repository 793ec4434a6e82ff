"""A store that lives as long as its process: for tests, for trying things, and as the model of the others."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from typing_extensions import override

from lawpin.holdings.admission import Admission, Body, Form, Page, Rendered, checked, require_next
from lawpin.holdings.inventory import KEPT_REFUSALS, First, Inventory, RefusedFile, Totals
from lawpin.holdings.listing import passes
from lawpin.holdings.log import Log
from lawpin.holdings.names import Name, names_of
from lawpin.holdings.notes import Notes, Noting
from lawpin.holdings.records import load_notice
from lawpin.holdings.references import Referrer
from lawpin.holdings.store import Filters, Holdings, Store, Writing
from lawpin.holdings.stores.memory_counting import counted, first
from lawpin.holdings.stores.memory_log import MemoryLog
from lawpin.holdings.stores.memory_notes import MemoryNotes
from lawpin.holdings.stores.memory_references import MemoryReferences
from lawpin.holdings.stores.memory_wording import MemoryWording
from lawpin.holdings.successions import Succession
from lawpin.holdings.wording import Spot
from lawpin.law.change import Change
from lawpin.law.citations.words import Phrase
from lawpin.law.errors import Conflict
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId, place
from lawpin.law.notice import Notice
from lawpin.law.portion import Portion
from lawpin.law.timeline import newest_first
from lawpin.law.version import Version, with_notices


@dataclass(frozen=True, slots=True)
class _State:
    works: dict[WorkId, tuple[Version, ...]] = field(default_factory=dict)
    admissions: dict[ExpressionId, Admission] = field(default_factory=dict)
    places: dict[ExpressionId, dict[str, int]] = field(default_factory=dict)
    log: list[bytes] = field(default_factory=list)
    notices: dict[WorkId, tuple[Notice, ...]] = field(default_factory=dict)
    refusals: dict[str, RefusedFile] = field(default_factory=dict)
    notes: MemoryNotes = field(default_factory=MemoryNotes)
    names: dict[int, tuple[Name, ...]] = field(default_factory=dict)
    wordings: list[MemoryWording] = field(default_factory=list)
    successions: dict[tuple[ExpressionId, ExpressionId], tuple[Succession, ...]] = field(default_factory=dict)
    references: MemoryReferences = field(default_factory=MemoryReferences)
    tree: MemoryLog = field(default_factory=MemoryLog)

    def fork(self) -> "_State":
        return _State(
            dict(self.works),
            dict(self.admissions),
            dict(self.places),
            list(self.log),
            dict(self.notices),
            dict(self.refusals),
            self.notes.fork(),
            dict(self.names),
            list(self.wordings),
            dict(self.successions),
            self.references.fork(),
            self.tree.fork(),
        )


class _Reading(Holdings):
    def __init__(self, state: _State) -> None:
        self._state = state

    @override
    def head(self) -> int:
        return len(self._state.log)

    @override
    def totals(self) -> Totals:
        state = self._state
        portions = sum(len(admission.portions) for admission in state.admissions.values())
        return Totals(len(state.works), len(state.admissions), portions)

    @override
    def versions(self, work: WorkId) -> tuple[Version, ...]:
        return with_notices(self._state.works.get(work, ()), self._state.notices.get(work, ()))

    @override
    def works(self, filters: Filters, *, after: str, limit: int) -> tuple[WorkId, ...]:
        held = sorted((str(work), work) for work, versions in self._state.works.items() if passes(versions, filters))
        first = bisect_right(held, after, key=lambda pair: pair[0])
        return tuple(work for _, work in held[first : first + limit])

    @override
    def respelt(self, iri: str) -> tuple[WorkId, ...]:
        folded = iri.casefold()
        return tuple(sorted((w for w in self._state.works if str(w).casefold() == folded), key=str))

    @override
    def named(self, key: int, limit: int) -> tuple[Name, ...]:
        return self._state.names.get(key, ())[:limit]

    @override
    def portions(self, expression: ExpressionId, start: int = 0, end: int | None = None) -> tuple[Portion, ...]:
        return tuple(rendered.portion for rendered in self._rendered(expression)[start:end])

    @override
    def eids(self, expression: ExpressionId) -> tuple[str, ...]:
        portions = (rendered.portion for rendered in self._rendered(expression))
        return tuple(p.eid for p in portions if p.eid is not None and p.component is None)

    @override
    def position(self, place_id: PortionId) -> int | None:
        places = self._state.places.get(place_id.expression, {})
        return places.get(place(place_id.eid, place_id.component))

    @override
    def page(self, place_id: PortionId, form: Form) -> Page | None:
        position = self.position(place_id)
        if position is None:
            return None
        rendered = self._rendered(place_id.expression)[position]
        body: Body = getattr(rendered, form)
        return Page(checked(body, str(place_id)), rendered.links)

    @override
    def spots(
        self, phrases: Sequence[Phrase], *, seq: int, after: int, limit: int, inside: ExpressionId | None = None
    ) -> tuple[Spot, ...]:
        found = (spot for wording in self._state.wordings for spot in wording.spots(phrases, seq, inside))
        return tuple(islice((spot for spot in found if spot.number > after), limit))

    @override
    def succession(self, earlier: ExpressionId, later: ExpressionId) -> Succession | None:
        found = self._state.successions.get((earlier, later), ())
        return found[-1] if found else None

    @override
    def report(self, expression: ExpressionId) -> Body | None:
        admission = self._state.admissions.get(expression)
        return checked(admission.report, f"{expression}/validation") if admission else None

    @override
    def changes(self, *, after: int, limit: int) -> Sequence[bytes]:
        first = max(after, 0)
        return self._state.log[first : first + limit]

    @override
    def pointed(self, work: WorkId, prefix: str = "") -> tuple[str, ...]:
        return self._state.references.pointed(work, prefix)

    @override
    def referrers(
        self, work: WorkId, key: str, *, after: tuple[int, int], until: int, limit: int
    ) -> tuple[Referrer, ...]:
        found = self._state.references.referrers(work, key)
        return tuple(one for one in found if (one.seq, one.position) > after and one.seq <= until)[:limit]

    @override
    def inventory(self, limit: int) -> Inventory:
        return counted(self._state.admissions.keys(), self, self._state.references, limit)

    @override
    def refusals(self, limit: int) -> First[RefusedFile]:
        return first(list(reversed(self._state.refusals.values())), limit)

    @property
    @override
    def log(self) -> Log:
        return self._state.tree

    @property
    @override
    def notes(self) -> Notes:
        return self._state.notes

    def _rendered(self, expression: ExpressionId) -> tuple[Rendered, ...]:
        admission = self._state.admissions.get(expression)
        return admission.portions if admission else ()


class _Writing(_Reading, Writing):
    @override
    def admit(self, admission: Admission) -> None:
        state, version = self._state, admission.version
        if version.id in state.admissions:
            message = "a version is stored under this address already, and stored versions never change"
            raise Conflict(message, iri=str(version.id))
        require_next(admission.version.seq, self.head())
        require_next(admission.change.seq, self.head())
        state.wordings.append(MemoryWording(self.totals().portions + 1, admission))
        state.admissions[version.id] = admission
        state.works[version.id.work] = newest_first((*state.works.get(version.id.work, ()), version))
        state.places[version.id] = {
            place(rendered.portion.eid, rendered.portion.component): position
            for position, rendered in enumerate(admission.portions)
        }
        for name in names_of(version.expression):
            for number in name.keys:
                held = state.names.get(number, ())
                state.names[number] = held if name in held else (*held, name)
        state.references.add(admission)
        self._append(admission.entry)
        previous = () if admission.change.previous is None else self.portions(admission.change.previous)
        state.tree.admit(version.seq, version.id, previous, self.portions(version.id))
        solved = [
            key
            for key, file in state.refusals.items()
            if file.sha256 == version.sha256 or file.expression == version.id
        ]
        for key in solved:
            del state.refusals[key]

    @override
    def notify(self, change: Change, entry: bytes) -> None:
        require_next(change.seq, self.head())
        state = self._state
        state.notices[change.work] = (*state.notices.get(change.work, ()), load_notice(entry))
        self._append(entry)

    def _append(self, entry: bytes) -> None:
        self._state.log.append(entry)
        self._state.tree.append(self.head(), entry)

    @override
    def relate(self, succession: Succession) -> None:
        pair, successions = (succession.earlier, succession.later), self._state.successions
        successions[pair] = (*successions.get(pair, ()), succession)

    @override
    def declare(self, succession: Succession, entry: bytes) -> None:
        require_next(succession.seq, self.head())
        self._append(entry)
        self.relate(succession)

    @override
    def refuse(self, files: Iterable[RefusedFile]) -> None:
        refusals = self._state.refusals
        for file in files:
            # What is refused again is the newest then.
            refusals.pop(file.sha256 or file.name, None)
            refusals[file.sha256 or file.name] = file
        for key in list(refusals)[:-KEPT_REFUSALS]:
            del refusals[key]

    @property
    @override
    def notes(self) -> Noting:
        return self._state.notes


class MemoryStore(_Reading, Store):
    """`memory:`: nothing is kept."""

    def __init__(self) -> None:
        super().__init__(_State())
        self._writer = Lock()

    @override
    @contextmanager
    def writing(self) -> Iterator[_Writing]:
        with self._writer:
            draft = self._state.fork()
            yield _Writing(draft)
            self._state = draft

    @override
    @contextmanager
    def apart(self) -> Iterator[Holdings]:
        yield _Reading(self._state)

    @override
    def hold(self) -> None:
        """Nothing is cheaper here than to look."""

    @override
    def let_go(self) -> None:
        """Nothing was held."""

    @override
    def close(self) -> None:
        """Forgets everything."""
        self._state = _State()
