"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0022_label_cards"
down_revision = "0021_seller_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
