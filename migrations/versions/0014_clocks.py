"""Nothing yet.

Safe while the previous release runs: it does nothing.
"""

revision = "0014_clocks"
down_revision = "0013_selfcheck_proofs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
