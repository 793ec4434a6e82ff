"""TOML read strictly: every key has one type, a missing key or one that nobody knows is an error with its name."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from lawpin.encoding.errors import BadDescription

_T = TypeVar("_T")


def read_toml(file: Path) -> "Table":
    """The top table of a file.

    Raises:
        BadDescription: the file cannot be read, is not UTF-8, or is not TOML.
    """
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadDescription.at(file, None, f"the file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadDescription.at(file, None, "the file is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadDescription.at(file, None, f"this is not TOML: {error}") from None
    return Table(file, "", values)


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `path` is its name in messages, empty for the top. Keys that were read are remembered."""

    file: Path
    path: str
    values: Mapping[str, object]
    read: set[str] = field(default_factory=set)

    def fault(self, key: str, sentence: str) -> BadDescription:
        """An error that names the key."""
        return BadDescription.at(self.file, None, f"{self.path}{key} {sentence}", parameter=f"{self.path}{key}")

    def maybe(self, key: str, kind: type[_T]) -> _T | None:
        """The value of a key that may be left out. Raises BadDescription when it is of another type or blank."""
        self.read.add(key)
        value = self.values.get(key)
        if value is None:
            return None
        is_other = isinstance(value, bool) is not (kind is bool) or isinstance(value, datetime)
        if is_other or not isinstance(value, kind):
            raise self.fault(key, f"must be a {_NAMES.get(kind, kind.__name__)}")
        if isinstance(value, str) and not value.strip():
            raise self.fault(key, "is blank; leave it out when it is unknown")
        return value

    def need(self, key: str, kind: type[_T]) -> _T:
        """The value of a key. Raises BadDescription when it is missing, of another type or blank."""
        value = self.maybe(key, kind)
        if value is None:
            raise self.fault(key, "is missing")
        return value

    def choice(self, key: str, choices: Mapping[str, _T]) -> _T:
        """What one of a few words stands for. Raises BadDescription for any other word."""
        word = self.need(key, str)
        if word not in choices:
            raise self.fault(key, f"must be one of {', '.join(choices)}")
        return choices[word]

    def table(self, key: str) -> "Table":
        """A table inside this one. Raises BadDescription when it is missing."""
        return Table(self.file, f"{self.path}{key}.", self.need(key, dict))

    def tables(self, key: str) -> tuple["Table", ...]:
        """The tables of an array, none when the key is left out."""
        rows = self.maybe(key, list) or []
        if not all(isinstance(row, dict) for row in rows):
            raise self.fault(key, "must be an array of tables")
        return tuple(Table(self.file, f"{self.path}{key}[{n}].", row) for n, row in enumerate(rows, start=1))

    def words(self, key: str) -> tuple[str, ...]:
        """An array of strings, empty when the key is left out."""
        rows = self.maybe(key, list) or []
        if not all(isinstance(row, str) and row.strip() for row in rows):
            raise self.fault(key, "must be an array of strings")
        return tuple(str(row) for row in rows)

    def texts(self, key: str) -> dict[str, str]:
        """A table of strings, empty when the key is left out."""
        inner = Table(self.file, f"{self.path}{key}.", self.maybe(key, dict) or {})
        return {name: inner.need(name, str) for name in inner.values}

    def lines(self, key: str) -> tuple[int, int] | None:
        """A range of lines, both ends included; None when the key is left out."""
        rows = self.maybe(key, list)
        if rows is None:
            return None
        match rows:
            case [int(first), int(last)] if 1 <= first <= last:
                return first, last
        raise self.fault(key, "must be [first line, last line], counted from 1")

    def close(self) -> None:
        """Every key has been read. Raises BadDescription for one that nobody knows."""
        for key in self.values:
            if key not in self.read:
                raise self.fault(key, "is not a key that is known here")


_NAMES: dict[type, str] = {str: "string", int: "whole number", date: "date", list: "list", dict: "table"}
