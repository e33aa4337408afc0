"""Words that leave the house.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0017_deliveries_mediation"
down_revision = "0016_receipts_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("port", sa.String(40), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("code_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guesses", sa.Integer(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_contact_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_contact_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("user_id", "port", name="uq_contact_user_id_port"),
    )
    op.create_index("ix_contact_region_id", "contact", ["region_id"])
    op.create_index("ix_contact_user_id", "contact", ["user_id"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("port", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(40), nullable=True),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_delivery_notice_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_delivery_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_delivery_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("code", name="uq_delivery_code"),
        sa.UniqueConstraint("region_id", "key", name="uq_delivery_region_id_key"),
    )
    op.create_index(
        "ix_delivery_held", "delivery", ["not_before"], postgresql_where=sa.text("state = 'delivery_held'")
    )
    op.create_index("ix_delivery_notice_id", "delivery", ["notice_id"])
    op.create_index("ix_delivery_region_id", "delivery", ["region_id"])
    op.create_index("ix_delivery_state", "delivery", ["state"])
    op.create_index("ix_delivery_user_id", "delivery", ["user_id"])
    wall("contact")
    wall("delivery")


def downgrade() -> None:
    op.drop_table("delivery")
    op.drop_table("contact")
