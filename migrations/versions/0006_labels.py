"""Label batches.

Safe while the previous release runs: it only adds tables.
"""

revision = "0006_labels"
down_revision = "0005_licences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
