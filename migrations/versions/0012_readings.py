"""What was read from a licence's picture, and what of it a licence keeps.

Safe while the previous release runs: it adds a table, and columns that may stay empty.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0012_readings"
down_revision = "0011_label_ledger"
branch_labels = None
depends_on = None

KEPT = (("person", sa.String()), ("address", sa.String()), ("scope", sa.String()), ("issued_on", sa.Date()))


def upgrade() -> None:
    for name, kind in KEPT:
        op.add_column("licence", sa.Column(name, kind, nullable=True))
    op.create_table(
        "licence_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("original_sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("trouble", sa.String(40), nullable=True),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("pictures", postgresql.JSONB(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("licence_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_licence_reading_file_id"),
        sa.ForeignKeyConstraint(["licence_id"], ["licence.id"], name="fk_licence_reading_licence_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_licence_reading_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_licence_reading_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_licence_reading"),
        sa.UniqueConstraint("code", name="uq_licence_reading_code"),
        sa.UniqueConstraint("licence_id", name="uq_licence_reading_licence_id"),
    )
    op.create_index("ix_licence_reading_merchant_id", "licence_reading", ["merchant_id"])
    op.create_index("ix_licence_reading_region_id", "licence_reading", ["region_id"])
    wall("licence_reading")


def downgrade() -> None:
    op.drop_table("licence_reading")
    for name, _kind in reversed(KEPT):
        op.drop_column("licence", name)
