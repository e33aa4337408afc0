"""Files that nothing refers to any more: first their rows go, later their bytes.

A file is claimed by a foreign key to ``stored_file``, whichever table holds it, or by a statement that the caller
names for references of another kind. The bytes go only once their row is gone and committed, so that a transaction
that fails loses nothing; those written by one that failed go in the same way.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Select, delete, or_, select

from app.infra.db import Base, this_region
from app.infra.scope import Session
from app.infra.storage import StoredFile, bucket_or_none, folder_here, may_remove

GRACE = timedelta(days=7)
"""How long an unclaimed file stays: longer than any job that has written it and not yet named it."""
DIGEST = 64


def claims() -> Sequence[ColumnElement[int]]:
    """Every column that refers to a stored file."""
    own = StoredFile.__table__.c.id
    tables = Base.metadata.tables.values()
    return [key.parent for table in tables for key in table.foreign_keys if key.column is own]


def forget_unclaimed(now: datetime, codes_claimed: Select[str]) -> int:
    """Delete the rows of files that nothing refers to; how many. ``codes_claimed``: files named by their codes."""
    named = or_(*(select(column).where(column == StoredFile.id).exists() for column in claims()))
    gone = Session().execute(
        delete(StoredFile)
        .where(StoredFile.stored_at < now - GRACE, ~named, StoredFile.code.not_in(codes_claimed))
        .returning(StoredFile.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def remove_bytes(real_now: datetime) -> int:
    """Remove the bytes that no row names and that nobody has written or asked for lately; how many files. None during a backup."""
    removed, before = 0, (real_now - GRACE).timestamp()
    if not may_remove():
        return 0
    for folder in _folders():
        old = {path.name: path for path in folder.iterdir() if _is_old(path, before)}
        if not old:
            continue
        kept = set(Session().scalars(select(StoredFile.sha256).where(StoredFile.sha256.in_(old))))
        for name in old.keys() - kept:
            if _is_old(old[name], before):  # looked at once more: it may have been taken up meanwhile
                old[name].unlink(missing_ok=True)
                removed += 1
    return removed + _remove_from_bucket(real_now)


def _remove_from_bucket(real_now: datetime) -> int:
    bucket, removed = bucket_or_none(), 0
    if bucket is None:
        return 0
    for place in bucket.older_than(f"{this_region()}/", real_now - GRACE):
        digest = place.rpartition("/")[2]
        if Session().scalar(select(StoredFile.id).where(StoredFile.sha256 == digest).limit(1)) is None:
            bucket.remove(place)
            removed += 1
    return removed


def _folders() -> Iterator[Path]:
    here = folder_here()
    if here.is_dir():
        yield from sorted(one for one in here.iterdir() if one.is_dir())


def _is_old(path: Path, before: float) -> bool:
    try:
        return len(path.name) >= DIGEST and path.stat().st_mtime < before
    except FileNotFoundError:
        return False
