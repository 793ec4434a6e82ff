"""Holds an answer against the committed contract: status, media type, required header fields and body, by operation."""

import json
import re
from functools import cache
from hashlib import sha256
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from lawpin.places import shipped

# What answers a path that no operation has: no such resource, no address at all, another spelling of one.
UNROUTED = {"308", "400", "404", "405", "429", "431", "503"}
_METHODS = {"get", "post", "put", "patch", "delete"}
_NAMED = re.compile(r"\{(\w+)\}")
_VALIDATED: set[tuple[str, bytes]] = set()

Json = dict[str, Any]


class Uncontracted(AssertionError):
    """An answer that the contract does not have."""


@cache
def contract() -> Json:
    document: Json = json.loads((shipped("openapi") / "openapi.json").read_bytes())
    return document


@cache
def _registry() -> Registry[Any]:
    registry: Registry[Any] = Registry()
    found: Registry[Any] = registry.with_resource("urn:contract", DRAFT202012.create_resource(contract()))
    return found


def resolved(part: Json) -> Json:
    """What a part of the contract refers to, or itself."""
    while "$ref" in part:
        found: Any = contract()
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        part = found
    return part


def template_of(path: str) -> str | None:
    """The template of a raw path, addresses without subtype or number among them; None for what no operation has."""
    if path[:5].lower() == "/akn/":
        return _template_of_address(path)
    return next((template for template in contract()["paths"] if _pattern(template).fullmatch(path)), None)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pieces = _NAMED.split(template)
    return re.compile("".join("[^/]+" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)))


def _template_of_address(path: str) -> str:
    # By what stands at its end: the segments between may be left out, doubled or escaped.
    work, text = (next(iter(contract()["paths"])), "/{expression}")
    last = path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
    is_place = "/~" in path or "%7e" in path.lower() or "/!" in path
    around = f"{work}{text}/~{{eId}}" if is_place else f"{work}{text}"
    if f"{around}/{last}" in contract()["paths"] and (is_place or last != "references" or _has_expression(path)):
        return f"{around}/{last}"
    if is_place:
        return around
    if last in {"versions", "references"}:
        return f"{work}/{last}"
    is_text = re.fullmatch(r"[a-z]{2,3}([-_][a-z0-9]+)*([@:].*|%40.*|%3a.*)?", last)
    return f"{work}{text}" if is_text else work


def _has_expression(path: str) -> bool:
    return re.search(r"/[A-Za-z]{2,3}([@:][^/]*)?(/[^/]+)?/references", path) is not None


def hold_to_contract(method: str, target: str, status: int, headers: dict[str, str], body: bytes) -> None:
    """Raises Uncontracted where the answer is not one that the contract announces for this request."""
    if method == "OPTIONS" and status == 204:
        return
    template = template_of(target.partition("?")[0])
    asked = "get" if method == "HEAD" else method.lower()
    where = f"{method} {target[:200]} ({template}): {status}"
    announced = _announced(template, asked, str(status))
    if announced is None:
        message = f"{where} is not announced"
        raise Uncontracted(message)
    _hold_headers(announced, headers, where)
    _hold_body(announced, method, headers, body, where)


def _announced(template: str | None, method: str, status: str) -> Json | None:
    if template is None:
        # Whatever it is, it is not the business of one operation.
        return _shared(status) if status in UNROUTED | {"405"} else None
    operations = contract()["paths"][template]
    if method in operations:
        found = operations[method]["responses"].get(status)
        return resolved(found) if found else None
    return _shared(status) if status in UNROUTED | {"405"} else None


def _shared(status: str) -> Json | None:
    if status == "308":
        return {"headers": {"Location": {"required": True}}}
    problem: Json | None = contract()["components"]["responses"].get(f"Problem{status}")
    return problem


def _hold_headers(announced: Json, headers: dict[str, str], where: str) -> None:
    given = {name.lower() for name in headers}
    for name, header in announced.get("headers", {}).items():
        if resolved(header).get("required") and name.lower() not in given:
            message = f"{where} without {name}"
            raise Uncontracted(message)


def _hold_body(announced: Json, method: str, headers: dict[str, str], body: bytes, where: str) -> None:
    media_type = headers.get("content-type", "").partition(";")[0].strip()
    content = announced.get("content", {})
    if not content:
        if body:
            message = f"{where} has a body, none is announced"
            raise Uncontracted(message)
        return
    if media_type not in content:
        message = f"{where} as “{media_type}”, announced are {sorted(content)}"
        raise Uncontracted(message)
    if method != "HEAD" and media_type.endswith("json") and "content-encoding" not in headers:
        _hold_json(content[media_type]["schema"], body, where)


def _hold_json(schema: Json, body: bytes, where: str) -> None:
    key = (json.dumps(schema), sha256(body).digest())
    if key in _VALIDATED:
        return
    fault = next(_validator(key[0]).iter_errors(json.loads(body)), None)
    if fault is not None:
        message = f"{where}: {fault.message[:300]} at {fault.json_path}"
        raise Uncontracted(message)
    _VALIDATED.add(key)


@cache
def _validator(schema: str) -> Draft202012Validator:
    absolute = schema.replace('"#/components', '"urn:contract#/components')
    return Draft202012Validator(json.loads(absolute), registry=_registry())
