"""Self-checks, answers and remediation.

Safe while the previous release runs: it only adds tables.
"""

revision = "0004_selfchecks"
down_revision = "0003_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
