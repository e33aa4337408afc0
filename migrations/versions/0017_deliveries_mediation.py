"""Words that leave the house, mediation online, and what is counted of complaints.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0017_deliveries_mediation"
down_revision = "0016_receipts_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_cells_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("whole_on", sa.Date(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_cells_mark_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_cells_mark"),
        sa.UniqueConstraint("region_id", name="uq_complaint_cells_mark_region_id"),
    )
    op.create_index("ix_complaint_cells_mark_region_id", "complaint_cells_mark", ["region_id"])
    op.create_table(
        "complaint_cell",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("counts", postgresql.JSONB(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_complaint_cell_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_cell_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_cell"),
        sa.UniqueConstraint(
            "region_id",
            "month",
            "merchant_id",
            "about",
            name="uq_complaint_cell_region_id_month_merchant_id_about",
        ),
    )
    op.create_index("ix_complaint_cell_merchant", "complaint_cell", ["merchant_id", "month"])
    op.create_index("ix_complaint_cell_region_id", "complaint_cell", ["region_id"])
    op.create_table(
        "complaint_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=True),
        sa.Column("park_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name="fk_complaint_export_asked_by_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_complaint_export_file_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_complaint_export_merchant_id"),
        sa.ForeignKeyConstraint(["park_id"], ["organisation.id"], name="fk_complaint_export_park_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_export_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_export"),
        sa.UniqueConstraint("code", name="uq_complaint_export_code"),
    )
    op.create_index("ix_complaint_export_asked_by_id", "complaint_export", ["asked_by_id"])
    op.create_index("ix_complaint_export_region_id", "complaint_export", ["region_id"])
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("port", sa.String(40), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("code_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guesses", sa.Integer(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_contact_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_contact_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("user_id", "port", name="uq_contact_user_id_port"),
    )
    op.create_index("ix_contact_region_id", "contact", ["region_id"])
    op.create_index("ix_contact_user_id", "contact", ["user_id"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("port", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(40), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_delivery_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_delivery_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_delivery_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("code", name="uq_delivery_code"),
        sa.UniqueConstraint("region_id", "key", name="uq_delivery_region_id_key"),
    )
    op.create_index(
        "ix_delivery_held", "delivery", ["not_before"], postgresql_where=sa.text("state = 'delivery_held'")
    )
    op.create_index("ix_delivery_notice_id", "delivery", ["notice_id"])
    op.create_index("ix_delivery_region_id", "delivery", ["region_id"])
    op.create_index("ix_delivery_state", "delivery", ["state"])
    op.create_index("ix_delivery_user_id", "delivery", ["user_id"])
    op.create_table(
        "mediation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mediator_id", sa.Integer(), nullable=True),
        sa.Column("mediator", sa.String(), nullable=False),
        sa.Column("consumer_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merchant_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("text_hash", sa.String(), nullable=True),
        sa.Column("perform_by", sa.Date(), nullable=True),
        sa.Column("signature", sa.String(), nullable=True),
        sa.Column("paper_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("breach_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("breach_by", sa.String(40), nullable=True),
        sa.Column("breach_result", sa.String(), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_mediation_complaint_id"),
        sa.ForeignKeyConstraint(["mediator_id"], ["account.id"], name="fk_mediation_mediator_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["stored_file.id"], name="fk_mediation_paper_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_mediation_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mediation"),
        sa.UniqueConstraint("code", name="uq_mediation_code"),
        sa.UniqueConstraint("complaint_id", name="uq_mediation_complaint_id"),
    )
    op.create_index("ix_mediation_region_id", "mediation", ["region_id"])
    op.create_index("ix_mediation_state", "mediation", ["state"])
    op.create_table(
        "mediation_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["mediation_id"], ["mediation.id"], name="fk_mediation_line_mediation_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_mediation_line_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mediation_line"),
        sa.UniqueConstraint("mediation_id", "form_hash", name="uq_mediation_line_mediation_id_form_hash"),
    )
    op.create_index("ix_mediation_line_mediation_id", "mediation_line", ["mediation_id"])
    op.create_index("ix_mediation_line_region_id", "mediation_line", ["region_id"])
    op.create_table(
        "mediation_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("perform_by", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation.id"], name="fk_mediation_proposal_mediation_id"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_mediation_proposal_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mediation_proposal"),
        sa.UniqueConstraint("mediation_id", "form_hash", name="uq_mediation_proposal_mediation_id_form_hash"),
        sa.UniqueConstraint("mediation_id", "number", name="uq_mediation_proposal_mediation_id_number"),
    )
    op.create_index("ix_mediation_proposal_mediation_id", "mediation_proposal", ["mediation_id"])
    op.create_index("ix_mediation_proposal_region_id", "mediation_proposal", ["region_id"])
    op.create_table(
        "mediation_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(40), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["mediation_proposal.id"], name="fk_mediation_confirmation_proposal_id"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_mediation_confirmation_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mediation_confirmation"),
        sa.UniqueConstraint("proposal_id", "party", name="uq_mediation_confirmation_proposal_id_party"),
    )
    op.create_index("ix_mediation_confirmation_proposal_id", "mediation_confirmation", ["proposal_id"])
    op.create_index("ix_mediation_confirmation_region_id", "mediation_confirmation", ["region_id"])
    wall("contact")
    wall("delivery")
    wall("mediation")
    wall("mediation_line")
    wall("mediation_proposal")
    wall("mediation_confirmation")
    wall("complaint_cell")
    wall("complaint_cells_mark")
    wall("complaint_export")


def downgrade() -> None:
    op.drop_table("mediation_confirmation")
    op.drop_table("mediation_proposal")
    op.drop_table("mediation_line")
    op.drop_table("mediation")
    op.drop_table("delivery")
    op.drop_table("contact")
    op.drop_table("complaint_export")
    op.drop_table("complaint_cell")
    op.drop_table("complaint_cells_mark")
