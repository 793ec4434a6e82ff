"""The answers that were taken, as the examples of an OpenAPI document: long ones cut short, never made up."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from lawpin.http.contract.headers import HEADERS
from lawpin.http.contract.parameters import Json
from lawpin.http.contract.samples import Sample
from lawpin.http.contract.taking import Taken, taken

_LONGEST_TEXT = 1500
# Of lists that nest or repeat, so many members are enough to see what they are; all others stay whole.
_SHOWN = 2
_REPEATING = {"children", "toc", "schemas", "examples", "pairs"}


def examples_of(operation: str, status: int) -> dict[str, Json]:
    """The examples of one of an operation's successes by media type, each by its name."""
    return _by_media_type(one for one in taken() if one.sample.operation == operation and one.sample.status == status)


def examples_with(status: int) -> dict[str, Json]:
    """The examples of a problem's status by media type, each by its reason."""
    return _by_media_type(one for one in taken() if one.sample.status == status)


def request_examples(operation: str) -> Json:
    """The bodies that the operation was sent when its answers were taken."""
    sent = (one.sample for one in taken() if one.sample.operation == operation and one.sample.status in _SUCCESSES)
    return {sample.name: {"value": _sent(sample)} for sample in sent if sample.body}


def exemplified_headers() -> dict[str, Json]:
    """The header fields of the contract, each with a value that was taken."""
    return {name: {**header, "example": header.get("example") or _seen(name)} for name, header in HEADERS.items()}


_OK = 200
_SUCCESSES = range(200, 300)


def _sent(sample: Sample) -> Any:  # noqa: ANN401 - JSON is anything
    is_json = sample.headers.get("content-type", "").endswith("json")
    return orjson.loads(sample.body or b"") if is_json else (sample.body or b"").decode()


def _seen(name: str) -> str:
    # Of a portion where it has the field: its links and its tag are what most clients will see.
    portions = sorted(taken(), key=lambda one: (one.sample.operation != "getPortion", one.sample.status != _OK))
    return next(one.headers[name.lower()] for one in portions if name.lower() in one.headers)


def _by_media_type(answers: Iterable[Taken]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for one in answers:
        found.setdefault(one.media_type, {})[one.sample.name] = _example(one)
    return found


def _example(one: Taken) -> Json:
    whole = orjson.loads(one.body) if one.media_type.endswith("json") else one.body.decode()
    shown = _shortened(whole)
    summary = f"{one.sample.method} {one.sample.target}"
    return {"summary": summary if shown == whole else f"{summary} (cut short)", "value": shown}


def _shortened(value: Any, name: str = "") -> Any:  # noqa: ANN401 - JSON is anything
    if isinstance(value, Mapping):
        return {key: _shortened(member, key) for key, member in value.items()}
    if isinstance(value, list):
        return [_shortened(member) for member in (value[:_SHOWN] if name in _REPEATING else value)]
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return value[:_LONGEST_TEXT]
    return value
