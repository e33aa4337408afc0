"""A request for repair is taken in, completed, declined, extended, and a granted one revoked for deceit.

Safe while the previous release runs: columns that may be empty. What was asked before counts as taken in when it was asked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034_repair_again"
down_revision = "0033_receipts"
branch_labels = None
depends_on = None

TEXTS = (
    "lacking", "lacking_by", "added", "taken_in_by", "declined_approved_by", "extended_for", "extended_approved_by", "revoked_by",
    "revoked_for", "revoked_shown", "revoked_approved_by",
)  # fmt: skip
TIMES = ("lacking_at", "added_at", "taken_in_at", "declined_at", "extended_at", "revoked_at")


def upgrade() -> None:
    op.add_column("honour_entry", sa.Column("restarted_on", sa.Date(), nullable=True))
    for name in TEXTS:
        op.add_column("repair_request", sa.Column(name, sa.String(), nullable=True))
    for name in TIMES:
        op.add_column("repair_request", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("repair_request", sa.Column("added_file_id", sa.BigInteger(), nullable=True))
    op.add_column("repair_request", sa.Column("decider_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_repair_request_added_file_id", "repair_request", "stored_file", ["added_file_id"], ["id"]
    )
    op.create_foreign_key("fk_repair_request_decider_id", "repair_request", "account", ["decider_id"], ["id"])
    op.execute("ALTER TABLE repair_request NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE repair_request SET taken_in_at = asked_at, taken_in_by = ''")
    op.execute("ALTER TABLE repair_request FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_constraint("fk_repair_request_decider_id", "repair_request", type_="foreignkey")
    op.drop_constraint("fk_repair_request_added_file_id", "repair_request", type_="foreignkey")
    for name in ("decider_id", "added_file_id", *reversed(TIMES), *reversed(TEXTS)):
        op.drop_column("repair_request", name)
    op.drop_column("honour_entry", "restarted_on")
