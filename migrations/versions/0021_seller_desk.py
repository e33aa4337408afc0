"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0021_seller_desk"
down_revision = "0020_open_data"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
