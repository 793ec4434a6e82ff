"""What is answered about a quotation: one place, several, or why none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lawpin.holdings.quoting import Found, Quoting, Sought
from lawpin.law.citations.differing import negations_in
from lawpin.law.citations.layout import Place
from lawpin.law.citations.quotation import Fault, Quotation, is_short, read_quotation
from lawpin.law.citations.squeezing import squeeze
from lawpin.law.citations.ways import label_of
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import PortionId
from lawpin.wire.quotes import (
    QuoteCandidateShape,
    QuotedDifferenceShape,
    QuoteShape,
    QuoteTargetShape,
    SelectorShape,
)
from lawpin.wire.quotes import (
    QuoteWarningShape as Remark,
)

# So many candidates are listed; who gets more than that must quote more words.
MOST_CANDIDATES = 200
_AROUND = 32


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation with what may choose among several places. None: not given; `prefix`, `suffix` as given."""

    text: str
    language: str | None = None
    context: Address | None = None
    on: date | None = None
    prefix: str = ""
    suffix: str = ""


def answer(asked: Asked, quoting: Quoting) -> QuoteShape:
    """Where the quotation stands, over everything held."""
    quotation = read_quotation(asked.text)
    if not isinstance(quotation, Quotation):
        return _refused(asked, "invalid", quotation)
    sought = quoting.seek(quotation, asked.on)
    if not sought.found:
        return _refused(asked, *(("invalid", "too-short") if is_short(quotation) else ("not_found", sought.reason)))
    groups = _narrowed(_grouped(sought.found, asked), asked)
    if len(groups) > 1 or is_short(quotation) or sought.is_cut:
        return _ambiguous(asked, groups, is_short=is_short(quotation), is_cut=sought.is_cut)
    return _resolved(asked, groups[0], sought)


def _resolved(asked: Asked, group: Sequence[Found], sought: Sought) -> QuoteShape:
    found = group[0]
    return _shape(
        asked,
        "resolved",
        found=found,
        targets=[_target(found, place) for place in found.places],
        diff=[
            QuotedDifferenceShape(
                change=one.change,
                quoted=one.quoted,
                held=one.held,
                start=one.start,
                end=one.end,
                negation=one.negation,
                number=one.number,
            )
            for one in found.match.differences
        ],
        warnings=list(_warnings(asked, group, sought)),
    )


def _ambiguous(asked: Asked, groups: Sequence[Sequence[Found]], *, is_short: bool, is_cut: bool) -> QuoteShape:
    listed = [
        _candidate(found, place, "near-words" if found.match.how == "fuzzy" else "same-words")
        for group in groups
        for found in group
        for place in found.places
    ]
    candidates = list({candidate.id: candidate for candidate in reversed(listed)}.values())[::-1]
    warnings = []
    if is_cut or len(candidates) > MOST_CANDIDATES:
        warnings.append(Remark(code="more-candidates", detail="it stands in more places than are listed"))
    reason = "too-short" if is_short else "several-places"
    return _shape(
        asked,
        "ambiguous",
        found=groups[0][0],
        reason=reason,
        candidates=candidates[:MOST_CANDIDATES],
        warnings=warnings,
    )


def _refused(asked: Asked, status: str, reason: Fault | str) -> QuoteShape:
    return _shape(asked, status, reason=reason)


def _shape(
    asked: Asked,
    status: str,
    *,
    found: Found | None = None,
    reason: str | None = None,
    **members: Sequence[object],
) -> QuoteShape:
    blank: dict[str, Sequence[object]] = {
        "targets": [],
        "candidates": [],
        "suggestions": [],
        "diff": [],
        "warnings": [],
    }
    return QuoteShape.model_validate(
        {
            **blank,
            **members,
            "input": asked.text,
            "status": status,
            "match": None if found is None else found.match.how,
            "similarity": None if found is None else round(found.match.similarity, 3),
            "reason": reason,
            "language": None if found is None else found.version.id.language,
            "on": None if asked.on is None else asked.on.isoformat(),
        }
    )


def _grouped(found: Sequence[Found], asked: Asked) -> list[list[Found]]:
    """Places of the same provisions together, those in the language asked for first, then originals."""
    groups: dict[object, list[Found]] = {}
    for one in found:
        groups.setdefault(one.key, []).append(one)
    wanted = asked.language or (asked.context.language if asked.context else None)
    for group in groups.values():
        group.sort(key=lambda one: (one.version.id.language != wanted, one.is_translated))
    return list(groups.values())


