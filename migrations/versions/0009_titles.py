"""Public notices, titles and lists.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0009_titles"
down_revision = "0008_assessments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workdays", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("counted", postgresql.JSONB(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_public_notice_cycle_id"),
        sa.ForeignKeyConstraint(["proposer_id"], ["account.id"], name="fk_public_notice_proposer_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_public_notice_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_public_notice"),
        sa.UniqueConstraint("code", name="uq_public_notice_code"),
    )
    op.create_index("ix_public_notice_cycle_id", "public_notice", ["cycle_id"])
    op.create_index("ix_public_notice_kind", "public_notice", ["kind"])
    op.create_index("ix_public_notice_region_id", "public_notice", ["region_id"])
    op.create_index("ix_public_notice_state", "public_notice", ["state"])
    op.create_table(
        "black_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("source_kind", sa.String(40), nullable=False),
        sa.Column("source_number", sa.String(), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_black_proposal_merchant_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_black_proposal_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_black_proposal_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_black_proposal"),
        sa.UniqueConstraint("notice_id", name="uq_black_proposal_notice_id"),
    )
    op.create_index("ix_black_proposal_merchant_id", "black_proposal", ["merchant_id"])
    op.create_index("ix_black_proposal_region_id", "black_proposal", ["region_id"])
    op.create_table(
        "honour_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_honour_list_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_honour_list_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_honour_list"),
        sa.UniqueConstraint("code", name="uq_honour_list_code"),
        sa.UniqueConstraint("notice_id", name="uq_honour_list_notice_id"),
        sa.UniqueConstraint("region_id", "kind", "number", name="uq_honour_list_region_id_kind_number"),
    )
    op.create_index("ix_honour_list_kind", "honour_list", ["kind"])
    op.create_index("ix_honour_list_region_id", "honour_list", ["region_id"])
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_objection_merchant_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_objection_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_objection_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        sa.UniqueConstraint("code", name="uq_objection_code"),
        sa.UniqueConstraint("region_id", "form_key", name="uq_objection_region_id_form_key"),
    )
    op.create_index("ix_objection_notice_id", "objection", ["notice_id"])
    op.create_index("ix_objection_region_id", "objection", ["region_id"])
    op.create_table(
        "title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("awarded_by", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_for", sa.String(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("hearing", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_title_assessment_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_title_merchant_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_title_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_title_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_title"),
        sa.UniqueConstraint("number", name="uq_title_number"),
        sa.UniqueConstraint("region_id", "year", "seq", name="uq_title_region_id_year_seq"),
    )
    op.create_index("ix_title_merchant_id", "title", ["merchant_id"])
    op.create_index("ix_title_region_id", "title", ["region_id"])
    op.create_index("ix_title_state", "title", ["state"])
    op.create_index("ix_title_valid_until", "title", ["valid_until"])
    op.create_table(
        "title_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_title_proposal_assessment_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_title_proposal_merchant_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_title_proposal_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_title_proposal_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_title_proposal"),
        sa.UniqueConstraint("notice_id", "merchant_id", name="uq_title_proposal_notice_id_merchant_id"),
    )
    op.create_index("ix_title_proposal_assessment_id", "title_proposal", ["assessment_id"])
    op.create_index("ix_title_proposal_merchant_id", "title_proposal", ["merchant_id"])
    op.create_index("ix_title_proposal_region_id", "title_proposal", ["region_id"])
    op.create_table(
        "honour_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("merchant_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(), nullable=False),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("source_kind", sa.String(40), nullable=True),
        sa.Column("source_number", sa.String(), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("fell_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fall", sa.String(40), nullable=True),
        sa.Column("fall_note", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["honour_list.id"], name="fk_honour_entry_edition_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_honour_entry_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_honour_entry_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_honour_entry"),
        sa.UniqueConstraint("code", name="uq_honour_entry_code"),
    )
    op.create_index("ix_honour_entry_edition_id", "honour_entry", ["edition_id"])
    op.create_index("ix_honour_entry_merchant_id", "honour_entry", ["merchant_id"])
    op.create_index("ix_honour_entry_region_id", "honour_entry", ["region_id"])
    op.create_index("ix_honour_entry_source_number", "honour_entry", ["source_number"])
    op.create_index("ix_honour_entry_until", "honour_entry", ["until"])
    wall("public_notice")
    wall("objection")
    wall("title_proposal")
    wall("title")
    wall("honour_list")
    wall("honour_entry")
    wall("black_proposal")


def downgrade() -> None:
    op.drop_table("honour_entry")
    op.drop_table("title_proposal")
    op.drop_table("title")
    op.drop_table("objection")
    op.drop_table("honour_list")
    op.drop_table("black_proposal")
    op.drop_table("public_notice")
