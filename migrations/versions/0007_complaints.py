"""Complaints: the dispute, its history, its deadlines.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0007_complaints"
down_revision = "0006_labels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("label_batch_id", sa.Integer(), nullable=True),
        sa.Column("label_serial", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("may_pass_on", sa.Boolean(), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("order_said", sa.String(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("word", sa.String(40), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spoke_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reached_bureau_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consumer_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merchant_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_complaint_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.UniqueConstraint("code", name="uq_complaint_code"),
        sa.UniqueConstraint("region_id", "form_hash", name="uq_complaint_region_id_form_hash"),
    )
    op.create_index("ix_complaint_about", "complaint", ["about"])
    op.create_index("ix_complaint_merchant_id", "complaint", ["merchant_id"])
    op.create_index(
        "ix_complaint_open", "complaint", ["region_id", "id"], postgresql_where=sa.text("state <> 'closed'")
    )
    op.create_index("ix_complaint_received_at", "complaint", ["received_at"])
    op.create_index("ix_complaint_region_id", "complaint", ["region_id"])
    op.create_index("ix_complaint_state", "complaint", ["state"])
    op.create_table(
        "complaint_deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(40), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("counted", postgresql.JSONB(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_complaint_deadline_complaint_id"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_deadline_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_deadline"),
        sa.UniqueConstraint("complaint_id", "clock", name="uq_complaint_deadline_complaint_id_clock"),
    )
    op.create_index("ix_complaint_deadline_complaint_id", "complaint_deadline", ["complaint_id"])
    op.create_index("ix_complaint_deadline_region_id", "complaint_deadline", ["region_id"])
    op.create_index(
        "ix_complaint_deadline_running",
        "complaint_deadline",
        ["due_at"],
        postgresql_where=sa.text("met_at IS NULL AND lifted_at IS NULL"),
    )
    op.create_table(
        "complaint_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_message_complaint_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_message_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_message"),
        sa.UniqueConstraint("complaint_id", "form_hash", name="uq_complaint_message_complaint_id_form_hash"),
    )
    op.create_index("ix_complaint_message_complaint_id", "complaint_message", ["complaint_id"])
    op.create_index("ix_complaint_message_region_id", "complaint_message", ["region_id"])
    wall("complaint")
    wall("complaint_message")
    wall("complaint_deadline")


def downgrade() -> None:
    op.drop_table("complaint_message")
    op.drop_table("complaint_deadline")
    op.drop_table("complaint")
