"""How many questions there are of each asker, answerer, body and day: counted as they are stored, for who reads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.record import tables

# What is counted: questions by status, of each id. A day's id is what the ids of its questions begin with, `page` of
# those that bear none.
ASKER, ANSWERER, BODY, DAY, CLIPPED = "asker", "answerer", "body", "day", "clipped"
# Of those that got one answer together, so many are further ones of an answer that is counted with another: in all, of
# each answerer and of each body. They have no status.
FURTHER, FURTHER_ANSWERER, FURTHER_BODY = "further", "further of answerer", "further of body"

Key = tuple[str, str, str]  # what, id, status
Row = Mapping[str, Any] | RowMapping  # of the table of questions, by the names of its columns
Given = Counter[tuple[str | None, str | None]]  # how many got one answer together, by (body, answerer)
# In a question's JSON. A quote within words never goes without its backslash, so no words are mistaken for it.
_IS_CLIPPED = b'"clipped":true'
_CHUNK = 5_000  # values in one IN list


class Counts:
    """Counts within one transaction, and writes at its end what has become more or fewer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._more: Counter[Key] = Counter()
        self._together: dict[int, Given] = {}

    def add(self, rows: Sequence[Row]) -> None:
        """Questions as they are stored now."""
        self._more.update(counted(rows))
        self._give(rows, 1)

    def take_off(self, key: int) -> None:
        """A question that will be stored otherwise or no longer; to be told before that."""
        table = tables.question
        rows = self._connection.execute(select(table).where(table.c.key == key)).mappings().all()
        self._more.subtract(counted(rows))
        self._give(rows, -1)

    def write(self) -> set[str]:
        """Keeps the counts; returns the days that have more questions than before, or fewer."""
        for together, now in self._given().items():
            before = Given(now)
            before.subtract(self._together[together])
            self._more.update(further(now))
            self._more.subtract(further(before))
        keep(self._connection, self._more)
        days: Counter[str] = Counter()
        for (what, id_, _), change in self._more.items():
            days[id_] += change if what == DAY else 0
        return {day for day, change in days.items() if change}

    def _give(self, rows: Sequence[Row], by: int) -> None:
        for row in rows:
            if row["together"] is not None:
                self._together.setdefault(row["together"], Given())[row["body"], row["answerer"]] += by

    def _given(self) -> dict[int, Given]:
        """How many got each of the answers together that the transaction touched."""
        table, touched = tables.question.c, list(self._together)
        found = {together: Given() for together in touched}
        for at in range(0, len(touched), _CHUNK):
            rows = select(table.together, table.body, table.answerer, func.count())
            chosen = rows.where(table.together.in_(touched[at : at + _CHUNK]), tables.TOGETHER)
            for together, body, answerer, count in self._connection.execute(
                chosen.group_by(table.together, table.body, table.answerer)
            ):
                found[together][body, answerer] = count
        return found


def counted(rows: Sequence[Row]) -> Counter[Key]:
    """How many of these questions there are of each, but for what depends on other questions."""
    statuses = [row["status"] for row in rows]
    days = [row["id"].rpartition("/")[0] for row in rows]
    clipped = [day if _IS_CLIPPED in row["data"] else None for day, row in zip(days, rows, strict=True)]
    ids = {what: [row[what] for row in rows] for what in (ASKER, ANSWERER, BODY)} | {DAY: days, CLIPPED: clipped}
    return Counter(
        {
            (what, id_, status): count
            for what, its in ids.items()
            for (id_, status), count in Counter(zip(its, statuses, strict=True)).items()
            if id_ is not None
        }
    )


def further(given: Given) -> Counter[Key]:
    """Of those that got one answer together, so many are further ones: in all, of a body, of an answerer."""
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
