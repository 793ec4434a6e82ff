"""Which texts a floating address has had, and since when (RFC 7089)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from lawpin.wire.portion import Iri
from lawpin.wire.shape import Shape


class MementoShape(Shape):
    """One state of a floating address: the pinned one that shows it, and the instant from which it stood."""

    id: Iri
    datetime: Annotated[datetime, Field(description="Midnight UTC of the day from which it counts.")]


class TimeMapShape(Shape):
    """A page of the states of a floating address, the oldest first."""

    original: Annotated[Iri, Field(description="The floating address.")]
    timegate: Annotated[Iri, Field(description="Where `Accept-Datetime` is understood: the same.")]
    first: Annotated[MementoShape, Field(description="Of all pages.")]
    last: Annotated[MementoShape, Field(description="Of all pages.")]
    mementos: list[MementoShape]
    next: Annotated[str | None, Field(description="Cursor of the next page; null on the last.")]
