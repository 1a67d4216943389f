"""How whole the record is, day by day: what a service says it has, what is held, and what is not."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from answerable.model.people import House
from answerable.record import tables
from answerable.record.record import Record

CHAMBERS: dict[House, str] = {"Commons": "uk-commons", "Lords": "uk-lords"}
_RUN = 50  # numbers further apart than this are not of one run
_NEIGHBOURS = timedelta(30)  # within which of a day its numbers may have been tabled instead


class NotRead(Struct, frozen=True):
    """A record that a service lists and that could not be had: the question's id, and why."""

    id: str
    reason: str


class DayGaps(Struct, frozen=True):
    """One day of tabling in one House.

    `listed`: how many questions the service says it has; None when its list was never read. `read`: when it was,
    ISO 8601. `held`: how many are in the record, `gone` of them no longer listed; `clipped`: held with only the
    beginning of their words. `missing`: numbers in the day's runs that no question of the days around it has, as
    numbers or spans such as `4770–4772`.
    """

    house: House
    day: date
    listed: int | None
    read: str
    held: int
    gone: int
    clipped: int
    missing: tuple[str, ...]
    missing_count: int
    not_read: tuple[NotRead, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be lacking."""
        return self.listed == self.held - self.gone and not (self.clipped or self.missing or self.not_read)


def day_gaps(record: Record, house: House, first: date, last: date) -> list[DayGaps]:
    """Every day from a day to a day that has questions, here or there; the newest first."""
    return [one for one in record.watched(_EVERY_DAY[house]) if first <= one.day <= last]


def _every_day(house: House, connection: Connection) -> list[DayGaps]:
    chamber = CHAMBERS[house]
    uins = _uins(connection, chamber)
    listed = _listed(connection, chamber)
    clipped = _per_day(connection, chamber, tables.CLIPPED)
    gone = _per_day(connection, chamber, tables.question.c.status == "no longer listed")
    not_read = _not_read(connection, chamber)
    days = sorted({*uins, *listed, *not_read}, reverse=True)
    missing = _missing(uins)
    return [
        DayGaps(
            house=house,
            day=day,
            listed=listed[day][0] if day in listed else None,
            read=listed[day][1] if day in listed else "",
            held=len(uins.get(day, ())),
            gone=gone[day],
            clipped=clipped[day],
            missing=tuple(_spans(missing.get(day, []))),
            missing_count=len(missing.get(day, [])),
            not_read=tuple(not_read.get(day, ())),
        )
        for day in days
    ]


# Told once for each state of the record, since all of its numbers are gone through.
_EVERY_DAY = {house: partial(_every_day, house) for house in CHAMBERS}


def _of(column: Any, chamber: str) -> Any:
    return column.between(f"{chamber}/", f"{chamber}0")  # 0 follows /


def _day_of(chamber: str) -> Any:
    """The day in a question's id, ISO 8601."""
    return func.substr(tables.question.c.id, len(chamber) + 2, len("2025-09-16"))


def _day(id_: str) -> date:
    return date.fromisoformat(id_.split("/")[1])


def _uins(connection: Connection, chamber: str) -> dict[date, list[str]]:
    """The numbers held of each day; SQLite joins those of a day, for a row each takes as long as all the rest."""
    id_, until = tables.question.c.id, len(f"{chamber}/2025-09-16/")
    joined = func.group_concat(func.substr(id_, until + 1), "/")
    rows = select(_day_of(chamber), joined).where(_of(id_, chamber)).group_by(_day_of(chamber))
    return {date.fromisoformat(day): uins.split("/") for day, uins in connection.execute(rows)}


def _listed(connection: Connection, chamber: str) -> dict[date, tuple[int, str]]:
    table = tables.tally.c
    rows = select(table.day, table.total, table.read).where(_of(table.day, chamber))
    return {_day(row.day): (row.total, row.read) for row in connection.execute(rows)}


def _per_day(connection: Connection, chamber: str, which: Any) -> Counter[date]:
    id_, day = tables.question.c.id, _day_of(chamber)
    rows = select(day, func.count()).where(which, _of(id_, chamber)).group_by(day)
    return Counter({date.fromisoformat(one): number for one, number in connection.execute(rows)})


def _not_read(connection: Connection, chamber: str) -> dict[date, list[NotRead]]:
    table = tables.listed.c
    rows = select(table.id, table.trouble).where(table.trouble != "", _of(table.id, chamber))
    found: dict[date, list[NotRead]] = {}
    for id_, trouble in connection.execute(rows):
        found.setdefault(_day(id_), []).append(NotRead(id_, trouble))
    return found


def _missing(uins: dict[date, list[str]]) -> dict[date, list[int]]:
    """The numbers in each day's runs that neither it nor a day around it has; of Lords' numbers what follows HL."""
    numbers = {day: set(_numbers(its)) for day, its in uins.items()}
    days = sorted(numbers)
    missing = {}
    for day in days:
        lacking = set(_within_runs(numbers[day]))
        around = days[bisect_left(days, day - _NEIGHBOURS) : bisect_right(days, day + _NEIGHBOURS)] if lacking else ()
        missing[day] = sorted(lacking.difference(*(numbers[other] for other in around)))
    return missing


def _numbers(uins: Iterable[str]) -> Iterator[int]:
    return (int(digits) for uin in uins if (digits := uin.removeprefix("HL")).isdecimal())


def _within_runs(numbers: Iterable[int]) -> Iterator[int]:
    """All between one number and the next, unless they are too far apart to be of one run."""
    for one, following in pairwise(sorted(numbers)):
        if following - one <= _RUN:
            yield from range(one + 1, following)


def _spans(numbers: list[int]) -> Iterator[str]:
    start = 0
    for at, (one, following) in enumerate(pairwise([*numbers, -1]), 1):
        if following != one + 1:
            yield str(one) if at - start == 1 else f"{numbers[start]}–{one}"
            start = at
