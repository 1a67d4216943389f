"""How people were printed, what the Members service tells of them for a time, and ministers' posts

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What questions held already say of who asked and who answered.
_PRINTED = """
INSERT INTO as_printed
SELECT json_extract(said, '$.id'), json_extract(said, '$.name'), ifnull(json_extract(said, '$.constituency'), ''),
       house, min(day), max(day)
FROM (
    SELECT json_extract(question, '$.{who}') AS said, ifnull(json_extract(question, '$.house'), '') AS house,
           json_extract(question, '$.{day}') AS day
    FROM (SELECT CAST(data AS TEXT) AS question FROM question)
)
WHERE json_extract(said, '$.name') IS NOT NULL
GROUP BY 1, 2, 3, 4
ON CONFLICT DO UPDATE SET
    first = coalesce(min(first, excluded.first), first, excluded.first),
    last = coalesce(max(last, excluded.last), last, excluded.last)
"""


def upgrade() -> None:
    op.create_table(
        "as_printed",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("member", "name", "seat", "house")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("first", "last")),
        sa.PrimaryKeyConstraint("member", "name", "seat", "house"),
    )
    op.create_table(
        "tenure",
        sa.Column("key", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("member", "kind", "value", "house")),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_tenure_member", "tenure", ["member"], unique=False)
    op.create_index("ix_tenure_told", "tenure", ["told"], unique=False)
    op.create_table(
        "post",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "person", "role", "body")),
        sa.Column("member", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.key"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for who, day in (("asker", "tabled"), ("answer.by", "answer.on")):
        op.execute(sa.text(_PRINTED.format(who=who, day=day)))
