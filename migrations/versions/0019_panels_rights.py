"""Panels, rights of the shop, hearings, repairs; notices and editions say more.

Safe while the previous release runs: it adds tables, and columns that are empty or have a default.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0019_panels_rights"
down_revision = "0018_assessment_depth"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panel_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("panels", postgresql.JSONB(), nullable=False),
        sa.Column("sellers", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_panel_draw_cycle_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_panel_draw_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_draw"),
        sa.UniqueConstraint("cycle_id", name="uq_panel_draw_cycle_id"),
    )
    op.create_index("ix_panel_draw_region_id", "panel_draw", ["region_id"])
    op.create_table(
        "panel_sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("roster", postgresql.JSONB(), nullable=False),
        sa.Column("quorum_pct", sa.Integer(), nullable=False),
        sa.Column("least_members", sa.Integer(), nullable=False),
        sa.Column("tie_passes", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_by", sa.String(), nullable=True),
        sa.Column("minutes_id", sa.BigInteger(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_panel_sitting_cycle_id"),
        sa.ForeignKeyConstraint(["minutes_id"], ["stored_file.id"], name="fk_panel_sitting_minutes_id"),
        sa.ForeignKeyConstraint(["panel_id"], ["organisation.id"], name="fk_panel_sitting_panel_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_panel_sitting_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_sitting"),
        sa.UniqueConstraint("code", name="uq_panel_sitting_code"),
    )
    op.create_index("ix_panel_sitting_cycle_id", "panel_sitting", ["cycle_id"])
    op.create_index("ix_panel_sitting_panel_id", "panel_sitting", ["panel_id"])
    op.create_index("ix_panel_sitting_region_id", "panel_sitting", ["region_id"])
    op.create_index(
        "uq_panel_sitting_open",
        "panel_sitting",
        ["panel_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("against_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("score_before", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("score_after", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["against_id"], ["claim.id"], name="fk_claim_against_id"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_claim_assessment_id"),
        sa.ForeignKeyConstraint(["decider_id"], ["account.id"], name="fk_claim_decider_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_claim_file_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_claim_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_claim_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("code", name="uq_claim_code"),
        sa.UniqueConstraint("region_id", "form_key", name="uq_claim_region_id_form_key"),
    )
    op.create_index("ix_claim_merchant_id", "claim", ["merchant_id"])
    op.create_index("ix_claim_region_id", "claim", ["region_id"])
    op.create_index("ix_claim_state", "claim", ["state"])
    op.create_index(
        "uq_claim_open",
        "claim",
        ["assessment_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state in ('open', 'running', 'standing')"),
    )
    op.create_table(
        "panel_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("member_name", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_panel_interest_cycle_id"),
        sa.ForeignKeyConstraint(["member_id"], ["account.id"], name="fk_panel_interest_member_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_panel_interest_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_panel_interest_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_interest"),
        sa.UniqueConstraint(
            "cycle_id", "member_id", "merchant_id", name="uq_panel_interest_cycle_id_member_id_merchant_id"
        ),
    )
    op.create_index("ix_panel_interest_member_id", "panel_interest", ["member_id"])
    op.create_index("ix_panel_interest_merchant_id", "panel_interest", ["merchant_id"])
    op.create_index("ix_panel_interest_region_id", "panel_interest", ["region_id"])
    op.create_table(
        "panel_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", postgresql.JSONB(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("points", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_panel_question_assessment_id"),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_panel_question_cycle_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_panel_question_merchant_id"),
        sa.ForeignKeyConstraint(["panel_id"], ["organisation.id"], name="fk_panel_question_panel_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_panel_question_region_id"),
        sa.ForeignKeyConstraint(["sitting_id"], ["panel_sitting.id"], name="fk_panel_question_sitting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_question"),
        sa.UniqueConstraint("code", name="uq_panel_question_code"),
    )
    op.create_index("ix_panel_question_assessment_id", "panel_question", ["assessment_id"])
    op.create_index("ix_panel_question_cycle_id", "panel_question", ["cycle_id"])
    op.create_index("ix_panel_question_merchant_id", "panel_question", ["merchant_id"])
    op.create_index("ix_panel_question_panel_id", "panel_question", ["panel_id"])
    op.create_index("ix_panel_question_region_id", "panel_question", ["region_id"])
    op.create_index("ix_panel_question_sitting_id", "panel_question", ["sitting_id"])
    op.create_table(
        "panel_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("member_name", sa.String(), nullable=False),
        sa.Column("choice", sa.String(40), nullable=False),
        sa.Column("points", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["account.id"], name="fk_panel_vote_member_id"),
        sa.ForeignKeyConstraint(["question_id"], ["panel_question.id"], name="fk_panel_vote_question_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_panel_vote_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_vote"),
        sa.UniqueConstraint("question_id", "member_id", name="uq_panel_vote_question_id_member_id"),
    )
    op.create_index("ix_panel_vote_member_id", "panel_vote", ["member_id"])
    op.create_index("ix_panel_vote_region_id", "panel_vote", ["region_id"])
    op.create_table(
        "title_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opener_id", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("statement", sa.String(), nullable=True),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stated_by", sa.String(), nullable=True),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_title_case_merchant_id"),
        sa.ForeignKeyConstraint(["opener_id"], ["account.id"], name="fk_title_case_opener_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_title_case_region_id"),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name="fk_title_case_title_id"),
        sa.PrimaryKeyConstraint("id", name="pk_title_case"),
        sa.UniqueConstraint("code", name="uq_title_case_code"),
    )
    op.create_index("ix_title_case_merchant_id", "title_case", ["merchant_id"])
    op.create_index("ix_title_case_region_id", "title_case", ["region_id"])
    op.create_index("ix_title_case_state", "title_case", ["state"])
    op.create_index("ix_title_case_title_id", "title_case", ["title_id"])
    op.create_index(
        "uq_title_case_open",
        "title_case",
        ["title_id"],
        unique=True,
        postgresql_where=sa.text("state = 'hearing'"),
    )
    op.create_table(
        "repair_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["honour_entry.id"], name="fk_repair_request_entry_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_repair_request_file_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_repair_request_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_repair_request_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_repair_request"),
        sa.UniqueConstraint("code", name="uq_repair_request_code"),
    )
    op.create_index("ix_repair_request_entry_id", "repair_request", ["entry_id"])
    op.create_index("ix_repair_request_merchant_id", "repair_request", ["merchant_id"])
    op.create_index("ix_repair_request_region_id", "repair_request", ["region_id"])
    op.create_index("ix_repair_request_state", "repair_request", ["state"])
    op.create_index(
        "uq_repair_request_open",
        "repair_request",
        ["entry_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "title_case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("from_seller", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["title_case.id"], name="fk_title_case_file_case_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_title_case_file_file_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_title_case_file_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_title_case_file"),
        sa.UniqueConstraint("case_id", "file_id", name="uq_title_case_file_case_id_file_id"),
    )
    op.create_index("ix_title_case_file_region_id", "title_case_file", ["region_id"])
    op.add_column("black_proposal", sa.Column("question_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_black_proposal_question_id", "black_proposal", "panel_question", ["question_id"], ["id"]
    )
    op.add_column("honour_list", sa.Column("file_id", sa.BigInteger(), nullable=True))
    op.add_column("honour_list", sa.Column("audit_head", sa.String(), nullable=True))
    op.add_column("honour_list", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("honour_list", sa.Column("withdrawn_by", sa.String(), nullable=True))
    op.add_column("honour_list", sa.Column("withdrawn_for", sa.String(), nullable=True))
    op.create_foreign_key("fk_honour_list_file_id", "honour_list", "stored_file", ["file_id"], ["id"])
    op.add_column(
        "public_notice", sa.Column("origin", sa.String(40), nullable=False, server_default="officer")
    )
    op.add_column("public_notice", sa.Column("year", sa.Integer(), nullable=True))
    op.add_column("public_notice", sa.Column("sitting_id", sa.Integer(), nullable=True))
    op.add_column(
        "public_notice", sa.Column("stopped", postgresql.JSONB(), nullable=False, server_default="[]")
    )
    op.add_column("public_notice", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("public_notice", sa.Column("withdrawn_for", sa.String(), nullable=True))
    op.create_index("ix_public_notice_sitting_id", "public_notice", ["sitting_id"])
    op.create_foreign_key(
        "fk_public_notice_sitting_id", "public_notice", "panel_sitting", ["sitting_id"], ["id"]
    )
    op.add_column("title_proposal", sa.Column("question_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_title_proposal_question_id", "title_proposal", "panel_question", ["question_id"], ["id"]
    )
    wall("panel_draw")
    wall("panel_interest")
    wall("panel_sitting")
    wall("panel_question")
    wall("panel_vote")
    wall("claim")
    wall("title_case")
    wall("title_case_file")
    wall("repair_request")


def downgrade() -> None:
    op.drop_constraint("fk_title_proposal_question_id", "title_proposal", type_="foreignkey")
    op.drop_column("title_proposal", "question_id")
    op.drop_constraint("fk_public_notice_sitting_id", "public_notice", type_="foreignkey")
    op.drop_column("public_notice", "withdrawn_for")
    op.drop_column("public_notice", "withdrawn_at")
    op.drop_column("public_notice", "stopped")
    op.drop_column("public_notice", "sitting_id")
    op.drop_column("public_notice", "year")
    op.drop_column("public_notice", "origin")
    op.drop_constraint("fk_honour_list_file_id", "honour_list", type_="foreignkey")
    op.drop_column("honour_list", "withdrawn_for")
    op.drop_column("honour_list", "withdrawn_by")
    op.drop_column("honour_list", "withdrawn_at")
    op.drop_column("honour_list", "audit_head")
    op.drop_column("honour_list", "file_id")
    op.drop_constraint("fk_black_proposal_question_id", "black_proposal", type_="foreignkey")
    op.drop_column("black_proposal", "question_id")
    op.drop_table("title_case_file")
    op.drop_table("repair_request")
    op.drop_table("title_case")
    op.drop_table("panel_vote")
    op.drop_table("panel_question")
    op.drop_table("panel_interest")
    op.drop_table("claim")
    op.drop_table("panel_sitting")
    op.drop_table("panel_draw")
