"""What is asked most, answered first: the canonical address of a pinned place, without taking the address apart.

The answer is the one that `Addresses` gives, from the same stored page by the same function; a test compares them.
Whatever is not of that form, or not there, is left to `Addresses`.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from time import monotonic

from lawpin.holdings.lookup import Lookup
from lawpin.http.addresses import TEXT_FORMATS, Addresses
from lawpin.http.caching import PINNED
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS, Format
from lawpin.http.negotiation import choose_coding, choose_format
from lawpin.http.relations import version_fields, version_links
from lawpin.http.representing import Manner, represent
from lawpin.law.errors import LawError
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_address

# How long an answer may not yet name a version that has just been recorded. Seconds.
_FRESH_S = 1.0
_REMEMBERED = 16_384
# An address without anything that is ever escaped; that it is canonical is found out once for each version.
_PLAIN = re.compile(r"(/akn/[^~!?]+@[0-9-]+)(?:/~([A-Za-z0-9_-]+))?(?:\.(json|xml|txt))?")


@lru_cache(maxsize=1024)
def _accepted(accept: str | None) -> Format | None:
    return choose_format(accept, TEXT_FORMATS)


_coding = lru_cache(maxsize=1024)(choose_coding)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A version that was asked for, how its texts are sent, and until when its links to others are fresh."""

    version: ExpressionId
    negotiated: Manner
    of_suffix: Manner
    until: float


class Front:
    """Answers reads under /akn."""

    def __init__(self, lookup: Lookup, addresses: Addresses) -> None:
        self._lookup = lookup
        self._addresses = addresses
        self._seen: dict[str, _Seen] = {}

    def answer(self, asked: Asked) -> Answer:
        """The answer to a GET. Raises errors of the law, which the edge turns into problems."""
        return self._plain(asked) or self._addresses.answer(asked)

    def _plain(self, asked: Asked) -> Answer | None:
        parts = None if asked.query else _PLAIN.fullmatch(asked.path)
        if parts is None:
            return None
        iri, eid, suffix = parts.groups()
        seen = self._seen.get(iri)
        if seen is None or seen.until < monotonic():
            seen = self._see(iri)
        form = FORMATS[suffix] if suffix else _accepted(asked.headers.get("accept"))
        if seen is None or form is None:
            return None
        coding = _coding(asked.headers.get("accept-encoding"))
        page = self._lookup.store.page(PortionId(seen.version, eid), form.form, coding)
        if page is None:
            return None
        return represent(page, form, asked, seen.of_suffix if suffix else seen.negotiated)

    def _see(self, iri: str) -> _Seen | None:
        """What the answers of a version share; None where the IRI is not the canonical one of a held version."""
        try:
            address = read_address(iri)
            version = self._lookup.version(address)
        except LawError:
            return None
        if str(version.id) != iri:
            return None
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        links = version_links(version, self._lookup.versions(version.id.work), self._lookup.current(version))
        of_suffix = Manner(PINNED, negotiated=False, fields=version_fields(version), links=links)
        until = monotonic() + _FRESH_S
        self._seen[iri] = seen = _Seen(version.id, replace(of_suffix, negotiated=True), of_suffix, until)
        return seen
