"""The published shapes as JSON Schema (draft 2020-12), by the names under which they are published."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from lawpin.wire.alignment import AlignmentShape
from lawpin.wire.batch import BatchRequest, BatchShape
from lawpin.wire.citation import CitationRequest, CitationShape, CitationsShape
from lawpin.wire.diff import DiffShape
from lawpin.wire.entry import EntryShape
from lawpin.wire.extraction import ExtractionRequest, ExtractionShape
from lawpin.wire.history import HistoryShape
from lawpin.wire.log import ChangesShape, ConsistencyShape, FreshnessRequest, FreshnessShape, ProofShape
from lawpin.wire.notice import NoticeShape, RestorationRequest, WithdrawalRequest
from lawpin.wire.portion import OutlineShape, PortionShape, RangeShape
from lawpin.wire.problem import ProblemShape, ReasonShape
from lawpin.wire.quotes import QuoteRequest, QuoteShape
from lawpin.wire.references import ReferencesShape, ReferrersShape
from lawpin.wire.report import CoverageShape, HealthShape, ReportShape, StatusShape
from lawpin.wire.schemas import SchemasShape
from lawpin.wire.search import SearchShape
from lawpin.wire.timemap import TimeMapShape
from lawpin.wire.work import WorkShape, WorksShape, WorkVersionsShape

ANSWERS: tuple[type[BaseModel], ...] = (
    *(PortionShape, RangeShape, OutlineShape, AlignmentShape, TimeMapShape, ReferencesShape, ReferrersShape),
    *(WorkShape, WorkVersionsShape, WorksShape, BatchShape, QuoteShape, SearchShape, ReportShape, NoticeShape),
    *(ChangesShape, ConsistencyShape, ProofShape, FreshnessShape),
    *(CitationShape, CitationsShape, ExtractionShape),
    *(DiffShape, HistoryShape),
    *(CoverageShape, StatusShape, HealthShape, EntryShape, ProblemShape, ReasonShape, SchemasShape),
)
REQUESTS: tuple[type[BaseModel], ...] = (
    *(BatchRequest, QuoteRequest, CitationRequest, ExtractionRequest, FreshnessRequest),
    *(WithdrawalRequest, RestorationRequest),
)

# JSON Schema is a dictionary of anything.
Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def published_name(shape: type[BaseModel]) -> str:
    """The name of a shape in schemas, the OpenAPI document and generated clients."""
    return shape.__name__.removesuffix("Shape")


def definitions(reference: str) -> dict[str, Schema]:
    """All shapes and their parts by published name; `reference` is the template of their `$ref` ({model})."""
    modes = [(shape, "serialization") for shape in ANSWERS] + [(shape, "validation") for shape in REQUESTS]
    _, document = models_json_schema(modes, ref_template=reference)  # type: ignore[arg-type]
    return {name.removesuffix("Shape"): _renamed(schema) for name, schema in document["$defs"].items()}


def json_schemas() -> dict[str, Schema]:
    """A schema document of its own for each shape, by published name."""
    parts = definitions("#/$defs/{model}")
    return {
        published_name(shape): {
            "$schema": _DRAFT,
            "$id": f"/schemas/{published_name(shape)}.json",
            **parts[published_name(shape)],
            "$defs": {name: parts[name] for name in sorted(_needed(published_name(shape), parts))},
        }
        for shape in (*ANSWERS, *REQUESTS)
    }


def _needed(name: str, parts: dict[str, Schema]) -> set[str]:
    found: set[str] = set()
    waiting = list(_references(parts[name]))
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting.extend(_references(parts[part]))
    return found


def _references(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"].rpartition("/")[2]} if isinstance(schema.get("$ref"), str) else set()
        return own.union(*(_references(member) for member in schema.values()))
    if isinstance(schema, list):
        return set().union(*(_references(member) for member in schema))
    return set()


def _renamed(schema: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Published names in references and titles."""
    if isinstance(schema, dict):
        return {
            key: value.removesuffix("Shape") if key in {"$ref", "title"} and isinstance(value, str) else _renamed(value)
            for key, value in schema.items()
        }
    return [_renamed(member) for member in schema] if isinstance(schema, list) else schema
