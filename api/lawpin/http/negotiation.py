"""Content negotiation by RFC 9110 section 12.5: which of the formats on offer an Accept header prefers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lawpin.http.formats import Format

_WEIGHT = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_MAX_RANGES = 100


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    weight: float

    def specificity(self, media_type: str) -> int | None:
        """How closely this range names a media type; None where it does not."""
        kind, _, subtype = media_type.partition("/")
        if self.kind not in {"*", kind} or self.subtype not in {"*", subtype}:
            return None
        return (self.kind != "*") + (self.subtype != "*")


def choose_format(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """The format that an Accept header prefers among those offered, the first of equals; None: none is acceptable."""
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [found for part in accept.split(",")[:_MAX_RANGES] if (found := _read_range(part)) is not None]
    weighed = [(max(_weight(media, ranges) for media in offer.media_types), offer) for offer in offered]
    best = max(weight for weight, _ in weighed)
    return next(offer for weight, offer in weighed if weight == best) if best > 0 else None


def _weight(media_type: str, ranges: Sequence[_Range]) -> float:
    # The most specific range that matches decides, whatever the others say (RFC 9110 section 12.5.1).
    matching = [(specificity, r.weight) for r in ranges if (specificity := r.specificity(media_type)) is not None]
    return max(matching, default=(0, 0.0))[1]


def _read_range(written: str) -> _Range | None:
    media, *parameters = (part.strip().lower() for part in written.split(";"))
    kind, slash, subtype = media.partition("/")
    if not kind or not subtype or not slash or (kind == "*" and subtype != "*"):
        return None
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            weight = float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
        elif name.strip() != "charset":
            # A media type parameter that no representation of ours has (profile, version): it names none of them.
            return None
    return _Range(kind, subtype, weight)
