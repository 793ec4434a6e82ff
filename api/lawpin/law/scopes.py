"""What the bearer of a key may publish: everything, the works of a country, or one work.

publish:*       everything
publish:cn      works of a country; its subdivisions (cn-sh) are of it
publish:/akn/cn/statement/opinions/2017-01-15/mobile-internet       one work, in every version and language
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lawpin.law.errors import BadScope, MalformedAddress
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.identifiers.reader import read_work_id

_ACTION = "publish:"
_COUNTRY = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope: of a country (with a subdivision, or with all that it has), of a work, or of everything (neither)."""

    country: str | None = None
    work: WorkId | None = None

    def covers(self, work: WorkId) -> bool:
        """Whether its bearer may publish versions of that work."""
        if self.work is not None:
            return self.work == work
        return self.country is None or work.country == self.country or work.country.startswith(f"{self.country}-")

    def __str__(self) -> str:
        return f"{_ACTION}{self.work or self.country or '*'}"


def read_scope(written: str) -> Scope:
    """The scope that is written so. Raises BadScope."""
    what = written.removeprefix(_ACTION)
    if what != written:
        if what == "*":
            return Scope()
        if what.startswith("/"):
            return Scope(work=_work(what))
        if _COUNTRY.fullmatch(what):
            return Scope(country=what)
    message = f"“{written[:80]}” is no scope: write publish:*, publish:cn or publish:/akn/... with the IRI of a work"
    raise BadScope(message, parameter="scope")


def covered(scopes: Iterable[Scope], work: WorkId) -> bool:
    """Whether one of the scopes covers a work."""
    return any(scope.covers(work) for scope in scopes)


def _work(iri: str) -> WorkId:
    try:
        return read_work_id(iri)
    except MalformedAddress as fault:
        message = f"“{iri[:80]}” is not the IRI of a work: {fault.detail}"
        raise BadScope(message, parameter="scope") from fault
