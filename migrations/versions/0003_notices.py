"""Notices: what the house told whom.

Safe while the previous release runs: it only adds tables.
"""

revision = "0003_notices"
down_revision = "0002_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
