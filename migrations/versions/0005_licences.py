"""Licences.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0005_licences"
down_revision = "0004_selfchecks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "licence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("holder_name", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("original_sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("told_mark", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_licence_file_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_licence_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_licence_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_licence"),
        sa.UniqueConstraint("code", name="uq_licence_code"),
    )
    op.create_index("ix_licence_merchant_id", "licence", ["merchant_id"])
    op.create_index("ix_licence_region_id", "licence", ["region_id"])
    op.create_index("ix_licence_state_id", "licence", ["state", "id"])
    op.create_index("ix_licence_valid_until", "licence", ["valid_until"])
    wall("licence")


def downgrade() -> None:
    op.drop_table("licence")
