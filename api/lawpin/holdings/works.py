"""Works as published: the record of one, the list of all, and what is held, counted."""

from collections.abc import Mapping, Sequence

from lawpin.akn.naming import UNDATED
from lawpin.holdings.inventory import First, Inventory, RefusedFile
from lawpin.law.identifiers.ids import ExpressionId
from lawpin.law.notice import Withdrawal, withdrawal_of
from lawpin.law.timeline import PointInTime, current, line_of, newest_first, readable, standing
from lawpin.law.version import Version
from lawpin.wire.report import (
    CoverageShape,
    ExpressionsShape,
    MissingShape,
    RefusedFileShape,
    RefusedFilesShape,
    WantedWorkShape,
    WantedWorksShape,
    WithdrawnShape,
)
from lawpin.wire.work import AgentShape, DateShape, WithdrawalShape, WorkShape, WorkVersionShape


def work_shape(versions: Sequence[Version], at: PointInTime) -> WorkShape:
    """The record of a work from the versions that were known at a point in time (at least one)."""
    ordered = newest_first(versions)
    shown = readable(ordered) or ordered
    lead = next((v for v in shown if v.expression.translation_of is None), shown[0])
    work = lead.id.work
    answering = current(line_of(shown, lead.id.language, lead.id.author), at.on) or lead
    return WorkShape(
        id=str(work),
        address=lead.expression.naming,
        titles=_titles(ordered) | _titles(shown),
        aliases=sorted({alias for version in ordered for alias in version.expression.aliases}),
        authors=[AgentShape(name=agent.name, role=agent.role) for agent in lead.expression.authors],
        dates=[DateShape(name=named.name, date=named.date) for named in lead.expression.dates],
        country=work.country,
        type=work.doctype,
        subtype=lead.expression.subtype,
        status=standing(answering, ordered, at).status,
        withdrawn=withdrawal_shape(withdrawal_of(work, lead.notices)),
        license=lead.expression.provenance.license,
        versions=[work_version_shape(version, ordered, at) for version in ordered],
        relations=[],
        on=at.on,
        known=at.known,
    )


def work_version_shape(version: Version, versions: Sequence[Version], at: PointInTime) -> WorkVersionShape:
    """One line of the record of a work, at a point in time."""
    expression = version.expression
    stands = standing(version, versions, at)
    master = expression.translation_of
    return WorkVersionShape(
        id=str(version.id),
        address=expression.naming,
        aliases=list(expression.iris),
        language=version.id.language,
        date=version.id.date,
        revision=version.id.revision,
        title=expression.title,
        authoritative=expression.authoritative,
        translation_of=None if master is None else str(master),
        contributors=[AgentShape(name=agent.name, role=agent.role) for agent in expression.contributors],
        current=stands.current,
        stale=stands.stale,
        valid=version.valid,
        draft=expression.is_draft,
        digest=f"sha256:{version.digest}",
        legal_from=None if expression.legal_from is None else expression.legal_from.isoformat(),
        legal_to=None if expression.legal_to is None else expression.legal_to.isoformat(),
        recorded_at=version.recorded_at,
        superseded_at=stands.superseded_at,
        status=stands.status,
        withdrawn=withdrawal_shape(version.withdrawal),
        reason=version.reason,
        license=expression.provenance.license,
        seq=version.seq,
    )


def withdrawal_shape(withdrawal: Withdrawal | None) -> WithdrawalShape | None:
    """A withdrawal as published; None where there is none."""
    if withdrawal is None:
        return None
    successor = None if withdrawal.successor is None else str(withdrawal.successor)
    return WithdrawalShape(since=withdrawal.since, reason=withdrawal.reason, successor=successor)


def coverage_shape(held: Inventory, refused: First[RefusedFile]) -> CoverageShape:
    """What a store holds, counted, and what is known to be missing."""
    return CoverageShape(
        works=held.totals.works,
        expressions=held.totals.expressions,
        portions=held.totals.portions,
        withdrawn=WithdrawnShape(works=held.withdrawn_works, expressions=held.withdrawn_expressions),
        countries=_sorted(held.countries),
        types=_sorted(held.types),
        years=_sorted({year: count for year, count in held.years.items() if year != UNDATED}),
        undated=held.years.get(UNDATED, 0),
        first_date=None if held.dates is None else held.dates[0],
        last_date=None if held.dates is None else held.dates[1],
        languages=_sorted(held.languages),
        validity={"valid": held.validity.get(True, 0), "invalid": held.validity.get(False, 0)},
        missing=_missing(held, refused),
        seq=held.seq,
    )


def _missing(held: Inventory, refused: First[RefusedFile]) -> MissingShape:
    wanted = [
        WantedWorkShape(id=str(work.work), references=work.references, expressions=work.expressions)
        for work in held.wanted.items
    ]
    return MissingShape(
        works=WantedWorksShape(total=held.wanted.total, first=wanted),
        originals=_expressions(held.masters),
        translations=_expressions(held.untranslated),
        files=RefusedFilesShape(total=refused.total, first=[_refused_file(file) for file in refused.items]),
    )


def _refused_file(file: RefusedFile) -> RefusedFileShape:
    return RefusedFileShape(
        name=file.name,
        sha256=file.sha256,
        id=None if file.expression is None else str(file.expression),
        reason=file.reason,
        at=file.at,
    )


def _expressions(listed: First[ExpressionId]) -> ExpressionsShape:
    return ExpressionsShape(total=listed.total, first=[str(expression) for expression in listed.items])


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _titles(ordered: Sequence[Version]) -> dict[str, str]:
    languages = sorted({version.id.language for version in ordered})
    lines = ((language, line_of(ordered, language) or ordered) for language in languages)
    named = (
        (language, next((v.expression.title for v in line if v.expression.title), None)) for language, line in lines
    )
    return {language: title for language, title in named if title}
