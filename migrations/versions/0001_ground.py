"""The ground: regions, policy, files, jobs, audit, the door.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import grant, never_changes, wall

revision = "0001_ground"
down_revision = None
branch_labels = None
depends_on = None


REGION_OF_TRANSACTION = """
CREATE FUNCTION app_region_id() RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(current_setting('app.region_id', true), '') = '' THEN
    RAISE EXCEPTION 'no region: this transaction did not say which region it is for'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN current_setting('app.region_id')::integer;
END $$
"""
REFUSE_CHANGE = """
CREATE FUNCTION app_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.execute(REGION_OF_TRANSACTION)
    op.execute(REFUSE_CHANGE)
    op.create_table(
        "door_log",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_door_log"),
    )
    op.create_table(
        "policy_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy_version"),
        sa.UniqueConstraint(
            "family",
            "name",
            "year",
            "version",
            name="uq_policy_version_family_name_year_version",
        ),
    )
    op.create_table(
        "region",
        sa.Column("id", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("bureau_name", sa.String(), nullable=False),
        sa.Column("hotline", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("ahead_seconds", sa.BigInteger(), nullable=False),
        sa.Column("policy", postgresql.JSONB(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_region"),
        sa.UniqueConstraint("code", name="uq_region_code"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_audit_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint("region_id", "seq", name="uq_audit_region_id_seq"),
    )
    op.create_index("ix_audit_region_id", "audit", ["region_id"])
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("args", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_job_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("code", name="uq_job_code"),
        sa.UniqueConstraint("region_id", "key", name="uq_job_region_id_key"),
    )
    op.create_index("ix_job_region_id", "job", ["region_id"])
    op.create_index("ix_job_send_after", "job", ["send_after"])
    op.create_index("ix_job_state", "job", ["state"])
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_organisation_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_index("ix_organisation_region_id", "organisation", ["region_id"])
    op.create_table(
        "region_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("days_off", postgresql.ARRAY(sa.Date()), nullable=False),
        sa.Column("make_up_days", postgresql.ARRAY(sa.Date()), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_region_calendar_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_region_calendar"),
        sa.UniqueConstraint(
            "region_id",
            "year",
            "version",
            name="uq_region_calendar_region_id_year_version",
        ),
    )
    op.create_index("ix_region_calendar_region_id", "region_calendar", ["region_id"])
    op.create_table(
        "stored_file",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_stored_file_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stored_file"),
        sa.UniqueConstraint("code", name="uq_stored_file_code"),
    )
    op.create_index("ix_stored_file_region_id", "stored_file", ["region_id"])
    op.create_index("ix_stored_file_sha256", "stored_file", ["sha256"])
    grant("region")
    op.execute("GRANT SELECT ON region TO fangxin_door")
    grant("policy_version")
    grant("door_log")
    wall("stored_file")
    wall("job")
    wall("audit")
    wall("organisation")
    wall("region_calendar")
    for table in ("audit", "door_log", "policy_version"):
        never_changes(table)


def downgrade() -> None:
    op.drop_table("stored_file")
    op.drop_table("region_calendar")
    op.drop_table("organisation")
    op.drop_table("job")
    op.drop_table("audit")
    op.drop_table("region")
    op.drop_table("policy_version")
    op.drop_table("door_log")
    op.execute("DROP FUNCTION app_refuse_change()")
    op.execute("DROP FUNCTION app_region_id()")
