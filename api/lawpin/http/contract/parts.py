"""Parts of the OpenAPI document: parameters, headers and answers that operations share."""

from collections.abc import Mapping

from pydantic import BaseModel

from lawpin.http.addresses import MAX_DEPTH
from lawpin.http.contract.comparing import COMPARING
from lawpin.http.contract.parameters import Json, header_parameter, path_parameter, query_parameter
from lawpin.http.contract.parameters_of_views import OF_VIEWS
from lawpin.http.contract.patterns import BEGINNING, CALENDAR, COUNTRY, DATE, LANGUAGE, LANGUAGES, SEGMENT
from lawpin.http.contract.times import TIME_PARAMETERS
from lawpin.http.problems import REASONS
from lawpin.http.views_cite import STYLES
from lawpin.law.identifiers.reader import DOCTYPES
from lawpin.law.version import STATUSES
from lawpin.wire.publishing import published_name

PARAMETERS: dict[str, Json] = {
    **OF_VIEWS,
    "country": path_parameter(
        "country",
        "ISO 3166-1 code in lower case, with a subdivision after a hyphen where there is one.",
        {"type": "string", "pattern": "^[a-z]{2}(-[a-z0-9]+)*$"},
        "cn",
    ),
    "type": path_parameter(
        "type",
        "The element of the document under `akomaNtoso`.",
        {"type": "string", "enum": sorted(DOCTYPES.values())},
        "statement",
    ),
    "subtype": path_parameter(
        "subtype",
        "The subtype; works without one leave the segment out.",
        {"type": "string", "pattern": SEGMENT},
        "opinions",
    ),
    "date": path_parameter("date", "Date of the work.", {"type": "string", "pattern": DATE}, "2017-01-15"),
    "number": path_parameter(
        "number",
        "Number or slug; works without one leave the segment out.",
        {"type": "string", "pattern": SEGMENT},
        "mobile-internet",
    ),
    "expression": path_parameter(
        "expression",
        "Language and version: `zho@2017-01-15` pins one, `zho` is the current one, `zho@` the first, "
        "`zho:2018-01-01` the one in force on that day. A format suffix may follow.",
        {"type": "string", "pattern": f"^[a-z]{{3}}(@({CALENDAR}(;r[2-9])?)?|:{CALENDAR})?$"},
        "zho@2017-01-15",
    ),
    "eId": path_parameter(
        "eId",
        "The id of the portion in that expression, or a range `first->last`. A format suffix (.json, .xml, .txt) may "
        "follow and wins over Accept.",
        {"type": "string", "pattern": r"^[^\x00-\x1f\x7f-\x9f/\\]{1,500}$"},
        "art_5__item_3",
    ),
    "depth": query_parameter(
        "depth",
        "Levels of children in JSON. Without it: all below an article, one level above it.",
        {"type": "integer", "minimum": 0, "maximum": MAX_DEPTH},
    ),
    "parallel": query_parameter(
        "parallel",
        "Languages to put beside the text, by commas: the same place in each, with the state of every pair. A second "
        "translation is named with its author: `eng/someone`.",
        {"type": "string", "pattern": LANGUAGES},
    ),
    **TIME_PARAMETERS,
    "style": query_parameter(
        "style",
        "How the citation is written. Without it: `zh` for a Chinese text, else `en`.",
        {"type": "string", "enum": list(STYLES)},
    ),
    "cursor": query_parameter("cursor", "`next` of the page before.", {"type": "string", "minLength": 1}),
    "q": {
        **query_parameter("q", "The citation, at most 2,000 characters.", {"type": "string"}),
        "required": True,
        "example": "art. 5(2) of the Mobile Internet Opinions",
    },
    "context": query_parameter(
        "context",
        "The IRI of a work, expression or portion that bare and relative citations belong to.",
        {"type": "string", "minLength": 1},
    ),
    "on": query_parameter(
        "on",
        "The day whose version is meant where the citation does not say.",
        {"type": "string", "pattern": f"^{CALENDAR}$"},
    ),
    "limit": query_parameter(
        "limit", "Works on a page.", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}
    ),
    "after": query_parameter(
        "after", "Events after this entry of the log.", {"type": "integer", "minimum": 0, "default": 0}
    ),
    "limit-events": query_parameter(
        "limit",
        "Events on a page; there may be fewer where they are large or far between.",
        {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
    ),
    "wait": query_parameter(
        "wait",
        "Seconds to wait for the next entry where there is none yet.",
        {"type": "integer", "minimum": 0, "maximum": 30, "default": 0},
    ),
    "filter-work": query_parameter("work", "Only events of this work, by its IRI.", {"type": "string", "minLength": 1}),
    "from": {
        **query_parameter("from", "How many entries the older log had.", {"type": "integer", "minimum": 1}),
        "required": True,
        "example": 1,
    },
    "to": query_parameter(
        "to", "How many the newer one has; all there are where it is left out.", {"type": "integer", "minimum": 1}
    ),
    "search-q": {
        **query_parameter(
            "q",
            "Words, and phrases in quotation marks: at most 500 characters.",
            {"type": "string", "minLength": 1, "maxLength": 500},
        ),
        "required": True,
        "example": "移动互联网 安全",
    },
    "search-language": query_parameter(
        "language", "Only texts in this language.", {"type": "string", "pattern": LANGUAGE}
    ),
    "under": query_parameter(
        "under", "Only inside this: address of a work, a text or a portion.", {"type": "string", "minLength": 1}
    ),
    "search-on": query_parameter(
        "on", "Only the versions of that day instead of those of today.", {"type": "string", "format": "date"}
    ),
    "search-limit": query_parameter(
        "limit", "Hits on a page.", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    ),
    "filter-country": query_parameter("country", "Only works of this country.", {"type": "string", "pattern": COUNTRY}),
    "filter-type": query_parameter(
        "type", "Only works of this document type.", {"type": "string", "enum": sorted(DOCTYPES.values())}
    ),
    "filter-language": query_parameter(
        "language", "Only works held in this language.", {"type": "string", "pattern": LANGUAGE}
    ),
    "filter-date": query_parameter(
        "date", "Only works whose date begins so: 2017, 2017-01, 2017-01-15.", {"type": "string", "pattern": BEGINNING}
    ),
    "filter-status": query_parameter(
        "status", "Only works with this legal status today.", {"type": "string", "enum": list(STATUSES)}
    ),
    "filter-alias": query_parameter(
        "alias",
        "Only works that carry this as another name or as their publisher's IRI, they or one of their texts.",
        {"type": "string", "pattern": r"\S"},
    ),
    "filter-title": query_parameter(
        "title", "Only works with this in a title, letter case aside.", {"type": "string", "pattern": r"\S"}
    ),
    **COMPARING,
    "if-none-match": header_parameter(
        "If-None-Match", "Entity tags that the client has: 304 where one of them still stands.", '"0123456789abcdef"'
    ),
    "if-modified-since": header_parameter(
        "If-Modified-Since",
        "When the client's bytes were last modified: 304 where nothing has changed. If-None-Match outranks it.",
        "Sat, 21 Nov 2026 12:00:00 GMT",
    ),
    "if-match": header_parameter(
        "If-Match",
        "Entity tags of the text that the sender knows as the current version of the same language (any format of its "
        "pinned address; for a correction: of the version to be corrected), or `*`: that there is one.",
        '"0123456789abcdef0123456789abcdef"',
    ),
    "if-new": header_parameter("If-None-Match", "`*`: only if this version is not held yet.", "*"),
    "idempotency-key": header_parameter(
        "Idempotency-Key", "A name for this request, 1 to 255 characters, so that it can be sent again.", '"8e03978e"'
    ),
    "dry-run": query_parameter(
        "dryRun", "Check it and say what would become of it; nothing is stored.", {"type": "boolean", "default": False}
    ),
    "correction": query_parameter(
        "correction",
        "Why a held version is corrected: other bytes for it are its next revision. Needs If-Match.",
        {"type": "string", "minLength": 1, "maxLength": 1000},
    ),
    "report": path_parameter(
        "report",
        "The number of the log's entry that admitted the version, or the digest of a refusal's report.",
        {"type": "string", "pattern": "^([1-9][0-9]{0,17}|[0-9a-f]{32})$"},
        "1",
    ),
    "accept-language": header_parameter(
        "Accept-Language",
        "Which languages of the work stand first. No text is chosen by it: an address names its language.",
        "en, zh;q=0.5",
    ),
    "name": path_parameter("name", "Name of the schema.", {"type": "string"}, "Portion.json"),
    "asset": path_parameter("name", "Part of the page.", {"type": "string"}, "start.js"),
    "reason": path_parameter(
        "reason", "The slug of a reason.", {"type": "string", "enum": sorted(REASONS)}, "unknown-work"
    ),
}