def _narrowed(groups: list[list[Found]], asked: Asked) -> list[list[Found]]:
    """The groups that agree with what stands around and with the context, where any does."""
    for agrees in (_agrees_around, _is_in_context):
        if len(groups) > 1:
            kept = [[one for one in group if agrees(one, asked)] for group in groups]
            groups = [group for group in kept if group] or groups
    return groups


def _agrees_around(found: Found, asked: Asked) -> bool:
    if not asked.prefix and not asked.suffix:
        return True
    squeezed = found.laid.squeezed
    first, last = (squeezed.first_from(found.match.spans[index][index]) for index in (0, -1))
    before, after = squeeze(asked.prefix).text, squeeze(asked.suffix).text
    return squeezed.text[:first].endswith(before) and squeezed.text[last:].startswith(after)


def _is_in_context(found: Found, asked: Asked) -> bool:
    context, version = asked.context, found.version.id
    if context is None or context.work != version.work:
        return context is None
    if context.language is not None and context.language != version.language:
        return False
    if context.eid is None:
        return True
    way = (portion.eid for place in found.places for portion in (place.portion, *found.laid.ancestors(place)))
    return context.eid in way


def _warnings(asked: Asked, group: Sequence[Found], sought: Sought) -> Iterator[Remark]:
    found = group[0]
    if sought.is_older:
        yield Remark(code="older-version", detail="the words stand only in a version that another one has followed")
    if asked.context is not None and not _is_in_context(found, asked):
        yield Remark(code="outside-context", detail="the words stand elsewhere than the context says")
    if any(one.version.id == found.version.id and one is not found for one in group):
        yield Remark(code="several-times", detail="the words stand there more than once: here, the first time")
    others = sorted({one.version.id.language for one in group} - {found.version.id.language})
    if others:
        yield Remark(code="other-languages", detail=f"the same words stand there in {', '.join(others)}, too")
    swallowed = [words for words in found.match.omitted if negations_in(words)]
    if swallowed:
        yield Remark(code="negation-omitted", detail=f"an ellipsis stands for a negation: “{swallowed[0][:200]}”")
    if any(one.negation for one in found.match.differences):
        yield Remark(code="negation-changed", detail="a negation is not as in the text: see diff")
    if any(one.number for one in found.match.differences):
        yield Remark(code="number-changed", detail="a number is not as in the text: see diff")


def _target(found: Found, place: Place) -> QuoteTargetShape:
    start, end = _extent(found, place)
    text, version = place.portion.text, found.version.id
    return QuoteTargetShape(
        id=_iri(found, place),
        eid=place.portion.eid,
        work=str(version.work),
        label=_label(found, place),
        language=version.language,
        start=start,
        end=end,
        selector=SelectorShape(
            exact=text[start:end], prefix=text[max(0, start - _AROUND) : start], suffix=text[end : end + _AROUND]
        ),
    )


def _candidate(found: Found, place: Place, why: str) -> QuoteCandidateShape:
    start, end = _extent(found, place)
    version = found.version.id
    return QuoteCandidateShape(
        id=_iri(found, place),
        eid=place.portion.eid,
        work=str(version.work),
        label=_label(found, place),
        language=version.language,
        why=why,
        start=start,
        end=end,
    )


def _iri(found: Found, place: Place) -> str:
    return str(PortionId(found.version.id, place.portion.eid, place.portion.component))


def _label(found: Found, place: Place) -> str:
    outer = [around for around in reversed(found.laid.ancestors(place)) if around.eid is not None]
    way = [*outer, place.portion] if place.portion.eid is not None else []
    return label_of(found.version.expression.title, way, found.version.id.language)


def _extent(found: Found, place: Place) -> tuple[int, int]:
    """Where the words begin and end in the text of a provision, in code points."""
    inside = [
        (max(start, place.start), min(end, place.end))
        for start, end in found.match.spans
        if start < place.end and end > place.start
    ]
    text, first, last = found.laid.text, inside[0][0], inside[-1][1]
    # What parts two provisions is of neither.
    while last > first and text[last - 1].isspace():
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    return first - place.start, last - place.start
