"""Proofs and comments; who sees to a task, what re-opened it, and what a self-check brings up to date.

Safe while the previous release runs: it adds tables, and columns that may be empty or have a default.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0013_selfcheck_proofs"
down_revision = "0012_readings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("selfcheck_id", sa.Integer(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("licence_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (licence_id IS NULL)", name="ck_answer_proof_one_of_two"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_answer_proof_file_id"),
        sa.ForeignKeyConstraint(["licence_id"], ["licence.id"], name="fk_answer_proof_licence_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_answer_proof_region_id"),
        sa.ForeignKeyConstraint(["selfcheck_id"], ["selfcheck.id"], name="fk_answer_proof_selfcheck_id"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_proof"),
        sa.UniqueConstraint(
            "selfcheck_id", "item_code", "file_id", name="uq_answer_proof_selfcheck_id_item_code_file_id"
        ),
        sa.UniqueConstraint(
            "selfcheck_id",
            "item_code",
            "licence_id",
            name="uq_answer_proof_selfcheck_id_item_code_licence_id",
        ),
    )
    op.create_index("ix_answer_proof_licence_id", "answer_proof", ["licence_id"])
    op.create_index("ix_answer_proof_region_id", "answer_proof", ["region_id"])
    op.create_table(
        "remediation_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remediation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_as", sa.String(40), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_remediation_comment_region_id"),
        sa.ForeignKeyConstraint(
            ["remediation_id"], ["remediation.id"], name="fk_remediation_comment_remediation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_remediation_comment"),
    )
    op.create_index("ix_remediation_comment_region_id", "remediation_comment", ["region_id"])
    op.create_index("ix_remediation_comment_remediation_id", "remediation_comment", ["remediation_id"])
    op.create_table(
        "remediation_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remediation_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_remediation_proof_file_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_remediation_proof_region_id"),
        sa.ForeignKeyConstraint(
            ["remediation_id"], ["remediation.id"], name="fk_remediation_proof_remediation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_remediation_proof"),
        sa.UniqueConstraint("remediation_id", "file_id", name="uq_remediation_proof_remediation_id_file_id"),
    )
    op.create_index("ix_remediation_proof_region_id", "remediation_proof", ["region_id"])
    wall("answer_proof")
    wall("remediation_proof")
    wall("remediation_comment")
    op.add_column("selfcheck", sa.Column("updates_id", sa.Integer(), nullable=True))
    op.create_foreign_key("fk_selfcheck_updates_id", "selfcheck", "selfcheck", ["updates_id"], ["id"])
    op.add_column("remediation", sa.Column("owner", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "remediation",
        sa.Column("steps_done", postgresql.ARRAY(sa.Integer()), nullable=False, server_default="{}"),
    )
    op.add_column("remediation", sa.Column("licence_id", sa.Integer(), nullable=True))
    op.create_foreign_key("fk_remediation_licence_id", "remediation", "licence", ["licence_id"], ["id"])
    op.create_index("ix_remediation_licence_id", "remediation", ["licence_id"])


def downgrade() -> None:
    op.drop_column("remediation", "licence_id")
    op.drop_column("remediation", "steps_done")
    op.drop_column("remediation", "owner")
    op.drop_column("selfcheck", "updates_id")
    op.drop_table("remediation_proof")
    op.drop_table("remediation_comment")
    op.drop_table("answer_proof")
