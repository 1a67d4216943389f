"""The Members and bodies of the record, with their questions."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, or_, select

from answerable.errors import NotFound
from answerable.model.people import Member, Post
from answerable.model.question import Question
from answerable.record import counts, tables
from answerable.record.codec import question_of
from answerable.record.listing import Listing
from answerable.record.printed import ANSWERER, ASKER, Way, words_printed
from answerable.record.record import Record

_LATEST = select(*(tables.member.c[name] for name in ("id", "name", "party", "constituency"))).where(
    tables.member.c.id.in_(bindparam("members", expanding=True))
)
_POSTS = (
    select(*(tables.post.c[name] for name in Post.__struct_fields__))
    .where(
        tables.post.c.person.in_(select(tables.post.c.person).where(tables.post.c.member == bindparam("member"))),
        tables.post.c.since <= bindparam("day"),
        or_(tables.post.c.until.is_(None), tables.post.c.until >= bindparam("day")),
    )
    .order_by(tables.post.c.since, tables.post.c.id)
)
# Summed, for as a condition it would lead the search away from the index of whose questions they are.
_ANSWERED = func.sum(case((tables.question.c.status.in_(tables.ANSWERED), 1), else_=0))


class MemberCount(Struct, frozen=True):
    """A Member as last seen, how many questions they asked and answered, and how many answers they gave.

    An answer given to several questions together is one.
    """

    id: str
    name: str
    party: str | None
    constituency: str | None
    asked: int
    answered: int
    answers: int
    house: str | None = None  # the one that they sit or last sat in, where the Members service told


class BodyCount(Struct, frozen=True):
    """An answering body, how many questions it was put, how many of them it has answered, and in how many answers.

    An answer given to several questions together is one.
    """

    id: str
    name: str
    asked: int
    answered: int
    answers: int


class Whose(Struct, frozen=True):
    """All the questions of one person: those under the `ids`, and those under an id that others share, by its way."""

    ids: tuple[str, ...]
    apart: tuple[Way, ...] = ()


def members(record: Record) -> list[MemberCount]:
    """Everybody who asked or answered, by name."""
    with record.reading() as connection:
        kinds = (counts.ASKER, counts.ANSWERER, counts.FURTHER_ANSWERER)
        asked, answered, further = (counts.per(connection, what) for what in kinds)
        rows = connection.execute(select(tables.member).order_by(tables.member.c.name, tables.member.c.id))
        return [
            _member(row, asked.get(row.id, 0), answered.get(row.id, 0), further.get(row.id, 0))
            for row in rows
            if row.id in asked or row.id in answered
        ]


def member(record: Record, member_id: str, whose: Whose | None = None) -> MemberCount:
    """One Member, with counts of `whose` questions, else of those under their id; NotFound when nobody knows them."""
    whose = whose or Whose((member_id,))
    with record.reading() as connection:
        row = connection.execute(select(tables.member).where(tables.member.c.id == member_id)).one_or_none()
        if row is None:
            raise NotFound(f"no Member {member_id[:100]!r} in this record")
        its = answered(whose)
        return _member(row, _count(connection, asked(whose)), _count(connection, its), _more(connection, its))


def bodies(record: Record) -> list[BodyCount]:
    """Every answering body, by name."""
    with record.reading() as connection:
        rows = connection.execute(select(tables.body).order_by(tables.body.c.name)).all()
        return _bodies(connection, rows)


def body(record: Record, body_id: str) -> BodyCount:
    """One answering body; NotFound when the record does not know it."""
    with record.reading() as connection:
        rows = connection.execute(select(tables.body).where(tables.body.c.id == body_id)).all()
        if not rows:
            raise NotFound(f"no answering body {body_id[:100]!r} in this record")
        return _bodies(connection, rows)[0]


class MonthCount(Struct, frozen=True):
    """How many questions were tabled in a month (`2025-09`), and how many of these have an answer."""

    month: str
    asked: int
    answered: int


class Numbered(Struct, frozen=True):
    """A Member with an official number, and whether the Members service has told of them."""

    number: int
    asked: bool


def numbered(record: Record) -> list[Numbered]:
    """All Members with an official number, by it."""
    member = tables.member.c
    rows = select(member.id, member.house).where(member.id.startswith("uk-"))
    with record.reading() as connection:
        found = [
            Numbered(int(digits), house is not None)
            for id_, house in connection.execute(rows)
            if (digits := id_.removeprefix("uk-")).isdecimal()
        ]
    return sorted(found, key=lambda one: one.number)


def people_moment(record: Record) -> str:
    """Changes whenever the Members service told something else of anybody, without any question being changed."""
    return record.watched(_people_moment)


def _people_moment(connection: Connection) -> str:
    return Listing(connection).place(tables.PEOPLE) or ""


def unnumbered(record: Record) -> dict[str, int]:
    """How many questions people without an official number asked or answered, by id."""
    unnumbered = ~tables.question_count.c.id.startswith("uk-")
    with record.reading() as connection:
        asked, answered = (counts.per(connection, what, unnumbered) for what in (counts.ASKER, counts.ANSWERER))
    return dict(Counter(asked) + Counter(answered))


def names(record: Record) -> tuple[dict[str, str], dict[str, str]]:
    """The names of all Members and of all bodies, by id."""
    with record.reading() as connection:
        members, bodies = (
            {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
            for table in (tables.member, tables.body)
        )
    return {id_: Member(id_, name).known_as for id_, name in members.items()}, bodies


def newest(record: Record, limit: int = 10, offset: int = 0) -> list[Question]:
    """The questions tabled last."""
    return _listed(record, tables.question.c.tabled.is_not(None), limit, offset)


def newest_answered(record: Record, limit: int = 10) -> list[Question]:
    """The questions answered last."""
    day = tables.question.c.answered
    return _listed(record, day.is_not(None), limit, 0, day)


class LastDay(Struct, frozen=True):
    """The last day on which the record knows of any, and how many."""

    day: date | None
    count: int


def last_days(record: Record) -> tuple[LastDay, LastDay]:
    """The last day of tabling, and the last of answering, each with its number of questions."""
    with record.reading() as connection:
        return (_last(connection, tables.question.c.tabled), _last(connection, tables.question.c.answered))


def _last(connection: Connection, day: Any) -> LastDay:
    last = connection.scalar(select(func.max(day)))
    return LastDay(last, _count(connection, day == last) if last else 0)


def asked_by(record: Record, whose: Whose, limit: int = 50, offset: int = 0) -> list[Question]:
    """A Member's questions, newest first."""
    return _listed(record, asked(whose), limit, offset)


