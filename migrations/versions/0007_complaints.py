"""Complaints.

Safe while the previous release runs: it only adds tables.
"""

revision = "0007_complaints"
down_revision = "0006_labels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
