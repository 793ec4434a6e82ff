"""Successions: from one version of a line to the next, and how its provisions continue in it; kept as they were found.

A version that arrives is linked with the one before it and with the one after it, whenever it arrives: between any two
neighbours of a line there is a succession, also where a version has come in between since.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import compress, decompress

import orjson
from pydantic import TypeAdapter

from lawpin.law.continuing import continue_portions
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.lineage import Lineage, Place
from lawpin.law.portion import Portion
from lawpin.law.timeline import line_of
from lawpin.law.version import Version

_LINEAGE: Final = TypeAdapter(Lineage)
_LEVEL: Final = 1


@dataclass(frozen=True, slots=True)
class Succession:
    """How the provisions of one version continue in a later one of its line, as recorded with entry `seq`."""

    earlier: ExpressionId
    later: ExpressionId
    seq: int
    lineage: Lineage


def neighbours(version: Version, versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """The pairs of neighbours in the line of a version that it belongs to itself, the earlier one first."""
    line = line_of(versions, version.id.language, version.id.author)
    here = next(index for index, other in enumerate(line) if other.id == version.id)
    if here + 1 < len(line):
        yield line[here + 1], version
    if here > 0:
        yield version, line[here - 1]


def succeed(earlier: tuple[Version, Sequence[Portion]], later: tuple[Version, Sequence[Portion]]) -> Succession:
    """The succession between two versions with their portions by position, as their documents have it."""
    lineage = continue_portions(earlier[1], later[1])
    return Succession(earlier[0].id, later[0].id, max(earlier[0].seq, later[0].seq), lineage)


def dump_lineage(lineage: Lineage) -> bytes:
    """A lineage as compressed JSON."""
    return compress(orjson.dumps(lineage), _LEVEL)


# Of an act that was numbered through again it has a link for every place, and takes half a second to read.
@lru_cache(maxsize=4)
def load_lineage(stored: bytes) -> Lineage:
    """The lineage that `dump_lineage` wrote."""
    return _LINEAGE.validate_json(decompress(stored))


def there(place: Place, expression: ExpressionId) -> PortionId:
    """A place of a lineage in an expression."""
    component, eid = place
    return PortionId(expression, eid, component)
