"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0015_complaint_ways"
down_revision = "0014_clocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
