"""What works are called: names with the numbers under which they are found, on one connection."""

from collections.abc import Iterable

import apsw

from lawpin.holdings.names import Name
from lawpin.holdings.stores.sqlite.sealing import name_seal, require_seal
from lawpin.law.identifiers.reader import read_expression_id, read_work_id

_NAMED = """
SELECT target, kind, language, written, seal FROM name_key JOIN name ON name.id = name_key.name
WHERE name_key.key = ? ORDER BY name_key.name LIMIT ?
"""
_HELD = "SELECT 1 FROM name WHERE target = ? AND kind = ? AND language = ? AND written = ?"
_NAME = "INSERT INTO name (id, target, kind, language, written, seal) VALUES (?, ?, ?, ?, ?, ?)"


def named(connection: apsw.Connection, key: int, limit: int) -> tuple[Name, ...]:
    """The names under a key, in the order in which they came. Raises IntegrityError where one is damaged."""
    return tuple(_name(*row) for row in connection.execute(_NAMED, (key, limit)))


def keep_names(connection: apsw.Connection, names: Iterable[Name]) -> None:
    """Adds those names that are not kept already."""
    for name in names:
        row = (str(name.target), name.kind, name.language, name.written)
        if next(connection.execute(_HELD, row), None) is not None:
            continue
        ((following,),) = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM name")
        connection.execute(_NAME, (following, *row, name_seal(*row)))
        keys = sorted(name.keys)
        connection.executemany("INSERT INTO name_key (key, name) VALUES (?, ?)", ((key, following) for key in keys))


def _name(target: str, kind: str, language: str, written: str, seal: bytes) -> Name:
    require_seal(seal, name_seal(target, kind, language, written), f"a name of {target}")
    if kind == "title":
        return Name(written, "title", read_work_id(target), language)
    is_work = "@" not in target.rsplit("/", 1)[-1]
    return Name(written, "identifier", read_work_id(target) if is_work else read_expression_id(target), language)
