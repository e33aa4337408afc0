"""Cycles, assessments and review forms.

Safe while the previous release runs: it only adds tables.
"""

revision = "0008_assessments"
down_revision = "0007_complaints"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
