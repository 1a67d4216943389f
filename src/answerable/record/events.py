"""What happened to each question, filed by day as it is written, so that a page of changes costs what a page costs."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.model.history import Event
from answerable.record import tables


class Filed(Struct, frozen=True, gc=False):
    """An event's place in its question's history, its kind, the day it happened, and the day that it counts by.

    Both days are ISO 8601; the first is when it was seen, where the record bears no day.
    """

    place: int
    kind: str
    day: str
    told: str


def filed(events: Sequence[Event]) -> tuple[Filed, ...]:
    """A question's whole history as it is filed. What counts by no day is news on none, and left out."""
    first = events[0].said if events else ""
    return tuple(
        Filed(place, event.kind.value, day_seen(event), told)
        for place, event in enumerate(events)
        if (told := day_of(event, first))
    )


def day_seen(event: Event) -> str:
    """The day on which it happened, or was seen where the record bears no day; ISO 8601 or empty."""
    return event.on.isoformat() if event.on else event.said[:10]


def day_of(event: Event, first: str) -> str:
    """The day that an event counts by, as ISO 8601 or empty; `first` is when the first reading was said.

    What a question's first reading told counts by its own day, so that old questions taken in today are no news;
    what a later reading told counts by the day of that reading.
    """
    on = event.on.isoformat() if event.on else ""
    return (on or event.said[:10]) if event.said == first else (event.said[:10] or on)


class Events:
    """Files what happened, within one transaction, and counts it by day and kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, told: Mapping[int, Sequence[Filed]]) -> None:
        """Files the events of questions that are new, by their keys."""
        rows = [{"question": key, **asdict(one)} for key, events in told.items() for one in events]
        if rows:
            self._connection.execute(insert(tables.event), rows)
            self._count(Counter((row["day"], row["told"], row["kind"]) for row in rows))

    def put(self, question: int, events: Sequence[Filed]) -> None:
        """Files the events of a question in the place of those it had."""
        had = self._of(question)
        if had == tuple(events):
            return
        self._connection.execute(delete(tables.event).where(tables.event.c.question == question))
        self.begin({question: events})
        fewer = Counter((one.day, one.told, one.kind) for one in had)
        self._count({which: -count for which, count in fewer.items()})

    def _of(self, question: int) -> tuple[Filed, ...]:
        table = tables.event.c
        columns = (getattr(table, name) for name in Filed.__struct_fields__)
        rows = select(*columns).where(table.question == question).order_by(table.place)
        return tuple(Filed(*row) for row in self._connection.execute(rows))

    def _count(self, more: Mapping[tuple[str, str, str], int]) -> None:
        """So many more events, or fewer, of each (day, told, kind)."""
        statement = upsert(tables.event_count)
        events = tables.event_count.c.events + statement.excluded.events
        rows = [{"day": day, "told": told, "kind": kind, "events": count} for (day, told, kind), count in more.items()]
        if rows:
            self._connection.execute(
                statement.on_conflict_do_update(["day", "told", "kind"], set_={"events": events}), rows
            )
