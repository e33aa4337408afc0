"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0020_open_data"
down_revision = "0019_panels_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
