"""What was read from a licence's picture.

Safe while the previous release runs: it only adds tables.
"""

revision = "0012_readings"
down_revision = "0011_label_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
