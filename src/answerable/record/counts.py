"""How many questions there are of each asker, answerer, body and day: counted as they are stored, for who reads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.record import tables

# What is counted: questions by status, of each id. A day's id is what the ids of its questions begin with, `page` of
# those that bear none.
ASKER, ANSWERER, BODY, DAY, CLIPPED = "asker", "answerer", "body", "day", "clipped"
# Of those that got one answer together, so many are further ones of an answer that is counted with another: in all, of
# each answerer and of each body. They have no status.
FURTHER, FURTHER_ANSWERER, FURTHER_BODY = "further", "further of answerer", "further of body"

Key = tuple[str, str, str]  # what, id, status
_IS_CLIPPED = b'"clipped":true'  # as tables.CLIPPED has it
_FACTS = "SELECT id, status, asker, answerer, body, together, data FROM question WHERE key = ?"
_TOGETHER = "SELECT body, answerer, count(*) FROM question WHERE together = ? GROUP BY body, answerer"
_Given = tuple[str | None, str | None]  # (body, answerer) of questions that got one answer together


class Facts(Struct, frozen=True, gc=False):
    """What a question is counted by."""

    id: str
    status: str
    asker: str | None
    answerer: str | None
    body: str | None
    together: int | None
    data: bytes

    def counted_as(self) -> list[Key]:
        """All that it is one of, but for what depends on other questions."""
        day = self.id.rpartition("/")[0]
        of = [(ASKER, self.asker), (ANSWERER, self.answerer), (BODY, self.body), (DAY, day)]
        of += [(CLIPPED, day)] if _IS_CLIPPED in self.data else []
        return [(what, id_, self.status) for what, id_ in of if id_ is not None]


class Counts:
    """Counts within one transaction, and writes at its end what has become more or fewer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._more: Counter[Key] = Counter()
        self._together: dict[int, Counter[_Given]] = {}

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Questions that are stored now, as rows of their table."""
        for row in rows:
            self._count(Facts(*(row[name] for name in Facts.__struct_fields__)), 1)

    def take_off(self, key: int) -> None:
        """A question that will be stored otherwise or no longer; to be told before that."""
        self._count(Facts(*self._connection.exec_driver_sql(_FACTS, (key,)).one()), -1)

    def write(self) -> set[str]:
        """Keeps the counts; returns the days that have more questions than before, or fewer."""
        for together, more in self._together.items():
            self._more.update(self._further(together, more))
        keep(self._connection, self._more)
        days: Counter[str] = Counter()
        for (what, id_, _), change in self._more.items():
            days[id_] += change if what == DAY else 0
        return {day for day, change in days.items() if change}

    def _further(self, together: int, more: Counter[_Given]) -> Counter[Key]:
        """So many more are further ones of the answer that these questions got together, or fewer."""
        rows = self._connection.exec_driver_sql(_TOGETHER, (together,))
        now = Counter({(body, answerer): count for body, answerer, count in rows})
        before = Counter(now)
        before.subtract(more)
        change = further(now)
        change.subtract(further(before))
        return change

    def _count(self, facts: Facts, by: int) -> None:
        for key in facts.counted_as():
            self._more[key] += by
        if facts.together is not None:
            self._together.setdefault(facts.together, Counter())[facts.body, facts.answerer] += by


def further(given: Mapping[_Given, int]) -> Counter[Key]:
    """Of so many questions of each (body, answerer) that got one answer together, those that are further ones."""
    questions: Counter[Key] = Counter()
    for (body, answerer), count in given.items():
        for what, id_ in ((FURTHER, ""), (FURTHER_BODY, body), (FURTHER_ANSWERER, answerer)):
            if id_ is not None:
                questions[what, id_, ""] += count
    return Counter({key: count - 1 for key, count in questions.items() if count > 1})


def keep(connection: Connection, more: Mapping[Key, int]) -> None:
    """So many more are kept of each key, or fewer; nothing of what there is none of."""
    statement = upsert(tables.question_count)
    questions = tables.question_count.c.questions + statement.excluded.questions
    rows = [dict(zip(("what", "id", "status"), key, strict=True), questions=by) for key, by in more.items() if by]
    if rows:
        connection.execute(
            statement.on_conflict_do_update(["what", "id", "status"], set_={"questions": questions}), rows
        )
        connection.execute(delete(tables.question_count).where(tables.question_count.c.questions == 0))


def per(connection: Connection, what: str, *which: ColumnElement[bool]) -> dict[str, int]:
    """How many of each id there are, of any status unless `which` says of what rows of the table."""
    table = tables.question_count.c
    rows = select(table.id, func.sum(table.questions)).where(table.what == what, *which).group_by(table.id)
    return dict(connection.execute(rows).all())


def by_status(connection: Connection, what: str) -> dict[str, int]:
    """How many there are of each status, whatever their id; the most first."""
    table = tables.question_count.c
    total = func.sum(table.questions)
    rows = select(table.status, total).where(table.what == what).group_by(table.status).order_by(total.desc())
    return dict(connection.execute(rows).all())


def those(*what: str) -> Select[tuple[str]]:
    """All ids of which there is any."""
    return select(tables.question_count.c.id).where(tables.question_count.c.what.in_(what))
