"""Everything ever answered stays true: random histories of a work, against a model that replays them from the start.

Both stores go through the same history and are asked the same; the model knows nothing but the list of what happened.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.holdings.conftest import BEGUN, WORK, arrived, document

from lawpin.akn.checking import Checker
from lawpin.holdings.admission import FORMS
from lawpin.holdings.arrival import Arrival
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.opening import open_store
from lawpin.holdings.withdrawing import restore, withdraw
from lawpin.law.errors import Conflict, LanguageNotHeld, NoVersionForDate, Withdrawn
from lawpin.law.identifiers.address import Address, Current, Pinned
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.notice import Subject
from lawpin.law.timeline import PointInTime, Times
from lawpin.wire.shape import to_json

ID = read_work_id(WORK)
DATES = ("2020-01-01", "2021-06-01", "2023-01-01", "2035-01-01")
DAYS = [date(2019, 12, 31), *(date.fromisoformat(day) for day in DATES), date(2022, 3, 1), date(2040, 1, 1)]
LEGAL = (None, date(2020, 6, 1), date(2022, 3, 1), date(2036, 1, 1))


@dataclass(frozen=True)
class Event:
    """Something that happened: a version with its legal date, or a notice."""

    at: datetime
    kind: str
    about: Subject
    legal_from: date | None = None


@cache
def checker() -> Checker:
    return Checker()


@cache
def arrival(language: str, day: str, words: str, legal: date | None) -> Arrival:
    master = "zho@2020-01-01" if language == "eng" else None
    source = document(f"{language}@{day}", (words, "the same"), master=master)
    if legal is not None:
        dated = f'<FRBRdate date="{legal}" name="jolux:dateApplicability"/><FRBRauthor href="#editors"/>\n'
        source = source.replace(b'<FRBRauthor href="#editors"/>\n', dated.encode(), 1)
    return arrived(f"{language}@{day}.xml", source, checker())


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.stores = [open_store("memory:"), open_store(f"sqlite:{Path(self.folder.name) / 'law'}")]
        self.lookups = [Lookup(store, lambda: self.now) for store in self.stores]
        self.now = BEGUN
        self.events: list[Event] = []
        self.bytes: dict[PortionId, list[bytes]] = {}
        self.told: dict[tuple[str, date, datetime], str] = {}
        self.shapes: dict[tuple[PortionId, date, datetime], bytes] = {}

    def teardown(self) -> None:
        self.everything_answered_stays_true()
        for store in self.stores:
            store.close()
        self.folder.cleanup()

    # --- what happens ---

    @initialize()
    def begin(self) -> None:
        self.publish("zho", DATES[0], "one", None, None)

    @rule(
        language=st.sampled_from(("zho", "zho", "eng")),
        day=st.sampled_from(DATES),
        words=st.sampled_from(("one", "two", "three")),
        legal=st.sampled_from(LEGAL),
        correction=st.sampled_from((None, None, "a slip")),
    )
    def publish(self, language: str, day: str, words: str, legal: date | None, correction: str | None) -> None:
        """A version, the same bytes again, other bytes without a word, or a correction."""
        self.now += timedelta(days=1)
        made = arrival(language, day, words, legal)
        held = [v for v in self.stores[0].versions(ID) if (v.id.language, v.id.date) == (language, day)]
        reports = [ingest_work([made], store, lambda: self.now, correction=correction)[0] for store in self.stores]
        assert reports[0] == reports[1]
        if any(v.sha256 == made.sha256 for v in held):
            wanted = "unchanged"
        else:
            wanted = "refused" if (held and correction is None) or self.withdrawn(ID) else "stored"
        assert reports[0].outcome == wanted
        if wanted == "stored":
            identifier = ExpressionId(ID, language, day, len(held) + 1)
            assert reports[0].id == str(identifier)
            self.events.append(Event(self.now, "published", identifier, legal))

    @rule(data=st.data(), kind=st.sampled_from(("withdrawn", "restored")))
    def notify(self, data: st.DataObject, kind: str) -> None:
        """A notice about the work or one of its versions, which may say what is so already."""
        self.now += timedelta(days=1)
        about = data.draw(st.sampled_from([ID, *(e.about for e in self.events if e.kind == "published")]))
        is_withdrawn = self.withdrawn(about)
        for store in self.stores:
            try:
                (withdraw if kind == "withdrawn" else restore)(store, lambda: self.now, about, "why")
            except Conflict:
                assert is_withdrawn == (kind == "withdrawn")
            else:
                assert is_withdrawn == (kind == "restored")
        if is_withdrawn == (kind == "restored"):
            self.events.append(Event(self.now, kind, about))

    @precondition(lambda self: self.events)
    @rule(days=st.integers(-2, 40), on=st.sampled_from(DAYS), language=st.sampled_from(("zho", "eng")))
    def ask(self, days: int, on: date, language: str) -> None:
        """Which text was in force on a day, as known at an instant of the past."""
        known = min(self.now, BEGUN + timedelta(days=days, hours=1))
        answers = {self.answer(lookup, language, on, known) for lookup in self.lookups}
        assert answers == {self.expected(language, on, known)}
        self.told[language, on, known] = answers.pop()

    # --- what must hold ---

    @invariant()
    def the_log_has_no_gaps_and_goes_forward(self) -> None:
        logs = [list(store.changes(after=0, limit=1000)) for store in self.stores]
        assert logs[0] == logs[1]
        entries = [orjson.loads(entry) for entry in logs[0]]
        assert [entry["seq"] for entry in entries] == list(range(1, len(self.events) + 1))
        times = [entry["recordedAt"] for entry in entries]
        assert times == sorted(set(times))
        assert [entry["expression"] or entry["work"] for entry in entries] == [str(e.about) for e in self.events]

    @invariant()
    def everything_answered_stays_true(self) -> None:
        for event in self.events:
            if isinstance(event.about, ExpressionId):
                self.look_up(PortionId(event.about, "art_1"))
        for (language, on, known), before in self.told.items():
            for lookup in self.lookups:
                assert self.answer(lookup, language, on, known) == before

    def look_up(self, place: PortionId) -> None:
        """A pinned look-up: the bytes that it always had, or 410; and what was told of it at times of the past."""
        version = place.expression
        address = Address(version.work, version.language, Pinned(version.date, version.revision))
        for lookup in self.lookups:
            try:
                lookup.version(address)
            except Withdrawn:
                assert self.withdrawn(version) or self.withdrawn(ID)
                continue
            assert not self.withdrawn(version)
            assert not self.withdrawn(ID)
            found = [lookup.page(place, form).body.content for form in FORMS]
            assert self.bytes.setdefault(place, found) == found
            recorded = next(e.at for e in self.events if e.about == version and e.kind == "published")
            key = (place, DAYS[3], recorded)
            shape = to_json(lookup.portion(place, at=PointInTime(DAYS[3], recorded)))
            assert self.shapes.setdefault(key, shape) == shape

    # --- the model ---

    def withdrawn(self, about: Subject, known: datetime | None = None) -> bool:
        until = known or self.now
        said = [e.kind for e in self.events if e.about == about and e.kind != "published" and e.at <= until]
        return bool(said) and said[-1] == "withdrawn"

    def expected(self, language: str, on: date, known: datetime) -> str:
        """What the history says, read from its beginning."""
        if not any(e.at <= known for e in self.events if e.kind == "published"):
            return "NoVersionForDate"
        line = [
            e for e in self.events if isinstance(e.about, ExpressionId) and e.kind == "published" and e.at <= known
            and e.about.language == language
        ]  # fmt: skip
        if not line:
            return "LanguageNotHeld"
        begun = [e.about for e in line if str(e.legal_from or e.about.date) <= str(on)]
        order = sorted(begun, key=lambda one: (one.date, one.revision), reverse=True)  # type: ignore[union-attr]
        if not order:
            return "NoVersionForDate"
        left = [one for one in order if not self.withdrawn(one, known) and not self.withdrawn(ID, known)]
        return str((left or order)[0])

    @staticmethod
    def answer(lookup: Lookup, language: str, on: date, known: datetime) -> str:
        """The version that is meant, also where it is not to be read; else why there is none."""
        address = Address(ID, language, Current())
        try:
            return str(lookup.version(address, Times(on, known)).id)
        except Withdrawn as gone:
            return str(gone.facts["iri"])
        except (NoVersionForDate, LanguageNotHeld) as none:
            return type(none).__name__


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
