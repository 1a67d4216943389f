"""The Members and bodies of the record, with their questions."""

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, func, select

from answerable.errors import NotFound
from answerable.model.people import Member
from answerable.model.question import Question
from answerable.record import tables
from answerable.record.codec import question_of
from answerable.record.record import Record


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


def members(record: Record) -> list[MemberCount]:
    """Everybody who asked or answered, by name."""
    with record.reading() as connection:
        asked, answered = _per(connection, tables.question.c.asker), _per(connection, tables.question.c.answerer)
        further = _further(connection, tables.question.c.answerer)
        rows = connection.execute(select(tables.member).order_by(tables.member.c.name, tables.member.c.id))
        return [_member(row, asked.get(row.id, 0), answered.get(row.id, 0), further.get(row.id, 0)) for row in rows]


def member(record: Record, member_id: str) -> MemberCount:
    """One Member; NotFound when the record does not know them."""
    question = tables.question.c
    with record.reading() as connection:
        row = connection.execute(select(tables.member).where(tables.member.c.id == member_id)).one_or_none()
        if row is None:
            raise NotFound(f"no Member {member_id[:100]!r} in this record")
        asked, its = _count(connection, question.asker == member_id), question.answerer == member_id
        return _member(row, asked, _count(connection, its), _more(connection, its))


def bodies(record: Record) -> list[BodyCount]:
    """Every answering body, by name."""
    question = tables.question.c
    with record.reading() as connection:
        asked, answered = (
            _per(connection, question.body),
            _per(connection, question.body, question.status.in_(tables.ANSWERED)),
        )
        further = _further(connection, question.body)
        rows = connection.execute(select(tables.body).order_by(tables.body.c.name))
        return [_body(row, asked.get(row.id, 0), answered.get(row.id, 0), further.get(row.id, 0)) for row in rows]


def body(record: Record, body_id: str) -> BodyCount:
    """One answering body; NotFound when the record does not know it."""
    question = tables.question.c
    with record.reading() as connection:
        row = connection.execute(select(tables.body).where(tables.body.c.id == body_id)).one_or_none()
        if row is None:
            raise NotFound(f"no answering body {body_id[:100]!r} in this record")
        its = question.body == body_id
        asked, answered = _count(connection, its), _count(connection, its, question.status.in_(tables.ANSWERED))
        return _body(row, asked, answered, _more(connection, its))


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


def names(record: Record) -> tuple[dict[str, str], dict[str, str]]:
    """The names of all Members and of all bodies, by id."""
    with record.reading() as connection:
        members, bodies = (
            {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
            for table in (tables.member, tables.body)
        )
    return {id_: Member(id_, name).known_as for id_, name in members.items()}, bodies


def newest(record: Record, limit: int = 10) -> list[Question]:
    """The questions tabled last."""
    return _listed(record, tables.question.c.tabled.is_not(None), limit, 0)


def asked_by(record: Record, member_id: str, limit: int = 50, offset: int = 0) -> list[Question]:
    """A Member's questions, newest first."""
    return _listed(record, tables.question.c.asker == member_id, limit, offset)


def answered_by(record: Record, member_id: str, limit: int = 50, offset: int = 0) -> list[Question]:
    """The questions that a Member answered, newest first."""
    return _listed(record, tables.question.c.answerer == member_id, limit, offset, tables.question.c.answered)


def put_to(record: Record, body_id: str, limit: int = 50, offset: int = 0) -> list[Question]:
    """A body's questions, newest first."""
    return _listed(record, tables.question.c.body == body_id, limit, offset)


def _listed(
    record: Record, which: ColumnElement[bool], limit: int, offset: int, day: Any = tables.question.c.tabled
) -> list[Question]:
    table = tables.question.c
    rows = select(table.data).where(which).order_by(day.desc(), table.key.desc()).limit(limit).offset(offset)
    with record.reading() as connection:
        return [question_of(row.data) for row in connection.execute(rows)]


def _per(connection: Connection, column: Any, *which: ColumnElement[bool]) -> dict[str, int]:
    rows = select(column, func.count()).where(column.is_not(None), *which).group_by(column)
    return dict(connection.execute(rows).all())


def _count(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(tables.question).where(*which)) or 0


def _further(connection: Connection, column: Any) -> dict[str, int]:
    """For each id of the column how many of its answered questions are further ones of an answer already counted."""
    rows = select(column, tables.FURTHER).where(column.is_not(None), tables.TOGETHER).group_by(column)
    return dict(connection.execute(rows).all())


def _more(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.scalar(select(tables.FURTHER).where(which, tables.TOGETHER)) or 0


def _member(row: Any, asked: int, answered: int, further: int) -> MemberCount:
    name, answers = Member(row.id, row.name).known_as, answered - further
    return MemberCount(row.id, name, row.party, row.constituency, asked, answered, answers, row.house)


def _body(row: Any, asked: int, answered: int, further: int) -> BodyCount:
    return BodyCount(row.id, row.name, asked, answered, answered - further)
