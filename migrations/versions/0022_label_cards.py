"""Labels have a last valid day.

Safe while the previous release runs: the column is nullable, and no end of validity is what the previous release knows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022_label_cards"
down_revision = "0021_seller_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("label_batch", sa.Column("valid_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("label_batch", "valid_until")
