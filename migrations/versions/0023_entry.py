"""Sign-ins become rows of their own; sign-in by e-mail; what a second proof needs; links that work once.

Safe while the previous release runs: columns have defaults. People signed in with it sign in once more.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import grant, wall

revision = "0023_entry"
down_revision = "0022_label_cards"
branch_labels = None
depends_on = None

RANDOM = "upper(substr(md5(random()::text || clock_timestamp()::text), 1, 12))"


def upgrade() -> None:
    op.add_column("login", sa.Column("email_index", sa.String(), nullable=True))
    op.create_unique_constraint("uq_login_email_index", "login", ["email_index"])
    op.add_column(
        "login", sa.Column("has_second", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.create_table(
        "user_session",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_user_session_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_user_session_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_user_session"),
        sa.UniqueConstraint("code", name="uq_user_session_code"),
        sa.UniqueConstraint("token_hash", name="uq_user_session_token_hash"),
    )
    op.create_index("ix_user_session_region_id", "user_session", ["region_id"])
    op.create_index(
        "ix_user_session_open", "user_session", ["user_id"], postgresql_where=sa.text("ended_at IS NULL")
    )
    wall("user_session")
    op.add_column("account", sa.Column("code", sa.String(), nullable=False, server_default=sa.text(RANDOM)))
    op.create_unique_constraint("uq_account_code", "account", ["code"])
    _second_proofs()


def _second_proofs() -> None:
    op.create_table(
        "authenticator",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_authenticator_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_authenticator_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_authenticator"),
    )
    op.create_index("ix_authenticator_region_id", "authenticator", ["region_id"])
    wall("authenticator")
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_recovery_code_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_recovery_code_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.UniqueConstraint("user_id", "code_hash", name="uq_recovery_code_user_id_code_hash"),
    )
    op.create_index("ix_recovery_code_region_id", "recovery_code", ["region_id"])
    op.create_index("ix_recovery_code_user_id", "recovery_code", ["user_id"])
    wall("recovery_code")
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("region_id", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_passkey_region_id"),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name="fk_passkey_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("code", name="uq_passkey_code"),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index("ix_passkey_region_id", "passkey", ["region_id"])
    op.create_index("ix_passkey_user_id", "passkey", ["user_id"])
    wall("passkey")
    op.create_table(
        "one_time",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("login_id", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["login_id"], ["login.id"], name="fk_one_time_login_id"),
        sa.PrimaryKeyConstraint("id", name="pk_one_time"),
        sa.UniqueConstraint("secret_hash", name="uq_one_time_secret_hash"),
    )
    op.create_index("ix_one_time_login_id", "one_time", ["login_id"])
    op.create_index("ix_one_time_until", "one_time", ["until"])
    grant("one_time")


def downgrade() -> None:
    for table in ("one_time", "passkey", "recovery_code", "authenticator"):
        op.drop_table(table)
    op.drop_constraint("uq_account_code", "account", type_="unique")
    op.drop_column("account", "code")
    op.drop_table("user_session")
    op.drop_column("login", "has_second")
    op.drop_constraint("uq_login_email_index", "login", type_="unique")
    op.drop_column("login", "email_index")
