"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0016_receipts_reports"
down_revision = "0015_complaint_ways"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
