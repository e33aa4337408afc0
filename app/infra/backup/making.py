"""Making, checking and bringing back."""

import json
import shutil
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pyrage
from sqlalchemy import text
from sqlalchemy.engine import Connection, make_url

from app.infra.backup import archive as archives
from app.infra.backup import database
from app.infra.backup.terms import DUMP, FILES, MANIFEST, BackupRefused, Manifest, secret_mark
from app.infra.bucket import Bucket
from app.infra.engine import driver_url
from app.infra.migrate import make_roles


def create(
    owner_url: str, var: Path, out: Path, recipient: str, *, now: datetime, bucket: Bucket | None = None
) -> Manifest:
    """Write the archive; files that lie in a bucket are brought from there. Raises ``BackupRefused``; a half-made file is not left behind."""
    try:
        to = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        raise BackupRefused(
            f"“{recipient}”不是一个 age 公钥（以 age1 开头）。 Not an age public key."
        ) from None
    if out.exists():
        raise BackupRefused(f"{out} 已经存在，请换一个文件名。 The file exists already.")
    part = out.with_name(f"{out.name}.part")
    try:
        with archives.room(var) as folder, database.kept_still(owner_url) as connection:
            dumped = folder / DUMP
            database.dump(owner_url, dumped, database.snapshot(connection))
            wanted = database.wanted(connection)
            manifest = _manifest(connection, dumped, len(wanted), now)
            with archives.writing(part, to) as archive:
                archives.add(archive, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
                archive.add(dumped, DUMP)
                for place in wanted:
                    archive.add(_here(var / FILES, place, bucket), f"{FILES}/{place}")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def verify(archive: Path, identity: str, var: Path) -> Manifest:
    """Open it and compare every byte with its hash. Raises ``BackupRefused`` naming the first thing that is wrong."""
    with archives.room(var) as folder:
        manifest = archives.unpack(archive, identity, folder)
        told = database.run(["pg_restore", "--list", str(folder / DUMP)], "postgresql://?host=/")
        if b"TABLE DATA" not in told:
            raise BackupRefused("备份里的数据库是空的。 The dump holds no tables.")
    return manifest


def restore(
    archive: Path, identity: str, *, owner_url: str, program_url: str, var: Path, bucket: Bucket | None = None
) -> Manifest:
    """Into an empty database and an empty folder; afterwards every table is counted. Raises ``BackupRefused``."""
    if any(archives.files_in(var / FILES)):
        raise BackupRefused(f"{var / FILES} 不是空的，不覆盖。 The folder for files is not empty.")
    with database.owner(owner_url) as connection:
        if connection.scalar(text("select to_regclass('alembic_version')")) is not None:
            raise BackupRefused("数据库不是空的，不覆盖。 The database is not empty.")
    with archives.room(var) as folder:
        manifest = archives.unpack(archive, identity, folder)
        if manifest.secret != secret_mark():
            raise BackupRefused(
                "SECRET_KEY 与做备份时的不同，恢复后打不开加密的内容。请先设回原来的。 SECRET_KEY is another one."
            )
        with database.owner(owner_url) as connection, connection.begin():
            make_roles(connection, make_url(driver_url(program_url)).password)
        order = [
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--dbname",
            database.plain(owner_url),
            str(folder / DUMP),
        ]
        database.run(order, database.plain(owner_url))
        (var / FILES).mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder / FILES, var / FILES, dirs_exist_ok=True)
        if bucket is not None:
            for path in archives.files_in(var / FILES):
                bucket.put(path, str(path.relative_to(var / FILES)))
    with database.owner(owner_url) as connection:
        _compare(manifest, connection)
    return manifest


def _compare(manifest: Manifest, connection: Connection) -> None:
    """The restore proves itself: as many rows in every table, and the same end of every audit chain."""
    rows, heads = database.rows_by_table(connection), database.heads_by_region(connection)
    wrong = sorted(name for name in manifest.rows if rows.get(name) != manifest.rows[name])
    if wrong:
        raise BackupRefused(f"这些表的行数不对：{'、'.join(wrong)}。 Rows are missing in these tables.")
    if heads != manifest.heads:
        raise BackupRefused("审计链的末端与备份时不同。 The audit chain ends differently.")


def _manifest(connection: Connection, dump: Path, files: int, now: datetime) -> Manifest:
    return Manifest(
        made_at=now.isoformat(), revision=str(connection.scalar(text("select version_num from alembic_version"))),
        rows=database.rows_by_table(connection), heads=database.heads_by_region(connection), dump_sha256=archives.digest(dump), files=files,
        secret=secret_mark(),
    )  # fmt: skip


def _here(folder: Path, place: str, bucket: Bucket | None) -> Path:
    """Raises ``BackupRefused`` if the bytes are nowhere."""
    path = folder / place
    if not path.exists() and bucket is not None:
        with suppress(FileNotFoundError):
            bucket.fetch(place, path)
    if not path.exists():
        raise BackupRefused(
            f"文件 {path.name[:12]}… 的内容找不到了，备份不完整。 A file's bytes are missing."
        )
    return path
