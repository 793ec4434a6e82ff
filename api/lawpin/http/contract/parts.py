"""Parts of the OpenAPI document: parameters, headers and answers that operations share."""

from typing import Any

from pydantic import BaseModel

from lawpin.http.addresses import MAX_DEPTH
from lawpin.http.problems import REASONS
from lawpin.law.identifiers.reader import DOCTYPES
from lawpin.law.version import STATUSES
from lawpin.wire.publishing import published_name

# An OpenAPI document is a dictionary of anything.
Json = dict[str, Any]

_DAY = "(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|[12][0-9]))?"
_CALENDAR = f"[1-9][0-9]{{3}}(-({_DAY}))?"
_DATE = f"^{_CALENDAR}$"
# One segment: neither empty, nor relative, nor with what no identifier holds.
_SEGMENT = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"


def path_parameter(name: str, description: str, schema: Json, example: str) -> Json:
    """A parameter in the path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
        "example": example,
    }


def query_parameter(name: str, description: str, schema: Json) -> Json:
    """A parameter in the query; all of them are optional, and an unknown one is refused."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


PARAMETERS: dict[str, Json] = {
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
        {"type": "string", "pattern": _SEGMENT},
        "opinions",
    ),
    "date": path_parameter("date", "Date of the work.", {"type": "string", "pattern": _DATE}, "2017-01-15"),
    "number": path_parameter(
        "number",
        "Number or slug; works without one leave the segment out.",
        {"type": "string", "pattern": _SEGMENT},
        "mobile-internet",
    ),
    "expression": path_parameter(
        "expression",
        "Language and version: `zho@2017-01-15` pins one, `zho` is the current one, `zho@` the first, "
        "`zho:2018-01-01` the one in force on that day. A format suffix may follow.",
        {"type": "string", "pattern": f"^[a-z]{{3}}(@({_CALENDAR}(;r[2-9])?)?|:{_CALENDAR})?$"},
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
        "Languages to put beside the text, by commas: the same place in each, with the state of every pair.",
        {"type": "string", "pattern": "^[a-z]{3}(,[a-z]{3})*$"},
    ),
    "cursor": query_parameter("cursor", "`next` of the page before.", {"type": "string", "minLength": 1}),
    "limit": query_parameter(
        "limit", "Works on a page.", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}
    ),
    "filter-country": query_parameter("country", "Only works of this country.", {"type": "string"}),
    "filter-type": query_parameter("type", "Only works of this document type.", {"type": "string"}),
    "filter-language": query_parameter(
        "language", "Only works held in this language.", {"type": "string", "pattern": "^[a-z]{2,3}$"}
    ),
    "filter-date": query_parameter(
        "date", "Only works whose date begins so: 2017, 2017-01, 2017-01-15.", {"type": "string", "pattern": _DATE}
    ),
    "filter-status": query_parameter(
        "status", "Only works with this legal status today.", {"type": "string", "enum": list(STATUSES)}
    ),
    "filter-title": query_parameter(
        "title", "Only works with this in a title, letter case aside.", {"type": "string", "minLength": 1}
    ),
    "name": path_parameter("name", "Name of the schema.", {"type": "string"}, "Portion.json"),
    "asset": path_parameter("name", "Part of the page.", {"type": "string"}, "start.js"),
    "reason": path_parameter(
        "reason", "The slug of a reason.", {"type": "string", "enum": sorted(REASONS)}, "unknown-work"
    ),
}

HEADERS: dict[str, Json] = {
    "ETag": {"description": "Strong tag of these very bytes.", "schema": {"type": "string"}},
    "Link": {"description": "Typed links (RFC 8288): versions, neighbours, formats.", "schema": {"type": "string"}},
    "Repr-Digest": {"description": "SHA-256 of the body (RFC 9530).", "schema": {"type": "string"}},
    "Content-Location": {
        "description": "The pinned address of what a floating one answered.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "The canonical spelling of the address.", "schema": {"type": "string"}},
    "Allow": {"description": "The methods that are allowed.", "schema": {"type": "string"}},
}


def reference(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def schema_of(*shapes: type[BaseModel]) -> Json:
    """The schema of a body: one shape, or one of several."""
    references = [reference("schemas", published_name(shape)) for shape in shapes]
    return references[0] if len(references) == 1 else {"oneOf": references}


def problem_response(status: int) -> Json:
    """The answer with a problem of one status: every reason that it may have, in both forms."""
    slugs = sorted(slug for slug, reason in REASONS.items() if reason.status == status)
    said = "; ".join(f"`{slug}`: {REASONS[slug].title.lower()}" for slug in slugs)
    return {
        "description": f"{said}.",
        "content": {
            "application/problem+json": {"schema": reference("schemas", "Problem")},
            "application/problem+xml": {"schema": {"type": "string"}},
        },
        **({"headers": {"Allow": reference("headers", "Allow")}} if status == 405 else {}),  # noqa: PLR2004
    }


def problem_name(status: int) -> str:
    """The name of a status's answer among the components."""
    return f"Problem{status}"


STATUSES_WITH_PROBLEMS = sorted({reason.status for reason in REASONS.values()})
