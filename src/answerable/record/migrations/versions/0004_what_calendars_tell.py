"""What official calendars tell of chambers' days, so that due dates follow them

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("chamber", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sits", sa.Boolean(), nullable=False),
        sa.Column("recess", sa.String(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.key"],
        ),
        sa.PrimaryKeyConstraint("chamber", "day"),
    )
