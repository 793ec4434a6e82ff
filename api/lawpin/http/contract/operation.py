"""One operation as a value: path, method, what it takes, what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

# What a client may be told at any address, and what it is told of a probe, which nobody counts.
PROBE = (400, 405, 406, 412, 431, 500, 503)
READ = (*PROBE, 429)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `answers` are its bodies by media type (none of the shapes: text); `problems` its statuses.

    `takes` is the shape of a JSON body, `documents` the media types of one that is a document. `successes` all have the
    same bodies; one that creates says where. What is `keyed` takes a key.
    """

    path: str
    name: str
    tag: str
    summary: str
    description: str
    answers: Mapping[str, tuple[type[BaseModel], ...]]
    parameters: tuple[str, ...] = ()
    problems: tuple[int, ...] = READ
    method: str = "get"
    takes: type[BaseModel] | None = None
    documents: tuple[str, ...] = ()
    successes: tuple[int, ...] = (200,)
    keyed: bool = False
    headers: tuple[str, ...] = field(default=("ETag", "Repr-Digest"))

    @property
    def is_timegate(self) -> bool:
        """Whether it answers who asks for a past text with a redirect to it."""
        return "Memento-Datetime" in self.headers

    @property
    def is_address(self) -> bool:
        """Whether it answers other spellings with a redirect."""
        return self.path.startswith("/akn/")
