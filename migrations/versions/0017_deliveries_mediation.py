"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0017_deliveries_mediation"
down_revision = "0016_receipts_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
