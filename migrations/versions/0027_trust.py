"""Nothing changes in the tables: what guards the doors needed no column.

Safe while the previous release runs: it does nothing.
"""

revision = "0027_trust"
down_revision = "0026_year"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
