"""Repair of a black-list entry: since when its source is public, what restricts it, and the findings of the answer.

Safe while the previous release runs: columns that may be empty, and one with a default.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_repair"
down_revision = "0031_rare_words"
branch_labels = None
depends_on = None

SOURCES = ("honour_entry", "black_proposal")


def upgrade() -> None:
    for table in SOURCES:
        op.add_column(table, sa.Column("source_published_on", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("source_measure", sa.String(40), nullable=True))
        op.add_column(table, sa.Column("restricted_until", sa.Date(), nullable=True))
    op.add_column(
        "repair_request",
        sa.Column("findings", postgresql.JSONB(), server_default="[]", nullable=False),
    )
    op.add_column("repair_request", sa.Column("again_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("repair_request", "again_on")
    op.drop_column("repair_request", "findings")
    for table in reversed(SOURCES):
        op.drop_column(table, "restricted_until")
        op.drop_column(table, "source_measure")
        op.drop_column(table, "source_published_on")
