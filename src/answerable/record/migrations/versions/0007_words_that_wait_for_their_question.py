"""Questions by their official number, and whole words that wait for theirs

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("official", sa.Integer(), nullable=True))
    op.execute("UPDATE question SET official = json_extract(CAST(data AS TEXT), '$.official')")
    op.create_index("question_official", "question", ["official"], unique=False)
    op.create_table(
        "waiting_words",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("official", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_at", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.key"],
        ),
        sa.ForeignKeyConstraint(
            ["unread"],
            ["unread.key"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_waiting_words_official", "waiting_words", ["official"], unique=False)
