"""What people were told is kept with what they sent; accounts know when they were closed; walks of the audit chain.

Safe while the previous release runs: new columns are nullable, it knows nothing of the new table, and it leaves
``closed_at`` empty, which means no more than that nothing is erased on its account.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0028_keeping"
down_revision = "0027_trust"
branch_labels = None
depends_on = None

TOLD = ("complaint", "report", "objection")


def upgrade() -> None:
    for table in TOLD:
        op.add_column(table, sa.Column("told_version_id", sa.Integer(), nullable=True))
        op.create_foreign_key(
            f"fk_{table}_told_version_id", table, "policy_version", ["told_version_id"], ["id"]
        )
    op.add_column("objection", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("login", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("account", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "audit_walk",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("broken_seq", sa.BigInteger(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_audit_walk_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_walk"),
    )
    op.create_index("ix_audit_walk_at", "audit_walk", ["at"])
    op.create_index("ix_audit_walk_region_id", "audit_walk", ["region_id"])
    wall("audit_walk")


def downgrade() -> None:
    op.drop_table("audit_walk")
    op.drop_column("account", "forgotten_at")
    op.drop_column("login", "closed_at")
    op.drop_column("objection", "forgotten_at")
    for table in reversed(TOLD):
        op.drop_constraint(f"fk_{table}_told_version_id", table, type_="foreignkey")
        op.drop_column(table, "told_version_id")
