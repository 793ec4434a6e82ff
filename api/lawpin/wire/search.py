"""Search: provisions whose own words hold what is asked for."""

from typing import Annotated

from pydantic import Field

from lawpin.wire.portion import EId, Heading, Iri, Kind, Language, Num, VersionShape
from lawpin.wire.shape import Shape

Offset = Annotated[int, Field(ge=0, description="In Unicode code points of the portion's `text`.")]


class PlaceShape(Shape):
    """A stretch [start, end) of the portion's `text`."""

    start: Offset
    end: Offset


class SnippetShape(Shape):
    """A piece [start, end) of the portion's `text`, around the first match."""

    text: str
    start: Offset
    end: Offset


class HitShape(Shape):
    """A provision with every word and phrase of the query in its own text, that of provisions inside it aside."""

    id: Iri
    eid: EId
    work: Iri
    title: Annotated[str | None, Field(description="Of the whole text.")]
    kind: Kind
    num: Num
    heading: Heading
    language: Language
    snippet: SnippetShape
    matches: Annotated[list[PlaceShape], Field(description="In order; at most 50.")]
    version: VersionShape


class SearchShape(Shape):
    """A page of hits, in the order in which texts were recorded, each in document order; `next` null: the last page.

    All pages of one search show the store at `seq`. A page may hold fewer hits than asked for, and others follow.
    """

    hits: list[HitShape]
    next: Annotated[str | None, Field(description="Cursor of the next page; null on the last.")]
    seq: Annotated[int, Field(ge=0)]
