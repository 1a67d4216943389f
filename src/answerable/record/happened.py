"""What happened to many questions at once: for those who follow the record by date or by sync."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, func, select

from answerable.model.history import Event, Happening
from answerable.record import tables
from answerable.record.codec import Codec
from answerable.record.history import history
from answerable.record.known import Lookup
from answerable.record.record import Record

_AT_ONCE = 500  # questions whose observations are read together


class Told(Struct, frozen=True):
    """How many events there were of each kind, and some of them with their questions' ids, the latest first."""

    counts: dict[str, int]
    some: tuple[tuple[str, Event], ...]


def happened(record: Record, since: date, kind: str = "", *, limit: int, offset: int = 0) -> Told:
    """What happened to questions or came to light on that day or later; `kind`: only that, by its name.

    Those of one day stand by question, in the order in which they happened to it. Costs as much as what is told: the
    counts by day say where it begins.
    """
    chosen = (tables.event.c.told >= since.isoformat(), *((tables.event.c.kind == kind,) if kind else ()))
    with record.reading() as connection:
        counted = _counted(connection, since, kind)
        counts = {name: sum(by_day.values()) for name, by_day in sorted(counted.items())}
        days, skipped = _days(counted, limit, offset)
        table = tables.event.c
        rows = (
            select(table.question, tables.question.c.id, table.place)
            .join_from(tables.event, tables.question)
            .where(table.day.between(min(days, default=""), max(days, default="")), *chosen)
            .order_by(table.day.desc(), tables.question.c.id.desc(), table.place)
        )
        found = connection.execute(rows.limit(limit).offset(skipped)).all() if days else []
        events = dict(_histories(connection, {row.question: row.id for row in found}))
        return Told(counts, tuple((row.id, events[row.id][row.place]) for row in found))


def happened_to(record: Record, since: date) -> Iterator[str]:
    """The ids of the questions to which something happened then, in the order in which they came."""
    table = tables.question.c
    touched = select(tables.event.c.question).where(tables.event.c.told >= since.isoformat())
    with record.reading() as connection:
        rows = connection.execution_options(yield_per=1000).execute(
            select(table.id).where(table.key.in_(touched)).order_by(table.key)
        )
        yield from rows.scalars()


def days_told(record: Record, ids: Sequence[str], kinds: Collection[Happening], since: date) -> list[tuple[str, str]]:
    """(question id, the day it counts by) for each event of those kinds of those questions, on that day or later."""
    table, question = tables.event.c, tables.question.c
    which = (question.id.in_(ids), table.kind.in_([one.value for one in kinds]), table.told >= since.isoformat())
    with record.reading() as connection:
        rows = select(question.id, table.told).join_from(tables.event, tables.question).where(*which)
        return [(row.id, row.told) for row in connection.execute(rows)]


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
    table = tables.question.c
    with record.reading() as connection:
        keys = connection.execute(select(table.key, table.id).where(which).order_by(table.key)).all()
        yield from _histories(connection, {row.key: row.id for row in keys})


def _histories(connection: Connection, keys: Mapping[int, str]) -> Iterator[tuple[str, tuple[Event, ...]]]:
    codec, left = Codec(), iter(keys.items())
    while some := dict(islice(left, _AT_ONCE)):
        for known in Lookup(connection).load(some).values():
            yield known.id, history(known.id, [kept.observation(codec) for kept in known.kept])


def _counted(connection: Connection, since: date, kind: str) -> dict[str, dict[str, int]]:
    """How many there are of each kind, by day."""
    table = tables.event_count.c
    rows = select(table.kind, table.day, func.sum(table.events)).where(table.told >= since.isoformat())
    if kind:
        rows = rows.where(table.kind == kind)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, day, events in connection.execute(rows.group_by(table.kind, table.day)):
        if events:
            found[name][day] = events
    return found


def _days(counted: Mapping[str, Mapping[str, int]], limit: int, offset: int) -> tuple[list[str], int]:
    """The days on which the events of a page lie, and how many of the latest of these days come before the page."""
    by_day: Counter[str] = Counter()
    for days in counted.values():
        by_day.update(days)
    passed, chosen, skipped = 0, list[str](), 0
    for day, events in sorted(by_day.items(), reverse=True):
        if passed < offset + limit and passed + events > offset:
            skipped = skipped if chosen else offset - passed
            chosen.append(day)
        passed += events
    return chosen, skipped
