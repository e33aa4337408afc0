"""The PDF report of a self-check, and the original of a paper beside the copy that is shown.

Safe while the previous release runs: it adds a table, and columns that may be empty.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0021_seller_desk"
down_revision = "0020_open_data"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "selfcheck_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("selfcheck_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("trouble", sa.String(40), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name="fk_selfcheck_report_asked_by"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_selfcheck_report_file_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_selfcheck_report_region_id"),
        sa.ForeignKeyConstraint(["selfcheck_id"], ["selfcheck.id"], name="fk_selfcheck_report_selfcheck_id"),
        sa.PrimaryKeyConstraint("id", name="pk_selfcheck_report"),
        sa.UniqueConstraint("code", name="uq_selfcheck_report_code"),
    )
    op.create_index("ix_selfcheck_report_asked_at", "selfcheck_report", ["asked_at"])
    op.create_index("ix_selfcheck_report_region_id", "selfcheck_report", ["region_id"])
    op.create_index("ix_selfcheck_report_selfcheck_id", "selfcheck_report", ["selfcheck_id"])
    op.add_column("licence", sa.Column("original_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_licence_original_id", "licence", "stored_file", ["original_id"], ["id"])
    op.add_column("licence_reading", sa.Column("original_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_licence_reading_original_id", "licence_reading", "stored_file", ["original_id"], ["id"]
    )
    op.add_column("remediation_comment", sa.Column("writer_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_remediation_comment_writer_id", "remediation_comment", "account", ["writer_id"], ["id"]
    )
    wall("selfcheck_report")


def downgrade() -> None:
    op.drop_constraint("fk_remediation_comment_writer_id", "remediation_comment", type_="foreignkey")
    op.drop_column("remediation_comment", "writer_id")
    op.drop_constraint("fk_licence_reading_original_id", "licence_reading", type_="foreignkey")
    op.drop_column("licence_reading", "original_id")
    op.drop_constraint("fk_licence_original_id", "licence", type_="foreignkey")
    op.drop_column("licence", "original_id")
    op.drop_table("selfcheck_report")
