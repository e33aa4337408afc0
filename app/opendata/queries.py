"""Reads of the open data slice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, func, select, union_all

from app.infra.scope import Session
from app.opendata.models import OpenRecord
from app.opendata.terms import Dataset

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a dataset is: its newest change, when that was, and how many lines there are since."""

    seq: int
    changed_at: datetime | None
    lines: int = 0


def newest() -> int:
    """The last place in the order of changes of the whole region."""
    return max(one.seq for one in standings().values())


def standing(dataset: Dataset) -> Standing:
    """By the index alone, however long the dataset is."""
    return standings()[dataset]


def standings() -> dict[Dataset, Standing]:
    """Every dataset's, in one query that takes one line of each from the index."""
    lasts = (_last_of(dataset).subquery() for dataset in Dataset)
    rows = {row.dataset: row for row in Session().execute(union_all(*(select(last) for last in lasts)))}
    return {dataset: _standing(dataset, rows.get(dataset)) for dataset in Dataset}


def _last_of(dataset: Dataset) -> Select[Dataset, int, datetime, int | None]:
    wanted = select(OpenRecord.dataset, OpenRecord.seq, OpenRecord.changed_at, OpenRecord.lines)
    return wanted.where(OpenRecord.dataset == dataset).order_by(OpenRecord.seq.desc()).limit(1)


def _standing(dataset: Dataset, row: Row[Dataset, int, datetime, int | None] | None) -> Standing:
    if row is None:
        return Standing(0, None)
    return Standing(row.seq, row.changed_at, count_of(dataset) if row.lines is None else row.lines)


def newest_record(dataset: Dataset) -> OpenRecord | None:
    wanted = select(OpenRecord).where(OpenRecord.dataset == dataset)
    return Session().scalar(wanted.order_by(OpenRecord.seq.desc()).limit(1))


def kept_of(merchant_ids: Collection[int]) -> dict[tuple[Dataset, str], tuple[int, str]]:
    """Of these sellers' lines the seller and the digest."""
    wanted = select(OpenRecord.dataset, OpenRecord.key, OpenRecord.merchant_id, OpenRecord.digest)
    rows = Session().execute(wanted.where(OpenRecord.merchant_id.in_(merchant_ids)))
    return {(row.dataset, row.key): (row.merchant_id, row.digest) for row in rows}


def chunk_after(dataset: Dataset, seq: int, *, until: int, with_gone: bool) -> Sequence[OpenRecord]:
    """The next lines in the order of their changes."""
    wanted = select(OpenRecord).where(
        OpenRecord.dataset == dataset, OpenRecord.seq > seq, OpenRecord.seq <= until
    )
    if not with_gone:
        wanted = wanted.where(OpenRecord.gone.is_(False))
    return Session().scalars(wanted.order_by(OpenRecord.seq).limit(CHUNK)).all()


def count_of(dataset: Dataset) -> int:
    wanted = select(func.count()).where(OpenRecord.dataset == dataset, OpenRecord.gone.is_(False))
    return Session().scalar(wanted) or 0
