"""Pages of a long list by key, not by counting: page ten thousand costs what page one costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from app.infra.scope import Session

PAGE_SIZE = 30
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the key after which the next page starts (None at the end)."""

    rows: Sequence[Row]
    after: int | None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def newest_first(
    query: Select[Row], key: InstrumentedAttribute[int], after: int | None, size: int = PAGE_SIZE
) -> Page[Row]:
    """One page of ``query``, highest ``key`` first; ``after`` is the last key of the page before."""
    if after is not None:
        query = query.where(key < after)
    rows = Session().scalars(query.order_by(key.desc()).limit(size + 1)).all()
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, getattr(rows[-1], key.key) if more else None)


def oldest_first(
    query: Select[Row], key: InstrumentedAttribute[int], after: int | None, size: int = PAGE_SIZE
) -> Page[Row]:
    """One page of ``query``, lowest ``key`` first: for queues, where who waited longest comes first."""
    if after is not None:
        query = query.where(key > after)
    rows = Session().scalars(query.order_by(key).limit(size + 1)).all()
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, getattr(rows[-1], key.key) if more else None)
