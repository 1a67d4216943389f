"""The SQLite file in which a finding keeps what it found, with whose record it is of and how far it has read."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

from answerable.errors import RecordBusy, RecordError, RecordFull

_WAIT = 60  # seconds that a writer waits for another
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "temp_store=MEMORY", "mmap_size=1073741824")
_ABOUT = "CREATE TABLE about(name TEXT PRIMARY KEY, value NOT NULL)"


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Keeps other processes from refreshing what is kept at `place`, a file or directory, at the same time."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with (place.parent / f".{place.name}.lock").open("w") as held:
        flock(held, LOCK_EX)  # let go when the file is closed, or the process dies
        yield


class Kept:
    """A finding's own tables in `directory`; made anew when missing, damaged, of another record or another version."""

    def __init__(self, directory: Path, identity: str, version: str, schema: str) -> None:
        self.directory, self.identity, self.version, self._schema = directory, identity, version, schema
        self.connection = self._connect()
        if not self._fits():
            self.start_anew(identity)

    @property
    def cursor(self) -> int:
        """The newest change that was taken in."""
        rows = self.rows("SELECT value FROM about WHERE name = 'cursor'")
        return int(rows[0][0]) if rows else 0

    def about(self) -> dict[str, Any]:
        """All that is remembered, as it was at one moment."""
        return dict(self.rows("SELECT name, value FROM about"))

    def remember(self, **values: str | int | bytes) -> None:
        """Remembers a value under each name."""
        self.connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        with self._clear_errors():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def rows(self, query: str, *values: object) -> list[Any]:
        """All rows of a query."""
        with self._clear_errors():
            return self.connection.execute(query, values).fetchall()

    def start_anew(self, identity: str) -> None:
        """Forgets everything."""
        self.connection.close()
        shutil.rmtree(self.directory)
        self.identity = identity
        self.connection = self._connect()
        self._prepare()
        self.connection.executescript(f"BEGIN;{_ABOUT};{self._schema};COMMIT")
        self.remember(identity=identity, version=self.version)

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()

    def _connect(self) -> sqlite3.Connection:
        file = self.directory / "kept.sqlite"
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            return sqlite3.connect(file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.OperationalError) as error:
            raise RecordError(f"{self.directory}: expected a directory that can be written; got {error}") from None

    def _prepare(self) -> None:
        for pragma in _PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")

    def _fits(self) -> bool:
        try:
            self._prepare()
            about = self.about()
            return (about.get("identity"), about.get("version")) == (self.identity, self.version)
        except (sqlite3.DatabaseError, RecordError):
            return False

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            said = str(error)
            if "full" in said or "disk I/O" in said:
                raise RecordFull(f"{self.directory}: no space left on the disk; nothing was changed") from None
            if "locked" in said or "busy" in said:
                raise RecordBusy(
                    f"{self.directory}: another process has been writing for a minute; try again"
                ) from None
            raise RecordError(f"{self.directory}: cannot be used ({said})") from None
        except sqlite3.DatabaseError as error:
            raise RecordError(f"{self.directory}: is damaged ({error}); delete it to have it made anew") from None
