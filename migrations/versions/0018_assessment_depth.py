"""Assessments: score history, own rubrics, duties, proofs, signatures, corrections, signs of collusion.

Safe while the previous release runs: new columns have defaults, and the wider index takes what the old one took.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import never_changes, wall

revision = "0018_assessment_depth"
down_revision = "0017_deliveries_mediation"
branch_labels = None
depends_on = None


SAID = (
    "answers",
    "note",
    "score",
    "evaluation",
    "assessment_id",
    "author_id",
    "author_label",
    "submitted_at",
)
SAID_NOW = (*SAID, "overrides", "trace", "digest", "signature", "replaces_id", "correction_reason")


def upgrade() -> None:
    op.create_table(
        "rubric_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_rubric_draft_region_id"),
        sa.ForeignKeyConstraint(["version_id"], ["policy_version.id"], name="fk_rubric_draft_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rubric_draft"),
        sa.UniqueConstraint("code", name="uq_rubric_draft_code"),
    )
    op.create_index("ix_rubric_draft_region_id", "rubric_draft", ["region_id"])
    op.create_table(
        "review_duty",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("evaluation", sa.String(40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_review_duty_assessment_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_review_duty_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_review_duty_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_duty"),
        sa.UniqueConstraint(
            "assessment_id", "evaluation", "user_id", name="uq_review_duty_assessment_id_evaluation_user_id"
        ),
    )
    op.create_index("ix_review_duty_region_id", "review_duty", ["region_id"])
    op.create_index("ix_review_duty_user_id", "review_duty", ["user_id"])
    op.create_table(
        "score_record",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("total", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=False),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scored_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_score_record_assessment_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_score_record_region_id"),
        sa.ForeignKeyConstraint(
            ["rubric_version_id"], ["policy_version.id"], name="fk_score_record_rubric_version_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_score_record"),
        sa.UniqueConstraint("assessment_id", "number", name="uq_score_record_assessment_id_number"),
    )
    op.create_index("ix_score_record_region_id", "score_record", ["region_id"])
    op.create_table(
        "sign_in_trace",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("device_mark", sa.String(), nullable=False),
        sa.Column("address_mark", sa.String(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_sign_in_trace_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_sign_in_trace_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_trace"),
        sa.UniqueConstraint(
            "user_id", "device_mark", "address_mark", name="uq_sign_in_trace_user_id_device_mark_address_mark"
        ),
    )
    op.create_index("ix_sign_in_trace_region_id", "sign_in_trace", ["region_id"])
    op.create_table(
        "review_proof",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("form_id", sa.BigInteger(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_review_proof_file_id"),
        sa.ForeignKeyConstraint(["form_id"], ["review_form.id"], name="fk_review_proof_form_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_review_proof_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_proof"),
        sa.UniqueConstraint(
            "form_id", "item_code", "file_id", name="uq_review_proof_form_id_item_code_file_id"
        ),
    )
    op.create_index("ix_review_proof_region_id", "review_proof", ["region_id"])
    op.add_column("assessment", sa.Column("reassessing_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("assessment", sa.Column("reassess_reason", sa.String(), server_default="", nullable=False))
    op.add_column("cycle", sa.Column("rubrics", postgresql.JSONB(), server_default="{}", nullable=False))
    op.add_column(
        "review_form", sa.Column("overrides", postgresql.JSONB(), server_default="{}", nullable=False)
    )
    op.add_column("review_form", sa.Column("trace", postgresql.JSONB(), server_default="{}", nullable=False))
    op.add_column("review_form", sa.Column("digest", sa.String(), nullable=True))
    op.add_column("review_form", sa.Column("signature", sa.String(), nullable=True))
    op.add_column("review_form", sa.Column("replaces_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "review_form", sa.Column("correction_reason", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "review_form", sa.Column("signals", postgresql.JSONB(), server_default="[]", nullable=False)
    )
    op.add_column("review_form", sa.Column("judged_by", sa.String(), nullable=True))
    op.add_column("review_form", sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("uq_review_form_author", table_name="review_form")
    op.create_index("ix_review_form_replaces_id", "review_form", ["replaces_id"])
    op.create_index(
        "uq_review_form_author_draft",
        "review_form",
        ["assessment_id", "evaluation", "author_id"],
        unique=True,
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_index(
        "uq_review_form_author_submitted",
        "review_form",
        ["assessment_id", "evaluation", "author_id"],
        unique=True,
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_foreign_key("fk_review_form_replaces_id", "review_form", "review_form", ["replaces_id"], ["id"])
    wall("score_record")
    wall("rubric_draft")
    wall("review_duty")
    wall("review_proof")
    wall("sign_in_trace")
    never_changes("score_record")
    op.execute("DROP TRIGGER review_form_stays ON review_form")
    what_was_submitted_stays(SAID_NOW)
    proofs_stay_with_what_was_submitted()


def what_was_submitted_stays(said: tuple[str, ...]) -> None:
    """A form that left its draft keeps its words: only its state, its weight and what was found of it may still move."""
    old, new = (", ".join(f"{side}.{name}" for name in said) for side in ("OLD", "NEW"))
    op.execute(
        "CREATE TRIGGER review_form_stays BEFORE UPDATE ON review_form FOR EACH ROW "
        f"WHEN (OLD.state <> 'draft' AND ROW({old}) IS DISTINCT FROM ROW({new})) EXECUTE FUNCTION app_refuse_change()"
    )


def proofs_stay_with_what_was_submitted() -> None:
    """The files of a submitted form are part of what was submitted."""
    op.execute("""
        CREATE FUNCTION app_refuse_proof_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF (SELECT state FROM review_form WHERE id = COALESCE(NEW.form_id, OLD.form_id)) <> 'draft' THEN
            RAISE EXCEPTION 'the proofs of a submitted form never change' USING ERRCODE = 'restrict_violation';
          END IF;
          RETURN COALESCE(NEW, OLD);
        END $$
    """)
    op.execute(
        "CREATE TRIGGER review_proof_stays BEFORE INSERT OR UPDATE OR DELETE ON review_proof "
        "FOR EACH ROW EXECUTE FUNCTION app_refuse_proof_change()"
    )


def downgrade() -> None:
    op.drop_constraint("fk_review_form_replaces_id", "review_form", type_="foreignkey")
    op.execute("DROP TRIGGER review_form_stays ON review_form")
    op.execute(
        "DELETE FROM review_proof WHERE form_id IN (SELECT id FROM review_form WHERE replaces_id IS NOT NULL AND state = 'draft')"
    )
    op.execute("DELETE FROM review_form WHERE replaces_id IS NOT NULL AND state = 'draft'")
    op.drop_index("uq_review_form_author_draft", table_name="review_form")
    op.drop_index("uq_review_form_author_submitted", table_name="review_form")
    op.create_index(
        "uq_review_form_author",
        "review_form",
        ["assessment_id", "evaluation", "author_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'replaced'"),
    )
    op.drop_column("review_form", "judged_at")
    op.drop_column("review_form", "judged_by")
    op.drop_column("review_form", "signals")
    op.drop_column("review_form", "correction_reason")
    op.drop_column("review_form", "replaces_id")
    op.drop_column("review_form", "signature")
    op.drop_column("review_form", "digest")
    op.drop_column("review_form", "trace")
    op.drop_column("review_form", "overrides")
    op.drop_column("cycle", "rubrics")
    op.drop_column("assessment", "reassess_reason")
    op.drop_column("assessment", "reassessing_at")
    what_was_submitted_stays(SAID)
    op.drop_table("review_proof")
    op.execute("DROP FUNCTION app_refuse_proof_change()")
    op.drop_table("sign_in_trace")
    op.drop_table("score_record")
    op.drop_table("review_duty")
    op.drop_table("rubric_draft")
