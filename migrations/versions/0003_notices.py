"""Messages to people: the inbox.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0003_notices"
down_revision = "0002_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_notice_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_notice_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("code", name="uq_notice_code"),
        sa.UniqueConstraint("user_id", "key", name="uq_notice_user_id_key"),
    )
    op.create_index("ix_notice_region_id", "notice", ["region_id"])
    op.create_index("ix_notice_unread", "notice", ["user_id"], postgresql_where=sa.text("read_at IS NULL"))
    op.create_index("ix_notice_user_id", "notice", ["user_id"])
    wall("notice")


def downgrade() -> None:
    op.drop_table("notice")
