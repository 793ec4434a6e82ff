"""The one transaction that writes: BEGIN IMMEDIATE, versions with their entries, COMMIT to disk."""

from typing_extensions import override

from lawpin.holdings import store
from lawpin.holdings.records import dump_outline, dump_version
from lawpin.holdings.store import Admission
from lawpin.holdings.stores.sqlite.reading import Reading
from lawpin.law.errors import Conflict
from lawpin.law.identifiers.ids import WorkId, place
from lawpin.law.version import Version

SQLiteValue = str | int | bytes | None

_PORTION = """
INSERT INTO portion (id, version, place, links, json_sha256, txt_sha256, xml_sha256, outline, json, txt, xml)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_VERSION = """
INSERT INTO version (id, iri, work, seq, language, title_folded, legal_from, legal_to, first_portion, portions, facts,
                     report, report_sha256)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Writing(Reading, store.Writing):
    """Reads and admissions inside one transaction."""

    @override
    def admit(self, admission: Admission) -> None:
        version = admission.version
        if self._version_row(version.id) is not None:
            message = "a version is stored under this address already, and stored versions never change"
            raise Conflict(message, iri=str(version.id))
        connection = self._connection
        connection.execute("INSERT INTO change (seq, entry) VALUES (?, ?)", (admission.change.seq, admission.entry))
        totals = self.totals()
        row, first = totals.expressions + 1, totals.portions + 1
        connection.execute(_VERSION, self._version_columns(admission, row, self._work_row(version.id.work), first))
        connection.executemany(_PORTION, _portion_rows(admission, row, first))

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

    @staticmethod
    def _version_columns(admission: Admission, row: int, work: int, first: int) -> tuple[SQLiteValue, ...]:
        version: Version = admission.version
        expression = version.expression
        return (
            row,
            str(version.id),
            work,
            version.seq,
            version.id.language,
            (expression.title or "").casefold(),
            None if expression.legal_from is None else expression.legal_from.isoformat(),
            None if expression.legal_to is None else expression.legal_to.isoformat(),
            first,
            len(admission.portions),
            dump_version(version),
            admission.report.content,
            admission.report.sha256,
        )


def _portion_rows(admission: Admission, row: int, first: int) -> list[tuple[SQLiteValue, ...]]:
    return [
        (
            first + position,
            row,
            place(rendered.portion.eid, rendered.portion.component),
            rendered.links,
            rendered.json.sha256,
            rendered.txt.sha256,
            rendered.xml.sha256,
            dump_outline(rendered.portion),
            rendered.json.content,
            rendered.txt.content,
            rendered.xml.content,
        )
        for position, rendered in enumerate(admission.portions)
    ]
