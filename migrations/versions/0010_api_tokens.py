"""Tokens for the API.

Safe while the previous release runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0010_api_tokens"
down_revision = "0009_titles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("park_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("secret_digest", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("maker_name", sa.String(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoker_name", sa.String(), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name="fk_api_token_made_by"),
        sa.ForeignKeyConstraint(["park_id"], ["organisation.id"], name="fk_api_token_park_id"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_api_token_region_id"),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("code", name="uq_api_token_code"),
        sa.UniqueConstraint("region_id", "request_digest", name="uq_api_token_region_id_request_digest"),
    )
    op.create_index("ix_api_token_park_id", "api_token", ["park_id"])
    op.create_index("ix_api_token_region_id", "api_token", ["region_id"])
    wall("api_token")


def downgrade() -> None:
    op.drop_table("api_token")
