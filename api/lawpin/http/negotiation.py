"""Content negotiation by RFC 9110 section 12.5: which format, which content coding a request prefers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lawpin.http.coding import CODINGS, Coding
from lawpin.http.formats import Format
from lawpin.law.errors import LawError


class NotAcceptable(LawError):
    """None of the formats on offer is acceptable; `available` lists them."""

    reason = "not-acceptable"


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
    parts = [part for part in accept.split(",")[:_MAX_RANGES] if part.strip()]
    if not parts:
        return offered[0]
    ranges = [found for part in parts if (found := _read_range(part)) is not None]
    weighed = [(_weight_of(offer, ranges), offer) for offer in offered]
    best = max(weight for weight, _ in weighed)
    return next(offer for weight, offer in weighed if weight == best) if best > 0 else None


def require_acceptable(accept: str | None, offered: Format) -> None:
    """Raises NotAcceptable where an Accept header refuses the only format there is."""
    if choose_format(accept, (offered,)) is None:
        message = f"this is served as {offered.media_types[0]}"
        raise NotAcceptable(message, available={"formats": list(offered.media_types)})


def choose_coding(accept_encoding: str | None) -> Coding | None:
    """The coding that an Accept-Encoding header prefers, br before gzip among equals; None: the bytes themselves.

    Source: RFC 9110 section 12.5.3. A request that allows nothing gets the bytes themselves.
    """
    if not accept_encoding:
        return None
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(",")[:_MAX_RANGES]:
        coding, *parameters = (word.strip() for word in part.split(";"))
        weights[coding] = _read_weight(parameters)
    # gzip has an older name (RFC 9110 section 8.4.1.3).
    weights.setdefault("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    weights.setdefault("br", weights.get("*", 0.0))
    best = max(CODINGS, key=lambda coding: weights[coding])
    return best if weights[best] > 0 and weights[best] >= weights.get("identity", 0.0) else None


def by_preference(accept_language: str | None, tags: Sequence[str]) -> list[str]:
    """Language tags (BCP 47) as an Accept-Language header prefers them; equals, and what it does not name, as given.

    A range is cut from its end until it names a tag or the start of one, as in RFC 4647 section 3.4.
    """
    if not accept_language:
        return list(tags)
    weights: dict[str, float] = {}
    for part in accept_language.lower().split(",")[:_MAX_RANGES]:
        written, *parameters = (word.strip() for word in part.split(";"))
        weights.setdefault(written, _read_weight(parameters))
    return sorted(tags, key=lambda tag: -_language_weight(tag.lower(), weights))


def _language_weight(tag: str, weights: Mapping[str, float]) -> float:
    # The range that shares most with the tag decides.
    named = [(common, q) for written, q in weights.items() if (common := _shared(tag, written))]
    return max(named)[1] if named else weights.get("*", 0.0)


def _shared(tag: str, written: str) -> int:
    """How many subtags a range and a tag have in common from the start."""
    pairs = zip(tag.split("-"), written.split("-"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _read_weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0


def _weight_of(offer: Format, ranges: Sequence[_Range]) -> float:
    # Other names of a type count where they are written out: `text/*` asks for text, not for XML by an old name.
    own, *others = offer.media_types
    named = [r for r in ranges if r.subtype != "*"]
    return max(_weight(own, ranges), *(_weight(other, named) for other in others), 0.0)


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
    for parameter in filter(None, parameters):
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            weight = float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
        elif name.strip() != "charset":
            # A media type parameter that no representation of ours has (profile, version): it names none of them.
            return None
    return _Range(kind, subtype, weight)
