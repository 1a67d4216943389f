"""What a service listed and how far a sync has come: kept beside the record, in the transactions that add to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.record import tables
from answerable.record.codec import question_of

MOMENT = "sync moment"  # the place that tells when a sync last added something
_CHUNK = 5_000  # values in one IN list
_OPEN = ("tabled", "holding")
T = TypeVar("T")


class Seen(Struct, frozen=True):
    """A record as the list showed it; `digest` is empty while it is still to be read, `trouble` tells why."""

    official: int
    id: str
    digest: bytes
    trouble: str = ""


class Listing:
    """The tables `listed` and `tally`, and named places in `about`, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen(self, officials: Iterable[int]) -> dict[int, Seen]:
        """What is known of these records."""
        table = tables.listed
        return {
            row.official: Seen(*row)
            for chunk in _chunks(list(officials))
            for row in self._connection.execute(select(table).where(table.c.official.in_(chunk)))
        }

    def tabled_within(self, chamber: str, first: date, last: date) -> dict[int, str]:
        """The records of questions tabled in a chamber from a day to a day: ids by official number."""
        table = tables.listed.c
        here = table.id.between(f"{chamber}/{first.isoformat()}/", f"{chamber}/{last.isoformat()}0")  # 0 follows /
        return _ids(self._connection.execute(select(table.official, table.id).where(here)))

    def open_before(self, chamber: str, day: date) -> dict[int, str]:
        """The records of questions tabled in a chamber before a day that have no answer yet."""
        table, question = tables.listed.c, tables.question.c
        rows = (
            select(table.official, table.id)
            .join_from(tables.question, tables.listed, question.id == table.id)
            .where(question.status.in_(_OPEN), question.tabled < day, question.id.startswith(f"{chamber}/"))
        )
        return _ids(self._connection.execute(rows))

    def remember(self, seen: Sequence[Seen]) -> None:
        """Keeps what the list showed."""
        statement = upsert(tables.listed)
        new = statement.excluded
        self._many(
            statement.on_conflict_do_update(
                ["official"], set_={"id": new.id, "digest": new.digest, "trouble": new.trouble}
            ),
            [{"official": s.official, "id": s.id, "digest": s.digest, "trouble": s.trouble} for s in seen],
        )

    def mend(self, official: int) -> None:
        """A record that was in trouble has come."""
        table = tables.listed
        self._connection.execute(update(table).where(table.c.official == official).values(trouble=""))

    def forget(self, officials: Iterable[int]) -> None:
        """Records that are listed no longer; should they come again, they are news."""
        for chunk in _chunks(list(officials)):
            self._connection.execute(delete(tables.listed).where(tables.listed.c.official.in_(chunk)))

    def totals(self, totals: Mapping[str, int], read: str) -> None:
        """How many questions the service has, by chamber and day as `uk-commons/2025-09-16`."""
        statement = upsert(tables.tally)
        new = statement.excluded
        self._many(
            statement.on_conflict_do_update(["day"], set_={"total": new.total, "read": new.read}),
            [{"day": day, "total": total, "read": read} for day, total in totals.items()],
        )

    def read(self, day: str) -> str | None:
        """When the list of a day was last read."""
        table = tables.tally.c
        read: str | None = self._connection.scalar(select(table.read).where(table.day == day))
        return read

    def has_answer(self, question_id: str) -> bool:
        """Whether an answer to the question is in the record, be it a holding one."""
        table = tables.question.c
        data = self._connection.scalar(select(table.data).where(table.id == question_id))
        return data is not None and question_of(data).answer is not None

    def days_within(self, chamber: str, first: date, last: date) -> list[str]:
        """The days from a day to a day of which a total is known."""
        day = tables.tally.c.day
        here = day.between(f"{chamber}/{first.isoformat()}", f"{chamber}/{last.isoformat()}")
        return list(self._connection.scalars(select(day).where(here)))

    def place(self, name: str) -> str | None:
        """A place that was marked."""
        about = tables.about.c
        value: str | None = self._connection.scalar(select(about.value).where(about.name == name))
        return value

    def mark(self, name: str, value: str) -> None:
        """Marks a place, instead of the one before."""
        statement = upsert(tables.about)
        self._many(
            statement.on_conflict_do_update(["name"], set_={"value": statement.excluded.value}),
            [{"name": name, "value": value}],
        )

    def unmark(self, name: str) -> None:
        """Forgets a place."""
        self._connection.execute(delete(tables.about).where(tables.about.c.name == name))

    def _many(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)


def _ids(rows: Iterable[Row[tuple[int, str]]]) -> dict[int, str]:
    return {row.official: row.id for row in rows}


def _chunks(values: list[T]) -> Iterator[list[T]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
