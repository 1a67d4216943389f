"""The outbox: what readers are to be told, and the mails that tell it. It survives whatever kills the process."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.record import tables
from answerable.record.listing import Listing
from answerable.record.record import Record

_AT_ONCE = 5_000  # values in one IN list
_PLACE = "notified"  # in `about`: how far the record has been looked through


class What(StrEnum):
    """What readers are told of, in words."""

    ASKED = "asked"
    ANSWERED = "answered"
    HOLDING = "holding answer"
    CORRECTED = "answer corrected"
    MOVED = "moved to another body"
    WITHDRAWN = "withdrawn"
    DUE = "promise due soon"
    OVERDUE = "promise overdue, and no later answer tells of it"
    LATE = "past its day without an answer"
    AGAIN = "the same answer given again"


class Place(Struct, frozen=True):
    """How far the record was looked through: its newest observation then, and the day."""

    observation: int
    day: date


class Item(Struct, frozen=True):
    """One piece of news of a question: `key` tells it from all others, `words` are those that it tells of."""

    key: str
    question: str
    title: str
    about: str
    what: What
    day: date | None
    words: str


class Seen(Struct, frozen=True):
    """A piece of news, and an observation that came with it: those who began to follow later knew it.

    `until`: those who began on that day or before did not know it either, for it came with the end of that day.
    """

    item: Item
    place: int
    until: date | None = None


class Alert(Struct, frozen=True):
    """An item for a reader, to be told when it is `due` (ISO 8601, UTC), because of the follows of these names."""

    reader: str
    follows: tuple[str, ...]
    due: str
    item: Item


class Mail(Struct, frozen=True):
    """A mail to a reader: to confirm the `follow` of that name, or to tell of news where it is empty."""

    name: str
    reader: str
    address: str
    follow: str
    made: str
    tries: int


class Waiting(Struct, frozen=True):
    """What the outbox holds: mails by state, and alerts that are in no mail yet."""

    mails: dict[str, int]
    alerts: int


def place(record: Record) -> Place | None:
    """How far the record was looked through; None before the first time."""
    with record.reading() as connection:
        kept = Listing(connection).place(_PLACE)
    return msgspec.json.decode(kept, type=Place) if kept else None


def put(record: Record, alerts: Iterable[Alert], reached: Place) -> int:
    """Keeps alerts together with the place they were found up to: both or neither. Returns how many were new."""
    with record.writing() as connection:
        count = 0
        # Who stopped meanwhile is told nothing.
        there = set(connection.scalars(select(tables.follow.c.name).where(tables.follow.c.confirmed != "")))
        for one in alerts:
            follows = [name for name in one.follows if name in there]
            if follows:
                row = {
                    "reader": one.reader, "item": one.item.key, "follows": f" {' '.join(follows)} ",
                    "due": one.due, "data": msgspec.json.encode(one.item),
                }  # fmt: skip
                count += connection.execute(upsert(tables.alert).on_conflict_do_nothing(), row).rowcount
        Listing(connection).mark(_PLACE, msgspec.json.encode(reached).decode())
    return count


def untold(record: Record, alerts: Sequence[Alert]) -> list[Alert]:
    """Those of the alerts that are not in the outbox, told or not."""
    table, keys, held = tables.alert.c, list({one.item.key for one in alerts}), set[tuple[str, str]]()
    with record.reading() as connection:
        for at in range(0, len(keys), _AT_ONCE):
            rows = select(table.reader, table.item).where(table.item.in_(keys[at : at + _AT_ONCE]))
            held |= {(row.reader, row.item) for row in connection.execute(rows)}
    return [one for one in alerts if (one.reader, one.item.key) not in held]


def gather_mails(record: Record, now: datetime) -> int:
    """Puts the alerts that are due into one mail for each reader; returns how many mails that made."""
    moment, alert = now.isoformat(timespec="seconds"), tables.alert.c
    ready = and_(alert.mail.is_(None), alert.due <= moment)
    with record.writing() as connection:
        readers = list(connection.scalars(select(alert.reader).where(ready).distinct()))
        for reader in readers:
            name = token_urlsafe(18)
            row = {"name": name, "reader": reader, "follow": "", "made": moment, "due": moment, "tries": 0}
            connection.execute(insert(tables.mail), row | {"state": "waiting"})
            connection.execute(update(tables.alert).where(ready, alert.reader == reader).values(mail=name))
    return len(readers)


def readers_due(record: Record, now: datetime) -> set[str]:
    """Who would get a mail of news if they were gathered now."""
    alert = tables.alert.c
    due = and_(alert.mail.is_(None), alert.due <= now.isoformat(timespec="seconds"))
    with record.reading() as connection:
        return set(connection.scalars(select(alert.reader).where(due).distinct()))


def doubt_interrupted(record: Record) -> int:
    """Mails whose sending was cut off after their last line may have gone out: they are never sent again."""
    return _set(record, tables.mail.c.state == "sending", state="in doubt")


def ready(record: Record, now: datetime) -> list[Mail]:
    """The mails to send now, those that ask to confirm before others."""
    mail, reader = tables.mail.c, tables.reader.c
    columns = (mail.name, mail.reader, reader.address, mail.follow, mail.made, mail.tries)
    rows = (
        select(*columns)
        .join_from(tables.mail, tables.reader)
        .where(mail.state == "waiting", mail.due <= now.isoformat(timespec="seconds"))
        .order_by(mail.follow == "", mail.due, mail.name)
    )
    with record.reading() as connection:
        return [Mail(*row) for row in connection.execute(rows)]


def told(record: Record, mail: str) -> list[Alert]:
    """What a mail tells, in the order in which it was found."""
    table = tables.alert
    with record.reading() as connection:
        rows = connection.execute(select(table).where(table.c.mail == mail).order_by(table.c.key))
        return [_alert(row) for row in rows]


def told_lately(record: Record, reader: str, limit: int = 100) -> list[Alert]:
    """What was put into mails to a reader, latest first."""
    table = tables.alert
    which = (table.c.reader == reader, table.c.mail.is_not(None))
    with record.reading() as connection:
        rows = connection.execute(select(table).where(*which).order_by(table.c.key.desc()).limit(limit))
        return [_alert(row) for row in rows]


def doubtful(record: Record, reader: str) -> list[str]:
    """When the mails were made that may not have reached a reader, who has not been told so."""
    mail = tables.mail.c
    with record.reading() as connection:
        which = (mail.reader == reader, mail.state == "in doubt", mail.follow == "")
        return list(connection.scalars(select(mail.made).where(*which).order_by(mail.made)))


def sending(record: Record, mail: str) -> bool:
    """Marks that a mail's last line is about to go out; False where it is not to be sent any more."""
    return _set(record, and_(tables.mail.c.name == mail, tables.mail.c.state == "waiting"), state="sending") == 1


