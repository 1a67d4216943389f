"""Whole words that name their question by its official number alone: they wait until it is there and begins them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, delete, insert, not_, select, update

from answerable.model.observation import Observation
from answerable.model.question import Question
from answerable.model.text import Text
from answerable.record import tables
from answerable.record.codec import question_of
from answerable.record.heard import Heard, Kept
from answerable.record.merge import extends

_CHUNK = 5_000  # values in one IN list
_SHOWN = 60  # characters of words in a message, around the first that differ
_EXCERPT = 500  # characters of words that wait, where they are told of
_KEPT = Kept.__struct_fields__
T = TypeVar("T")


class Words(Struct, frozen=True, gc=False):
    """Words that wait: where they stand among what waits and what was not read, and what they told."""

    key: int
    official: int
    document: int
    unread: int
    kept: Kept


class Hindrance(Struct, frozen=True):
    """Why words do not join their question: they are at odds with it, or wait for what is not there yet."""

    reason: str
    at_odds: bool


class Waiting:
    """The words that wait, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fresh(self, heard: Sequence[Heard]) -> list[Heard]:
        """Those that neither wait already nor have joined their question."""
        known: set[tuple[int, bytes]] = set()
        waits, question, said = tables.waiting_words.c, tables.question.c, tables.observation.c
        joined = select(question.official, said.digest).join_from(tables.question, tables.observation)
        for chunk in _chunks([one.number for one in heard]):
            for rows in (
                select(waits.official, waits.digest).where(waits.official.in_(chunk)),
                joined.where(question.official.in_(chunk)),
            ):
                known.update((number, digest) for number, digest in self._connection.execute(rows))
        told = {(one.number, one.kept.digest): one for one in heard}
        return [one for told_of, one in told.items() if told_of not in known]

    def add(self, heard: Sequence[Heard], document: int) -> None:
        """Lets words wait, and tells of them among what was not read."""
        if not heard:
            return
        told = [
            {
                "document": document,
                "place": one.kept.place,
                "reason": f"words of question number {one.number}, which is not in the record; kept until it is",
                "excerpt": question_of(one.alone.data).words[:_EXCERPT],
            }
            for one in heard
        ]
        returning = insert(tables.unread).returning(tables.unread.c.key, sort_by_parameter_order=True)
        keys = self._connection.scalars(returning, told).all()
        rows = [
            {"official": one.number, "document": document, "unread": key, **asdict(one.kept)}
            for one, key in zip(heard, keys, strict=True)
        ]
        self._connection.execute(insert(tables.waiting_words), rows)

    def of(self, numbers: Iterable[int]) -> list[Words]:
        """The words that wait for questions of these official numbers."""
        table = tables.waiting_words.c
        if self._connection.scalar(select(table.key).limit(1)) is None:
            return []
        columns = (table.key, table.official, table.document, table.unread, *(getattr(table, name) for name in _KEPT))
        return [
            Words(row.key, row.official, row.document, row.unread, Kept(*row[4:]))
            for chunk in _chunks(sorted(set(numbers)))
            for row in self._connection.execute(select(*columns).where(table.official.in_(chunk)).order_by(table.key))
        ]

    def joined(self, words: Sequence[Words]) -> None:
        """They wait no longer."""
        for chunk in _chunks([one.key for one in words]):
            self._connection.execute(delete(tables.waiting_words).where(tables.waiting_words.c.key.in_(chunk)))
        for chunk in _chunks([one.unread for one in words]):
            self._connection.execute(delete(tables.unread).where(tables.unread.c.key.in_(chunk)))

    def still(self, why: dict[int, Hindrance]) -> None:
        """Tells why words wait still; by their key among what was not read."""
        unread, words = tables.unread, tables.waiting_words
        for key, one in why.items():
            self._connection.execute(update(unread).where(unread.c.key == key).values(reason=one.reason))
            self._connection.execute(update(words).where(words.c.unread == key).values(at_odds=one.at_odds))


def waits() -> ColumnElement[bool]:
    """Of a row among what was not read: whether it only waits for its question or answer."""
    words = tables.waiting_words.c
    return tables.unread.c.key.in_(select(words.unread).where(not_(words.at_odds)))


def hindrance(question: Question, words: Observation) -> Hindrance | None:
    """Why words cannot join their question; None when what is held of it is their beginning."""
    if odds := _at_odds("the question", question.text, words.text):
        return Hindrance(f"at odds with {question.id}: {odds}; kept as it came", at_odds=True)
    if not words.answer:
        return None
    if not question.answer or question.answer.holding:
        return Hindrance(f"the answer to {question.id} is not in the record; kept until it is", at_odds=False)
    odds = _at_odds("the answer", question.answer.text, words.answer.text)
    return Hindrance(f"at odds with {question.id}: {odds}; kept as it came", at_odds=True) if odds else None


def _at_odds(what: str, held: Text | None, came: Text | None) -> str:
    if not held or not came or extends(held, came):
        return ""
    pairs = enumerate(zip(held.plain, came.plain, strict=False))
    differ = next((at for at, (one, other) in pairs if one != other), min(len(held.plain), len(came.plain)))
    at = max(0, differ - _SHOWN // 2)
    return f"{what} goes {held.plain[at : at + _SHOWN]!r} there and {came.plain[at : at + _SHOWN]!r} here"


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
