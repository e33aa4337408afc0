"""Each region's rows in the order of their keys: lists of a small county are read from its own rows, not past a large one's.

Safe while the previous release runs: an index more before one goes. A large table is indexed while it is written to; a migration
that was interrupted is simply begun again.
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0035_own_rows"
down_revision = "0034_repair_again"
branch_labels = None
depends_on = None

LARGE = 8 * 1024 * 1024  # bytes; a smaller table is done before anybody notices the lock
TABLES = """
account answer_proof api_request api_token assessment audit audit_walk black_proposal bulletin claim complaint
complaint_appeal complaint_assistance complaint_attachment complaint_cell complaint_cells_mark complaint_closing
complaint_export complaint_link complaint_mark complaint_message complaint_recovery complaint_setting complaint_wording
contact cycle deadline deadline_pause delivery guard_answered honour_entry honour_list job label_batch label_entry
label_printer licence licence_reading mediation mediation_confirmation mediation_line mediation_proposal merchant notice
objection organisation panel_draw panel_interest panel_question panel_sitting panel_vote passkey public_notice recovery_code
region_calendar remediation remediation_comment remediation_proof repair_request report report_file report_line review_duty
review_form review_proof rubric_draft score_record selfcheck selfcheck_answer selfcheck_report showing sign_in_trace
stored_file stream_room title title_case title_case_file title_proposal user_session
"""
KEYS = dict.fromkeys(TABLES.split(), "id") | {
    "merchant_card": "merchant_id", "open_record": "dataset, key", "authenticator": "user_id",
    "label_marks": "batch_id, block", "label_scan": "batch_id, hour",
}  # fmt: skip


def upgrade() -> None:
    for table, key in KEYS.items():
        _swap(table, f"ix_{table}_own", f"region_id, {key}", away=f"ix_{table}_region_id")
    op.execute("DROP INDEX IF EXISTS ix_merchant_card_newest")


def downgrade() -> None:
    op.create_index("ix_merchant_card_newest", "merchant_card", ["region_id", "merchant_id"])
    for table in KEYS:
        _swap(table, f"ix_{table}_region_id", "region_id", away=f"ix_{table}_own")


def _swap(table: str, name: str, columns: str, *, away: str) -> None:
    orders = (
        f"DROP INDEX IF EXISTS {name}",
        f"CREATE INDEX {{}} {name} ON {table} ({columns})",
        f"DROP INDEX IF EXISTS {away}",
    )
    if context.is_offline_mode() or not _is_large(table):
        for order in orders:
            op.execute(order.format(""))
        return
    with op.get_context().autocommit_block():
        for order in orders:
            op.execute(order.format("CONCURRENTLY").replace("DROP INDEX", "DROP INDEX CONCURRENTLY"))


def _is_large(table: str) -> bool:
    size = op.get_bind().scalar(sa.text("select pg_relation_size(cast(:name as regclass))"), {"name": table})
    return int(size or 0) > LARGE
