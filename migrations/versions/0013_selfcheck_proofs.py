"""Proofs and comments.

Safe while the previous release runs: it only adds tables.
"""

revision = "0013_selfcheck_proofs"
down_revision = "0012_readings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
