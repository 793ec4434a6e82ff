"""Errors of the law as problem details (RFC 9457): one table from reasons to statuses, two forms.

The problem's `type` is the address of a page on this server that explains the reason.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType
from xml.sax.saxutils import escape  # noqa: TID251 - writes, never reads

import orjson

from lawpin.http.caching import NEVER
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.negotiation import choose_format
from lawpin.law.errors import LawError
from lawpin.wire.problem import AvailableShape, CandidateShape, ProblemShape

_FORMS = tuple(
    replace(FORMATS[name], media_types=(*FORMATS[name].media_types, f"application/problem+{name}"))
    for name in ("json", "xml")
)
_PROBLEM_NAMESPACE = "urn:ietf:rfc:7807"
_SEVERAL, _UNAVAILABLE, _RETRY_S = 300, 503, "1"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason means: its status, its title and the sentence that its page says."""

    status: int
    title: str
    meaning: str


REASONS = MappingProxyType(
    {
        "ambiguous": Reason(300, "Several things answer to this", "Choose one of the candidates."),
        "malformed-request": Reason(400, "The request cannot be read", "Something in the request is not well-formed."),
        "malformed-address": Reason(
            400,
            "The address cannot be read",
            "It is not an address of the Akoma Ntoso naming convention; `position` counts the characters before the "
            "fault.",
        ),
        "bad-parameter": Reason(400, "A parameter has no meaning", "`parameter` names it."),
        "unknown-parameter": Reason(
            400, "A parameter is not known here", "Unknown parameters are refused, never ignored: they might matter."
        ),
        "not-comparable": Reason(
            400,
            "The two cannot be compared",
            "`from` and `to` are two texts, or two places, of one work in one language and by one translator.",
        ),
        "bad-cursor": Reason(400, "The cursor cannot be read", "Cursors are taken from `next` of the page before."),
        "empty-body": Reason(400, "There is no document", "The body is empty, or white space alone."),
        "not-xml": Reason(400, "It is no XML", "Send the document as XML."),
        "not-utf-8": Reason(400, "It is not UTF-8", "Send the document in UTF-8, and declare no other encoding."),
        "not-well-formed": Reason(400, "It is not well-formed", "`findings` and `detail` say where XML ends."),
        "not-held": Reason(404, "Not held", "Nothing stands here."),
        "no-such-resource": Reason(404, "No such resource", "This server has no such address; see / for those it has."),
        "unknown-work": Reason(
            404, "The work is not held here", "It may well exist elsewhere; `nearest` lists works that are held."
        ),
        "unknown-expression": Reason(
            404, "The version is not held", "The work is held, but not in this version; `available` lists those held."
        ),
        "language-not-held": Reason(
            404, "The language is not held", "The work is held, but not in this language; `available` lists those held."
        ),
        "no-version-for-date": Reason(
            404, "No version for this date", "All versions held are later; `available` lists them."
        ),
        "portion-not-in-version": Reason(
            404, "The portion is not in this version", "The version is held, but has no such place; see `nearest`."
        ),
        "withdrawn": Reason(
            410,
            "Withdrawn",
            "It was held and is not to be read any more; `withdrawalReason` says why, `withdrawnAt` since when, "
            "`successor` what to read instead, where there is something. The record of the work, at its `/versions`, "
            "keeps it.",
        ),
        "unauthorized": Reason(
            401, "A key is needed", "Send `Authorization: Bearer` with a key of this server that has not ended."
        ),
        "beyond-scope": Reason(403, "The key is for other works", "`scope` is one that would do; the key lacks it."),
        "portion-not-yet-in-version": Reason(
            404,
            "The portion is not in this version yet",
            "A later version has it, `firstVersion` is the first; `nearest` what it continues here, if anything.",
        ),
        "retired-portion": Reason(
            410,
            "The provision was retired",
            "An earlier version has it, this one has not: it was removed, split or merged. `lastVersion` is where it "
            "last stood as it was, `successor` what it has become, or `candidates` where that is more than one. One "
            "that only has another id is redirected.",
        ),
        "request-timeout": Reason(408, "The body did not arrive in time", "Send the whole body without a long pause."),
        "method-not-allowed": Reason(405, "The method is not allowed", "The Allow header lists those that are."),
        "not-acceptable": Reason(
            406, "No acceptable format", "`available` lists the formats; a suffix (.json, .xml, .txt) chooses one."
        ),
        "conflicting-version": Reason(
            409,
            "Another document is stored there",
            "A stored version never changes. Publish under another date, or declare a correction.",
        ),
        "nothing-to-restore": Reason(
            409, "It is not withdrawn", "Only what was withdrawn by a notice of its own can be restored."
        ),
        "request-under-way": Reason(
            409, "The request is being worked on", "The one with this Idempotency-Key has not ended: ask again later."
        ),
        "precondition-failed": Reason(
            412,
            "It is not what the client knows",
            "Ask without If-Match and If-Unmodified-Since to see what it is now.",
        ),
        "too-much": Reason(413, "The request is too large", "`limit` says how much is taken."),
        "unsupported-media-type": Reason(415, "The body is of another kind", "Accept says what is taken."),
        "compressed-body": Reason(415, "The document is compressed", "Send it as it is, without gzip."),
        "not-akoma-ntoso": Reason(415, "It is no Akoma Ntoso document", "Send Akoma Ntoso 3.0, in its namespace."),
        "invalid-document": Reason(
            422, "The document is refused", "`findings` says what is wrong with it, and where; the report stays."
        ),
        "no-address": Reason(422, "The document has no address", "Its metadata name nothing that could have one."),
        "dtd-forbidden": Reason(422, "A document type declaration", "Leave the DOCTYPE out: entities are not read."),
        "too-deep": Reason(422, "Elements nest too deep", "`detail` says how deep they may."),
        "too-many-nodes": Reason(422, "Too many nodes", "`detail` says how many a document may have."),
        "too-many-attributes": Reason(422, "Too many attributes", "`detail` says how many an element may have."),
        "too-many-namespaces": Reason(422, "Too many namespaces", "`detail` says how many an element may declare."),
        "attribute-too-long": Reason(422, "An attribute is too long", "`detail` says how long it may be."),
        "other-request": Reason(
            422, "Another request has that name", "An Idempotency-Key is for one request: take a new one."
        ),
        "precondition-required": Reason(
            428, "A condition is needed", "Say by If-Match which text is corrected: its entity tag, not `*`."
        ),
        "rate-limited": Reason(
            429,
            "Too many requests",
            "Wait as long as Retry-After says. Pinned bodies and 304 answers are free: keep the bytes, and ask with "
            "If-None-Match.",
        ),
        "headers-too-large": Reason(431, "The header fields are too large", "`limit` says how much is taken."),
        "internal-error": Reason(500, "Something went wrong here", "Not the request's fault; the log has its id."),
        "integrity-error": Reason(
            500, "The stored text is damaged", "The stored bytes are not those that were published; none are served."
        ),
        "overloaded": Reason(503, "Too much at once", "Try again after as many seconds as Retry-After says."),
        "unavailable": Reason(503, "Not available now", "Try again later."),
    }
)

