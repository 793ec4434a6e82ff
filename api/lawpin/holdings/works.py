"""Works as published: the record of one, the list of all, and what is held, counted."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from lawpin.akn.naming import UNDATED
from lawpin.holdings.store import Filters, Store
from lawpin.law.timeline import line_of, newest_first, standing
from lawpin.law.version import Version, status_on
from lawpin.wire.report import CoverageShape
from lawpin.wire.work import AgentShape, DateShape, WorkShape, WorkVersionShape

_LISTED_UNTRANSLATED = 200
_PAGE = 500


def work_shape(versions: Sequence[Version], day: date) -> WorkShape:
    """The record of a work from all its versions (at least one), on a day."""
    ordered = newest_first(versions)
    known = max(version.recorded_at for version in versions)
    lead = next((v for v in ordered if v.expression.translation_of is None), ordered[0])
    work = lead.id.work
    return WorkShape(
        id=str(work),
        address=lead.expression.naming,
        titles=_titles(ordered),
        aliases=sorted({alias for version in ordered for alias in version.expression.aliases}),
        authors=[AgentShape(name=agent.name, role=agent.role) for agent in lead.expression.authors],
        dates=[DateShape(name=named.name, date=named.date) for named in lead.expression.dates],
        country=work.country,
        type=work.doctype,
        subtype=lead.expression.subtype,
        status=status_on(lead.expression, day),
        license=lead.expression.provenance.license,
        versions=[work_version_shape(version, ordered, known) for version in ordered],
        relations=[],
    )


def work_version_shape(version: Version, versions: Sequence[Version], known: datetime) -> WorkVersionShape:
    """One line of the record of a work, as known at an instant."""
    expression = version.expression
    stands = standing(version, versions, known)
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
        digest=f"sha256:{version.digest}",
        legal_from=None if expression.legal_from is None else expression.legal_from.isoformat(),
        legal_to=None if expression.legal_to is None else expression.legal_to.isoformat(),
        recorded_at=version.recorded_at,
        superseded_at=stands.superseded_at,
        status=stands.status,
        license=expression.provenance.license,
        seq=version.seq,
    )


def coverage_shape(store: Store, day: date) -> CoverageShape:
    """What the store holds, counted by what a reader may look for. Walks all works."""
    seq, after = store.head(), ""
    countries, types, languages, validity = (Counter[str]() for _ in range(4))
    dates: set[str] = set()
    untranslated: list[str] = []
    while page := store.works(Filters(seq, day), after=after, limit=_PAGE):
        for work in page:
            versions = store.versions(work)
            countries[work.country] += 1
            types[work.doctype] += 1
            dates |= {work.date} - {UNDATED}
            languages.update(version.id.language for version in versions)
            validity.update("valid" if version.valid else "invalid" for version in versions)
            if len({version.id.language for version in versions}) == 1:
                untranslated.append(str(work))
        after = str(page[-1])
        dates = {min(dates), max(dates)} if dates else set()
    totals = store.totals()
    return CoverageShape(
        works=totals.works,
        expressions=totals.expressions,
        portions=totals.portions,
        countries=dict(sorted(countries.items())),
        types=dict(sorted(types.items())),
        languages=dict(sorted(languages.items())),
        validity=dict(sorted(validity.items())),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        untranslated=untranslated[:_LISTED_UNTRANSLATED],
        seq=seq,
    )


def _titles(ordered: Sequence[Version]) -> dict[str, str]:
    languages = sorted({version.id.language for version in ordered})
    lines = ((language, line_of(ordered, language) or ordered) for language in languages)
    named = (
        (language, next((v.expression.title for v in line if v.expression.title), None)) for language, line in lines
    )
    return {language: title for language, title in named if title}
