"""Public notices, titles and lists.

Safe while the previous release runs: it only adds tables.
"""

revision = "0009_titles"
down_revision = "0008_assessments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
