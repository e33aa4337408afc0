"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0019_panels_rights"
down_revision = "0018_assessment_depth"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
