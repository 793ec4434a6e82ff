"""Which works a listing shows, asked of SQLite: as `lawpin.holdings.listing.passes` has it."""

from lawpin.holdings.store import Filters

WORKS = """
SELECT iri FROM work
WHERE iri > :after
  AND (:country IS NULL OR country = :country)
  AND (:doctype IS NULL OR doctype = :doctype)
  AND (:since IS NULL OR date >= :since)
  AND (:until IS NULL OR date <= :until)
  AND EXISTS (
    SELECT 1 FROM version
    WHERE version.work = work.id AND version.seq <= :seq
      AND (:language IS NULL OR version.language = :language)
      AND (:title IS NULL OR instr(title_folded, :title) > 0)
      AND (:status IS NULL OR :status = CASE
        WHEN COALESCE(legal_from, version.date) > :day THEN 'prospective'
        WHEN legal_from IS NULL AND legal_to IS NULL THEN 'unknown'
        WHEN legal_to IS NOT NULL AND :day >= legal_to THEN 'expired'
        ELSE 'in-force' END)
  )
ORDER BY iri LIMIT :limit
"""


def listed(filters: Filters, after: str, limit: int) -> dict[str, str | int | None]:
    """What WORKS is asked with."""
    return {
        "after": after,
        "limit": limit,
        "seq": filters.seq,
        "day": filters.day.isoformat(),
        "country": filters.country,
        "doctype": filters.doctype,
        "language": filters.language,
        "status": filters.status,
        "title": None if filters.title is None else filters.title.casefold(),
        "since": filters.since,
        "until": filters.until,
    }
