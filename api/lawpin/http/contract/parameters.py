"""How parameters are written in an OpenAPI document, by where they stand."""

from typing import Any

# An OpenAPI document is a dictionary of anything.
Json = dict[str, Any]


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
    """A parameter in the query; nearly all of them are optional, and an unknown one is refused."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def header_parameter(name: str, description: str, example: str) -> Json:
    """A field of the request; all of them are optional."""
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }
