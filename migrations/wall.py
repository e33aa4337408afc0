"""What every migration says about who may touch a table."""

from alembic import op

PROGRAM = "fangxin_app"
DOOR = "fangxin_door"


def wall(table: str) -> None:
    """A region-scoped table: forced row-level security, the program inside its region, the door read-only."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY wall ON {table} TO {PROGRAM} "
        "USING (region_id = (SELECT app_region_id())) WITH CHECK (region_id = (SELECT app_region_id()))"
    )
    op.execute(f"CREATE POLICY door ON {table} FOR SELECT TO {DOOR} USING (true)")
    grant(table)
    op.execute(f"GRANT SELECT ON {table} TO {DOOR}")


def grant(table: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """What the program's role may do with a table."""
    op.execute(f"GRANT {rights} ON {table} TO {PROGRAM}")
    op.execute(
        f"DO $$ BEGIN IF pg_get_serial_sequence('{table}', 'id') IS NOT NULL THEN "
        f"EXECUTE 'GRANT USAGE, SELECT ON SEQUENCE ' || pg_get_serial_sequence('{table}', 'id') || ' TO {PROGRAM}'; "
        "END IF; EXCEPTION WHEN undefined_column THEN NULL; END $$"
    )


def never_changes(table: str) -> None:
    """Refuse UPDATE, DELETE and TRUNCATE, whoever asks."""
    op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {PROGRAM}")
    op.execute(
        f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION app_refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION app_refuse_change()"
    )
