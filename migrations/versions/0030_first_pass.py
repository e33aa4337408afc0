"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0030_first_pass"
down_revision = "0029_face"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
