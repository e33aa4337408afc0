"""Files whose time is over: their rows go at once, their bytes once that is committed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from app.infra import clock
from app.infra.db import after_each_commit, promise_after_commit
from app.infra.scope import Session
from app.infra.storage import StoredFile, bucket_or_none, key_of, local_place, may_remove

SETTLED = timedelta(hours=1)  # bytes touched later than this may be wanted by somebody just now


@dataclass(frozen=True, slots=True)
class Gone:
    """Bytes whose row has been deleted; they go after the commit."""

    sha256: str


def drop(ids: Collection[int]) -> int:
    """Delete files whose time is over: the rows now, the bytes once that is safe; how many.

    Nothing may refer to them any more. Bytes that another row still names stay.
    """
    if not ids:
        return 0
    gone = delete(StoredFile).where(StoredFile.id.in_(ids)).returning(StoredFile.sha256)
    digests = Session().scalars(gone.execution_options(synchronize_session=False)).all()
    for digest in set(digests):
        promise_after_commit(Gone(digest))
    return len(digests)


@after_each_commit
def remove_bytes(promised: list[object]) -> None:
    """What has just been touched is left to the sweep; so is everything while a backup is being made."""
    gone = [one for one in promised if isinstance(one, Gone)]
    if gone and may_remove():
        for one in gone:
            named = Session().scalar(select(StoredFile.id).where(StoredFile.sha256 == one.sha256).limit(1))
            path = local_place(one.sha256)
            before = (clock.real_now() - SETTLED).timestamp()
            if named is None and path.exists() and path.stat().st_mtime < before:
                path.unlink()
                bucket = bucket_or_none()
                if bucket is not None:
                    bucket.remove(key_of(one.sha256))
