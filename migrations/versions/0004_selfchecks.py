"""Self-checks, answers and remediation.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0004_selfchecks"
down_revision = "0003_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "selfcheck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("guide_version_id", sa.Integer(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guide_version_id"], ["policy_version.id"], name="fk_selfcheck_guide_version_id"
        ),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_selfcheck_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_selfcheck_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_selfcheck"),
        sa.UniqueConstraint("code", name="uq_selfcheck_code"),
    )
    op.create_index("ix_selfcheck_merchant_id", "selfcheck", ["merchant_id"])
    op.create_index("ix_selfcheck_region_id", "selfcheck", ["region_id"])
    op.create_index(
        "uq_selfcheck_one_draft",
        "selfcheck",
        ["merchant_id"],
        unique=True,
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "remediation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("selfcheck_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_how", sa.String(40), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_remediation_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_remediation_region_id"),
        sa.ForeignKeyConstraint(["selfcheck_id"], ["selfcheck.id"], name="fk_remediation_selfcheck_id"),
        sa.PrimaryKeyConstraint("id", name="pk_remediation"),
        sa.UniqueConstraint("code", name="uq_remediation_code"),
        sa.UniqueConstraint("selfcheck_id", "item_code", name="uq_remediation_selfcheck_id_item_code"),
    )
    op.create_index("ix_remediation_merchant_id", "remediation", ["merchant_id"])
    op.create_index(
        "ix_remediation_open_due", "remediation", ["due_on"], postgresql_where=sa.text("state = 'open'")
    )
    op.create_index("ix_remediation_region_id", "remediation", ["region_id"])
    op.create_table(
        "selfcheck_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("selfcheck_id", sa.Integer(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_selfcheck_answer_region_id"),
        sa.ForeignKeyConstraint(["selfcheck_id"], ["selfcheck.id"], name="fk_selfcheck_answer_selfcheck_id"),
        sa.PrimaryKeyConstraint("id", name="pk_selfcheck_answer"),
        sa.UniqueConstraint("selfcheck_id", "item_code", name="uq_selfcheck_answer_selfcheck_id_item_code"),
    )
    op.create_index("ix_selfcheck_answer_region_id", "selfcheck_answer", ["region_id"])
    wall("selfcheck")
    wall("selfcheck_answer")
    wall("remediation")


def downgrade() -> None:
    op.drop_table("selfcheck_answer")
    op.drop_table("remediation")
    op.drop_table("selfcheck")
