"""Two small valid documents of the profile, and one checker for all tests of a process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawpin.akn.checking import Checker
from lawpin.akn.reading import Document, read_document

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def statement() -> bytes:
    return (HERE / "statement.xml").read_bytes()


@pytest.fixture(scope="session")
def act() -> bytes:
    return (HERE / "act.xml").read_bytes()


@pytest.fixture(scope="session")
def damaged(statement: bytes) -> Callable[[str, str], Document]:
    """The statement with the first occurrence of the one text replaced by the other."""

    def damage(old: str, new: str) -> Document:
        assert old.encode() in statement, f"the sample holds no {old!r}"
        return read_document(statement.replace(old.encode(), new.encode(), 1))

    return damage
