"""Migrations lead to the models, and back, with rows in the tables."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, make_url, text

from app.infra.engine import driver_url
from app.infra.migrate import migrate
from migrations import safety
from migrations.tables import metadata

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


@pytest.fixture
def empty(settings) -> Iterator[tuple[str, Engine]]:
    """A database of its own on the tests' server."""
    owner = make_url(driver_url(settings.owner_url))
    server = create_engine(owner, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("drop database if exists migrating"))
        connection.execute(text("create database migrating"))
    url = owner.set(database="migrating").render_as_string(hide_password=False)
    engine = create_engine(url)
    yield url.replace("+psycopg", ""), engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text("drop database migrating"))
    server.dispose()


def config(url: str) -> Config:
    made = Config()
    made.set_main_option("script_location", str(VERSIONS.parent))
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


def test_head_is_what_the_models_say(settings, empty):
    url, engine = empty
    migrate(url, settings.database_url)
    with engine.connect() as connection:
        told = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    assert told == []


def test_up_down_up_with_a_region_in_the_table(settings, empty):
    url, engine = empty
    migrate(url, settings.database_url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into region (id, code, name, name_en, bureau_name, hotline, is_demo, ahead_seconds, policy, opened_at)"
                " values (1, '330522', '长兴县', '', '', '', true, 0, '{}', now())"
            )
        )
    an_old_request_counts_as_taken_in(url, engine)
    command.downgrade(config(url), "0001_ground")
    with engine.connect() as connection:
        assert connection.scalar(text("select name from region")) == "长兴县"
    command.upgrade(config(url), "head")
    command.downgrade(config(url), "base")
    with engine.connect() as connection:
        left = connection.scalars(text("select tablename from pg_tables where schemaname = 'public'")).all()
    assert left == ["alembic_version"]


def an_old_request_counts_as_taken_in(url: str, engine: Engine) -> None:
    """0034: what was asked before there was any taking in was taken in when it was asked."""
    command.downgrade(config(url), "0033_receipts")
    with engine.begin() as connection:
        connection.execute(
            text("set local session_replication_role = replica")
        )  # its entry and shop are not looked for
        connection.execute(
            text(
                "insert into repair_request (id, code, entry_id, merchant_id, state, text, asked_at, asked_by, region_id)"
                " values (1, 'OLD', 1, 1, 'open', '', '2026-06-16 01:00Z', '', 1)"
            )
        )
    command.upgrade(config(url), "head")
    with engine.connect() as connection:
        told = connection.execute(
            text("select taken_in_at = asked_at, lacking_at, state from repair_request")
        )
        assert told.one() == (True, None, "open")


def test_names_are_numbered_sentences_of_at_most_32_characters():
    names = sorted(path.stem for path in VERSIONS.glob("*.py") if path.stem != "__init__")
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) and len(name) <= 32 for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_each_says_how_it_is_safe():
    silent = [
        path.name
        for path in VERSIONS.glob("0*.py")
        if "Safe while the previous release runs" not in path.read_text("utf-8")
    ]
    assert silent == []


def test_the_previous_release_can_go_on_running_beside_every_migration():
    """Or somebody has looked at it and written down why: ``migrations/safety.py``."""
    found = list(safety.findings(safety.whole_sql()))
    assert [one.short for one in found if one.reason is None] == []
    used = {begins for begins in safety.REVIEWED if any(one.short.startswith(begins) for one in found)}
    assert used == set(safety.REVIEWED)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE complaint",
        "ALTER TABLE complaint DROP COLUMN phone",
        "ALTER TABLE complaint RENAME COLUMN phone TO mobile",
        "ALTER TABLE complaint ALTER COLUMN phone TYPE TEXT",
        "ALTER TABLE complaint ALTER COLUMN name SET NOT NULL",
        "ALTER TABLE complaint ADD COLUMN more VARCHAR NOT NULL",
        "ALTER TABLE complaint ADD CONSTRAINT uq_complaint_phone UNIQUE (phone)",
        "CREATE UNIQUE INDEX uq_complaint_phone ON complaint (phone, fresh)",
        "DROP INDEX uq_complaint_code",
        "REVOKE UPDATE ON complaint FROM fangxin_app",
    ],
)
def test_what_takes_away_or_tightens_is_found(statement):
    assert list(safety.unsafe(["ALTER TABLE complaint ADD COLUMN fresh VARCHAR", statement])) == [statement]


def test_what_only_adds_is_let_through():
    said = """
    ALTER TABLE complaint ADD COLUMN fresh VARCHAR;
    ALTER TABLE complaint ADD COLUMN counted INTEGER DEFAULT '0' NOT NULL;
    ALTER TABLE complaint ADD CONSTRAINT uq_complaint_fresh UNIQUE (fresh);
    CREATE TABLE paper (id INTEGER NOT NULL, name VARCHAR NOT NULL);
    REVOKE UPDATE, DELETE ON paper FROM fangxin_app;
    CREATE INDEX ix_complaint_fresh ON complaint (fresh);
    CREATE FUNCTION f() RETURNS void AS $$ BEGIN DROP TABLE x; END $$ LANGUAGE plpgsql;
    """
    assert list(safety.unsafe(safety.statements(said))) == []
