"""The record: a directory that remembers all that sources told, and what it comes to."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from heapq import merge as in_turn
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.errors import NotFound, RecordError, UnreadableInput
from answerable.model.history import Event
from answerable.model.question import Question
from answerable.record import tables
from answerable.record.adding import Adding
from answerable.record.changes import Change
from answerable.record.codec import Codec, question_of
from answerable.record.database import SETTLE, bring_up_to_date, clear_errors, connect
from answerable.record.heard import Kept
from answerable.record.history import history

FILE = "record.sqlite"
T = TypeVar("T")
_CHUNK = 5_000  # values in one IN list
# Made once, for making a statement anew takes longer than what it asks for.
_ROW = select(tables.question.c.key, tables.question.c.data)
_MOVED = select(tables.also.c.question).where(tables.also.c.id == bindparam("id")).scalar_subquery()
_BY_ID = _ROW.where(tables.question.c.id == bindparam("id"))
_BY_OLD_ID = _ROW.where(tables.question.c.key == _MOVED)
_BY_IDS = select(tables.question.c.id, tables.question.c.data).where(
    tables.question.c.id.in_(bindparam("ids", expanding=True))
)
_SAID = (
    select(*(getattr(tables.observation.c, name) for name in Kept.__struct_fields__))
    .where(tables.observation.c.question == bindparam("key"))
    .order_by(tables.observation.c.key)
)


class Record:
    """What we know. Reading never blocks writing; `adding()` is the only way in for what sources say."""

    def __init__(self, directory: Path, engine: Engine) -> None:
        self.directory = directory
        self._engine = engine
        self._watch = sqlite3.connect(directory / FILE, isolation_level=None, check_same_thread=False)
        self._moment_of = threading.local()  # the connection that this thread reads with, within `at_one_moment`
        self._told: dict[Callable[[Connection], Any], tuple[int, Any]] = {}  # what was told, and at which moment
        self.identity = self._identify()

    @classmethod
    def open(cls, directory: Path, *, create: bool = False) -> Self:
        """The record in `directory`; made when `create` says so, else NotFound when there is none."""
        file = directory / FILE
        if not create and not file.exists():
            raise NotFound(
                f"{directory}: there is no record here yet; `answerable add FILE` or `answerable demo` makes one"
            )
        _make(directory)
        engine = connect(file)
        with clear_errors(directory):
            bring_up_to_date(engine, directory)
            return cls(directory, engine)

    def close(self) -> None:
        """Lets go of the files."""
        self._watch.close()
        self._engine.dispose()

    @contextmanager
    def adding(self) -> Iterator[Adding]:
        """One transaction: all that is added shows when the block ends, nothing of it if it ends in an error."""
        with self.writing() as connection:
            adding = Adding(connection, datetime.now(UTC).isoformat(timespec="seconds"))
            yield adding
            adding.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection for one transaction that keeps other writers out, for what stands beside the observations."""
        with clear_errors(self.directory), self._engine.connect() as connection:
            writing = connection.execution_options(writes=True)
            with writing.begin():
                yield writing

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as it was when the block began, or the one of `at_one_moment` around it."""
        held: Connection | None = getattr(self._moment_of, "connection", None)
        if held is not None:
            yield held
            return
        with self._reading_now() as connection:
            yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """All that this thread reads within the block it reads of one moment, and sooner than each by itself."""
        with self.reading() as connection:
            outer = getattr(self._moment_of, "connection", None)
            self._moment_of.connection = connection
            try:
                yield
            finally:
                self._moment_of.connection = outer

    @contextmanager
    def _reading_now(self) -> Iterator[Connection]:
        with clear_errors(self.directory), self._engine.connect() as connection, connection.begin():
            yield connection

    def settle(self) -> None:
        """Moves what was written into the file itself, so that nothing erased stays in the journal beside it.

        While others read or write it is left for the next time.
        """
        with clear_errors(self.directory), self._engine.connect() as connection:
            # Past SQLAlchemy, for it would begin a transaction, and within one nothing is moved.
            settling = connection.connection.cursor()
            for statement in SETTLE:
                settling.execute(statement)

    def watched(self, tell: Callable[[Connection], T]) -> T:
        """What a function of the record tells; it is asked again only when anything in the record has changed."""
        moment = self._moment()
        held = self._told.get(tell)
        if held is None or held[0] != moment:
            with self._reading_now() as connection:  # what an earlier moment tells is not kept as this one's
                held = self._told[tell] = (moment, tell(connection))
        told: T = held[1]
        return told

    def cursor(self) -> int:
        """The newest change."""
        return self.watched(_newest_change)

    def _moment(self) -> int:
        """Another number than before when anything was written meanwhile; costs next to nothing."""
        try:
            moment: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error as error:
            raise RecordError(f"{self.directory}: cannot be used as a record ({error})") from None
        return moment

    def changed(self, after: int = 0) -> Iterator[Change]:
        """Every question that changed after the cursor, once, as it is now, oldest first; and ids that ceased."""
        now, gone = tables.question.c, tables.gone.c
        held = select(now.changed, now.id, now.data).where(now.changed > after).order_by(now.changed)
        ceased = select(gone.changed, gone.id).where(gone.changed > after).order_by(gone.changed)
        with self.reading() as connection:
            stream = connection.execution_options(yield_per=1000)
            changes = (Change(row.changed, row.id, question_of(row.data)) for row in stream.execute(held))
            ends = (Change(row.changed, row.id, None) for row in stream.execute(ceased))
            yield from in_turn(changes, ends, key=lambda change: change.cursor)

    def question(self, question_id: str) -> Question:
        """The question under that id, or that the id leads to since; NotFound when there is none."""
        with self.reading() as connection:
            _, data = self._row(connection, question_id)
        return question_of(data)

    def questions(self, ids: Iterable[str]) -> dict[str, Question]:
        """Those of the questions that are held, by id; old ids are not followed."""
        wanted = list(ids)
        found: dict[str, Question] = {}
        with self.reading() as connection:
            for at in range(0, len(wanted), _CHUNK):
                rows = connection.execute(_BY_IDS, {"ids": wanted[at : at + _CHUNK]})
                found |= {id_: question_of(data) for id_, data in rows}
        return found

    def everything(self) -> Iterator[Question]:
        """All questions by id, streamed."""
        table = tables.question.c
        with self.reading() as connection:
            rows = connection.execution_options(yield_per=1000).execute(select(table.data).order_by(table.id))
            yield from (question_of(row.data) for row in rows)

    def last_key(self) -> int:
        """The highest number under which a question is kept; numbers begin with 1 and some may be free."""
        with self.reading() as connection:
            return connection.scalar(select(func.max(tables.question.c.key))) or 0

    def ids(self, after: int, through: int) -> list[str]:
        """The ids of the questions kept under the numbers after `after`, up to `through`."""
        table = tables.question.c
        with self.reading() as connection:
            rows = select(table.id).where(table.key > after, table.key <= through).order_by(table.key)
            return [row.id for row in connection.execute(rows)]

    def history(self, question_id: str) -> tuple[Event, ...]:
        """What happened to the question, oldest first; NotFound when there is none."""
        codec = Codec()
        with self.reading() as connection:
            key, data = self._row(connection, question_id)
            observations = [Kept(*row).observation(codec) for row in connection.execute(_SAID, {"key": key})]
        return history(question_of(data).id, observations)

    def _row(self, connection: Connection, question_id: str) -> tuple[int, bytes]:
        for query in (_BY_ID, _BY_OLD_ID):
            row = connection.execute(query, {"id": question_id}).one_or_none()
            if row:
                return row.key, row.data
        raise NotFound(f"no question {question_id[:100]!r} in this record")

    def _identify(self) -> str:
        """A name given once, so that findings know whose they are."""
        table = tables.about
        known = self._about("identity")
        if known is None:
            row = {"name": "identity", "value": uuid4().hex}
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                connection.execute(upsert(table).on_conflict_do_nothing(), row)
            known = self._about("identity")
        if known is None:
            raise RecordError(f"{self.directory}: could not be given an identity")
        return known

    def _about(self, name: str) -> str | None:
        table = tables.about.c
        with self._engine.connect() as connection:
            value: str | None = connection.scalar(select(table.value).where(table.name == name))
        return value


def _newest_change(connection: Connection) -> int:
    highest = (connection.scalar(select(func.max(t.c.changed))) for t in (tables.question, tables.gone))
    return max(value or 0 for value in highest)


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableInput(str(directory), "a directory that can be written", error.strerror or str(error)) from None
