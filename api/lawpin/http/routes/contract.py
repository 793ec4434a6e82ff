"""The contract itself, offline: the OpenAPI document, a page to read it, the schemas, the reasons of problems."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from lawpin.akn.official import official_schema_path
from lawpin.http.answering import Connection, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import Format
from lawpin.http.negotiation import require_acceptable
from lawpin.http.problems import REASONS
from lawpin.http.representing import BY_FORMAT, NO_FIELDS, Manner, made, represent
from lawpin.law.errors import NoSuchResource
from lawpin.places import shipped
from lawpin.wire.problem import ReasonShape
from lawpin.wire.schemas import SchemaLinkShape, SchemasShape

_ASSETS = {"swagger-ui.css": "text/css; charset=utf-8", "swagger-ui-bundle.js": "text/javascript; charset=utf-8"}
_START = b"""window.onload = () => {
  SwaggerUIBundle({ url: "/openapi.json", dom_id: "#contract", deepLinking: true, validatorUrl: null });
};
"""
_PAGE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>lawpin: the contract</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="contract"><noscript>The contract is at <a href="/openapi.json">/openapi.json</a>.</noscript></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@get("/openapi.json")
async def openapi(request: Connection) -> Response[bytes]:
    """The OpenAPI 3.1 document of this server."""
    asked = asked_in(request)
    asked.parameters()
    return respond(_file(shipped("openapi") / "openapi.json", "application/json", asked))


@get("/docs")
async def docs(request: Connection) -> Response[bytes]:
    """The contract as a page; everything that it loads comes from this server."""
    asked = asked_in(request)
    asked.parameters()
    policy = {"Content-Security-Policy": _PAGE_POLICY}
    return respond(_content(_PAGE, "text/html; charset=utf-8", asked, policy))


@get("/docs/{name:str}")
async def docs_asset(request: Connection, name: FromPath[str]) -> Response[bytes]:
    """What the page loads."""
    asked = asked_in(request)
    asked.parameters()
    if name == "start.js":
        return respond(_content(_START, "text/javascript; charset=utf-8", asked))
    if name not in _ASSETS:
        message = "the page has no such part"
        raise NoSuchResource(message)
    return respond(_file(_swagger_ui() / name, _ASSETS[name], asked))


@get("/schemas")
async def schemas(request: Connection) -> Response[bytes]:
    """All schemas by name."""
    asked = asked_in(request)
    asked.parameters()
    links = [SchemaLinkShape(name=name, href=f"/schemas/{name}") for name in sorted(_schema_files())]
    return respond(shape_answer(SchemasShape(schemas=links), asked, cache=LIVE))


@get("/schemas/{name:str}")
async def schema(request: Connection, name: FromPath[str]) -> Response[bytes]:
    """One schema."""
    asked = asked_in(request)
    asked.parameters()
    files = _schema_files()
    if name not in files:
        message = f"there is no schema “{name[:80]}”"
        raise NoSuchResource(message, nearest=sorted(files)[:3])
    kind = "application/schema+json" if name.endswith(".json") else "application/xml; charset=utf-8"
    return respond(_file(files[name], kind, asked))


@get("/problems/{reason:str}")
async def problem_page(request: Connection, reason: FromPath[str]) -> Response[bytes]:
    """What a problem of this type means."""
    asked = asked_in(request)
    asked.parameters()
    if reason not in REASONS:
        message = f"there is no reason “{reason[:80]}”"
        raise NoSuchResource(message)
    known = REASONS[reason]
    shape = ReasonShape(reason=reason, status=known.status, title=known.title, meaning=known.meaning)
    return respond(shape_answer(shape, asked, cache=LIVE))


@cache
def _schema_files() -> dict[str, Path]:
    ours = shipped("schema")
    official = official_schema_path()
    files = [*(ours / "json").glob("*.json"), *ours.glob("*.xsd"), official, official.with_name("xml.xsd")]
    return {file.name: file for file in files}


def _swagger_ui() -> Path:
    spec = find_spec("swagger_ui")
    if spec is None or not spec.submodule_search_locations:
        message = "the package swagger-ui-py is not installed, so there is no page; the contract is at /openapi.json"
        raise NoSuchResource(message)
    return Path(spec.submodule_search_locations[0]) / "static"


def _file(path: Path, media_type: str, asked: Asked) -> Answer:
    if not path.is_file():
        message = f"{path.name} did not come with this lawpin"
        raise NoSuchResource(message)
    return _content(path.read_bytes(), media_type, asked)


def _content(content: bytes, media_type: str, asked: Asked, fields: Mapping[str, str] = NO_FIELDS) -> Answer:
    # Schemas are XML that a browser might run.
    form = Format("", "json", (media_type.partition(";")[0],), media_type, is_active="xml" in media_type)
    require_acceptable(asked.headers.get("accept"), form)
    manner = Manner.of(LIVE, vary=BY_FORMAT, fields=fields)
    return represent(made(content, asked), form, manner).under(asked.conditions)
