"""A number that was given out and needed no change; it stays, because databases stand at it.

Safe while the previous release runs: it does nothing.
"""

revision = "0024_retention"
down_revision = "0023_entry"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
