"""Licences.

Safe while the previous release runs: it only adds tables.
"""

revision = "0005_licences"
down_revision = "0004_selfchecks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
