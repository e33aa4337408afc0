"""Label batches, and how often their labels are scanned.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0006_labels"
down_revision = "0005_licences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "label_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("park_id", sa.Integer(), nullable=True),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=True),
        sa.Column("dx_mm", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("dy_mm", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("scale", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("first_serial", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("merchant_name", sa.String(), nullable=False),
        sa.Column("park_name", sa.String(), nullable=True),
        sa.Column("hotline", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_by", sa.Integer(), nullable=True),
        sa.Column("orderer_name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voider_name", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_label_batch_file_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_label_batch_merchant_id"),
        sa.ForeignKeyConstraint(["park_id"], ["organisation.id"], name="fk_label_batch_park_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_label_batch_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_label_batch"),
        sa.UniqueConstraint("code", name="uq_label_batch_code"),
        sa.UniqueConstraint("region_id", "number", name="uq_label_batch_region_id_number"),
        sa.UniqueConstraint("region_id", "request_key", name="uq_label_batch_region_id_request_key"),
    )
    op.create_index("ix_label_batch_merchant_id", "label_batch", ["merchant_id"])
    op.create_index("ix_label_batch_park_id", "label_batch", ["park_id"])
    op.create_index("ix_label_batch_region_id", "label_batch", ["region_id"])
    op.create_table(
        "label_scan",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["label_batch.id"], name="fk_label_scan_batch_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_label_scan_region_id"),
        sa.PrimaryKeyConstraint("batch_id", "hour", name="pk_label_scan"),
    )
    op.create_index("ix_label_scan_region_id", "label_scan", ["region_id"])
    wall("label_batch")
    wall("label_scan")


def downgrade() -> None:
    op.drop_table("label_scan")
    op.drop_table("label_batch")
