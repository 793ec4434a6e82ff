"""The entry document: what stands at the root of the service."""

from typing import Annotated

from pydantic import Field

from lawpin.wire.shape import Shape


class LinkShape(Shape):
    """An address of this service; `{}` marks what is to be filled in."""

    rel: str
    href: str
    title: str


class EntryShape(Shape):
    """What this service is and where everything is found."""

    name: str
    version: Annotated[str, Field(description="Of the software.")]
    description: str
    works: int
    seq: int
    links: list[LinkShape]
    examples: Annotated[list[str], Field(description="Addresses to try; empty in an empty store.")]
