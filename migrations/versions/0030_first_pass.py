"""A draft of a self-check keeps what its first pass said, and when.

Safe while the previous release runs: both columns are nullable, and nothing it writes or reads asks for them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030_first_pass"
down_revision = "0029_face"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("selfcheck", sa.Column("first_pass_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("selfcheck", sa.Column("first_pass", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("selfcheck", "first_pass")
    op.drop_column("selfcheck", "first_pass_at")
