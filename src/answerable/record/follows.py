"""Who follows what. An address is kept while something is followed, or is to be confirmed; then it is erased."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.errors import InputError, NotFound
from answerable.record import tables
from answerable.record.record import Record

Kind = Literal["search", "question", "member", "body", "document", "same"]
Cadence = Literal["immediately", "daily", "weekly"]

CONFIRM_WITHIN = timedelta(hours=48)
MOST_ASKED = 3  # mails to one address that ask to confirm, within CONFIRM_WITHIN
MOST_FOLLOWED = 100  # by one address
MOST_OPEN = 10_000  # follows that wait to be confirmed


class Followed(Struct, frozen=True):
    """Something that can be followed: the words of a search, or an id; `same` is the answer that a question got."""

    kind: Kind
    what: str


class Follow(Struct, frozen=True):
    """What a reader follows. `title` is what it is called; `place` the newest observation when it was confirmed.

    `since`: the day of that (UTC).
    """

    name: str
    reader: str
    followed: Followed
    title: str
    cadence: Cadence
    confirmed: bool
    place: int
    since: date | None = None


def ask(record: Record, address: str, followed: Followed, title: str, cadence: Cadence, now: datetime) -> bool:
    """Keeps a wish to follow, and a mail to confirm it; nothing, and False, where an address got enough such mails.

    InputError where too many wait to be confirmed.
    """
    with record.writing() as connection:
        _overwrite(connection)
        _forget_unconfirmed(connection, now)
        opened = connection.scalar(select(func.count()).where(tables.follow.c.confirmed == "")) or 0
        if opened >= MOST_OPEN:
            raise InputError("follow", f"at most {MOST_OPEN:,} that wait to be confirmed", f"{opened:,}")
        reader = _reader(connection, address)
        if _asked(connection, reader, now) >= MOST_ASKED:
            return False
        name = _wished(connection, reader, followed, title, cadence, now)
        moment = _moment(now)
        row = {"name": token_urlsafe(18), "reader": reader, "follow": name, "made": moment, "due": moment}
        connection.execute(insert(tables.mail), row | {"tries": 0, "state": "waiting"})
    return True


def confirm(record: Record, name: str, cadence: Cadence, now: datetime) -> Follow:
    """The address's owner says that they follow it. NotFound for what is forgotten, InputError for one too many."""
    table = tables.follow.c
    with record.writing() as connection:
        _overwrite(connection)
        _forget_unconfirmed(connection, now)
        found = _one(connection, table.name == name)
        if found is None:
            raise NotFound("this link is no longer good: what it was to confirm is forgotten")
        others = and_(table.reader == found.reader, table.confirmed != "", table.name != name)
        if (connection.scalar(select(func.count()).where(others)) or 0) >= MOST_FOLLOWED:
            raise InputError("follow", f"at most {MOST_FOLLOWED} things followed by one address", "one more")
        values: dict[str, Any] = {"cadence": cadence}
        if not found.confirmed:
            newest = connection.scalar(select(func.max(tables.observation.c.key))) or 0
            values |= {"confirmed": _moment(now), "place": newest}
        connection.execute(update(tables.follow).where(table.name == name).values(values))
        connection.execute(delete(tables.mail).where(tables.mail.c.follow == name))
        again = _one(connection, table.name == name)
    if again is None:
        raise NotFound("this link is no longer good: what it was to confirm is forgotten")
    return again


def stop(record: Record, name: str) -> None:
    """Ends a follow, with what waits to be told of it alone; an address that follows nothing more is erased."""
    with record.writing() as connection:
        _overwrite(connection)
        found = _one(connection, tables.follow.c.name == name)
        if found is None:
            return
        connection.execute(delete(tables.follow).where(tables.follow.c.name == name))
        _drop_alerts(connection, found.reader, name)
        _erase(connection, tables.reader.c.name == found.reader)


def stop_all(record: Record, reader: str) -> None:
    """Erases an address with all that it followed and all that waits to be sent to it."""
    with record.writing() as connection:
        _overwrite(connection)
        connection.execute(delete(tables.reader).where(tables.reader.c.name == reader))


def followed_by(record: Record, reader: str) -> list[Follow]:
    """What a reader follows, oldest first."""
    table = tables.follow
    which = (table.c.reader == reader, table.c.confirmed != "")
    with record.reading() as connection:
        rows = connection.execute(select(table).where(*which).order_by(table.c.confirmed, table.c.name)).all()
    return [_follow(row) for row in rows]


