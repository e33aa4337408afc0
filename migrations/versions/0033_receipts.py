"""Whoever objects to a public notice gets a receipt: the hash of its secret, and a mark by which the phone is found.

Safe while the previous release runs: both may be empty, and it writes neither.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033_receipts"
down_revision = "0032_repair"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("objection", sa.Column("secret_hash", sa.String(), nullable=True))
    op.add_column("objection", sa.Column("phone_index", sa.String(), nullable=True))
    op.create_index("ix_objection_phone_index", "objection", ["phone_index"])


def downgrade() -> None:
    op.drop_index("ix_objection_phone_index", "objection")
    op.drop_column("objection", "phone_index")
    op.drop_column("objection", "secret_hash")
