"""Files that were not taken in, as a store remembers them: never their text, never their folder."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath

from lawpin.holdings.inventory import RefusedFile
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.wire.report import ReportShape

_LONGEST_NAME = 255


def refused_files(reports: Iterable[ReportShape], at: datetime) -> list[RefusedFile]:
    """What to remember of those reports that say `refused`, at an instant."""
    return [
        RefusedFile(
            PurePath(report.source).name[:_LONGEST_NAME],
            report.sha256,
            report.reason or "refused",
            at,
            None if report.id is None else read_expression_id(report.id),
        )
        for report in reports
        if report.outcome == "refused"
    ]
