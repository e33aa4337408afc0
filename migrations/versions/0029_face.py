"""Nothing changes in the tables: calendar, map and pictures read what is there.

Safe while the previous release runs: it does nothing.
"""

revision = "0029_face"
down_revision = "0028_keeping"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
