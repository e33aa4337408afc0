"""The ways of a case; the complaints’ old table of deadlines goes.

Safe while the previous release runs: not quite. It is stopped before this step, because its table of deadlines goes.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0015_complaint_ways"
down_revision = "0014_clocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("complaint_deadline")
    _tables()
    _columns()
    op.execute(
        """
        INSERT INTO complaint_setting (since_at, pack, qr_is_published, announcement, url, entered_at, enterer_name, region_id)
        SELECT opened_at, 'default', true, '升级前的设置，请补录公告文号', '', now(), '系统', id
        FROM region WHERE coalesce((policy ->> 'qr_is_published_channel')::boolean, false)
        """
    )
    wall("complaint_closing")
    wall("complaint_appeal")
    wall("complaint_mark")
    wall("complaint_link")
    wall("complaint_setting")
    wall("complaint_wording")
    wall("complaint_assistance")


def _tables() -> None:
    op.create_table(
        "complaint_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("qr_is_published", sa.Boolean(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enterer_name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_setting_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_setting"),
    )
    op.create_index("ix_complaint_setting_region_id", "complaint_setting", ["region_id"])
    op.create_index("ix_complaint_setting_since_at", "complaint_setting", ["since_at"])
    op.create_table(
        "complaint_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enterer_name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_wording_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_wording"),
        sa.UniqueConstraint(
            "region_id", "code", "version", name="uq_complaint_wording_region_id_code_version"
        ),
    )
    op.create_index("ix_complaint_wording_region_id", "complaint_wording", ["region_id"])
    op.create_table(
        "complaint_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("maker_name", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decider_name", sa.String(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_appeal_complaint_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_appeal_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_appeal"),
        sa.UniqueConstraint("complaint_id", name="uq_complaint_appeal_complaint_id"),
    )
    op.create_index("ix_complaint_appeal_region_id", "complaint_appeal", ["region_id"])
    op.create_table(
        "complaint_assistance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("other_region_code", sa.String(), nullable=False),
        sa.Column("other_region_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker_name", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answerer_name", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_complaint_assistance_complaint_id"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_assistance_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_assistance"),
        sa.UniqueConstraint("region_id", "code", name="uq_complaint_assistance_region_id_code"),
    )
    op.create_index("ix_complaint_assistance_complaint_id", "complaint_assistance", ["complaint_id"])
    op.create_index("ix_complaint_assistance_region_id", "complaint_assistance", ["region_id"])
    op.create_table(
        "complaint_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("proposer_name", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decider_name", sa.String(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_closing_complaint_id"),
        sa.ForeignKeyConstraint(["proposer_id"], ["account.id"], name="fk_complaint_closing_proposer_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_closing_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_closing"),
    )
    op.create_index("ix_complaint_closing_complaint_id", "complaint_closing", ["complaint_id"])
    op.create_index("ix_complaint_closing_region_id", "complaint_closing", ["region_id"])
    op.create_index(
        "uq_complaint_closing_waiting",
        "complaint_closing",
        ["complaint_id"],
        unique=True,
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "complaint_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("maker_name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_link_complaint_id"),
        sa.ForeignKeyConstraint(["other_id"], ["complaint.id"], name="fk_complaint_link_other_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_link_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_link"),
        sa.UniqueConstraint("complaint_id", "other_id", name="uq_complaint_link_complaint_id_other_id"),
    )
    op.create_index("ix_complaint_link_other_id", "complaint_link", ["other_id"])
    op.create_index("ix_complaint_link_region_id", "complaint_link", ["region_id"])
    op.create_table(
        "complaint_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("maker_name", sa.String(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifter_name", sa.String(), nullable=True),
        sa.Column("lifted_why", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name="fk_complaint_mark_complaint_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_mark_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_mark"),
    )
    op.create_index("ix_complaint_mark_complaint_id", "complaint_mark", ["complaint_id"])
    op.create_index("ix_complaint_mark_region_id", "complaint_mark", ["region_id"])


def _columns() -> None:
    """What is new on a complaint; each begins with its seller’s station."""
    op.add_column("complaint", sa.Column("station_id", sa.Integer(), nullable=True))
    op.add_column("complaint", sa.Column("handler_id", sa.Integer(), nullable=True))
    op.add_column("complaint", sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("product", sa.String(), nullable=True))
    op.add_column("complaint", sa.Column("merged_into_id", sa.Integer(), nullable=True))
    op.add_column("complaint", sa.Column("merged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("satisfaction", sa.String(40), nullable=True))
    op.add_column("complaint", sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("reopened", sa.Integer(), server_default="0", nullable=False))
    op.add_column("complaint", sa.Column("left_out_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("left_out_why", sa.String(), nullable=True))
    op.create_index("ix_complaint_handler_id", "complaint", ["handler_id"])
    op.create_index("ix_complaint_merged_into_id", "complaint", ["merged_into_id"])
    op.create_index("ix_complaint_station_id", "complaint", ["station_id"])
    op.create_foreign_key("fk_complaint_station_id", "complaint", "organisation", ["station_id"], ["id"])
    op.create_foreign_key("fk_complaint_merged_into_id", "complaint", "complaint", ["merged_into_id"], ["id"])
    op.create_foreign_key("fk_complaint_handler_id", "complaint", "account", ["handler_id"], ["id"])
    op.execute("ALTER TABLE complaint NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE merchant NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE complaint SET station_id = merchant.station_id FROM merchant WHERE merchant.id = complaint.merchant_id"
    )
    op.execute("ALTER TABLE merchant FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE complaint FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_constraint("fk_complaint_handler_id", "complaint", type_="foreignkey")
    op.drop_constraint("fk_complaint_merged_into_id", "complaint", type_="foreignkey")
    op.drop_constraint("fk_complaint_station_id", "complaint", type_="foreignkey")
    op.drop_column("complaint", "left_out_why")
    op.drop_column("complaint", "left_out_at")
    op.drop_column("complaint", "reopened")
    op.drop_column("complaint", "objected_at")
    op.drop_column("complaint", "satisfaction")
    op.drop_column("complaint", "merged_at")
    op.drop_column("complaint", "merged_into_id")
    op.drop_column("complaint", "product")
    op.drop_column("complaint", "assigned_at")
    op.drop_column("complaint", "handler_id")
    op.drop_column("complaint", "station_id")
    op.drop_table("complaint_mark")
    op.drop_table("complaint_link")
    op.drop_table("complaint_closing")
    op.drop_table("complaint_assistance")
    op.drop_table("complaint_appeal")
    op.drop_table("complaint_wording")
    op.drop_table("complaint_setting")
    _old_table()


def _old_table() -> None:
    """As 0007 made it, with what is in the new table."""
    op.create_table(
        "complaint_deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(40), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("counted", postgresql.JSONB(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_complaint_deadline_complaint_id"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_complaint_deadline_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_deadline"),
        sa.UniqueConstraint("complaint_id", "clock", name="uq_complaint_deadline_complaint_id_clock"),
    )
    op.create_index("ix_complaint_deadline_complaint_id", "complaint_deadline", ["complaint_id"])
    op.create_index("ix_complaint_deadline_region_id", "complaint_deadline", ["region_id"])
    op.create_index(
        "ix_complaint_deadline_running",
        "complaint_deadline",
        ["due_at"],
        postgresql_where=sa.text("met_at IS NULL AND lifted_at IS NULL"),
    )
    op.execute("ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY")
    op.execute(
        """
        INSERT INTO complaint_deadline (complaint_id, clock, version, started_at, due_at, due_on, provisional,
            counted, met_at, lifted_at, told_at, region_id)
        SELECT DISTINCT ON (subject_id, clock) subject_id, replace(clock, 'complaint.', ''), version, started_at,
            due_at, due_on, provisional, counted, met_at, lifted_at, told_at, region_id
        FROM deadline
        WHERE subject_kind = 'complaint'
            AND clock IN ('complaint.answer', 'complaint.settle', 'complaint.decide', 'complaint.mediate')
        ORDER BY subject_id, clock, id DESC
        """
    )
    op.execute("ALTER TABLE deadline FORCE ROW LEVEL SECURITY")
    wall("complaint_deadline")
