"""SQLite's faults in the words of the law."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import apsw

from lawpin.law.errors import IntegrityError, Unavailable

# Our statements are constants that tests run: where SQLite finds no sense in one, its tables are not as they were made.
_DAMAGED = (apsw.CorruptError, apsw.SQLError, UnicodeDecodeError)
_OF_THE_MACHINE = (
    *(apsw.BusyError, apsw.LockedError, apsw.ReadOnlyError, apsw.FullError, apsw.IOError, apsw.CantOpenError),
    *(apsw.ProtocolError, apsw.PermissionsError, apsw.NoMemError, apsw.NotADBError),
)


def raise_worded(fault: apsw.Error | UnicodeDecodeError) -> NoReturn:
    """Raises Unavailable or IntegrityError for a fault of the machine or the file; a mistake of ours stays itself."""
    if isinstance(fault, _DAMAGED):
        message = f"the file of the store is damaged: {fault}"
        raise IntegrityError(message) from fault
    if isinstance(fault, _OF_THE_MACHINE):
        message = f"the store cannot be used: {fault}"
        raise Unavailable(message) from fault
    raise fault


@contextmanager
def in_words_of_the_law() -> Iterator[None]:
    """Raises Unavailable and IntegrityError for faults of SQLite inside the block."""
    try:
        yield
    except apsw.Error as fault:
        raise_worded(fault)
