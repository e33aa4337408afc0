"""Labels have a last valid day; requests of programs are remembered by their key.

Safe while the previous release runs: the column is nullable, and no end of validity is what the previous release knows;
the table is new.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0022_label_cards"
down_revision = "0021_seller_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("label_batch", sa.Column("valid_until", sa.Date(), nullable=True))

    op.create_table(
        "api_request",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("park_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("body_digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["park_id"], ["organisation.id"], name="fk_api_request_park_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_api_request_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_api_request"),
        sa.UniqueConstraint("region_id", "park_id", "key", name="uq_api_request_region_id_park_id_key"),
    )
    op.create_index("ix_api_request_region_id", "api_request", ["region_id"])
    wall("api_request")


def downgrade() -> None:
    op.drop_table("api_request")
    op.drop_column("label_batch", "valid_until")
