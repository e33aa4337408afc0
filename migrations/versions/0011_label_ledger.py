"""The labels' ledger, marks of scans, printers, waybill numbers.

Safe while the previous release runs: it adds tables, and to old tables only columns that are nullable or have a
default of the database's own; the previous release neither reads nor writes them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import never_changes, wall

revision = "0011_label_ledger"
down_revision = "0010_api_tokens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("label_batch", sa.Column("copies", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("label_batch", sa.Column("credit_words", sa.String(), nullable=True))
    op.add_column("label_batch", sa.Column("waybill_file_id", sa.BigInteger(), nullable=True))
    op.add_column("label_batch", sa.Column("waybill_width", sa.Integer(), nullable=True))
    op.add_column(
        "label_batch", sa.Column("void_ranges", postgresql.JSONB(), nullable=False, server_default="[]")
    )
    op.create_foreign_key(
        "fk_label_batch_waybill_file_id", "label_batch", "stored_file", ["waybill_file_id"], ["id"]
    )
    op.add_column("label_scan", sa.Column("first_count", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("label_scan", sa.Column("places", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_table(
        "label_printer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=True),
        sa.Column("park_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=True),
        sa.Column("dx_mm", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("dy_mm", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("scale", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_label_printer_merchant_id"),
        sa.ForeignKeyConstraint(["park_id"], ["organisation.id"], name="fk_label_printer_park_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_label_printer_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_label_printer"),
        sa.UniqueConstraint("code", name="uq_label_printer_code"),
    )
    op.create_index("ix_label_printer_merchant_id", "label_printer", ["merchant_id"])
    op.create_index("ix_label_printer_park_id", "label_printer", ["park_id"])
    op.create_index("ix_label_printer_region_id", "label_printer", ["region_id"])
    op.create_table(
        "label_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("first_serial", sa.Integer(), nullable=False),
        sa.Column("last_serial", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("who_name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["label_batch.id"], name="fk_label_entry_batch_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_label_entry_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_label_entry"),
    )
    op.create_index("ix_label_entry_batch_id", "label_entry", ["batch_id"])
    op.create_index("ix_label_entry_region_id", "label_entry", ["region_id"])
    op.create_table(
        "label_marks",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["label_batch.id"], name="fk_label_marks_batch_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_label_marks_region_id"),
        sa.PrimaryKeyConstraint("batch_id", "block", name="pk_label_marks"),
    )
    op.create_index("ix_label_marks_region_id", "label_marks", ["region_id"])
    wall("label_entry")
    wall("label_marks")
    wall("label_printer")
    never_changes("label_entry")


def downgrade() -> None:
    op.drop_table("label_marks")
    op.drop_table("label_entry")
    op.drop_table("label_printer")
    for column in ("places", "first_count"):
        op.drop_column("label_scan", column)
    for column in ("void_ranges", "waybill_width", "waybill_file_id", "credit_words", "copies"):
        op.drop_column("label_batch", column)
