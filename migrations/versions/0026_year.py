"""Nothing changes in the tables: the year played by hand needed no column.

Safe while the previous release runs: it does nothing.
"""

revision = "0026_year"
down_revision = "0025_standing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
