"""By whom questions were answered together

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    together = sa.text("together IS NOT NULL")
    op.create_index("question_together_by", "question", ["answerer", "together"], unique=False, sqlite_where=together)
