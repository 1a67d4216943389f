"""What services list, so that the record can be kept up with them and say what it lacks

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listed",
        sa.Column("official", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("official"),
    )
    op.create_index(op.f("ix_listed_id"), "listed", ["id"], unique=False)
    op.create_table(
        "tally",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("read", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.add_column("member", sa.Column("house", sa.String(), nullable=True))
    clipped = sa.text("instr(data, X'22636C6970706564223A74727565') > 0")  # "clipped":true
    op.create_index("question_clipped", "question", ["id"], unique=False, sqlite_where=clipped)
    op.create_index("question_answered", "question", ["answered"], unique=False)
