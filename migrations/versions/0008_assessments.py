"""Cycles, assessments and review forms.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0008_assessments"
down_revision = "0007_complaints"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("phases", postgresql.JSONB(), nullable=False),
        sa.Column("moves", postgresql.JSONB(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_cycle_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.UniqueConstraint("code", name="uq_cycle_code"),
        sa.UniqueConstraint("region_id", "year", name="uq_cycle_region_id_year"),
    )
    op.create_index("ix_cycle_region_id", "cycle", ["region_id"])
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=True),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("total", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("eligible", sa.Boolean(), nullable=True),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_assessment_cycle_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_assessment_merchant_id"),
        sa.ForeignKeyConstraint(["panel_id"], ["organisation.id"], name="fk_assessment_panel_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_assessment_region_id"),
        sa.ForeignKeyConstraint(
            ["rubric_version_id"], ["policy_version.id"], name="fk_assessment_rubric_version_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.UniqueConstraint("code", name="uq_assessment_code"),
        sa.UniqueConstraint("cycle_id", "merchant_id", name="uq_assessment_cycle_id_merchant_id"),
    )
    op.create_index("ix_assessment_cycle_id_total", "assessment", ["cycle_id", "total"])
    op.create_index("ix_assessment_merchant_id", "assessment", ["merchant_id"])
    op.create_index("ix_assessment_panel_id", "assessment", ["panel_id"])
    op.create_index("ix_assessment_region_id", "assessment", ["region_id"])
    op.create_table(
        "review_form",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("evaluation", sa.String(40), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_label", sa.String(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("score", sa.Numeric(precision=7, scale=4), nullable=True),
        sa.Column("weight", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("weight_reason", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("device_hash", sa.String(), nullable=True),
        sa.Column("address_hash", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_review_form_assessment_id"),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_review_form_author_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_review_form_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_form"),
        sa.UniqueConstraint("code", name="uq_review_form_code"),
    )
    op.create_index("ix_review_form_assessment_id", "review_form", ["assessment_id"])
    op.create_index("ix_review_form_author_id", "review_form", ["author_id"])
    op.create_index("ix_review_form_region_id", "review_form", ["region_id"])
    op.create_index(
        "uq_review_form_author",
        "review_form",
        ["assessment_id", "evaluation", "author_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'replaced'"),
    )
    op.create_index(
        "uq_review_form_device",
        "review_form",
        ["assessment_id", "evaluation", "device_hash"],
        unique=True,
        postgresql_where=sa.text("state <> 'replaced' and evaluation = 'social'"),
    )
    op.create_index(
        "uq_review_form_token",
        "review_form",
        ["assessment_id", "token_hash"],
        unique=True,
        postgresql_where=sa.text("state <> 'replaced'"),
    )
    wall("cycle")
    wall("assessment")
    wall("review_form")
    what_was_submitted_stays()


def what_was_submitted_stays() -> None:
    """A form that left its draft keeps its words: only its state and its weight may still move."""
    said = (
        "answers",
        "note",
        "score",
        "evaluation",
        "assessment_id",
        "author_id",
        "author_label",
        "submitted_at",
    )
    old, new = (", ".join(f"{side}.{name}" for name in said) for side in ("OLD", "NEW"))
    op.execute(
        "CREATE TRIGGER review_form_stays BEFORE UPDATE ON review_form FOR EACH ROW "
        f"WHEN (OLD.state <> 'draft' AND ROW({old}) IS DISTINCT FROM ROW({new})) EXECUTE FUNCTION app_refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER review_form_is_kept BEFORE DELETE ON review_form FOR EACH ROW "
        "WHEN (OLD.state <> 'draft') EXECUTE FUNCTION app_refuse_change()"
    )


def downgrade() -> None:
    op.drop_table("review_form")
    op.drop_table("assessment")
    op.drop_table("cycle")
