"""The OpenAPI document, made from the table of operations and the published shapes."""

from lawpin.http.contract.examples import examples_of, examples_with, exemplified_headers, request_examples
from lawpin.http.contract.operation import Operation
from lawpin.http.contract.operations import OPERATIONS
from lawpin.http.contract.parameters import Json
from lawpin.http.contract.parts import (
    PARAMETERS,
    STATUSES_WITH_PROBLEMS,
    header_references,
    problem_name,
    problem_response,
    reference,
    schema_of,
)
from lawpin.wire.publishing import definitions

_ABOUT = (
    "Every clause of a legal text at an address that holds for ever: one portion of one version in one language, as "
    "JSON, as schema-valid Akoma Ntoso and as text. Addresses under /akn are the identifiers of the Akoma Ntoso naming "
    "convention. A pinned address (`language@date`) never changes its bytes; a floating one (`language`) answers with "
    "the current version and says which. HEAD works wherever GET does."
)
_CREATED = 201
_ITSELF = "/openapi.json"
_TAGS = (
    ("law", "Texts at their addresses."),
    ("functions", "Look-ups and listings."),
    ("log", "What happened, in order, and the proofs of it."),
    ("publishing", "Publishing with a key, and what became of it."),
    ("contract", "The contract itself."),
)
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "lawpin_<id>_<secret>",
    "description": "A key that `lawpin keys create` made. Reading needs none.",
}


def openapi_document(version: str) -> Json:
    """The OpenAPI 3.1 document; `version` is that of the software."""
    paths: Json = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    paths[_ITSELF]["get"]["responses"]["200"]["content"]["application/json"]["examples"] = _beginning(version)
    return {
        **_head(version),
        "servers": [{"url": "/", "description": "This server."}],
        "security": [],
        "tags": [{"name": name, "description": description} for name, description in _TAGS],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(definitions("#/components/schemas/{model}").items())),
            "parameters": _used_parameters(),
            "headers": exemplified_headers(),
            "securitySchemes": {"key": _KEY},
            "responses": {
                problem_name(status): problem_response(status, examples_with(status)) for status in _used_statuses()
            },
        },
    }


def _head(version: str) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "lawpin",
            "version": version,
            "description": _ABOUT,
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
    }


def _beginning(version: str) -> Json:
    """Of this document the example is its own head: all of it would hold itself."""
    return {"usual": {"summary": f"GET {_ITSELF} (cut short)", "value": _head(version)}}


def _operation(operation: Operation) -> Json:
    responses: Json = {str(status): _success(operation, status) for status in operation.successes}
    if "ETag" in operation.headers:
        responses["304"] = {
            "description": "The client has these bytes already.",
            "headers": header_references("Vary", "ETag"),
        }
    if operation.is_timegate:
        responses["302"] = {
            "description": "The text that stood there at the instant of Accept-Datetime.",
            "headers": header_references("Vary", "Location", "Link"),
        }
    if operation.is_address:
        responses["308"] = {
            "description": "Another spelling of the address.",
            "headers": header_references("Location"),
        }
    responses |= {str(status): reference("responses", problem_name(status)) for status in operation.problems}
    described: Json = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [reference("parameters", name) for name in _parameters(operation)],
        "responses": dict(sorted(responses.items())),
    }
    if operation.keyed:
        described["security"] = [{"key": []}]
    if operation.takes is not None or operation.documents:
        described["requestBody"] = _request_body(operation)
    return described


def _request_body(operation: Operation) -> Json:
    examples = request_examples(operation.name)
    if operation.takes is None:
        content = {kind: {"schema": {"type": "string"}, "examples": examples} for kind in operation.documents}
        return {"required": True, "description": "The document, in UTF-8.", "content": content}
    content = {"application/json": {"schema": schema_of(operation.takes), "examples": examples}}
    return {"required": True, "description": "What is asked.", "content": content}


def _parameters(operation: Operation) -> tuple[str, ...]:
    """The parameters of an operation, with the conditions that its answers can be asked under."""
    tag = ("if-none-match",) if "ETag" in operation.headers else ()
    date = ("if-modified-since",) if "Last-Modified" in operation.headers else ()
    return (*operation.parameters, *tag, *date)


def _success(operation: Operation, status: int) -> Json:
    examples = examples_of(operation.name, status)
    content = {
        media_type: {
            "schema": schema_of(*shapes) if shapes else _loose(media_type),
            **({"examples": examples[media_type]} if media_type in examples else {}),
        }
        for media_type, shapes in operation.answers.items()
    }
    return {
        "description": operation.summary + ".",
        "headers": header_references(*operation.headers, *(("Location",) if status == _CREATED else ())),
        "content": content,
    }


def _loose(media_type: str) -> Json:
    if media_type.endswith("csl+json"):
        # A list of items, as the schema of CSL itself has it.
        return {"type": "array", "items": {"type": "object"}}
    return {"type": "object"} if media_type.endswith("json") else {"type": "string"}


def _used_parameters() -> Json:
    used = {name for operation in OPERATIONS for name in _parameters(operation)}
    return {name: parameter for name, parameter in PARAMETERS.items() if name in used}


def _used_statuses() -> list[int]:
    used = {status for operation in OPERATIONS for status in operation.problems}
    return [status for status in STATUSES_WITH_PROBLEMS if status in used]