_FACTS = frozenset(ProblemShape.model_fields) - {"type", "title", "status", "detail", "instance", "reason"}


def problem_of(fault: LawError, request_id: str) -> ProblemShape:
    """An error of the law as a problem document."""
    kinds = (kind for kind in type(fault).__mro__ if issubclass(kind, LawError))
    slug = next((kind.reason for kind in kinds if kind.reason in REASONS), "internal-error")
    facts = {("eid" if name == "eId" else name): value for name, value in fault.facts.items()}
    return make_problem(slug, fault.detail, request_id, **{k: v for k, v in facts.items() if k in _FACTS})


def make_problem(slug: str, detail: str, request_id: str, **facts: object) -> ProblemShape:
    """A problem document; `facts` by the names of its members."""
    reason = REASONS[slug]
    available, candidates = facts.pop("available", None), facts.pop("candidates", None)
    if isinstance(available, dict):
        facts["available"] = AvailableShape(**available)
    if isinstance(candidates, list):
        facts["candidates"] = [CandidateShape(id=str(candidate)) for candidate in candidates]
    return ProblemShape.model_validate(
        {
            "type": f"/problems/{slug}",
            "title": reason.title,
            "status": reason.status,
            "detail": detail,
            "instance": request_id,
            "reason": slug,
            **facts,
        }
    )


def problem_answer(problem: ProblemShape, asked: Asked, **headers: str) -> Answer:
    """The problem in the form that the request asks for: XML where it asks for XML, else JSON.

    Candidates stand in the order of the languages that it prefers. What is not available now says when to come back.
    """
    members = problem.model_dump(by_alias=True, exclude_none=True, mode="json")
    if problem.findings is not None:
        # As in the report that they stand in: there a place that is not known is null.
        members["findings"] = [finding.model_dump(by_alias=True, mode="json") for finding in problem.findings]
    again = {"Retry-After": _RETRY_S} if problem.status == _UNAVAILABLE else {}
    negotiated = [] if _suffix(asked) else ["Accept"]
    vary = ", ".join([*negotiated, "Accept-Language"] if problem.status == _SEVERAL else negotiated)
    fields = {"Cache-Control": NEVER, **({"Vary": vary} if vary else {}), **again, **headers}
    if _wants_xml(asked):
        return Answer.of(problem.status, _xml(members), "application/problem+xml", fields)
    return Answer.of(problem.status, orjson.dumps(members), "application/problem+json", fields)


def _wants_xml(asked: Asked) -> bool:
    suffix = _suffix(asked)
    if suffix:
        return suffix in {"xml", "akn"}
    chosen = choose_format(asked.headers.get("accept"), _FORMS)
    return chosen is not None and chosen.suffix == "xml"


def _suffix(asked: Asked) -> str:
    """The format that an address under /akn names, of those that a problem has; empty where it names none."""
    last = asked.path.lower().rpartition("/")[2]
    suffix = last.rpartition(".")[2] if "." in last and asked.path[:5].lower() == "/akn/" else ""
    return suffix if suffix in {"json", "xml", "akn"} else ""


def _xml(members: dict[str, object]) -> bytes:
    inner = "".join(_element(name, value) for name, value in members.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="{_PROBLEM_NAMESPACE}">{inner}</problem>'.encode()


def _element(name: str, value: object) -> str:
    if isinstance(value, dict):
        inner = "".join(_element(key, member) for key, member in value.items())
    elif isinstance(value, list):
        inner = "".join(_element("i", member) for member in value)
    else:
        words = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        inner = escape(_printable(words))
    return f"<{name}>{inner}</{name}>"


def _printable(text: str) -> str:
    # What XML 1.0 cannot hold at all.
    return "".join(
        c if c in "\t\n" or (" " <= c < "\ud800") or ("\ue000" <= c < "\ufffe") or c > "\uffff" else "�" for c in text
    )
