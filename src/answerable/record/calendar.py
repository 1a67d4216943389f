"""What official calendars told of chambers' days."""

from datetime import date

from sqlalchemy import Connection, select

from answerable.model.calendar_day import CalendarDay
from answerable.record import tables
from answerable.record.record import Record

TOLD = "sync uk-calendar"  # the place in `about` that tells when a calendar was last read


def told(record: Record) -> dict[str, dict[date, CalendarDay]]:
    """All days that were told of, by chamber, each as it was told last."""
    table, chambers = tables.calendar_day, dict[str, dict[date, CalendarDay]]()
    with record.reading() as connection:
        for row in connection.execute(select(table).order_by(table.c.chamber, table.c.day)):
            chambers.setdefault(row.chamber, {})[row.day] = CalendarDay(row.day, row.sits, row.recess)
    return chambers


def told_at(record: Record) -> str | None:
    """The moment at which a calendar was last read, ISO 8601, UTC; None: never."""
    return record.watched(_told_at)


def _told_at(connection: Connection) -> str | None:
    about = tables.about.c
    moment: str | None = connection.scalar(select(about.value).where(about.name == TOLD))
    return moment
