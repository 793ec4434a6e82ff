"""The one transaction that writes: BEGIN IMMEDIATE, versions with their entries, COMMIT to disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from typing_extensions import override

from lawpin.holdings import store
from lawpin.holdings.admission import Admission, require_next
from lawpin.holdings.inventory import KEPT_REFUSALS, RefusedFile
from lawpin.holdings.names import names_of
from lawpin.holdings.notes import Noting
from lawpin.holdings.records import dump_version, instant
from lawpin.holdings.stores.sqlite.log import LogReading
from lawpin.holdings.stores.sqlite.naming import keep_names
from lawpin.holdings.stores.sqlite.noting import NotesWriting
from lawpin.holdings.stores.sqlite.packing import frame_of, pack, sample_of
from lawpin.holdings.stores.sqlite.pointing import REFERENCE, reference_rows
from lawpin.holdings.stores.sqlite.reading import Reading
from lawpin.holdings.stores.sqlite.sealing import entry_seal, facts_seal, sealed, version_seal
from lawpin.holdings.stores.sqlite.succeeding import keep_succession
from lawpin.holdings.successions import Succession
from lawpin.holdings.wording import wording_of
from lawpin.law.change import Change
from lawpin.law.errors import Conflict
from lawpin.law.identifiers.ids import WorkId, place
from lawpin.law.version import Version

SQLiteValue = str | int | bytes | None

_PORTION = "INSERT INTO portion (id, version, place, packed) VALUES (?, ?, ?, ?)"
_VERSION = """
INSERT INTO version (id, iri, work, seq, language, date, master, valid, title_folded, legal_from, legal_to,
                     first_portion, portions, sample, seal, facts_seal, report_sha256, facts, report)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_REFUSAL = """
INSERT OR REPLACE INTO refusal (file, name, sha256, reason, at, expression) VALUES (?, ?, ?, ?, ?, ?)
"""


class Writing(Reading, store.Writing):
    """Reads and admissions inside one transaction."""

    @override
    def admit(self, admission: Admission) -> None:
        version = admission.version
        if self._row(version.id) is not None:
            message = "a version is stored under this address already, and stored versions never change"
            raise Conflict(message, iri=str(version.id))
        connection = self._connection
        require_next(version.seq, self.head())
        self._append(admission.change.seq, admission.entry)
        totals = self.totals()
        row, first = totals.expressions + 1, totals.portions + 1
        frames = [frame_of(rendered) for rendered in admission.portions]
        placed = _Placed(row, first, sample_of(frames))
        connection.execute(_VERSION, _version_columns(admission, self._work_row(version.id.work), placed))
        connection.executemany(_PORTION, _portion_rows(admission, pack(frames, placed.sample), placed))
        portions = tuple(rendered.portion for rendered in admission.portions)
        worded = ((first + position, words) for position, words in wording_of(portions))
        connection.executemany("INSERT INTO wording (rowid, words) VALUES (?, ?)", worded)
        before = () if admission.change.previous is None else self.portions(admission.change.previous)
        LogReading(connection).admit(version.seq, version.id, before, portions)
        keep_names(connection, names_of(version.expression))
        connection.executemany(REFERENCE, reference_rows(admission))
        connection.execute("DELETE FROM refusal WHERE sha256 = ? OR expression = ?", (version.sha256, str(version.id)))

    @override
    def notify(self, change: Change, entry: bytes) -> None:
        self._append(change.seq, entry)
        about = str(change.expression or change.work)
        row = (change.seq, self._work_row(change.work), about, change.kind)
        self._connection.execute("INSERT INTO notice (seq, work, about, kind) VALUES (?, ?, ?, ?)", row)

    @override
    def relate(self, succession: Succession) -> None:
        keep_succession(self._connection, succession)

    @override
    def declare(self, succession: Succession, entry: bytes) -> None:
        self._append(succession.seq, entry)
        self.relate(succession)

    @override
    def refuse(self, files: Iterable[RefusedFile]) -> None:
        # What is refused again gets a new id: it is the newest then.
        self._connection.executemany(_REFUSAL, (_refusal_row(file) for file in files))
        self._connection.execute("DELETE FROM refusal WHERE id <= (SELECT MAX(id) FROM refusal) - ?", (KEPT_REFUSALS,))

    @property
    @override
    def notes(self) -> Noting:
        return NotesWriting(self._connection)

    def _append(self, seq: int, entry: bytes) -> None:
        require_next(seq, self.head())
        row = (seq, entry, entry_seal(seq, entry))
        self._connection.execute("INSERT INTO change (seq, entry, seal) VALUES (?, ?, ?)", row)
        LogReading(self._connection).append(seq, entry)

    def _work_row(self, work: WorkId) -> int:
        iri = str(work)
        held = self._maybe("SELECT id FROM work WHERE iri = ?", (iri,))
        if held is not None:
            return int(held[0])
        row = self.totals().works + 1
        self._connection.execute(
            "INSERT INTO work (id, iri, folded, country, doctype, date) VALUES (?, ?, ?, ?, ?, ?)",
            (row, iri, iri.casefold(), work.country, work.doctype, work.date),
        )
        return row


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a version is put: its row, the row of its first portion, the position of its sample."""

    row: int
    first: int
    sample: int | None


def _version_columns(admission: Admission, work: int, placed: _Placed) -> tuple[SQLiteValue, ...]:
    version: Version = admission.version
    expression, report = version.expression, admission.report
    iri, facts, count = str(version.id), dump_version(version), len(admission.portions)
    return (
        placed.row,
        iri,
        work,
        version.seq,
        version.id.language,
        version.id.date,
        None if expression.translation_of is None else str(expression.translation_of),
        version.valid,
        (expression.title or "").casefold(),
        None if expression.legal_from is None else expression.legal_from.isoformat(),
        None if expression.legal_to is None else expression.legal_to.isoformat(),
        placed.first,
        count,
        placed.sample,
        version_seal(iri, placed.row, placed.first, count, placed.sample),
        facts_seal(iri, facts, report.sha256),
        report.sha256,
        facts,
        report.content,
    )


def _refusal_row(file: RefusedFile) -> tuple[SQLiteValue, ...]:
    expression = None if file.expression is None else str(file.expression)
    return (file.sha256 or file.name, file.name, file.sha256, file.reason, instant(file.at), expression)


def _portion_rows(admission: Admission, packed: list[bytes], placed: _Placed) -> Iterator[tuple[SQLiteValue, ...]]:
    iri = str(admission.version.id)
    for position, (rendered, frame) in enumerate(zip(admission.portions, packed, strict=True)):
        tail = place(rendered.portion.eid, rendered.portion.component)
        yield (placed.first + position, placed.row, tail, sealed(iri + tail, frame))
