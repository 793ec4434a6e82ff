"""Log lines: one JSON object each for programs, coloured ones for a person at a terminal; every one has its request."""

from collections.abc import MutableMapping
from contextvars import ContextVar
from logging import LogRecord
from typing import Any, Literal

import orjson
import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import Processor

Form = Literal["json", "console"]
# structlog's own types are dictionaries of anything.
Event = MutableMapping[str, Any]

# The request that is being answered; empty outside of requests.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


def logging_config(form: Form) -> dict[str, Any]:
    """The configuration of `logging` for a process, in the form of `logging.config.dictConfig`."""
    finishing: list[Processor] = [ProcessorFormatter.remove_processors_meta]
    if form == "json":
        finishing += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_json)]
    else:
        finishing += [structlog.dev.ConsoleRenderer()]
    formatter = {
        "()": ProcessorFormatter,
        "processors": finishing,
        "foreign_pre_chain": [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ExtraAdder(),
            _add_request_id,
        ],
    }
    handled = {"handlers": ["stderr"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
        "loggers": {name: dict(handled) for name in ("_granian", "granian.access", "lawpin")},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


def _add_request_id(_logger: object, _method: str, event: Event) -> Event:
    record: LogRecord | None = event.get("_record")
    request_id = getattr(record, "request_id", "") or REQUEST_ID.get()
    if request_id:
        event["request_id"] = request_id
    return event


def _json(event: Event, **_kwargs: object) -> str:
    return orjson.dumps(event, default=str).decode()
