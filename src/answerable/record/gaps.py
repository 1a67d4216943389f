"""How whole the record is, day by day: what a service says it has, what is held, and what is not."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, select

from answerable.model.people import House
from answerable.record import counts, tables
from answerable.record.numbers import spans_of
from answerable.record.record import Record

CHAMBERS: dict[House, str] = {"Commons": "uk-commons", "Lords": "uk-lords"}
_CHUNK = 5_000  # values in one IN list


class NotRead(Struct, frozen=True):
    """A record that a service lists and that could not be had: the question's id, and why."""

    id: str
    reason: str


class DayCounts(Struct, frozen=True, kw_only=True):
    """One day of tabling in one House, in figures.

    `listed`: how many questions the service says it has; None when its list was never read. `read`: when it was,
    ISO 8601. `held`: how many are in the record, `gone` of them no longer listed; `clipped`: held with only the
    beginning of their words. `missing_count`: of the numbers in the day's runs so many are of no question of the days
    around it. `not_read`: what is listed and could not be had.
    """

    house: House
    day: date
    listed: int | None
    read: str
    held: int
    gone: int
    clipped: int
    missing_count: int
    not_read: tuple[NotRead, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be lacking."""
        return self.listed == self.held - self.gone and not (self.clipped or self.missing_count or self.not_read)


class DayGaps(DayCounts, frozen=True, kw_only=True):
    """One day of tabling in one House, with its `missing` numbers: as numbers or spans such as `4770–4772`."""

    missing: tuple[str, ...]


def day_counts(record: Record, house: House, first: date, last: date) -> list[DayCounts]:
    """Every day from a day to a day that has questions, here or there; the newest first."""
    chamber = CHAMBERS[house]
    with record.reading() as connection:
        held, clipped = (_per(connection, what, chamber) for what in (counts.DAY, counts.CLIPPED))
        gone = _per(connection, counts.DAY, chamber, tables.question_count.c.status == "no longer listed")
        listed = _listed(connection, chamber)
        missing = _missing_counts(connection, chamber)
        not_read = _not_read(connection, chamber)
    days = {day: date.fromisoformat(day.rpartition("/")[2]) for day in {*held, *listed, *not_read}}
    return [
        DayCounts(
            house=house,
            day=day,
            listed=listed[key][0] if key in listed else None,
            read=listed[key][1] if key in listed else "",
            held=held.get(key, 0),
            gone=gone.get(key, 0),
            clipped=clipped.get(key, 0),
            missing_count=missing.get(key, 0),
            not_read=tuple(not_read.get(key, ())),
        )
        for key, day in sorted(days.items(), reverse=True)
        if first <= day <= last
    ]


def day_gaps(record: Record, days: Sequence[DayCounts]) -> tuple[DayGaps, ...]:
    """These days with the numbers that each is missing."""
    keys = [_key(one) for one in days]
    with record.reading() as connection:
        numbers = _missing_numbers(connection, keys)
    return tuple(
        DayGaps(**asdict(one), missing=spans_of(numbers.get(key, ""))) for key, one in zip(keys, days, strict=True)
    )


def _key(one: DayCounts) -> str:
    return f"{CHAMBERS[one.house]}/{one.day.isoformat()}"


def _of(column: Any, chamber: str) -> Any:
    return column.between(f"{chamber}/", f"{chamber}0")  # 0 follows /


def _per(connection: Connection, what: str, chamber: str, *which: Any) -> dict[str, int]:
    return counts.per(connection, what, _of(tables.question_count.c.id, chamber), *which)


def _listed(connection: Connection, chamber: str) -> dict[str, tuple[int, str]]:
    table = tables.tally.c
    rows = select(table.day, table.total, table.read).where(_of(table.day, chamber))
    return {day: (total, read) for day, total, read in connection.execute(rows)}


def _missing_counts(connection: Connection, chamber: str) -> dict[str, int]:
    table = tables.missing_numbers.c
    return dict(connection.execute(select(table.day, table.count).where(_of(table.day, chamber))).all())


def _missing_numbers(connection: Connection, days: Sequence[str]) -> Mapping[str, str]:
    table, found = tables.missing_numbers.c, dict[str, str]()
    for at in range(0, len(days), _CHUNK):
        rows = select(table.day, table.numbers).where(table.day.in_(days[at : at + _CHUNK]))
        found |= dict(connection.execute(rows).all())
    return found


def _not_read(connection: Connection, chamber: str) -> dict[str, list[NotRead]]:
    table = tables.listed.c
    rows = select(table.id, table.trouble).where(table.trouble != "", _of(table.id, chamber))
    found: dict[str, list[NotRead]] = {}
    for id_, trouble in connection.execute(rows):
        found.setdefault(id_.rpartition("/")[0], []).append(NotRead(id_, trouble))
    return found
