"""The SQLite file under the record: opening, pragmas, transactions, and its form's version."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from answerable.errors import NewerRecord, RecordBusy, RecordError, RecordFull

HEAD = "0013"  # the newest revision under migrations/versions
_TO_WRITE = "PRAGMA cache_size=-65536"
_WAIT = 60_000  # milliseconds that a writer waits for another
_PRAGMAS = (
    "PRAGMA page_size=16384",  # a question and its observation are a few KB each: smaller pages chain them
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA wal_autocheckpoint=4096",  # pages, 64 MB
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_WAIT}",
    "PRAGMA cache_size=-16384",  # kilobytes, of each connection that reads
    "PRAGMA temp_store=MEMORY",
)
# Others are not made to wait for it.
SETTLE = ("PRAGMA busy_timeout=100", "PRAGMA wal_checkpoint(TRUNCATE)", f"PRAGMA busy_timeout={_WAIT}")


def connect(file: Path) -> Engine:
    """An engine on the file; a connection with `execution_options(writes=True)` keeps other writers out."""
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": _WAIT / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that a writer can take its lock at once
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    if writes:
        connection.exec_driver_sql(_TO_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def clear_errors(directory: Path) -> Iterator[None]:
    """Turns what SQLite says into errors that tell what to do."""
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "full" in said or "disk I/O" in said:
            raise RecordFull(f"{directory}: no space left on the disk; what was being added was rolled back") from None
        if "locked" in said or "busy" in said:
            raise RecordBusy(f"{directory}: another process has been writing for a minute; try again") from None
        raise RecordError(f"{directory}: cannot be used as a record ({said})") from None
    except DatabaseError as error:
        raise RecordError(f"{directory}: expected a record made by answerable; got {error.orig}") from None


def bring_up_to_date(engine: Engine, directory: Path) -> None:
    """Makes the tables, or migrates older ones; NewerRecord when a later version made them."""
    with engine.connect() as connection:
        current = _revision(connection)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise NewerRecord(
            f"{directory}: expected a record of form {HEAD} or older; got {current}, made by a newer answerable"
        )
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if _revision(connection) != HEAD:  # another process may have been quicker
            _migrate(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _migrate(connection: Connection) -> None:
    # Imported here because it takes a third of a second, and nearly every run needs no migration.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