def answered_by(record: Record, whose: Whose, limit: int = 50, offset: int = 0) -> list[Question]:
    """The questions that a Member answered, newest first."""
    return _listed(record, answered(whose), limit, offset, tables.question.c.answered)


def asked(whose: Whose) -> ColumnElement[bool]:
    """Which questions a person asked."""
    return _of(tables.question.c.asker, ASKER, whose)


def answered(whose: Whose) -> ColumnElement[bool]:
    """Which questions a person answered."""
    return _of(tables.question.c.answerer, ANSWERER, whose)


def put(body_id: str) -> ColumnElement[bool]:
    """Which questions were put to a body."""
    return tables.question.c.body == body_id


def months(record: Record, which: ColumnElement[bool]) -> list[MonthCount]:
    """Questions by the month in which they were tabled, as far as that is known; every month between too."""
    question = tables.question.c
    month = func.strftime("%Y-%m", question.tabled)
    rows = select(month, func.count(), _ANSWERED).where(which, question.tabled.is_not(None)).group_by(month)
    with record.reading() as connection:
        counted = {row[0]: MonthCount(*row) for row in connection.execute(rows)}
    between = _months_between(min(counted), max(counted)) if counted else ()
    return [counted.get(one, MonthCount(one, 0, 0)) for one in between]


def latest(record: Record, member_ids: Collection[str]) -> dict[str, Member]:
    """These Members by id, with the party and seat that were told last."""
    with record.reading() as connection:
        return {row.id: Member(*row) for row in connection.execute(_LATEST, {"members": list(member_ids)})}


def posts_held(record: Record, member_id: str, day: date) -> list[Post]:
    """The ministerial posts that a Member held on a day, the one held longest first."""
    with record.reading() as connection:
        return [Post(*row) for row in connection.execute(_POSTS, {"member": member_id, "day": day})]


def ids_apart(record: Record, whose: Whose, *, asking: bool) -> list[str]:
    """The questions of a person under ids that others share; `asking`: that they asked, else that they answered."""
    if not whose.apart:
        return []
    which = (asked if asking else answered)(Whose((), whose.apart))
    with record.reading() as connection:
        return list(connection.scalars(select(tables.question.c.id).where(which)))


def put_to(record: Record, body_id: str, limit: int = 50, offset: int = 0) -> list[Question]:
    """A body's questions, newest first."""
    return _listed(record, put(body_id), limit, offset)


def _listed(
    record: Record, which: ColumnElement[bool], limit: int, offset: int, day: Any = tables.question.c.tabled
) -> list[Question]:
    table = tables.question.c
    rows = select(table.data).where(which).order_by(day.desc(), table.key.desc()).limit(limit).offset(offset)
    with record.reading() as connection:
        return [question_of(row.data) for row in connection.execute(rows)]


def _months_between(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (one := f"{year:04d}-{month:02d}") <= last:
        yield one
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _of(column: Any, who: str, whose: Whose) -> ColumnElement[bool]:
    """Ids are looked up; words are read only of the few questions under an id that others share."""
    name, seat, house = words_printed(who)
    return or_(
        column.in_(whose.ids),
        *(
            and_(column == way.member, name == way.name, seat == way.seat, house == (way.house or ""))
            for way in whose.apart
        ),
    )


def _count(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(tables.question).where(*which)) or 0


def _more(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(tables.FURTHER).where(which, tables.TOGETHER)) or 0


def _member(row: Any, asked: int, answered: int, further: int) -> MemberCount:
    name, answers = Member(row.id, row.name).known_as, answered - further
    return MemberCount(row.id, name, row.party, row.constituency, asked, answered, answers, row.house)


def _bodies(connection: Connection, rows: Sequence[Any]) -> list[BodyCount]:
    """The bodies of these rows, with their counts."""
    has_answer = tables.question_count.c.status.in_(tables.ANSWERED)
    asked, answered = counts.per(connection, counts.BODY), counts.per(connection, counts.BODY, has_answer)
    further = counts.per(connection, counts.FURTHER_BODY)
    return [
        BodyCount(row.id, row.name, asked.get(row.id, 0), has := answered.get(row.id, 0), has - further.get(row.id, 0))
        for row in rows
    ]
