"""Reports by their ids: of every version that was admitted, and of what came with a key and was refused."""

import re

import orjson

from lawpin.holdings.store import Holdings
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.identifiers.reader import read_expression_id

_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{32}", re.ASCII)


def find_report(report_id: str, holdings: Holdings) -> tuple[bytes, ExpressionId | None] | None:
    """The JSON of a report, and the version that it admitted (None: it refused); None: no report has that id.

    An id is the number of the log's entry that admitted the version, or of a refusal the digest of its report.
    """
    if _NUMBER.fullmatch(report_id):
        entries = holdings.changes(after=int(report_id) - 1, limit=1)
        admitted = _admitted(entries[0]) if entries else None
        report = None if admitted is None else holdings.report(admitted)
        return None if report is None else (report.content, admitted)
    refusal = holdings.notes.turned_away(report_id) if _DIGEST.fullmatch(report_id) else None
    return None if refusal is None else (refusal.content, None)


def _admitted(entry: bytes) -> ExpressionId | None:
    """The version that an entry of the log admitted; None where it is about one that was held before."""
    members = orjson.loads(entry)
    return None if members["sha256"] is None else read_expression_id(members["expression"])
