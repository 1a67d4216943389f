"""What is in the record: how much, from where, how fresh, and what could not be read."""

from datetime import date
from functools import lru_cache

from msgspec import Struct
from sqlalchemy import Connection, case, func, not_, select

from answerable.record import counts, tables
from answerable.record.record import Record
from answerable.record.waiting import waits


class FromSource(Struct, frozen=True):
    """What one source brought; `documents` counts those that brought something new.

    `unread` counts what could not be read, `waiting` the texts that wait for their question or answer.
    """

    source: str
    documents: int
    observations: int
    last_added: str
    unread: int
    waiting: int


class Summary(Struct, frozen=True):
    """The record in figures. Days are of tabling and answering; `last_added` is ISO 8601, UTC.

    `answered` counts questions that have their answer, `answers` the answers: one that was given to several questions
    together is one. `unread` counts what could not be read, `waiting` the texts that wait for their question or answer.
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
    waiting: int


class UnreadPlace(Struct, frozen=True):
    """Something that a document said and that no parser understood, or that waits; and why.

    `number` tells it from all others in this record: what came later has a larger one.
    """

    number: int
    source: str
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
        status = counts.by_status(connection, counts.DAY)
        first, last, last_answered = (connection.scalar(one) for one in spans)
        # The Members service may have told of many who asked nothing.
        spoke = tables.member.c.id.in_(counts.those(counts.ASKER, counts.ANSWERER))
        members = connection.scalar(select(func.count()).select_from(tables.member).where(spoke)) or 0
        bodies = connection.scalar(select(func.count()).select_from(tables.body)) or 0
        added = connection.scalar(select(func.max(document.added))) or ""
        more = sum(counts.per(connection, counts.FURTHER).values())
    sources = from_sources(record)
    unread, waiting = (sum(getattr(one, name) for one in sources) for name in ("unread", "waiting"))
    answered = sum(status.get(word, 0) for word in tables.ANSWERED)
    return Summary(
        sum(status.values()), answered, answered - more, status, first, last, last_answered, added, members, bodies,
        sources, unread, waiting,
    )  # fmt: skip


def from_sources(record: Record) -> tuple[FromSource, ...]:
    """Each source that the record has something from, by name."""
    document, unread = tables.document.c, tables.unread.c
    wait = func.sum(case((waits(), 1), else_=0))
    each = select(unread.document, (func.count() - wait).label("unread"), wait.label("waiting"))
    missed = each.group_by(unread.document).subquery()
    rows = (
        select(
            document.source,
            func.count(),
            func.sum(document.observations),
            func.max(document.added),
            func.coalesce(func.sum(missed.c.unread), 0),
            func.coalesce(func.sum(missed.c.waiting), 0),
        )
        .outerjoin_from(tables.document, missed, missed.c.document == document.key)
        .group_by(document.source)
        .order_by(document.source)
    )
    with record.reading() as connection:
        return tuple(FromSource(*row) for row in connection.execute(rows))


def unread_places(record: Record, limit: int = 50, offset: int = 0, *, waiting: bool = False) -> list[UnreadPlace]:
    """What could not be read or, if so asked, what waits for its question or answer; newest first."""
    unread, document = tables.unread.c, tables.document.c
    rows = (
        select(unread.key, document.source, document.name, unread.place, unread.reason, unread.excerpt)
        .join_from(tables.unread, tables.document)
        .where(waits() if waiting else not_(waits()))
        .order_by(unread.key.desc())
        .limit(limit)
        .offset(offset)
    )
    with record.reading() as connection:
        return [UnreadPlace(*row) for row in connection.execute(rows)]
