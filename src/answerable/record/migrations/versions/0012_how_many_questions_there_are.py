"""How many questions there are of each asker, answerer, body and day, and which numbers are missing

Revision: 0012, after 0011
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op
from rich.console import Console
from rich.progress import track

from answerable.record.counts import Given, Key, Row, counted, further
from answerable.record.numbers import missing, spans

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_AT_ONCE = 10_000  # questions
_QUESTIONS = """
SELECT id, status, asker, answerer, body, together, CASE WHEN instr(data, :mark) THEN :mark ELSE x'' END AS data
FROM question WHERE key > :after AND key <= :upto
"""
_MARK = b'"clipped":true'
_COUNT = "INSERT INTO question_count (what, id, status, questions) VALUES (:what, :id, :status, :questions)"
_MISSING = "INSERT INTO missing_numbers (day, count, numbers) VALUES (:day, :count, :numbers)"


def upgrade() -> None:
    op.create_table(
        "question_count",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("what", "id", "status")),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "id", "status"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "missing_numbers",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    _count(op.get_bind())
    op.drop_index("question_clipped", "question")  # the clipped are counted now
    op.drop_index("question_together", "question")
    together = sa.text("together IS NOT NULL")
    op.create_index(
        "question_together", "question", ["together", "body", "answerer"], unique=False, sqlite_where=together
    )
    op.create_index("listed_trouble", "listed", ["id"], unique=False, sqlite_where=sa.text("trouble <> ''"))


def _count(connection: sa.Connection) -> None:
    counts: Counter[Key] = Counter()
    given: dict[int, Given] = defaultdict(Given)
    uins: dict[str, dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rows in _questions(connection):
        counts.update(counted(rows))
        for one in rows:
            if one["together"] is not None:
                given[one["together"]][one["body"], one["answerer"]] += 1
            if not one["id"].startswith("page/"):
                chamber, day, uin = one["id"].split("/")
                uins[chamber][date.fromisoformat(day)].append(uin)
    for one_answer in given.values():
        counts.update(further(one_answer))
    numbers = [{"what": what, "id": id_, "status": status, "questions": n} for (what, id_, status), n in counts.items()]
    _write(connection, _COUNT, numbers)
    _write(connection, _MISSING, [row for chamber, its in uins.items() for row in _missing(chamber, its)])


def _questions(connection: sa.Connection) -> Iterator[Sequence[Row]]:
    newest = connection.scalar(sa.text("SELECT max(key) FROM question")) or 0
    steps = range(0, newest, _AT_ONCE)
    few = len(steps) < 10
    for after in track(steps, "how many there are", console=Console(stderr=True), transient=True, disable=few):
        part = {"mark": _MARK, "after": after, "upto": after + _AT_ONCE}
        yield connection.execute(sa.text(_QUESTIONS), part).mappings().all()


def _missing(chamber: str, uins: dict[date, list[str]]) -> Iterator[dict[str, Any]]:
    for day, numbers in missing(uins).items():
        if numbers:
            yield {"day": f"{chamber}/{day}", "count": len(numbers), "numbers": ", ".join(spans(numbers))}


def _write(connection: sa.Connection, statement: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.text(statement), rows)
