"""What is in the record: how much, from where, how fresh, and what could not be read."""

from datetime import date
from functools import lru_cache

from msgspec import Struct
from sqlalchemy import Connection, func, select

from answerable.record import tables
from answerable.record.record import Record


class FromSource(Struct, frozen=True):
    """What one source brought; `documents` counts those that brought something new."""

    source: str
    documents: int
    observations: int
    last_added: str
    unread: int


class Summary(Struct, frozen=True):
    """The record in figures. Days are of tabling and answering; `last_added` is ISO 8601, UTC.

    `answered` counts questions that have their answer, `answers` the answers: one that was given to several questions
    together is one.
    """

    questions: int
    answered: int
    answers: int
    status: dict[str, int]
    first_tabled: date | None
    last_tabled: date | None
    last_answered: date | None
    last_added: str
    members: int
    bodies: int
    sources: tuple[FromSource, ...]
    unread: int


class UnreadPlace(Struct, frozen=True):
    """Something that a document said and no parser understood."""

    document: str
    place: str
    reason: str
    excerpt: str


def summary(record: Record) -> Summary:
    """Counts over the whole record; counted again only when it has changed."""
    return _summary(record, record.cursor(), record.watched(_newest_document))


def _newest_document(connection: Connection) -> int:
    return connection.scalar(select(func.max(tables.document.c.key))) or 0


@lru_cache(maxsize=4)
def _summary(record: Record, _cursor: int, _newest: int) -> Summary:
    question, document = tables.question.c, tables.document.c
    # One at a time, for then each is the end of an index.
    spans = [select(one) for one in (func.min(question.tabled), func.max(question.tabled), func.max(question.answered))]
    with record.reading() as connection:
        statuses = select(question.status, func.count()).group_by(question.status).order_by(func.count().desc())
        status: dict[str, int] = dict(connection.execute(statuses).all())
        first, last, last_answered = (connection.scalar(one) for one in spans)
        members, bodies = (
            connection.scalar(select(func.count()).select_from(t)) or 0 for t in (tables.member, tables.body)
        )
        added = connection.scalar(select(func.max(document.added))) or ""
        more = connection.scalar(select(tables.FURTHER).where(tables.TOGETHER)) or 0
    sources = from_sources(record)
    unread = sum(source.unread for source in sources)
    answered = sum(status.get(word, 0) for word in tables.ANSWERED)
    return Summary(
        sum(status.values()), answered, answered - more, status, first, last, last_answered, added, members, bodies,
        sources, unread,
    )  # fmt: skip


def from_sources(record: Record) -> tuple[FromSource, ...]:
    """Each source that the record has something from, by name."""
    document, unread = tables.document.c, tables.unread.c
    missed = select(unread.document, func.count().label("count")).group_by(unread.document).subquery()
    rows = (
        select(
            document.source,
            func.count(),
            func.sum(document.observations),
            func.max(document.added),
            func.coalesce(func.sum(missed.c.count), 0),
        )
        .outerjoin_from(tables.document, missed, missed.c.document == document.key)
        .group_by(document.source)
        .order_by(document.source)
    )
    with record.reading() as connection:
        return tuple(FromSource(*row) for row in connection.execute(rows))


def unread_places(record: Record, limit: int = 50) -> list[UnreadPlace]:
    """What could not be read, newest first."""
    unread, document = tables.unread.c, tables.document.c
    rows = (
        select(document.name, unread.place, unread.reason, unread.excerpt)
        .join_from(tables.unread, tables.document)
        .order_by(unread.key.desc())
        .limit(limit)
    )
    with record.reading() as connection:
        return [UnreadPlace(*row) for row in connection.execute(rows)]
