"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0023_entry"
down_revision = "0022_label_cards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
