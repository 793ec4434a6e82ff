"""What a text points to: the works that its Akoma Ntoso IRIs name, whether they are held or not."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.ids import WorkId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.portion import Span

_AKN = re.compile(r"(?:https?://[^/?#]+)?(/akn/[^?#]*)", re.IGNORECASE | re.ASCII)
# Where in an IRI a component or a place begins: before it stands at least the work.
_PLACE = re.compile(r"/[!~]")


def references_of(work: WorkId, spans: Iterable[Span]) -> Mapping[WorkId, int]:
    """How often spans point to each work other than this one."""
    written = Counter(span.href for span in spans if span.href is not None)
    found: Counter[WorkId] = Counter()
    for href, times in written.items():
        target = work_of(href)
        if target is not None and target != work:
            found[target] += times
    return found


def work_of(href: str) -> WorkId | None:
    """The work that an Akoma Ntoso IRI names, on whatever host; None where it is another kind of IRI, or malformed."""
    parts = _AKN.match(href.strip())
    if parts is None:
        return None
    iri = parts[1]
    # Publishers write places in ways of their own; the work before them is what counts here.
    for spelling in (iri, _PLACE.split(iri, maxsplit=1)[0]):
        try:
            return read_address(spelling).work
        except MalformedAddress:
            continue
    return None