def follow(record: Record, name: str) -> Follow:
    """One follow, confirmed or not; NotFound where it was ended or forgotten."""
    with record.reading() as connection:
        found = _one(connection, tables.follow.c.name == name)
    if found is None:
        raise NotFound("this link is no longer good: it was for something that is no longer followed")
    return found


def confirmed(record: Record) -> list[Follow]:
    """All that is followed."""
    with record.reading() as connection:
        rows = connection.execute(select(tables.follow).where(tables.follow.c.confirmed != ""))
        return [_follow(row) for row in rows]


def forget_unconfirmed(record: Record, now: datetime) -> int:
    """Erases what was not confirmed in time; returns how many addresses went."""
    with record.writing() as connection:
        _overwrite(connection)
        return _forget_unconfirmed(connection, now)


def led(record: Record, ids: Iterable[str]) -> dict[str, str]:
    """For each id that named a question before, the id that it has now."""
    also, question, wanted = tables.also.c, tables.question.c, list(ids)
    found: dict[str, str] = {}
    with record.reading() as connection:
        for at in range(0, len(wanted), 5_000):
            now = select(also.id, question.id).join_from(tables.also, tables.question)
            found |= dict(connection.execute(now.where(also.id.in_(wanted[at : at + 5_000]))).all())
    return found


def _reader(connection: Connection, address: str) -> str:
    row = {"name": token_urlsafe(18), "address": address}
    connection.execute(upsert(tables.reader).on_conflict_do_nothing(), row)
    return str(connection.scalar(select(tables.reader.c.name).where(tables.reader.c.address == address)))


def _asked(connection: Connection, reader: str, now: datetime) -> int:
    table, since = tables.mail.c, _moment(now - CONFIRM_WITHIN)
    which = (table.reader == reader, table.follow != "", table.made > since)
    return connection.scalar(select(func.count()).where(*which)) or 0


def _wished(
    connection: Connection, reader: str, followed: Followed, title: str, cadence: Cadence, now: datetime
) -> str:
    """The follow's name. What is followed already stays as it is until the new wish is confirmed."""
    table = tables.follow
    row = {
        "name": token_urlsafe(18), "reader": reader, "kind": followed.kind, "what": followed.what, "title": title,
        "cadence": cadence, "made": _moment(now), "confirmed": "", "place": 0,
    }  # fmt: skip
    fresh = {"made": row["made"], "cadence": cadence}
    statement = upsert(table).on_conflict_do_update(
        ["reader", "kind", "what"], set_=fresh, where=table.c.confirmed == ""
    )
    connection.execute(statement, row)
    which = (table.c.reader == reader, table.c.kind == followed.kind, table.c.what == followed.what)
    return str(connection.scalar(select(table.c.name).where(*which)))


def _forget_unconfirmed(connection: Connection, now: datetime) -> int:
    table = tables.follow.c
    late = and_(table.confirmed == "", table.made <= _moment(now - CONFIRM_WITHIN))
    connection.execute(delete(tables.follow).where(late))
    return _erase(connection, tables.reader.c.name != "")


def _erase(connection: Connection, which: ColumnElement[bool]) -> int:
    """Erases those of the addresses that follow nothing."""
    nothing = ~exists().where(tables.follow.c.reader == tables.reader.c.name)
    return connection.execute(delete(tables.reader).where(which, nothing)).rowcount


def _drop_alerts(connection: Connection, reader: str, name: str) -> None:
    """What waits to be told of that follow alone goes; a mail that then tells of nothing goes too."""
    alert, mail = tables.alert.c, tables.mail.c
    unsent = select(mail.name).where(mail.reader == reader, mail.state == "waiting")
    waits = or_(alert.mail.is_(None), alert.mail.in_(unsent))
    alone = and_(alert.reader == reader, alert.follows == f" {name} ", waits)
    connection.execute(delete(tables.alert).where(alone))
    empty = and_(mail.reader == reader, mail.state == "waiting", ~exists().where(alert.mail == mail.name))
    connection.execute(delete(tables.mail).where(empty, mail.follow.in_(["", name])))


def _overwrite(connection: Connection) -> None:
    """Has SQLite write over what is deleted on this connection, so that no address stays behind in the file."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")


def _one(connection: Connection, which: ColumnElement[bool]) -> Follow | None:
    row = connection.execute(select(tables.follow).where(which)).one_or_none()
    return _follow(row) if row else None


def _follow(row: Row[Any]) -> Follow:
    followed = Followed(row.kind, row.what)
    since = date.fromisoformat(row.confirmed[:10]) if row.confirmed else None
    return Follow(row.name, row.reader, followed, row.title, row.cadence, bool(row.confirmed), row.place, since)


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
