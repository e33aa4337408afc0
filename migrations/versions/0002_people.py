"""People and sellers: logins, accounts, merchants, their rooms.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import grant, wall

revision = "0002_people"
down_revision = "0001_ground"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone_index", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("session_mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_login_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("phone_index", name="uq_login_phone_index"),
    )
    op.create_table(
        "merchant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("goods", sa.String(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("park_id", sa.Integer(), nullable=True),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["park_id"], ["organisation.id"], name="fk_merchant_park_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_merchant_region_id"),
        sa.ForeignKeyConstraint(["station_id"], ["organisation.id"], name="fk_merchant_station_id"),
        sa.PrimaryKeyConstraint("id", name="pk_merchant"),
        sa.UniqueConstraint("code", name="uq_merchant_code"),
        sa.UniqueConstraint("region_id", "uscc", name="uq_merchant_region_id_uscc"),
    )
    op.create_index("ix_merchant_kind", "merchant", ["kind"])
    op.create_index("ix_merchant_park_id", "merchant", ["park_id"])
    op.create_index("ix_merchant_region_id", "merchant", ["region_id"])
    op.create_index("ix_merchant_station_id", "merchant", ["station_id"])
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("merchant_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["login.id"], name="fk_account_id"),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_account_merchant_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_account_organisation_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_account_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    op.create_index("ix_account_merchant_id", "account", ["merchant_id"])
    op.create_index("ix_account_organisation_id", "account", ["organisation_id"])
    op.create_index("ix_account_region_id", "account", ["region_id"])
    op.create_table(
        "stream_room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchant.id"], name="fk_stream_room_merchant_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_stream_room_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stream_room"),
    )
    op.create_index("ix_stream_room_merchant_id", "stream_room", ["merchant_id"])
    op.create_index("ix_stream_room_region_id", "stream_room", ["region_id"])
    grant("login")
    wall("merchant")
    wall("account")
    wall("stream_room")


def downgrade() -> None:
    op.drop_table("stream_room")
    op.drop_table("account")
    op.drop_table("merchant")
    op.drop_table("login")