# What an answer of this status says beside its body.
_ALSO = {
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
}
# Of every answer there is.
EVERYWHERE = ("Request-Id", "Cache-Control")


def reference(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def schema_of(*shapes: type[BaseModel]) -> Json:
    """The schema of a body: one shape, or one of several."""
    references = [reference("schemas", published_name(shape)) for shape in shapes]
    return references[0] if len(references) == 1 else {"oneOf": references}


def header_references(*names: str) -> Json:
    """The header fields of an answer, those of every answer first."""
    return {name: reference("headers", name) for name in (*EVERYWHERE, *names)}


def problem_response(status: int, examples: Mapping[str, Json]) -> Json:
    """The answer with a problem of one status: every reason that it may have, in both forms.

    `examples` are those of the status by media type.
    """
    slugs = sorted(slug for slug, reason in REASONS.items() if reason.status == status)
    said = "; ".join(f"`{slug}`: {REASONS[slug].title.lower()}" for slug in slugs)
    shapes = {
        "application/problem+json": reference("schemas", "Problem"),
        "application/problem+xml": {"type": "string"},
    }
    return {
        "description": f"{said}.",
        "headers": header_references("Vary", *_ALSO.get(status, ())),
        "content": {
            media_type: {"schema": schema, "examples": examples.get(media_type, {})}
            for media_type, schema in shapes.items()
        },
    }


def problem_name(status: int) -> str:
    """The name of a status's answer among the components."""
    return f"Problem{status}"


STATUSES_WITH_PROBLEMS = sorted({reason.status for reason in REASONS.values()})
