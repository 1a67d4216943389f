"""Which questions were answered together, so that their answer is counted once

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from answerable.record.codec import question_of
from answerable.record.heard import card_of

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_GROUPED = "instr(data, X'2267726F75706564223A5B') > 0"  # "grouped":[


def upgrade() -> None:
    op.add_column("question", sa.Column("together", sa.Integer(), nullable=True))
    together = sa.text("together IS NOT NULL")
    op.create_index(
        "question_together", "question", ["body", "answerer", "together"], unique=False, sqlite_where=together
    )
    connection = op.get_bind()
    keys = list(connection.scalars(sa.text(f"SELECT key FROM question WHERE {_GROUPED}")))
    for key in keys:
        data = connection.scalar(sa.text("SELECT data FROM question WHERE key = :key"), {"key": key})
        card = card_of(question_of(data))
        connection.execute(
            sa.text("UPDATE question SET together = :it WHERE key = :key"), {"it": card.together, "key": key}
        )
