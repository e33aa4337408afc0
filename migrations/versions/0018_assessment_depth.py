"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0018_assessment_depth"
down_revision = "0017_deliveries_mediation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
