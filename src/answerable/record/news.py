"""What came to light since a place in the record: for those who are told of news."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from sqlalchemy import Connection, func, select

from answerable.model.history import Event, Happening
from answerable.record import tables
from answerable.record.codec import Codec
from answerable.record.events import day_of
from answerable.record.heard import Kept
from answerable.record.history import history
from answerable.record.record import Record

NEWS_FOR = timedelta(days=31)  # what is older when it comes to light is history, such as an archive taken in
_AT_ONCE = 500  # questions whose observations are read together
_ONCE = (Happening.TABLED, Happening.HOLDING, Happening.ANSWERED)


class News(Struct, frozen=True):
    """What is new of a question; `seen` is its newest observation."""

    question: str
    seen: int
    events: tuple[Event, ...]


def newest_observation(record: Record) -> int:
    """The place that the record has come to."""
    with record.reading() as connection:
        return connection.scalar(select(func.max(tables.observation.c.key))) or 0


def last_read(record: Record) -> date | None:
    """The day on which the record last learned something of a question (UTC); None of an empty one."""
    table = tables.document.c
    newest = select(table.added).where(table.observations > 0).order_by(table.key.desc()).limit(1)
    with record.reading() as connection:
        added = connection.scalar(newest)
    return date.fromisoformat(added[:10]) if added else None


def first_heard(record: Record, ids: Sequence[str]) -> dict[str, int]:
    """For each question the first observation of it."""
    said, question, found = tables.observation.c, tables.question.c, dict[str, int]()
    first = select(question.id, func.min(said.key)).join_from(tables.question, tables.observation).group_by(question.id)
    with record.reading() as connection:
        for at in range(0, len(ids), _AT_ONCE):
            found |= dict(connection.execute(first.where(question.id.in_(ids[at : at + _AT_ONCE]))).all())
    return found


def news(record: Record, after: int, upto: int, today: date) -> Iterator[News]:
    """What the observations behind one place, up to another, tell that those before did not, streamed by question."""
    said, question = tables.observation.c, tables.question.c
    touched = select(said.question).where(said.key > after, said.key <= upto).distinct()
    with record.reading() as connection:
        rows = connection.execute(select(question.key, question.id).where(question.key.in_(touched)))
        keys = dict(rows.all())
        for some in (list(keys)[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE)):
            for key, kept in _kept(connection, some, upto).items():
                found = _new(keys[key], kept, after, today - NEWS_FOR)
                if found.events:
                    yield found


def _kept(connection: Connection, keys: Sequence[int], upto: int) -> dict[int, list[tuple[int, Kept]]]:
    table = tables.observation.c
    columns = (getattr(table, name) for name in Kept.__struct_fields__)
    rows = select(table.key, table.question, *columns).where(table.question.in_(keys), table.key <= upto)
    found: dict[int, list[tuple[int, Kept]]] = defaultdict(list)
    for place, question, *kept in connection.execute(rows.order_by(table.key)):
        found[question].append((place, Kept(*kept)))
    return found


def _new(id_: str, kept: Sequence[tuple[int, Kept]], after: int, oldest: date) -> News:
    codec = Codec()
    said = [(place, one.observation(codec)) for place, one in kept]
    known = Counter(_sign(event) for event in history(id_, [one for place, one in said if place <= after]))
    events = history(id_, [one for _, one in said])
    first = events[0].said if events else ""
    fresh = []
    for event in events:
        if known[_sign(event)]:
            known[_sign(event)] -= 1
        elif (day := day_of(event, first)) == "" or day >= oldest.isoformat():
            fresh.append(event)
    return News(id_, kept[-1][0], tuple(fresh))


def _sign(event: Event) -> tuple[Happening, date | None, str]:
    """What tells an event from another. Some happen once, however differently sources tell of them."""
    return (event.kind, None, "") if event.kind in _ONCE else (event.kind, event.on, " ".join(event.after.split()))
