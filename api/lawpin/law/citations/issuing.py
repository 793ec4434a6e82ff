"""Whether the issuer that a citation names is the one that made the document."""

import re

from lawpin.law.citations.dates import read_date
from lawpin.law.citations.folding import fold, is_han
from lawpin.law.jurisdictions.meaning import Jurisdiction
from lawpin.law.version import Expression

_BETWEEN = re.compile(
    r"联合|印发|发布|公布|颁布|下发|制定|转发|出台|的|和|与|及|关于|于|、|[\s,.;:()《》\"']|"
    r"[0-9〇一二三四五六七八九十]+[年月日]|[0-9]+"
)
_NUMBERS = re.compile("[0-9〇一二三四五六七八九]{4,}")


def issuer_remark(issuer: str, expression: Expression, jurisdiction: Jurisdiction) -> list[tuple[str, str]]:
    """The remark that an issuer calls for, as code and sentence: it is another, or it cannot be compared."""
    written = _BETWEEN.sub("", issuer)
    authors = [fold(agent.name).lower for agent in expression.authors]
    if not written or not authors:
        return []
    if not any(map(is_han, written)) and all(any(map(is_han, author)) for author in authors):
        return [("issuer-unverified", f"“{issuer[:80]}” cannot be compared with {', '.join(authors)}")]
    rest = written
    for name in sorted((*authors, *jurisdiction.issuers), key=len, reverse=True):
        if name in rest and all(full in authors for full in jurisdiction.issuers.get(name, (name,))):
            rest = rest.replace(name, "")
    if not rest:
        return []
    return [("issuer-differs", f"the citation names “{issuer[:80]}”, the document {', '.join(authors)}")]


def dates_in(issuer: str) -> tuple[str, ...]:
    """The dates in what stands before a title: 国务院2018年印发的."""
    found = [read_date(issuer, at.start()) for at in _NUMBERS.finditer(issuer)]
    return tuple(one[0] for one in found if one is not None and one[0] is not None)
