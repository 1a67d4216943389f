"""Which words that wait are at odds with their question, that was known by how the reason begins

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("waiting_words", sa.Column("at_odds", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_waiting_words_unread", "waiting_words", ["unread"], unique=False)
    odd = "SELECT key FROM unread WHERE reason LIKE 'at odds with %'"
    op.execute(f"UPDATE waiting_words SET at_odds = 1 WHERE unread IN ({odd})")
