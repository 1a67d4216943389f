"""What happened to many questions at once: for those who follow the record by date or by sync."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from answerable.model.history import Event
from answerable.record import tables
from answerable.record.codec import Codec
from answerable.record.history import history
from answerable.record.known import Lookup
from answerable.record.record import Record

_AT_ONCE = 500  # questions whose observations are read together


def happened(record: Record, since: date) -> Iterator[tuple[str, Event]]:
    """(question id, event) for all that happened or came to light on that day or later, by question.

    What a question's first reading told counts by its own day, so that old questions taken in today are no news;
    what a later reading told counts by the day of that reading.
    """
    for id_, events in histories(record, _touched(since)):
        first = events[0].said
        for event in events:
            if day_of(event, first) >= since.isoformat():
                yield id_, event


class Mark(Struct, frozen=True):
    """How far the record had come: the newest change, and the newest question."""

    cursor: int
    question: int


def mark(record: Record) -> Mark:
    """How far the record has come."""
    table = tables.question.c
    with record.reading() as connection:
        newest = connection.scalar(select(func.max(table.key))) or 0
    return Mark(record.cursor(), newest)


def added_since(record: Record, then: Mark) -> int:
    """How many questions the record has that it had not then."""
    with record.reading() as connection:
        return connection.scalar(select(func.count()).where(tables.question.c.key > then.question)) or 0


def changed_since(record: Record, then: Mark) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """The history of each question that the record had then and that changed since."""
    table = tables.question.c
    return histories(record, and_(table.changed > then.cursor, table.key <= then.question))


def histories(record: Record, which: ColumnElement[bool]) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """Each such question's id and history, streamed."""
    table, codec = tables.question.c, Codec()
    with record.reading() as connection:
        keys = list(connection.execute(select(table.key, table.id).where(which).order_by(table.key)).all())
        for at in range(0, len(keys), _AT_ONCE):
            some = {row.key: row.id for row in keys[at : at + _AT_ONCE]}
            for known in Lookup(connection).load(some).values():
                yield known.id, history(known.id, [kept.observation(codec) for kept in known.kept])


def _touched(since: date) -> ColumnElement[bool]:
    """Questions tabled or answered since, and those heard of again since."""
    question, said, document = tables.question.c, tables.observation.c, tables.document.c
    earlier = tables.observation.alias("earlier").c
    again = (
        select(said.question)
        .join_from(tables.document, tables.observation, said.document == document.key)
        .where(
            document.added >= since.isoformat(),
            exists().where(and_(earlier.question == said.question, earlier.key < said.key)),
        )
    )
    return or_(question.tabled >= since, question.answered >= since, question.key.in_(again))


def day_of(event: Event, first: str) -> str:
    """The day that an event counts by, as ISO 8601 or empty; `first` is when the first reading was said."""
    on = event.on.isoformat() if event.on else ""
    return (on or event.said[:10]) if event.said == first else (event.said[:10] or on)
