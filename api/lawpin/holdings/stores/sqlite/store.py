"""Opening the file: WAL, synchronous=FULL, migrations by checksum, one connection to read and one for each write."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep

import apsw
from typing_extensions import override

from lawpin.holdings.store import Holdings, Store
from lawpin.holdings.stores.sqlite.faults import in_words_of_the_law, raise_worded
from lawpin.holdings.stores.sqlite.reading import Reading
from lawpin.holdings.stores.sqlite.writing import Writing
from lawpin.law.errors import Unavailable

# Older ones can corrupt a WAL file that several connections use (the WAL-reset bug, mended in 3.51.3).
_OLDEST_SQLITE = (3, 51, 3)
_PAUSE_S = 0.01
_WAIT_FOR_WRITER_MS = 60_000
# A portion's row in one page of the file as a rule, not in two. For a new file; others keep theirs.
_PAGE_BYTES = 8192
# What SQLite keeps of the file for each connection: the upper pages of its indexes, the rest the machine has in memory.
_CACHE_KIB = 4_096


class SqliteStore(Reading, Store):
    """`sqlite:PATH`: one file, any number of reading processes, one writer at a time."""

    def __init__(self, path: Path) -> None:
        _require_sqlite()
        # Absolute: SQLite gives names such as ":memory:" and "file:x" a meaning of their own.
        self._path = path.absolute()
        _make_folder(self._path.parent)
        try:
            connection = _connect(self._path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
            _require_ours(connection, self._path)
            _set_up(connection)
            _migrate(connection)
        except (apsw.Error, UnicodeDecodeError) as fault:
            raise_worded(fault)
        super().__init__(connection)

    @override
    @contextmanager
    def writing(self) -> Iterator[Writing]:
        # Closing an open transaction undoes it. Not created: a file that is gone stays gone.
        with in_words_of_the_law(), closing(_connect(self._path, apsw.SQLITE_OPEN_READWRITE)) as connection:
            _set_up(connection)
            connection.execute("BEGIN IMMEDIATE")
            yield Writing(connection)
            connection.execute("COMMIT")

    @override
    @contextmanager
    def apart(self) -> Iterator[Holdings]:
        with in_words_of_the_law(), closing(_connect(self._path, apsw.SQLITE_OPEN_READWRITE)) as connection:
            connection.execute("BEGIN")
            yield Reading(connection)

    @override
    def hold(self) -> None:
        # A transaction, so that SQLite takes its locks once: a third of what a look-up costs.
        with in_words_of_the_law():
            self._connection.execute("BEGIN")

    @override
    def let_go(self) -> None:
        # A fault in between may have ended it.
        with in_words_of_the_law():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    @override
    def close(self) -> None:
        """Gives the file back; nothing is lost without it."""
        self._connection.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"the folder of the store, {folder}, cannot be made: {fault.strerror}"
        raise Unavailable(message) from fault


def _connect(path: Path, flags: int) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags)
    connection.set_busy_timeout(_WAIT_FOR_WRITER_MS)
    return connection


def _set_up(connection: apsw.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    _use_wal(connection)
    for pragma in ("synchronous = FULL", "trusted_schema = OFF", f"cache_size = -{_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: apsw.Connection) -> None:
    # SQLite does not wait for others who open a new file at the same moment; so we do.
    until = monotonic() + _WAIT_FOR_WRITER_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except apsw.BusyError:
            if monotonic() > until:
                raise
            sleep(_PAUSE_S)
        else:
            return


def _require_ours(connection: apsw.Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if tables and "migration" not in tables:
        message = f"{path.name} is the database of another program"
        raise Unavailable(message)


def _migrate(connection: apsw.Connection) -> None:
    known = _migrations()
    if _missing(connection, known):
        connection.execute("BEGIN IMMEDIATE")
        # Asked again: another process may have done it while this one waited.
        for name in _missing(connection, known):
            sql, digest = known[name]
            connection.execute(sql)
            connection.execute("INSERT INTO migration (name, sha256) VALUES (?, ?)", (name, digest))
        connection.execute("COMMIT")


def _migrations() -> dict[str, tuple[str, str]]:
    """SQL and its SHA-256 by file name, in the order of the names."""
    folder = sorted(files(__package__).joinpath("migrations").iterdir(), key=lambda entry: entry.name)
    texts = {file.name: file.read_text("utf-8") for file in folder if file.name.endswith(".sql")}
    return {name: (sql, sha256(sql.encode()).hexdigest()) for name, sql in texts.items()}


def _missing(connection: apsw.Connection, known: dict[str, tuple[str, str]]) -> list[str]:
    is_new = not list(connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'"))
    done = {} if is_new else dict(iter(connection.execute("SELECT name, sha256 FROM migration")))
    foreign = [name for name, digest in done.items() if name not in known or known[name][1] != digest]
    if foreign:
        message = f"the store was made by another lawpin (its migration {foreign[0]} is not ours): use that one"
        raise Unavailable(message)
    return [name for name in known if name not in done]


def _require_sqlite() -> None:
    found = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    if found < _OLDEST_SQLITE:
        message = f"SQLite {apsw.sqlite_lib_version()} can damage a store that several processes use; 3.51.3 is needed"
        raise Unavailable(message)
