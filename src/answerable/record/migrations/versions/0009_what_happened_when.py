"""What happened to each question, by day

Revision: 0009, after 0008
"""

from collections import Counter
from itertools import groupby

import sqlalchemy as sa
from alembic import op
from msgspec.structs import asdict, replace
from rich.console import Console
from rich.progress import track

from answerable.record.codec import Codec
from answerable.record.events import filed
from answerable.record.history import history

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AT_ONCE = 2_000  # questions
_SAID = """
SELECT question, id, observation.data, said, observation.place
FROM observation JOIN question ON question.key = question
WHERE question > :after AND question <= :upto
ORDER BY question, observation.key
"""
_FILE = "INSERT INTO event (question, place, kind, day, told) VALUES (:question, :place, :kind, :day, :told)"
_COUNT = """
INSERT INTO event_count (day, told, kind, events) VALUES (:day, :told, :kind, :events)
ON CONFLICT DO UPDATE SET events = events + excluded.events
"""


def upgrade() -> None:
    op.create_table(
        "event",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("question", "place")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "day", "told")),
        sa.ForeignKeyConstraint(["question"], ["question.key"]),
        sa.PrimaryKeyConstraint("question", "place"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_count",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("day", "told", "kind")),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "told", "kind"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    newest = connection.scalar(sa.text("SELECT max(key) FROM question")) or 0
    steps = range(0, newest, _AT_ONCE)
    shown = track(steps, "what happened when", console=Console(stderr=True), transient=True, disable=len(steps) < 10)
    for after in shown:
        _file(connection, after, after + _AT_ONCE)
    op.create_index("event_day", "event", ["day", "kind", "told"], unique=False)


def _file(connection: sa.Connection, after: int, upto: int) -> None:
    codec, rows = Codec(), []
    said = connection.execute(sa.text(_SAID), {"after": after, "upto": upto})
    for (key, id_), its in groupby(said, key=lambda one: (one.question, one.id)):
        observed = [replace(codec.observation(one.data), said=one.said, place=one.place) for one in its]
        rows += [{"question": key, **asdict(one)} for one in filed(history(id_, observed))]
    if rows:
        counts = Counter((row["day"], row["told"], row["kind"]) for row in rows)
        connection.execute(sa.text(_FILE), rows)
        names = ("day", "told", "kind", "events")
        connection.execute(
            sa.text(_COUNT), [dict(zip(names, (*which, count), strict=True)) for which, count in counts.items()]
        )
