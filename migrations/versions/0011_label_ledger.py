"""The labels' ledger.

Safe while the previous release runs: it only adds tables.
"""

revision = "0011_label_ledger"
down_revision = "0010_api_tokens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
