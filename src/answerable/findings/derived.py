"""What a finding is made of whose rows each follow from one question alone: taken in by chunks, by several processes.

A chunk's rows replace those of its questions and are committed with the cursor, so that a refresh that was killed goes
on from there. What follows from several questions together is settled in the finding's own tables after the last chunk.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from sqlite3 import Connection
from typing import Any

import msgspec
from msgspec import Struct

from answerable.findings.base import Changes, Progress
from answerable.findings.kept import Kept, alone
from answerable.model.question import Question
from answerable.record.changes import Change

Row = Sequence[str | int | float | None]
Rows = Mapping[str, Sequence[Row]]  # by table
Derive = Callable[[Question], Rows]  # a function of a module, so that another process can be told its name
Settle = Callable[[Connection], None]

_CHUNK = 1_000  # changes derived, kept and committed together
_WORKERS = 2  # processes
_AHEAD = 4  # chunks that may be derived before one is kept
_AMONG = "IN (SELECT value FROM json_each(?))"


class Form(Struct, frozen=True):
    """A derived finding's shape: its tables, each with the number of its columns and the question's id in the first."""

    name: str
    version: str
    schema: str
    tables: Mapping[str, int]


class _Taken(Struct, frozen=True):
    """What a chunk of changes came to."""

    cursor: int
    ids: list[str]
    rows: dict[str, list[list[Any]]]


class Derived:
    """The rows of a finding in `directory`, kept in step with a record."""

    def __init__(
        self, directory: Path, identity: str, form: Form, derive: Derive, settle: Settle | None = None
    ) -> None:
        """When missing, damaged, of another record or another version it starts anew, empty."""
        self.name = form.name
        self.kept = Kept(directory, identity, form.version, form.schema)
        self._form, self._derive, self._settle = form, derive, settle

    def close(self) -> None:
        """Lets go of the file."""
        self.kept.close()

    def refresh(self, record: Changes, progress: Progress | None = None) -> int:
        """Takes in what changed since last time, a chunk at a time; returns how many questions that was."""
        with alone(self.kept.directory):
            if record.identity != self.kept.identity:
                self.kept.start_anew(record.identity)
            count = self._take_in(record, progress) if record.cursor() > self.kept.cursor else 0
            if self._settle:
                with self.kept.writing() as connection:
                    self._settle(connection)
        return count

    def _take_in(self, record: Changes, progress: Progress | None) -> int:
        count = 0
        with _deriving(record.changed(self.kept.cursor), self._derive) as chunks:
            for taken in chunks:
                self._keep(taken)
                count += len(taken.ids)
                if progress:
                    progress(len(taken.ids))
        return count

    def _keep(self, taken: _Taken) -> None:
        ids = msgspec.json.encode(taken.ids).decode()
        with self.kept.writing() as connection:
            for table, columns in self._form.tables.items():
                connection.execute(f"DELETE FROM {table} WHERE question {_AMONG}", (ids,))
                marks = ", ".join("?" * columns)
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", taken.rows.get(table, ()))
            self.kept.remember(cursor=taken.cursor)


@contextmanager
def _deriving(changes: Iterable[Change], derive: Derive) -> Iterator[Iterator[_Taken]]:
    """The chunks in their order: one is derived here, sooner than another process starts; more by several processes."""
    todo = iter(changes)
    chunks = iter(lambda: list(islice(todo, _CHUNK)), [])
    first, second = next(chunks, None), next(chunks, None)
    if second is None:
        yield iter([_derived(first, derive)] if first else [])
        return
    with ProcessPoolExecutor(_WORKERS, get_context("spawn"), _leave_interrupts_alone) as workers:
        try:
            yield _ahead(workers, chain([first or [], second], chunks), derive)
        finally:
            workers.shutdown(cancel_futures=True)


def _ahead(workers: ProcessPoolExecutor, chunks: Iterator[list[Change]], derive: Derive) -> Iterator[_Taken]:
    waiting: deque[Future[bytes]] = deque()
    decode = msgspec.msgpack.Decoder(_Taken).decode
    for chunk in chunks:
        waiting.append(workers.submit(_derived_packed, msgspec.msgpack.encode(chunk), derive))
        if len(waiting) >= _AHEAD:
            yield decode(waiting.popleft().result())
    while waiting:
        yield decode(waiting.popleft().result())


def _leave_interrupts_alone() -> None:
    """Ctrl-C is for the process that keeps; those that derive end with it."""
    signal(SIGINT, SIG_IGN)


def _derived_packed(packed: bytes, derive: Derive) -> bytes:
    return msgspec.msgpack.encode(_derived(msgspec.msgpack.decode(packed, type=list[Change]), derive))


def _derived(chunk: Sequence[Change], derive: Derive) -> _Taken:
    rows: dict[str, list[list[Any]]] = {}
    for change in chunk:
        for table, found in derive(change.question).items() if change.question else ():
            rows.setdefault(table, []).extend([change.id, *row] for row in found)
    return _Taken(chunk[-1].cursor, [change.id for change in chunk], rows)
