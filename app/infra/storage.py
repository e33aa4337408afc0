"""Files people gave us or we made: bytes under var/files by their SHA-256, a row for each in the database.

With a bucket (``FILES_URL``) the bytes lie there, before the row is committed, and the folder is a cache of it.

What a file is, its content says, never its name. Nothing here is served except through a page that checks who asks.
"""

import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, current_app, send_file
from sqlalchemy import BigInteger, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.infra import room
from app.infra.bucket import Bucket
from app.infra.db import (
    Base,
    RegionScoped,
    add,
    this_region,
)
from app.infra.media import MOST_BYTES, FileRefused, MediaKind, Taken, kind_of, take
from app.infra.scope import Session
from app.kernel import codes
from app.settings import Settings

__all__ = [
    "MOST_BYTES",
    "FileRefused",
    "MediaKind",
    "Taken",
    "kind_of",
    "take",
]  # to callers, taking in and keeping are one

FOLDER = "fangxin.files"
BUCKET = "fangxin.bucket"
KEEPING = 7_003  # the lock that a backup holds: meanwhile no bytes are removed, for its dump may name them


class StoredFile(RegionScoped, Base):
    """One file. ``code`` is public; the bytes lie under their hash, once per region."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str]
    size: Mapped[int]
    name: Mapped[str]
    stored_at: Mapped[datetime]

    @property
    def audit_label(self) -> str:
        return self.name


def init_storage(app: Flask, settings: Settings) -> None:
    app.extensions[FOLDER] = settings.var / "files"
    app.extensions[BUCKET] = (
        Bucket(settings.files_url, settings.files_endpoint) if settings.files_url else None
    )


def keep(content: bytes, *, media_type: str, name: str, now: datetime) -> StoredFile:
    """Store bytes and give back their row. The same bytes are stored once."""
    digest = hashlib.sha256(content).hexdigest()
    path = _place(digest)
    if not path.exists():
        room.write_whole(path, content)
    else:
        os.utime(path)  # wanted again: not to be swept away meanwhile
    _put(path, digest)
    return _row(digest, media_type, len(content), name, now)


def keep_made(made: Path, *, media_type: str, name: str, now: datetime) -> StoredFile:
    """Move a file that a job wrote into the store, without reading it into memory."""
    with made.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    size = made.stat().st_size
    path = _place(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.replace(path)
    _put(path, digest)
    return _row(digest, media_type, size, name, now)


def scratch(name: str) -> Path:
    """A place to write a file that ``keep_made`` will take."""
    folder = _folder() / "making"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{codes.fresh(12)}-{name}"


def path_of(file: StoredFile) -> Path:
    """Where the bytes lie on this machine; from the bucket they are brought here first."""
    path, bucket = _place(file.sha256), bucket_or_none()
    if bucket is not None and not path.exists():
        with suppress(FileNotFoundError):  # whoever opens it is told
            bucket.fetch(key_of(file.sha256), path)
    return path


def serve(file: StoredFile, *, inline: bool = False) -> Response:
    """The file as an answer: its true type, an attachment unless it is harmless and asked for inline."""
    harmless = file.media_type in (MediaKind.JPEG, MediaKind.PNG, MediaKind.WEBP, MediaKind.PDF)
    answer = send_file(
        path_of(file),
        mimetype=file.media_type,
        as_attachment=not (inline and harmless),
        download_name=file.name,
        conditional=True,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def may_remove() -> bool:
    """Whether no backup is being made just now; none begins before this transaction ends."""
    return bool(Session().scalar(select(func.pg_try_advisory_xact_lock_shared(KEEPING))))


def _row(digest: str, media_type: str, size: int, name: str, now: datetime) -> StoredFile:
    return add(
        StoredFile(
            code=codes.fresh(16), sha256=digest, media_type=media_type, size=size, name=name, stored_at=now
        )
    )


def _folder() -> Path:
    folder: Path = current_app.extensions[FOLDER]
    return folder


def folder_here() -> Path:
    """Where this region's bytes lie."""
    return _folder() / str(this_region())


def is_within_reach() -> bool:
    """Whether this machine may write the folder, and the bucket, if there is one, answers."""
    folder, bucket = _folder(), bucket_or_none()
    folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK) and (bucket is None or bucket.answers())


def bucket_or_none() -> Bucket | None:
    bucket: Bucket | None = current_app.extensions[BUCKET]
    return bucket


def local_place(digest: str) -> Path:
    """Where bytes lie, or would lie, on this machine."""
    return _place(digest)


def key_of(digest: str) -> str:
    """Where the bytes of this region's file lie, in the folder as in the bucket."""
    return f"{this_region()}/{digest[:2]}/{digest}"


def _put(path: Path, digest: str) -> None:
    bucket = bucket_or_none()
    if bucket is not None:
        bucket.put(path, key_of(digest))


def _place(digest: str) -> Path:
    return _folder() / key_of(digest)
