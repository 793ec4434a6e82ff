"""Parameters of what stands beside a text: alignments, references, past states."""

from lawpin.http.contract.parameters import Json, header_parameter, query_parameter

OF_VIEWS: dict[str, Json] = {
    "with": {
        **query_parameter(
            "with",
            "A language (`eng`, of a second translation `eng/someone`), or an expression of the same work by its IRI "
            "or by the end of it (`eng@2017-01-15`).",
            {"type": "string", "minLength": 1},
        ),
        "required": True,
        "example": "eng",
    },
    "direction": query_parameter(
        "direction",
        "`out`: what it points to. `in`: what points there.",
        {"type": "string", "enum": ["out", "in"], "default": "out"},
    ),
    "direction-in": query_parameter(
        "direction", "What points to the work.", {"type": "string", "enum": ["in"], "default": "in"}
    ),
    "versions": query_parameter(
        "versions",
        "With `direction=in`: references in current texts, or in all of them.",
        {"type": "string", "enum": ["current", "all"], "default": "current"},
    ),
    "limit-references": query_parameter(
        "limit", "References on a page.", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    ),
    "limit-states": query_parameter(
        "limit", "States on a page.", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 500}
    ),
    "accept-datetime": header_parameter(
        "Accept-Datetime",
        "At a floating address: 302 to the text that stood there at that instant (RFC 7089), before the first text to "
        "the first.",
        "Tue, 20 Mar 2018 00:00:00 GMT",
    ),
}
