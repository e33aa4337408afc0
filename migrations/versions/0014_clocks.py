"""Deadlines of any slice, with the time taken out of them. What complaints had counted so far is copied there.

Safe while the previous release runs: it adds tables and copies; the old table stands until 0015.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0014_clocks"
down_revision = "0013_selfcheck_proofs"
branch_labels = None
depends_on = None
RUNNING = "met_at IS NULL AND lifted_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=False),
        sa.Column("to_confirm", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("counted", postgresql.JSONB(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_deadline_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline"),
    )
    op.create_index("ix_deadline_region_id", "deadline", ["region_id"])
    op.create_index("ix_deadline_subject", "deadline", ["subject_kind", "subject_id"])
    op.create_index(
        "uq_deadline_running",
        "deadline",
        ["region_id", "subject_kind", "subject_id", "clock"],
        unique=True,
        postgresql_where=sa.text(RUNNING),
    )
    op.create_index(
        "ix_deadline_due",
        "deadline",
        ["region_id", "subject_kind", "due_at"],
        postgresql_where=sa.text(RUNNING),
    )
    op.create_table(
        "deadline_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name="fk_deadline_pause_deadline_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_deadline_pause_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline_pause"),
    )
    op.create_index("ix_deadline_pause_deadline_id", "deadline_pause", ["deadline_id"])
    op.create_index("ix_deadline_pause_region_id", "deadline_pause", ["region_id"])
    _copy()
    wall("deadline")
    wall("deadline_pause")


def _copy() -> None:
    """As the owner, over all regions: the wall is lowered for the owner alone and raised again in the same step."""
    op.execute("ALTER TABLE complaint_deadline NO FORCE ROW LEVEL SECURITY")
    op.execute(
        """
        INSERT INTO deadline (subject_kind, subject_id, clock, unit, length, version, extension, to_confirm,
            started_at, due_at, due_on, provisional, counted, met_at, lifted_at, told_at, region_id)
        SELECT 'complaint', complaint_id, 'complaint.' || clock,
            CASE clock WHEN 'answer' THEN 'hours' WHEN 'mediate' THEN 'days' ELSE 'workdays' END,
            coalesce((counted ->> 'hours')::integer, jsonb_array_length(counted -> 'counted')),
            version, 0, false, started_at, due_at, due_on, provisional, counted, met_at, lifted_at, told_at, region_id
        FROM complaint_deadline ORDER BY id
        """
    )
    op.execute("ALTER TABLE complaint_deadline FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_table("deadline_pause")
    op.drop_table("deadline")
