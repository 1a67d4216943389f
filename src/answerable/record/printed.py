"""How people were printed, and what is known of Members that a printed name may mean."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import String, cast, func, select

from answerable.model.names import Known
from answerable.model.people import House, Member
from answerable.record import tables
from answerable.record.record import Record

ASKER, ANSWERER = "$.asker", "$.answer.by"  # where a question's JSON has them


class Way(Struct, frozen=True):
    """One way in which one person was printed; `seat` and `house` are empty where none was.

    `first` and `last` are of the days of the questions asked and the answers given under it, where any is told.
    """

    member: str
    name: str
    seat: str
    house: House | None
    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> "Way":
        """Without the days."""
        return Way(self.member, self.name, self.seat, self.house)


def ways(record: Record) -> list[Way]:
    """Every way in which people without an official number were printed, by name."""
    with record.reading() as connection:
        printed = tables.as_printed
        rows = select(printed).where(~printed.c.member.startswith("uk-")).order_by(printed.c.name, printed.c.seat)
        return [
            Way(row.member, row.name, row.seat, row.house or None, row.first, row.last)
            for row in connection.execute(rows)
        ]


def words_printed(who: str) -> tuple[Any, Any, Any]:
    """Name, seat and House as a question's JSON prints them of its ASKER or ANSWERER; empty where it does not."""
    data = cast(tables.question.c.data, String)
    name, seat, house = (
        func.coalesce(func.json_extract(data, part), "") for part in (f"{who}.name", f"{who}.constituency", "$.house")
    )
    return name, seat, house


def counts(record: Record, ids: Collection[str]) -> dict[Way, tuple[int, int]]:
    """How many questions were asked, and how many answered, under each way in which these ids were printed."""
    found: dict[Way, list[int]] = {}
    question = tables.question.c
    with record.reading() as connection:
        for place, (column, who) in enumerate(((question.asker, ASKER), (question.answerer, ANSWERER))):
            rows = select(column, *words_printed(who), func.count()).where(column.in_(ids))
            for row in connection.execute(rows.group_by(column, *words_printed(who))):
                way = Way(row[0], row[1], row[2], row[3] or None)
                found.setdefault(way, [0, 0])[place] = row[-1]
    return {way: (asked, answered) for way, (asked, answered) in found.items()}


def known_members(record: Record) -> list[Known]:
    """All Members with an official number, with every name and seat that they are known by, and when they sat."""
    member, printed, held = tables.member.c, tables.as_printed.c, tables.tenure.c
    names: dict[str, set[str]] = defaultdict(set)
    seats: dict[str, set[str]] = defaultdict(set)
    sat: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    with record.reading() as connection:
        rows = connection.execute(
            select(tables.member).where(member.id.startswith("uk-"), member.name.is_not(None))
        ).all()
        for row in connection.execute(select(tables.as_printed).where(printed.member.startswith("uk-"))):
            names[row.member].add(row.name)
            seats[row.member].add(row.seat)
        for row in connection.execute(
            select(tables.tenure).where(held.kind.in_(("name", "seat"))).order_by(held.since)
        ):
            (names if row.kind == "name" else seats)[row.member].add(row.value)
            if row.kind == "seat":
                sat[row.member].append((row.since, row.until))
    return [
        Known(
            Member(row.id, row.name, row.party, row.constituency),
            tuple(sorted(names[row.id] - {row.name})),
            tuple(sorted(seats[row.id] - {row.constituency, ""})),
            tuple(sat[row.id]),
        )
        for row in rows
    ]


def other_names(record: Record) -> list[tuple[str, str]]:
    """The ids of Members with an official number, with every name that they bore or were printed under."""
    printed, held = tables.as_printed.c, tables.tenure.c
    with record.reading() as connection:
        rows = [
            *connection.execute(
                select(printed.member, printed.name).where(printed.member.startswith("uk-")).distinct()
            ),
            *connection.execute(select(held.member, held.value).where(held.kind == "name")),
        ]
    return [(id_, name) for id_, name in rows]
