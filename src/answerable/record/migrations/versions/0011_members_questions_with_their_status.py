"""A Member's questions with their status, so that their months are counted without reading each

Revision: 0011, after 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("question_asker", "question")
    op.create_index("question_asker", "question", ["asker", "tabled", "status"], unique=False)
