"""What an edit of the OpenAPI document breaks for a client that was written against the document before it.

The rules are those of openapi/README.md, as far as a document can show them. A break is named after what broke, so that
a line of the changelog can name it: `getWork`, `getWork?depth`, `getWork 404`, `Portion.title`, `Portion`,
`unknown-work`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lawpin.http.contract.narrowing import narrowings
from lawpin.http.contract.parameters import Json
from lawpin.http.contract.widening import widenings

_PROBLEM = "application/problem+json"
_METHODS = ("get", "put", "post", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that a client may have relied on. `name` is what a line of the changelog must name."""

    name: str
    what: str


def breaks(before: Json, after: Json) -> tuple[Break, ...]:
    """What clients of `before` may stumble over in `after`, in the order of `before`."""
    return (*_of_operations(before, after), *_of_reasons(before, after), *_of_schemas(before, after))


def unannounced(found: Sequence[Break], changelog: str) -> tuple[Break, ...]:
    """Those breaks that no line under "Unreleased" says to be breaking, by their name in backticks."""
    unreleased = changelog.partition("\n## Unreleased\n")[2].partition("\n## ")[0]
    entries = [entry for entry in unreleased.split("\n- ") if "breaking" in entry.lower()]
    return tuple(one for one in found if not any(f"`{one.name}`" in entry for entry in entries))


def _of_operations(before: Json, after: Json) -> Iterator[Break]:
    there = {(path, method): operation for path, method, operation in _operations(after)}
    for path, method, old in _operations(before):
        name, new = old["operationId"], there.get((path, method))
        if new is None:
            yield Break(name, f"{method.upper()} {path} is gone")
            continue
        if new["operationId"] != name:
            yield Break(name, f"{method.upper()} {path} is called {new['operationId']} now: generated clients break")
        yield from _of_parameters(name, (before, old), (after, new))
        yield from _of_request(name, (before, old), (after, new))
        yield from _of_responses(name, (before, old), (after, new))


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        yield from ((path, method, methods[method]) for method in _METHODS if method in methods)


def _of_parameters(name: str, old: tuple[Json, Json], new: tuple[Json, Json]) -> Iterator[Break]:
    then, now = _parameters(*old), _parameters(*new)
    for key, parameter in then.items():
        called = f"{name}?{parameter['name']}"
        if key not in now:
            yield Break(called, "the parameter is gone")
            continue
        if now[key].get("required") and not parameter.get("required"):
            yield Break(called, "the parameter has become required")
        yield from (Break(called, what) for what in narrowings(parameter["schema"], now[key]["schema"]))
    for key, parameter in now.items():
        if key not in then and parameter.get("required"):
            yield Break(f"{name}?{parameter['name']}", "a new parameter is required")


def _parameters(document: Json, operation: Json) -> dict[tuple[str, str], Json]:
    resolved = (_resolved(document, parameter) for parameter in operation.get("parameters", ()))
    return {(parameter["in"], parameter["name"]): parameter for parameter in resolved}


def _of_request(name: str, old: tuple[Json, Json], new: tuple[Json, Json]) -> Iterator[Break]:
    then, now = (operation.get("requestBody") for _, operation in (old, new))
    if now is not None and now.get("required") and not (then or {}).get("required"):
        yield Break(name, "a body has become required")
    for media_type in (then or {}).get("content", ()):
        if media_type not in (now or {}).get("content", ()):
            yield Break(name, f"a body is no longer taken as {media_type}")


def _of_responses(name: str, old: tuple[Json, Json], new: tuple[Json, Json]) -> Iterator[Break]:
    then, now = old[1]["responses"], new[1]["responses"]
    for status in sorted(then.keys() - now.keys()):
        yield Break(f"{name} {status}", "the status is no longer announced")
    for status in sorted(now.keys() - then.keys()):
        yield Break(f"{name} {status}", "the status is new")
    for status in sorted(then.keys() & now.keys()):
        before, after = _resolved(old[0], then[status]), _resolved(new[0], now[status])
        yield from (Break(f"{name} {status}", what) for what in _lost(before, after))


def _lost(before: Json, after: Json) -> Iterator[str]:
    content = after.get("content", {})
    for media_type, body in before.get("content", {}).items():
        if media_type not in content:
            yield f"it no longer comes as {media_type}"
        else:
            yield from widenings(body["schema"], content[media_type]["schema"])
    for header in before.get("headers", {}):
        if header not in after.get("headers", {}):
            yield f"the field {header} is gone"


def _of_reasons(before: Json, after: Json) -> Iterator[Break]:
    then, now = _reasons(before), _reasons(after)
    for reason, response in then.items():
        if reason not in now:
            yield Break(reason, "the reason is gone")
        elif now[reason] != response:
            yield Break(reason, f"the reason has another status: {now[reason]}")


def _reasons(document: Json) -> dict[str, str]:
    """The reasons of problems with their responses, as the examples show them."""
    shown = document["components"].get("responses", {}).items()
    forms = ((name, response.get("content", {}).get(_PROBLEM, {})) for name, response in shown)
    return {reason: name for name, form in forms for reason in form.get("examples", {})}


def _of_schemas(before: Json, after: Json) -> Iterator[Break]:
    then, now = (document["components"]["schemas"] for document in (before, after))
    taken = _taken(before) | _taken(after)
    for name, schema in then.items():
        if name not in now:
            yield Break(name, "the schema is gone or renamed: generated clients break")
            continue
        judge = narrowings if name in taken else widenings
        yield from (Break(name, what) for what in judge(_without_members(schema), _without_members(now[name])))
        yield from _of_members(name, schema, now[name], is_taken=name in taken)


def _of_members(name: str, before: Json, after: Json, *, is_taken: bool) -> Iterator[Break]:
    then, now = before.get("properties", {}), after.get("properties", {})
    needed, still_needed = set(before.get("required", ())), set(after.get("required", ()))
    judge = narrowings if is_taken else widenings
    for member, schema in then.items():
        called = f"{name}.{member}"
        if member not in now:
            yield Break(called, "the member is gone")
            continue
        yield from (Break(called, what) for what in judge(schema, now[member]))
        if not is_taken and member in needed - still_needed:
            yield Break(called, "the member may be absent now")
    for member in sorted(still_needed - needed) if is_taken else ():
        yield Break(f"{name}.{member}", "the member has become required")


def _without_members(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key not in {"properties", "required"}}


def _taken(document: Json) -> set[str]:
    """The names of the schemas that clients send; all others are those that they are sent."""
    found: set[str] = set()
    waiting = [name for _, _, operation in _operations(document) for name in _named(operation.get("requestBody"))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_named(document["components"]["schemas"].get(name)))
    return found


def _named(part: object) -> set[str]:
    if isinstance(part, Mapping):
        own = {str(part["$ref"]).rpartition("/")[2]} if "$ref" in part else set()
        return own.union(*(_named(member) for key, member in part.items() if key != "examples"))
    return set().union(*(_named(member) for member in part)) if isinstance(part, list) else set()


def _resolved(document: Json, part: Json) -> Json:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part
