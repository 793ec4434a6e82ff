"""Whether an answer is right, is refused, or is confidently wrong: resolved to what is not meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bench.cases import WHOLE, WORK, Case, Ids, Passage, Span

Json = dict[str, Any]
RIGHT, REFUSED, LOOSE, WRONG = "right", "refused", "loose", "confidently wrong"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`LOOSE`: resolved to the right place, or refused as it should, and something beside it is not as it must be."""

    kind: str
    why: str = ""


def judge(case: Case, answer: Json) -> Verdict:
    """The verdict on the answer to a citation or a quotation."""
    if answer.get("status") != "resolved":
        return _judge_refusal(case, answer)
    found = ids(answer["targets"])
    if found not in case.targets:
        return Verdict(WRONG, f"resolved to {shown(answer['targets'])}")
    faults = _faults_of_resolved(case, answer)
    return Verdict(LOOSE, "; ".join(faults)) if faults else Verdict(RIGHT)


def _judge_refusal(case: Case, answer: Json) -> Verdict:
    outcome = str(answer.get("status"))
    if outcome not in case.refusals:
        return Verdict(REFUSED, f"{outcome}, {answer.get('reason')}")
    faults = [
        *(f"no candidate {one}" for one in missing(case.among, answer.get("candidates", []))),
        *(f"no suggestion {one}" for one in missing(case.suggests, answer.get("suggestions", []))),
        *([f"reason {answer.get('reason')}"] if case.reasons and answer.get("reason") not in case.reasons else []),
    ]
    return Verdict(LOOSE, "; ".join(faults)) if faults else Verdict(RIGHT)


def _faults_of_resolved(case: Case, answer: Json) -> list[str]:
    faults = []
    if case.matches and answer.get("match") not in case.matches:
        faults.append(f"match {answer.get('match')}")
    if answer.get("match") == "fuzzy" and not answer.get("diff"):
        faults.append("fuzzy without a diff")
    if case.language is not None and (answer.get("language") or "") != case.language:
        faults.append(f"language {answer.get('language')}")
    if case.day is not None and (answer.get("on") or "") != case.day:
        faults.append(f"on {answer.get('on')}")
    if case.warns and not answer.get("warnings"):
        faults.append("no warning")
    return faults


def judge_passage(passage: Passage, found: list[Json]) -> list[Verdict]:
    """One verdict for each span that the passage holds, then one for each citation resolved that it does not hold."""
    verdicts = [_judge_span(span, found) for span in passage.spans]
    for citation in found:
        whole = ids(citation.get("targets", [])) == (WHOLE,)
        if citation.get("status") == "resolved" and not whole and not _is_meant(citation, passage.spans):
            kind = LOOSE if _is_near(citation, passage.spans) else WRONG
            where = f"{citation['text']!r} [{citation['start']}, {citation['end']})"
            verdicts.append(Verdict(kind, f"{where} resolved to {shown(citation['targets'])}"))
    return verdicts


def _judge_span(span: Span, found: list[Json]) -> Verdict:
    at = [citation for citation in found if (citation["start"], citation["end"]) == (span.start, span.end)]
    for citation in at:
        if span.refused:
            resolved = citation["status"] == "resolved"
            return Verdict(REFUSED if resolved or citation["status"] != "not_found" else RIGHT, citation["status"])
        if citation["status"] == "resolved" and ids(citation["targets"]) == span.targets:
            return Verdict(RIGHT)
        return Verdict(REFUSED, f"[{span.start}, {span.end}) is {citation['status']} {shown(citation['targets'])}")
    near = [f"[{one['start']}, {one['end']}) {one['text']!r} {one['status']}" for one in found]
    return Verdict(REFUSED, f"nothing at [{span.start}, {span.end}); found: {', '.join(near) or 'nothing'}")


def _is_meant(citation: Json, spans: Iterable[Span]) -> bool:
    return any(
        (citation["start"], citation["end"]) == (span.start, span.end) and ids(citation["targets"]) == span.targets
        for span in spans
    )


def _is_near(citation: Json, spans: Iterable[Span]) -> bool:
    """Whether it says the right provision and has only other borders."""
    return any(
        citation["start"] < span.end and span.start < citation["end"] and ids(citation["targets"]) == span.targets
        for span in spans
    )


def ids(places: Iterable[Json]) -> Ids:
    """The ids of places of the first document; what is of another one stands with its whole address."""
    return tuple((one.get("eId") or WHOLE) if one.get("work") == WORK else f"{one.get('id')}" for one in places)


def missing(wanted: Ids, places: Iterable[Json]) -> list[str]:
    held = ids(places)
    return [one for one in wanted if one not in held]


def shown(places: Iterable[Json]) -> str:
    return " ".join(ids(places)) or "nothing"