def sent(record: Record, mail: Mail) -> None:
    """Marks a mail as taken by the server; the reader has been told of those in doubt before it."""
    table = tables.mail.c
    with record.writing() as connection:
        connection.execute(update(tables.mail).where(table.name == mail.name).values(state="sent"))
        if not mail.follow:
            before = and_(table.reader == mail.reader, table.state == "in doubt")
            connection.execute(update(tables.mail).where(before).values(state="sent"))


def in_doubt(record: Record, mail: str) -> None:
    """Marks a mail of which it is not known whether the server took it."""
    _set(record, tables.mail.c.name == mail, state="in doubt")


def later(record: Record, mail: Mail, due: datetime) -> None:
    """Has a mail tried again at another time."""
    which = tables.mail.c.name == mail.name
    _set(record, which, state="waiting", due=due.isoformat(timespec="seconds"), tries=mail.tries + 1)


def forget_sent(record: Record, before: datetime) -> None:
    """Forgets mails made before a moment that are no longer to be sent, with what they told."""
    table = tables.mail.c
    old = and_(table.state.in_(("sent", "in doubt")), table.made < before.isoformat(timespec="seconds"))
    with record.writing() as connection:
        connection.execute(delete(tables.mail).where(old))


def waiting(record: Record) -> Waiting:
    """What the outbox holds."""
    mail, alert = tables.mail.c, tables.alert.c
    with record.reading() as connection:
        mails: dict[str, int] = dict(connection.execute(select(mail.state, func.count()).group_by(mail.state)).all())
        alerts = connection.scalar(select(func.count()).where(alert.mail.is_(None))) or 0
    return Waiting(mails, alerts)


def _set(record: Record, which: ColumnElement[bool], **values: str | int) -> int:
    with record.writing() as connection:
        return connection.execute(update(tables.mail).where(which).values(**values)).rowcount


def _alert(row: Row[Any]) -> Alert:
    return Alert(row.reader, tuple(row.follows.split()), row.due, msgspec.json.decode(row.data, type=Item))
