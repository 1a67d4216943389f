"""Who follows what, and the mails that tell them

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([table], [f"{table}.name"], ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "reader",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(collation="NOCASE"), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sa.UniqueConstraint("address"),
    )
    op.create_table(
        "follow",
        *map(_words, ("name", "reader", "kind", "what", "title", "cadence", "made", "confirmed")),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sa.UniqueConstraint("reader", "kind", "what"),
        _owner("reader"),
    )
    op.create_table(
        "mail",
        *map(_words, ("name", "reader", "follow", "made", "due")),
        sa.Column("tries", sa.Integer(), nullable=False),
        _words("state"),
        sa.PrimaryKeyConstraint("name"),
        _owner("reader"),
    )
    op.create_index("ix_mail_reader", "mail", ["reader"])
    op.create_index("mail_state", "mail", ["state", "due"])
    op.create_table(
        "alert",
        sa.Column("key", sa.Integer(), nullable=False),
        *map(_words, ("reader", "item", "follows", "due")),
        sa.Column("mail", sa.String(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("reader", "item"),
        _owner("reader"),
        _owner("mail"),
    )
    op.create_index("ix_alert_mail", "alert", ["mail"])
    op.create_index("alert_due", "alert", ["due"], sqlite_where=sa.text("mail IS NULL"))
