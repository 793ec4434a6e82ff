"""What /v1/diff and histories take, as the OpenAPI document describes it."""

from lawpin.http.contract.parameters import Json, query_parameter

_PLACE = "/akn/cn/statement/opinions/2017-01-15/mobile-internet/zho@2017-01-15/~art_5"

COMPARING: dict[str, Json] = {
    "typographic": query_parameter(
        "typographic",
        "Whether texts that differ in print alone are told apart.",
        {"type": "boolean", "default": False},
    ),
    **{
        f"diff-{name}": {
            **query_parameter(name, description, {"type": "string", "pattern": "^/akn/"}),
            "required": True,
            "example": _PLACE,
        }
        for name, description in {
            "from": "The address of a text or of a place in it, pinned or floating.",
            "to": "The address of another version of that text or place.",
        }.items()
    },
}
