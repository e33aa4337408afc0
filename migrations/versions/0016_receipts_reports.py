"""Receipts, attachments, reports and what guards public forms.

Safe while the previous release runs: it adds tables, and columns that may stay empty or fill themselves in.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0016_receipts_reports"
down_revision = "0015_complaint_ways"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _complaints()
    op.create_table(
        "guard_answered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_guard_answered_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guard_answered"),
        sa.UniqueConstraint("region_id", "mark", name="uq_guard_answered_region_id_mark"),
    )
    op.create_index("ix_guard_answered_region_id", "guard_answered", ["region_id"])
    op.create_index("ix_guard_answered_until", "guard_answered", ["until"])
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=True),
        sa.Column("seller_said", sa.String(), nullable=True),
        sa.Column("label_batch_id", sa.Integer(), nullable=True),
        sa.Column("label_serial", sa.Integer(), nullable=True),
        sa.Column("complaint_code", sa.String(), nullable=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.String(), nullable=True),
        sa.Column("offence", sa.String(40), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_report_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_report_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("code", name="uq_report_code"),
        sa.UniqueConstraint("region_id", "form_hash", name="uq_report_region_id_form_hash"),
    )
    op.create_index("ix_report_complaint_code", "report", ["complaint_code"])
    op.create_index("ix_report_merchant_id", "report", ["merchant_id"])
    op.create_index("ix_report_offence", "report", ["offence"])
    op.create_index(
        "ix_report_open", "report", ["region_id", "id"], postgresql_where=sa.text("state <> 'clue_decided'")
    )
    op.create_index("ix_report_phone_index", "report", ["phone_index"])
    op.create_index("ix_report_received_at", "report", ["received_at"])
    op.create_index("ix_report_region_id", "report", ["region_id"])
    op.create_index("ix_report_state", "report", ["state"])
    op.create_table(
        "report_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("original_sha256", sa.String(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_report_file_file_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_report_file_region_id"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_file_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_file"),
    )
    op.create_index("ix_report_file_file_id", "report_file", ["file_id"])
    op.create_index("ix_report_file_region_id", "report_file", ["region_id"])
    op.create_index("ix_report_file_report_id", "report_file", ["report_id"])
    op.create_table(
        "report_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_report_line_region_id"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_line_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_line"),
        sa.UniqueConstraint("report_id", "form_hash", name="uq_report_line_report_id_form_hash"),
    )
    op.create_index("ix_report_line_region_id", "report_line", ["region_id"])
    op.create_index("ix_report_line_report_id", "report_line", ["report_id"])
    wall("guard_answered")
    wall("report")
    wall("report_line")
    wall("report_file")


def _complaints() -> None:
    op.add_column("complaint", sa.Column("phone_index", sa.String(), nullable=True))
    op.create_index("ix_complaint_phone_index", "complaint", ["phone_index"])
    op.add_column("complaint", sa.Column("weight", sa.Numeric(4, 2), server_default="1", nullable=False))
    op.add_column("complaint", sa.Column("weight_why", postgresql.JSONB(), nullable=True))
    op.add_column("complaint", sa.Column("weight_version_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_complaint_weight_version_id", "complaint", "policy_version", ["weight_version_id"], ["id"]
    )
    op.create_table(
        "complaint_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("original_sha256", sa.String(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_complaint_attachment_complaint_id"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["complaint_message.id"], name="fk_complaint_attachment_message_id"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_complaint_attachment_file_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_attachment_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_attachment"),
    )
    for column in ("complaint_id", "file_id", "message_id", "region_id"):
        op.create_index(f"ix_complaint_attachment_{column}", "complaint_attachment", [column])
    op.create_table(
        "complaint_recovery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_recovery_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_recovery"),
        sa.UniqueConstraint("ticket", name="uq_complaint_recovery_ticket"),
    )
    for column in ("region_id", "until"):
        op.create_index(f"ix_complaint_recovery_{column}", "complaint_recovery", [column])
    wall("complaint_attachment")
    wall("complaint_recovery")


def downgrade() -> None:
    op.drop_table("complaint_recovery")
    op.drop_table("complaint_attachment")
    op.drop_constraint("fk_complaint_weight_version_id", "complaint", type_="foreignkey")
    for column in ("weight_version_id", "weight_why", "weight", "phone_index"):
        op.drop_column("complaint", column)
    op.drop_table("report_line")
    op.drop_table("report_file")
    op.drop_table("report")
    op.drop_table("guard_answered")
