"""Roles and tables: what the owner's connection does before the program may start."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.engine import Connection

from app.infra.engine import DOOR_ROLE, PROGRAM_ROLE, driver_url

ROOT = Path(__file__).resolve().parent.parent.parent


def migrate(owner_url: str, program_url: str) -> None:
    """Make the two roles if they are missing, then bring the tables to head."""
    with create_engine(driver_url(owner_url), poolclass=NullPool).begin() as connection:
        make_roles(connection, make_url(driver_url(program_url)).password)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    command.upgrade(config, "head")
    with create_engine(driver_url(owner_url), poolclass=NullPool).begin() as connection:
        connection.execute(
            text(f"grant select on alembic_version to {PROGRAM_ROLE}")
        )  # so that /readyz may ask


def is_at_head(owner_url: str) -> bool:
    """Whether any migration has run at all; a cheap question before the long one."""
    with create_engine(driver_url(owner_url), poolclass=NullPool).connect() as connection:
        return bool(connection.scalar(text("select to_regclass('alembic_version') is not null")))


@lru_cache(maxsize=1)
def revisions() -> frozenset[str]:
    """Every migration that this release brings along."""
    return frozenset(path.stem for path in (ROOT / "migrations" / "versions").glob("0*.py"))


def is_known(connection: Connection) -> bool:
    """Whether the tables are at this release's newest migration, or at one that came after it.

    A release goes on while the next one's migrations are there already: what it does not know is newer. Older
    tables, for which it waits, are among those that it knows.
    """
    there = connection.scalar(text("select version_num from alembic_version"))
    return there == max(revisions()) or there not in revisions()


def make_roles(connection: Connection, password: str | None) -> None:
    """The program owns nothing and bypasses nothing; the door may be entered by it, and only reads."""
    known = set(connection.scalars(text("select rolname from pg_roles")))
    if DOOR_ROLE not in known:
        connection.execute(text(f"create role {DOOR_ROLE} nologin nobypassrls"))
    if PROGRAM_ROLE not in known:
        connection.execute(
            text(f"create role {PROGRAM_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole")
        )
    connection.execute(text(f"grant {DOOR_ROLE} to {PROGRAM_ROLE} with inherit false"))
    if password:
        quoted = password.replace("'", "''")
        connection.execute(text(f"alter role {PROGRAM_ROLE} password '{quoted}'"))
    connection.execute(text(f"grant usage on schema public to {PROGRAM_ROLE}, {DOOR_ROLE}"))
