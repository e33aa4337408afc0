"""Tokens for the API.

Safe while the previous release runs: it only adds tables.
"""

revision = "0010_api_tokens"
down_revision = "0009_titles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
